"""Whoosh as it comes: its own files, its searcher, its facets and its highlighter."""

from __future__ import annotations

from collections.abc import Iterable
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
from benchmarks.rivals import Answer, Ask
from search.analysis import term_mapper
from search.model import Document

# Whoosh is not typed throughout.
# mypy: disable-error-code="no-untyped-call, no-any-return"

_FACETS = ("source", "person", "organisation", "place", "month")


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index with one process, as the documentation shows."""
    writer = index.create_in(str(folder), _schema()).writer(limitmb=256)
    for document in documents:
        assert document.source
        assert document.day
        named = {kind: [m.name for m in document.mentions if m.kind == kind] for kind in _FACETS[1:4]}
        writer.add_document(
            title=document.title,
            body=document.body,
            source=document.source.name,
            month=document.day.value[:7],
            **{kind: "|".join(names) for kind, names in named.items()},
        )
    writer.commit()


def _stem(word: str) -> str:
    return term_mapper("en")(word)


def _schema() -> fields.Schema:
    analyzer = RegexTokenizer(r"[a-zA-Z0-9]+") | LowercaseFilter() | StemFilter(stemfn=_stem)
    listed = {name: fields.KEYWORD(commas=False, analyzer=RegexTokenizer(r"[^|]+")) for name in _FACETS[1:4]}
    return fields.Schema(
        title=fields.TEXT(analyzer, stored=True),
        body=fields.TEXT(analyzer, stored=True),
        source=fields.ID,
        month=fields.ID,
        **listed,
    )


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    searcher = index.open_dir(str(folder)).searcher()
    facets = sorting.Facets()
    for name in _FACETS:
        facets.add_facet(name, sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count))

    def ask(question: Question) -> Answer:
        results = searcher.search(_query(question), limit=10, groupedby=facets)
        for hit in results:
            hit["title"], hit.highlights("body")
        counted = results
        if question.source:
            counted = searcher.search(_query(question.without_source()), limit=10, groupedby=facets)
        sources = {name: count for name, count in counted.groups("source").items() if name != question.source}
        return Answer(len(results), tuple(sorted(sources.values(), reverse=True)[:8]))

    return ask


def _query(question: Question) -> Query:
    clauses: list[Any] = [_text(question)] if question.words else [Every()]
    clauses += [Term(name, value) for name, value in _filters(question)]
    if question.years:
        clauses.append(TermRange("month", f"{question.years[0]}-01", f"{question.years[1]}-12"))
    return And(clauses)


def _filters(question: Question) -> list[tuple[str, str]]:
    return [(name, value) for name, value in (("source", question.source), ("person", question.person)) if value]


def _text(question: Question) -> Query:
    words = [term_mapper("en")(word) for word in question.words]
    if question.kind == "phrase":
        return Or([Phrase(name, words) for name in ("title", "body")])
    if question.kind == "prefix":
        return Or([Prefix(name, question.words[0]) for name in ("title", "body")])
    found = [Or([Term(name, word) for name in ("title", "body")]) for word in words]
    return Or(found) if question.kind == "or" else And(found)
