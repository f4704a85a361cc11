"""tantivy, in Rust, through its Python binding.

As its documentation says is fast: facets are terms aggregations over fast fields, filters score nothing, and the number
of results is counted by the aggregation, so that the best ten are found without looking at documents that cannot be
among them. The binding cannot collect both in one pass. Prefixes are patterns, which its snippets do not mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.questions import Question
from benchmarks.rivals import FACETS, SHOWN, Answer, Ask
from search.analysis.terms import stem_in, term_mapper
from search.model import Document

_NAMES = ("source", "person", "organisation", "place")
_SIZES = {**dict.fromkeys(_NAMES, SHOWN), "year": 400}
_LENGTH = 240
_HEAP = 128_000_000


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index in one thread."""
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for document in documents:
        assert document.source
        assert document.day
        first = document.day.first
        writer.add_document(
            tantivy.Document(
                path=[document.path],
                title=[document.title],
                body=[document.body],
                source=[document.source.name],
                year=[first.year],
                **{kind: [m.name for m in document.mentions if m.kind == kind] for kind in _NAMES[1:]},
            )
        )
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    for name in _NAMES:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", fast=True, indexed=True)
    return builder.build()


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    index = tantivy.Index.open(str(folder))
    index.reload()
    searcher = index.searcher()

    def ask(question: Question) -> Answer:
        asked = _query(index.schema, question)
        own = {name: _query(index.schema, question.without(name)) for name in question.chosen}
        counted = searcher.aggregate(asked, _TOTAL | _terms(name for name in FACETS if name not in own))
        for name, query in own.items():
            counted |= searcher.aggregate(query, _terms([name]))
        found = searcher.search(asked, 10, count=False)
        snippets = tantivy.SnippetGenerator.create(searcher, asked, index.schema, "body")
        snippets.set_max_num_chars(_LENGTH)
        for _, address in found.hits:
            document = searcher.doc(address)
            document["title"][0], snippets.snippet_from_doc(document).to_html()
        counts = {name: _counts(counted[name]["buckets"], question.chosen.get(name)) for name in FACETS}
        return Answer(int(counted["total"]["value"]), len(found.hits), counts)

    return ask


_TOTAL: dict[str, Any] = {"total": {"value_count": {"field": "year"}}}
"""Every document has one year."""


def _terms(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"terms": {"field": name, "size": _SIZES[name]}} for name in names}


def _counts(buckets: Iterable[Any], chosen: str | None) -> tuple[int, ...]:
    return tuple(sorted((bucket["doc_count"] for bucket in buckets if bucket["key"] != chosen), reverse=True))


def _query(schema: tantivy.Schema, question: Question) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, _text(schema, question))] if question.words else []
    for name, value in question.chosen.items():
        exact = tantivy.Query.term_query(schema, name, value, "basic")
        clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(exact, 0.0)))
    if question.years:
        years = tantivy.Query.range_query(schema, "year", tantivy.FieldType.Integer, *question.years)
        clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(years, 0.0)))
    return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.all_query()


def _text(schema: tantivy.Schema, question: Question) -> tantivy.Query:
    words = [stem_in(term_mapper("en")(word)) for word in question.words]
    if question.kind == "phrase":
        return _either([tantivy.Query.phrase_query(schema, name, [*words]) for name in ("title", "body")])
    if question.kind == "prefix":
        pattern = f"{question.words[0]}.*"
        return _either([tantivy.Query.regex_query(schema, name, pattern) for name in ("title", "body")])
    found = [
        _either([tantivy.Query.term_query(schema, name, word, "position") for name in ("title", "body")])
        for word in words
    ]
    if question.kind == "or":
        return _either(found)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in found])


def _either(queries: list[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
