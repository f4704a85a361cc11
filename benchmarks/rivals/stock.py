"""Whoosh as it comes: its own files, its searcher, its facets and its highlighter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh import fields, index, sorting
from whoosh.analysis.filters import LowercaseFilter
from whoosh.analysis.morph import StemFilter
from whoosh.analysis.tokenizers import RegexTokenizer
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, Query
from whoosh.query.ranges import TermRange
from whoosh.query.terms import Prefix, Term

from benchmarks.questions import Question
from benchmarks.rivals import FACETS, SHOWN, Answer, Ask
from search.analysis.terms import stem_in, term_mapper
from search.model import Document

# Whoosh is not typed throughout.
# mypy: disable-error-code="no-untyped-call, no-any-return"


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index with one process, as the documentation shows."""
    writer = index.create_in(str(folder), _schema()).writer(limitmb=256)
    for document in documents:
        assert document.source
        assert document.day
        named = {kind: [m.name for m in document.mentions if m.kind == kind] for kind in FACETS[1:4]}
        writer.add_document(
            title=document.title,
            body=document.body,
            source=document.source.name,
            year=document.day.value[:4],
            **{kind: "|".join(names) for kind, names in named.items()},
        )
    writer.commit()


def _stem(word: str) -> str:
    return stem_in(term_mapper("en")(word))


def _schema() -> fields.Schema:
    analyzer = RegexTokenizer(r"[a-zA-Z0-9]+") | LowercaseFilter() | StemFilter(stemfn=_stem)
    listed = {name: fields.KEYWORD(commas=False, analyzer=RegexTokenizer(r"[^|]+")) for name in FACETS[1:4]}
    return fields.Schema(
        title=fields.TEXT(analyzer, stored=True),
        body=fields.TEXT(analyzer, stored=True),
        source=fields.ID,
        year=fields.ID,
        **listed,
    )


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    searcher = index.open_dir(str(folder)).searcher()
    facets = sorting.Facets()
    for name in FACETS:
        facets.add_facet(name, sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count))

    def ask(question: Question) -> Answer:
        results = searcher.search(_query(question), limit=10, groupedby=facets)
        drawn = [(hit["title"], hit.highlights("body")) for hit in results[:10]]  # grouped, it gives all
        counts = {name: _counts(results.groups(name)) for name in FACETS}
        for name, chosen in question.chosen.items():
            alone = searcher.search(_query(question.without(name)), limit=10, groupedby=facets).groups(name)
            counts[name] = _counts({value: count for value, count in alone.items() if value != chosen})
        return Answer(len(results), len(drawn), counts)

    return ask


def _counts(groups: Mapping[str | None, int]) -> tuple[int, ...]:
    return tuple(sorted((count for value, count in groups.items() if value), reverse=True)[:SHOWN])


def _query(question: Question) -> Query:
    clauses: list[Any] = [_text(question)] if question.words else [Every()]
    clauses += [Term(name, value) for name, value in question.chosen.items()]
    if question.years:
        since, until = map(str, question.years)
        clauses.append(TermRange("year", since, until))
    return And(clauses)


def _text(question: Question) -> Query:
    words = [stem_in(term_mapper("en")(word)) for word in question.words]
    if question.kind == "phrase":
        return Or([Phrase(name, words) for name in ("title", "body")])
    if question.kind == "prefix":
        return Or([Prefix(name, question.words[0]) for name in ("title", "body")])
    found = [Or([Term(name, word) for name in ("title", "body")]) for word in words]
    return Or(found) if question.kind == "or" else And(found)
