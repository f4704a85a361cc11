"""SQLite's FTS5 with ordinary tables beside it.

As its documentation says is fast: ordered by `rank` with its weights set once, snippets for the rows that are shown
alone, an index of prefixes, merged into one (`optimize`) and analyzed after the build, mapped into memory; names are
stored once and counted by number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import SHOWN, Answer, Ask
from search.model import Document

_SCHEMA = """
CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='porter ascii', prefix='4');
CREATE TABLE articles (id INTEGER PRIMARY KEY, path TEXT, source INTEGER, year INTEGER);
CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT, name TEXT, UNIQUE (kind, name));
CREATE TABLE named (article INTEGER, kind TEXT, name INTEGER, PRIMARY KEY (article, kind, name)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX by_source ON articles (source, id);
CREATE INDEX by_name ON named (name, article);
INSERT INTO texts(texts, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
INSERT INTO texts(texts) VALUES ('optimize');
ANALYZE;
"""
_MAPPED = 1 << 32
_KINDS = ("person", "organisation", "place")


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index."""
    numbers: dict[tuple[str, str], int] = {}
    with closing(sqlite3.connect(folder / "index.db")) as connection, connection:
        connection.executescript(_SCHEMA)
        for number, document in enumerate(documents):
            _insert(connection, number, document, numbers)
        rows = ((number, kind, name) for (kind, name), number in numbers.items())
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
        connection.executescript(_INDEXES)


def _insert(
    connection: sqlite3.Connection, number: int, document: Document, numbers: dict[tuple[str, str], int]
) -> None:
    assert document.source
    assert document.day

    def known(kind: str, name: str) -> int:
        return numbers.setdefault((kind, name), len(numbers))

    texts = (number, document.title, document.body)
    connection.execute("INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)", texts)
    row = (number, document.path, known("source", document.source.name), document.day.first.year)
    connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", row)
    named = [(number, mention.kind, known(mention.kind, mention.name)) for mention in document.mentions]
    connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?)", named)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer."""
    connection = sqlite3.connect(folder / "index.db")
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE found (id INTEGER PRIMARY KEY)")

    def ask(question: Question) -> Answer:
        total = _find(connection, question)
        hits = _best(connection, question)
        own = question.chosen
        counts = {name: _counted(connection, name) for name in ("source", *_KINDS) if name not in own}
        counts["year"] = _ordered(connection, "SELECT year, count(*) FROM found JOIN articles USING (id) GROUP BY 1")
        for name, chosen in own.items():
            _find(connection, question.without(name))
            counts[name] = _counted(connection, name, chosen)
        return Answer(total, hits, counts)

    return ask


def _find(connection: sqlite3.Connection, question: Question) -> int:
    """Put the results into the table of results; how many there are."""
    where, values = _where(question)
    connection.execute("DELETE FROM found")
    return connection.execute(f"INSERT INTO found SELECT id FROM articles {where}", values).rowcount


def _where(question: Question) -> tuple[str, list[str | int]]:
    clauses: list[str] = []
    values: list[str | int] = []
    if question.words:
        clauses.append("id IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
        values.append(_match(question))
    if question.source:
        clauses.append("source = (SELECT id FROM names WHERE kind = 'source' AND name = ?)")
        values.append(question.source)
    if question.person:
        person = "(SELECT id FROM names WHERE kind = 'person' AND name = ?)"
        clauses.append(f"id IN (SELECT article FROM named WHERE name = {person})")
        values.append(question.person)
    if question.years:
        clauses.append("year BETWEEN ? AND ?")
        values += question.years
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


def _best(connection: sqlite3.Connection, question: Question) -> int:
    """Draw the best ten; how many there are."""
    if not question.words:
        shown = "SELECT title, substr(body, 1, 240) FROM found JOIN texts ON texts.rowid = found.id LIMIT 10"
        return len(connection.execute(shown).fetchall())
    match = _match(question)
    # The sign keeps it from asking for the words once for each of the results.
    among = " AND +rowid IN (SELECT id FROM found)" if question.chosen or question.years else ""
    best = connection.execute(f"SELECT rowid FROM texts WHERE texts MATCH ?{among} ORDER BY rank LIMIT 10", (match,))
    drawn = "SELECT title, snippet(texts, 1, '<b>', '</b>', '...', 40) FROM texts WHERE texts MATCH ? AND rowid = ?"
    return sum(len(connection.execute(drawn, (match, rowid)).fetchall()) for (rowid,) in best.fetchall())


def _counted(connection: sqlite3.Connection, name: str, chosen: str = "") -> tuple[int, ...]:
    """The counts of a facet over the results, of its most frequent values without the one that is chosen."""
    rows = "named ON article = found.id AND kind = ?" if name in _KINDS else "articles ON articles.id = found.id"
    column = "named.name" if name in _KINDS else "source"
    top = f"SELECT {column} AS value, count(*) AS times FROM found JOIN {rows} GROUP BY 1 ORDER BY 2 DESC LIMIT {SHOWN}"
    query = f"SELECT names.name, times FROM ({top}) JOIN names ON names.id = value WHERE names.name != ?"
    return _ordered(connection, query, *([name] if name in _KINDS else []), chosen)


def _ordered(connection: sqlite3.Connection, query: str, *values: str) -> tuple[int, ...]:
    return tuple(sorted((count for _, count in connection.execute(query, values)), reverse=True))
