"""tantivy, in Rust, through its Python binding."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.analysis import term_mapper
from search.model import Document

_FACETS = ("source", "person", "organisation", "place")
_COUNTS: dict[str, Any] = {
    **{name: {"terms": {"field": name, "size": 8}} for name in _FACETS},
    "month": {"terms": {"field": "month", "size": 400}},
}
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
                day=[first.toordinal()],
                month=[first.year * 100 + first.month],
                **{kind: [m.name for m in document.mentions if m.kind == kind] for kind in _FACETS[1:]},
            )
        )
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("path", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, stored=True, tokenizer_name="en_stem")
    for name in _FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("day", "month"):
        builder.add_integer_field(name, fast=True, indexed=True)
    return builder.build()


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    index = tantivy.Index.open(str(folder))
    index.reload()
    searcher = index.searcher()

    def ask(question: Question) -> Answer:
        asked = _query(index.schema, question)
        counted = _query(index.schema, question.without_source()) if question.source else asked
        counts = searcher.aggregate(counted, _COUNTS)
        found = searcher.search(asked, 10, count=True)
        snippets = tantivy.SnippetGenerator.create(searcher, asked, index.schema, "body")
        for _, address in found.hits:
            document = searcher.doc(address)
            document["title"][0], snippets.snippet_from_doc(document).to_html()
        buckets = [(b["key"], b["doc_count"]) for b in counts["source"]["buckets"]]
        total: int = found.count
        return Answer(total, tuple(count for name, count in buckets if name != question.source))

    return ask


def _query(schema: tantivy.Schema, question: Question) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, _text(schema, question))] if question.words else []
    for name, value in (("source", question.source), ("person", question.person)):
        if value:
            exact = tantivy.Query.term_query(schema, name, value, "basic")
            clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(exact, 0.0)))
    if question.years:
        low, high = question.years[0] * 100, question.years[1] * 100 + 99
        months = tantivy.Query.range_query(schema, "month", tantivy.FieldType.Integer, low, high)
        clauses.append((tantivy.Occur.Must, tantivy.Query.const_score_query(months, 0.0)))
    return tantivy.Query.boolean_query(clauses) if clauses else tantivy.Query.all_query()


def _text(schema: tantivy.Schema, question: Question) -> tantivy.Query:
    words = [term_mapper("en")(word) for word in question.words]
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
