"""Twice the text takes twice the time: for every reader, every annotator and every finder of names.

Compared are CPU times of one process with each other, never with the clock. Four times the size may take ten times as
long before it is called more than linear: by the square it would be sixteen.
"""

from __future__ import annotations

import gc
import gzip
import importlib
import logging
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from search import annotators
from search.analysis.terms import analyze, terms_in
from search.annotators import date as dates
from search.annotators import language, layout, source
from search.annotators.date_claims import NOTHING, settled
from search.answers.contexts.passages import passages
from search.compounds import text_terms
from search.config import Config
from search.engines.marked_documents import MarkedDocument
from search.entities.document.organisations import follow_long_names
from search.entities.finders.capital_lines import readable
from search.entities.finders.rules import RulesFinder
from search.entities.gazetteer import gazetteer
from search.entities.recognition import Reader
from search.entities.spelling.name_trimming import Found
from search.errors import FileSkipped
from search.folder.recurring_lines import lines_of
from search.highlight.snippets import Standing, mark, snippet
from search.highlight.word_layout import Layout
from search.ledger.texts import Stored
from search.model import Document, Part
from search.query.clauses import positive_leaves
from search.query.patterns import occurrences, resolve
from search.query.syntax import parse
from search.readers import all_readers, read
from search.searched_text import searched_text
from search.stories.minhash import sketch
from search.tags.places import Places
from search.tags.tagging import Content, put_on
from tests.made_files import MADE, packed, pdf, word, wrapped
from tests.repeated import DIFFERENT, MARKUP, SAME, text_of

SIZES = (1_000, 4_000, 16_000)
MOST = 10.0
LEAST_SECONDS = 0.05
"""Below it a time is that of the machine's moods."""
CONFIG = Config(entities="rules", today=date(2026, 1, 1))
FIRST = "The ferry sank, said Ada Long of The Times on 12 March 2021.\n\n"

SOUGHT = [
    resolve(leaf, lambda part: terms_in(part.text, ["en"])) for leaf in positive_leaves(parse("a said ada").clause)
]
"""Words that stand everywhere in many of the texts."""

Step = Callable[[str], object]


def bare(text: str) -> Document:
    return Document("a", "news/a.txt", text=FIRST + text, language="en")


def whole(text: str, kind: str = "body", code: str = "en") -> Document:
    return Document("a", "news/a.txt", "Ferry sinks", text, (Part(kind, 0, len(text)),), language=code)


def standing(text: str) -> list[Standing]:
    """Where the words stand, as the engines tell it."""
    terms = text_terms(text, "en")
    return [Standing(at, which) for which, sought in enumerate(SOUGHT) for at in occurrences(terms, sought)]


def named(code: str) -> Step:
    return lambda text: list(Reader(CONFIG).read([whole(text, code=code)]))


STEPS: dict[str, Step] = {
    "language": lambda text: language.annotate(replace(bare(text), language=""), CONFIG),
    "layout": lambda text: layout.annotate(bare(text), CONFIG, frozenset()),
    "source": lambda text: source.annotate(whole(text), CONFIG),
    "source around": lambda text: source.annotate(whole(text, "footer"), CONFIG),
    "date": lambda text: settled(dates.claims(whole(text), CONFIG), NOTHING, CONFIG.today),
    "date around": lambda text: settled(dates.claims(whole(text, "footer"), CONFIG), NOTHING, CONFIG.today),
    "readable": readable,
    "rules": lambda text: RulesFinder().find([text]),
    **{f"entities {code}": named(code) for code in ("en", "de", "ru", "zh")},
    "stories": lambda text: sketch(whole(text)),
    "analyze": lambda text: analyze(text, "en"),
    "recurring lines": lambda text: lines_of(text.encode()),
    "marks": lambda text: mark(text, Layout(text).places(at.positions for at in standing(text))),
    "snippet": lambda text: snippet(Layout(text), standing(text)),
}


def middle(ending: str) -> Callable[[bytes], bytes]:
    """A good file with something in the middle of it, or of what is packed in it."""
    if ending in (".docx", ".docm"):
        return lambda inside: word(FIRST, inside.decode().replace("&", "&amp;").replace("<", "&lt;"))
    if ending == ".zip":
        return lambda inside: packed({"inner.txt": FIRST.encode() + inside})
    if ending.endswith(".gz"):
        unpacked = middle(ending.removesuffix(".gz"))
        return lambda inside: gzip.compress(unpacked(inside), mtime=0)
    if ending == ".pdf":
        return lambda inside: pdf([[FIRST.strip(), *wrapped(inside.decode("latin-1"))]])
    made = MADE[ending]()
    half = made.find(b"\n", len(made) // 2) + 1 or made.find(b" ", len(made) // 2) + 1 or len(made) // 2
    return lambda inside: made[:half] + inside + made[half:]


def reading(ending: str) -> Step:
    put, name = middle(ending), f"a{ending}"

    def step(text: str) -> None:
        raw = put(text.encode())
        with suppress(FileSkipped):
            for _ in read(raw, name, f"news/{name}"):
                pass

    return step


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector, which comes when it likes, and without a word of the libraries."""
    gc.disable()
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        gc.enable()


def grows(step: Step, pattern: str) -> str:
    """What there is to say against a step's growth over a pattern, "" for nothing."""
    times: list[float] = []
    for size in SIZES:
        text = text_of(pattern, size)
        times.append(_seconds(step, text))
        before = times[-2] if len(times) > 1 else times[-1]
        if times[-1] > LEAST_SECONDS and times[-1] > MOST * before:
            times[-2] = max(before, *(_seconds(step, text_of(pattern, size // 4)) for _ in range(2)))
            times[-1] = min(times[-1], *(_seconds(step, text) for _ in range(2)))
            if times[-1] > MOST * times[-2]:
                return f"{pattern!r}: " + ", ".join(f"{seconds:.3f} s" for seconds in times)
    return ""


def _seconds(step: Step, text: str) -> float:
    with undisturbed():
        began = process_time()
        step(text)
        return process_time() - began


@pytest.mark.parametrize("name", STEPS)
def test_what_looks_at_texts_takes_time_by_their_length(name: str) -> None:
    STEPS[name](FIRST * 5)  # loads what it needs
    assert [told for pattern in (*SAME, *DIFFERENT) if (told := grows(STEPS[name], pattern))] == []


TWICE = (".text", ".markdown", ".htm", ".docm")
SCANS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""Read by a process of their own, whose time is limited: `tests/readers/test_scans.py`."""


@pytest.mark.parametrize("ending", [ending for ending in MADE if ending not in (*TWICE, *SCANS)])
def test_a_reader_takes_time_by_the_length_of_its_file(ending: str) -> None:
    step = reading(ending)
    step(FIRST)
    assert [told for pattern in (*MARKUP, *SAME[::4]) if (told := grows(step, pattern))] == []


def organisations(text: str) -> None:
    """Names of several words, the first of which is the same."""
    names = [f"university of {word.lower()}" for word in text.split()]
    follow_long_names([Found(0, 0, "organisation", name.title(), name) for name in names], gazetteer())


def tags(text: str) -> None:
    """Lines of one article."""
    lines = "".join(f"a\t\t{word}\n" for word in text.split())
    put_on(Content(((Path("tags.tsv"), lines.encode()),)), Places([Stored("a", "news/a.txt", b"", "")]))


def captions(text: str) -> None:
    """A caption of each word, and all of them marked."""
    places = [Part("caption", word.start(), word.end()) for word in re.finditer(r"\w+", text)]
    document = Document("a", "news/a.txt", text=text, parts=tuple(places))
    layouts = {"title": Layout(""), "body": Layout(searched_text(document))}
    marked = MarkedDocument(document, layouts, {"title": [], "body": [(i,) for i in range(len(places))]})
    assert len([*passages(marked)]) == len(places)


@pytest.mark.parametrize("step", [organisations, tags, captions])
def test_many_of_one_kind_in_one_article_take_time_by_their_number(step: Step) -> None:
    assert grows(step, "{} ") == ""


def test_no_reader_and_no_annotator_is_left_out() -> None:
    assert {f".{ending.rsplit('.', 1)[-1]}" for ending in MADE} == set(all_readers())
    modules = {module.name for module in pkgutil.iter_modules(annotators.__path__)}
    named_so = {
        name
        for name in modules
        if any(
            hasattr(importlib.import_module(f"search.annotators.{name}"), entry)
            for entry in ("annotate", "annotate_all", "claims")
        )
    }
    assert named_so - {"cites"} <= {name.split()[0] for name in STEPS}
