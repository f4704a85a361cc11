"""Exports that somebody put one after the other into one file keep their articles apart, and are counted together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.model import Document, Note
from search.readers import Record, Remark, read
from tests import made_exports as made
from tests.made_exports import PIECES

SECOND = [replace(piece, title=f"Again: {piece.title}") for piece in PIECES[:2]]
TEXTS = {"nexis": made.nexis, "lexisnexis": made.lexisnexis, "proquest": made.proquest}
COVER = "Print Request:   All Documents: 1-2\nTime of Request: June 4, 2021  09:14:02\nJob Number:      18:2910\n\n"


def records(text: str) -> list[Record]:
    return list(read(text.encode(), "a.txt", "news/a.txt"))


def told(found: list[Record]) -> list[Note]:
    return [note for record in found if isinstance(record, Remark) for note in record.notes]


@pytest.mark.parametrize("database", TEXTS)
@pytest.mark.parametrize("between", ["\n", "\r\n\r\n\f", COVER])
def test_each_export_of_a_file_gives_its_articles(database: str, between: str) -> None:
    make = TEXTS[database]
    found = records(make() + between + make(SECOND))
    documents = [record for record in found if isinstance(record, Document)]
    assert [document.title for document in documents] == [piece.title for piece in (*PIECES, *SECOND)]
    assert [document.body.split("\n\n") for document in documents] == [list(p.prose) for p in (*PIECES, *SECOND)]
    assert [document.path for document in documents] == [f"news/a.txt#{place}" for place in range(1, 6)]
    assert not any(document.notes for document in documents)
    assert told(found) == [Note("5 of the 5 articles that the file says it holds, in 2 exports one after the other")]


@pytest.mark.parametrize("database", ["lexisnexis", "proquest"])
def test_an_article_missing_in_the_second_export_is_named_by_its_place(database: str) -> None:
    make = TEXTS[database]
    found = records(make() + "\n" + make([replace(SECOND[0], number=1), replace(SECOND[1], number=3)], stated=3))
    said = "5 of the 6 articles that the file says it holds, in 2 exports one after the other; missing: 5"
    assert told(found) == [Note(said, warning=True)]


def test_a_title_that_begins_with_a_number_is_no_cover() -> None:
    pieces = [PIECES[0], replace(PIECES[1], title="1. FC Quayside wins"), PIECES[2]]
    found = records(made.nexis(pieces, cover=False))
    assert [record.title for record in found if isinstance(record, Document)] == [piece.title for piece in pieces]
    assert told(found) == [Note("3 articles in one file, which does not say how many it holds")]


@pytest.mark.parametrize("quoted", ["Document 2 of 3", "Document 1 of 3", "_" * 30])
def test_a_text_that_quotes_a_cut_of_proquest_is_whole(quoted: str) -> None:
    before, after = PIECES[1].prose[0], f"{PIECES[1].prose[0]} She said so twice."
    found = records(made.proquest([PIECES[0], replace(PIECES[1], prose=(before, quoted, after)), PIECES[2]]))
    documents = [record for record in found if isinstance(record, Document)]
    assert [document.title for document in documents] == [piece.title for piece in PIECES]
    assert before in documents[1].body
    assert after in documents[1].body
    assert told(found) == [Note("3 of the 3 articles that the file says it holds")]
