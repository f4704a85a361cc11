"""SQLite's FTS5 with ordinary tables beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import Answer, Ask
from search.model import Document

_SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='porter ascii');
CREATE TABLE articles (id INTEGER PRIMARY KEY, path TEXT, source TEXT, month INTEGER);
CREATE TABLE entities (article INTEGER, kind TEXT, name TEXT);
"""
_INDEXES = """
CREATE INDEX by_source ON articles (source, id);
CREATE INDEX by_article ON entities (article, kind, name);
CREATE INDEX by_name ON entities (kind, name, article);
"""
_TOP = "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 8"


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index."""
    with closing(sqlite3.connect(folder / "index.db")) as connection, connection:
        connection.executescript(_SCHEMA)
        for number, document in enumerate(documents):
            _insert(connection, number, document)
        connection.executescript(_INDEXES)


def _insert(connection: sqlite3.Connection, number: int, document: Document) -> None:
    assert document.source
    assert document.day
    first = document.day.first
    connection.execute(
        "INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", (number, document.title, document.body)
    )
    row = (number, document.path, document.source.name, first.year * 100 + first.month)
    connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", row)
    named = [(number, mention.kind, mention.name) for mention in document.mentions]
    connection.executemany("INSERT INTO entities VALUES (?, ?, ?)", named)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    connection = sqlite3.connect(folder / "index.db")
    connection.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")

    def ask(question: Question) -> Answer:
        connection.execute("DELETE FROM found")
        where, values = _where(question)
        connection.execute(f"INSERT INTO found SELECT id FROM articles {where}", values)
        total = connection.execute("SELECT count(*) FROM found").fetchone()[0]
        _best(connection, question)
        for kind in ("person", "organisation", "place"):
            query = f"SELECT name, count(*) FROM found JOIN entities ON article = id AND kind = ? {_TOP}"
            connection.execute(query, (kind,)).fetchall()
        connection.execute("SELECT month, count(*) FROM found JOIN articles USING (id) GROUP BY 1").fetchall()
        return Answer(total, _sources(connection, question))

    return ask


def _where(question: Question) -> tuple[str, list[str | int]]:
    clauses: list[str] = []
    values: list[str | int] = []
    if question.words:
        clauses.append("id IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
        values.append(_match(question))
    if question.source:
        clauses.append("source = ?")
        values.append(question.source)
    if question.person:
        clauses.append("id IN (SELECT article FROM entities WHERE kind = 'person' AND name = ?)")
        values.append(question.person)
    if question.years:
        clauses.append("month BETWEEN ? AND ?")
        values += [question.years[0] * 100, question.years[1] * 100 + 99]
    return ("WHERE " + " AND ".join(clauses) if clauses else "", values)


def _match(question: Question) -> str:
    quoted = [f'"{word}"' for word in question.words]
    match question.kind:
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f"{quoted[0]} *"
        case "or":
            return " OR ".join(quoted)
    return " ".join(quoted)


def _best(connection: sqlite3.Connection, question: Question) -> None:
    if question.words:
        connection.execute(
            "SELECT title, snippet(texts, 1, '<b>', '</b>', '...', 32) FROM texts JOIN found ON found.id = texts.rowid"
            " WHERE texts MATCH ? ORDER BY bm25(texts, 2.0, 1.0) LIMIT 10",
            (_match(question),),
        ).fetchall()
    else:
        connection.execute("SELECT title, body FROM found JOIN texts ON texts.rowid = found.id LIMIT 10").fetchall()


def _sources(connection: sqlite3.Connection, question: Question) -> tuple[int, ...]:
    where, values = _where(question.without_source())
    chosen = f"SELECT source, count(*) FROM articles {where} {_TOP}"
    every = f"SELECT source, count(*) FROM found JOIN articles USING (id) {_TOP}"
    counts = connection.execute(chosen, values) if question.source else connection.execute(every)
    return tuple(count for name, count in counts if name != question.source)
