"""Engines that rank the documents of a judged collection, each as it comes, with stemming.

A ranker takes documents and gives the function from a question, a sentence in plain words, to the ids of the best
documents, best first. The words of a sentence are asked as alternatives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from search.analysis.surfaces import surfaces
from search.engines import whoosh
from search.model import Document, Query

DEPTH = 1_000
"""Results that are looked at, as in TREC's evaluations."""

Rank = Callable[[str], list[str]]


def words(sentence: str) -> list[str]:
    """The words of a sentence, in lower case, as often as it has them: no word of it is an operator."""
    return list(surfaces(sentence.lower()))


def as_query(sentence: str, depth: int = DEPTH) -> Query:
    """The query that a sentence is asked by."""
    return Query(" OR ".join(words(sentence)), sort="relevance", per_page=depth)


@contextmanager
def clippings(documents: Sequence[Document]) -> Iterator[Rank]:
    """Our own engine, by its search of a query's text."""
    with TemporaryDirectory() as folder:
        whoosh.write(Path(folder), documents)
        searcher = whoosh.searcher(Path(folder))
        yield lambda sentence: [hit.document.id for hit in searcher.search(as_query(sentence)).hits]
        searcher.close()


@contextmanager
def sqlite(documents: Sequence[Document]) -> Iterator[Rank]:
    """SQLite's FTS5 with its Porter stemmer and bm25()."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='porter unicode61')")
    rows = ((i, document.title, document.body) for i, document in enumerate(documents))
    connection.executemany("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", rows)

    def rank(sentence: str) -> list[str]:
        match = " OR ".join(f'"{word}"' for word in words(sentence))
        found = connection.execute("SELECT rowid FROM texts(?) ORDER BY rank LIMIT ?", (match, DEPTH))
        return [documents[number].id for (number,) in found]

    yield rank
    connection.close()


@contextmanager
def tantivy(documents: Sequence[Document]) -> Iterator[Rank]:
    """Tantivy with its English stemmer."""
    from tantivy import Document as Row
    from tantivy import Index, SchemaBuilder

    builder = SchemaBuilder()
    builder.add_integer_field("number", stored=True)
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = Index(builder.build())
    writer = index.writer(num_threads=1)
    for number, document in enumerate(documents):
        writer.add_document(Row(number=[number], title=[document.title], body=[document.body]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(sentence: str) -> list[str]:
        query, _ = index.parse_query_lenient(" ".join(words(sentence)), ["title", "body"])
        hits = searcher.search(query, DEPTH).hits
        return [documents[searcher.doc(address)["number"][0]].id for _, address in hits]

    yield rank


@contextmanager
def bm25s(documents: Sequence[Document]) -> Iterator[Rank]:
    """bm25s with its English stop words and Snowball's stemmer."""
    import bm25s as library
    import Stemmer

    def tokens(texts: list[str]) -> object:
        return library.tokenize(texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)

    index = library.BM25()
    index.index(tokens([f"{document.title} {document.body}" for document in documents]), show_progress=False)

    def rank(sentence: str) -> list[str]:
        wanted = min(DEPTH, len(documents))
        numbers, scores = index.retrieve(tokens([sentence]), k=wanted, show_progress=False)
        return [documents[i].id for i, score in zip(numbers[0].tolist(), scores[0].tolist(), strict=True) if score > 0]

    yield rank


OURS = "clippings"
RANKERS = {OURS: clippings, "sqlite": sqlite, "tantivy": tantivy, "bm25s": bm25s}
