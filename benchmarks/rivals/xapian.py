"""Xapian, in C++, through the Python binding of the system's packages (`apt-get install python3-xapian` on Debian).

It is not on PyPI. Where the binding of the system's Python is made for the version that runs this, it is used from
there; otherwise importing this module raises ModuleNotFoundError.

Xapian counts one value a slot: a field of several values takes as many slots, and the best of each slot are added up.
That is a little less than the job of the others; the number of results and their sources are exact.
"""

from __future__ import annotations

import importlib.util
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.questions import Question
from benchmarks.rivals import SHOWN, Answer, Ask
from search.model import Document

_SYSTEM = ("/usr/lib/python3/dist-packages", "/usr/lib64/python3/site-packages")


def _binding() -> ModuleType:
    """The binding, from this Python's own packages or from the system's. Raises ModuleNotFoundError."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    system = [folder for folder in _SYSTEM if (Path(folder) / "xapian" / f"_xapian{suffix}").exists()]
    spec = PathFinder.find_spec("xapian", [*sys.path, *system])
    if spec is None or spec.loader is None:
        python = ".".join(map(str, sys.version_info[:2]))
        message = f"there is no binding of Xapian for Python {python}; Debian has one for its own: python3-xapian"
        raise ModuleNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    sys.modules["xapian"] = module
    spec.loader.exec_module(module)
    return module


xapian: Any = _binding()

_STEMMER = xapian.Stem("english")
_PREFIXES = {"title": "S", "body": "", "source": "XS", "person": "XP"}
_SOURCE, _YEAR = 0, 1
_SEVERAL = 5
_SLOTS = {
    "person": range(2, 2 + _SEVERAL),
    "organisation": range(7, 7 + _SEVERAL),
    "place": range(12, 12 + _SEVERAL),
}
"""No document of the corpus has more than five names of a kind."""
_BEST = 50


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index."""
    database = xapian.WritableDatabase(str(folder / "index"), xapian.DB_CREATE_OR_OPEN)
    writer = xapian.TermGenerator()
    writer.set_stemmer(_STEMMER)
    writer.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    for document in documents:
        database.add_document(_row(writer, document))
    database.commit()
    database.close()


def _row(writer: Any, document: Document) -> Any:
    assert document.source
    assert document.day
    row = xapian.Document()
    writer.set_document(row)
    for name in ("title", "body"):
        writer.index_text(getattr(document, name), 1, _PREFIXES[name])
        writer.increase_termpos()
    row.set_data(f"{document.title}\n{document.body}")
    row.add_value(_SOURCE, document.source.name)
    row.add_value(_YEAR, document.day.value[:4])
    row.add_boolean_term(_PREFIXES["source"] + document.source.name)
    for kind, slots in _SLOTS.items():
        names = [mention.name for mention in document.mentions if mention.kind == kind]
        for slot, name in zip(slots, names, strict=False):
            row.add_value(slot, name)
            if kind == "person":
                row.add_boolean_term(_PREFIXES["person"] + name)
    return row


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    database = xapian.Database(str(folder / "index"))

    def ask(question: Question) -> Answer:
        query = _query(question)
        total, hits, counts = _searched(database, query)
        for name in question.chosen:
            _, _, alone = _searched(database, _query(question.without(name)))
            counts = alone if name == "source" else counts
        sources = sorted((count for name, count in counts.items() if name != question.source), reverse=True)
        return Answer(total, hits, {"source": tuple(sources[:SHOWN])})

    return ask


def _searched(database: Any, query: Any) -> tuple[int, int, dict[str, int]]:
    """The number of results, of those that are drawn, and of those of each source; all facets are counted."""
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    spies = {slot: xapian.ValueCountMatchSpy(slot) for slot in range(_SLOTS["place"].stop)}
    for spy in spies.values():
        enquire.add_matchspy(spy)
    found = enquire.get_mset(0, 10, database.get_doccount())
    for hit in found:
        title, _, body = hit.document.get_data().decode().partition("\n")
        title, found.snippet(body.encode(), 240, _STEMMER)
    for slots in _SLOTS.values():
        best: Counter[bytes] = Counter()
        for slot in slots:
            best.update({value.term: value.termfreq for value in spies[slot].top_values(_BEST)})
        best.most_common(SHOWN)
    [(value.term, value.termfreq) for value in spies[_YEAR].values()]
    counts = {value.term.decode(): value.termfreq for value in spies[_SOURCE].top_values(9)}
    return found.get_matches_estimated(), len(found), counts


def _query(question: Question) -> Any:
    query = _text(question) if question.words else xapian.Query.MatchAll
    for name, value in question.chosen.items():
        query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query(_PREFIXES[name] + value))
    if question.years:
        years = xapian.Query(xapian.Query.OP_VALUE_RANGE, _YEAR, *map(str, question.years))
        query = xapian.Query(xapian.Query.OP_FILTER, query, years)
    return query


def _text(question: Question) -> Any:
    either, every, phrase = xapian.Query.OP_OR, xapian.Query.OP_AND, xapian.Query.OP_PHRASE
    prefixes = [_PREFIXES[name] for name in ("title", "body")]
    if question.kind == "prefix":
        wild = (0, xapian.Query.WILDCARD_LIMIT_ERROR)  # 0: expanded without limit
        begun = [(xapian.Query.OP_WILDCARD, prefix + question.words[0], *wild) for prefix in prefixes]
        return xapian.Query(either, [xapian.Query(*words) for words in begun])
    stems = [_STEMMER(word.encode()).decode() for word in question.words]
    if question.kind == "phrase":
        fields = [xapian.Query(phrase, [xapian.Query(prefix + stem) for stem in stems]) for prefix in prefixes]
        return xapian.Query(either, fields)
    found = [xapian.Query(either, [xapian.Query(prefix + stem) for prefix in prefixes]) for stem in stems]
    return xapian.Query(either if question.kind == "or" else every, found)
