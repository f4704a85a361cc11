"""Headlines of an export's articles: missing ones, those of several lines, and those beside lines that are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.model import Document
from search.readers import read
from tests import made_exports as made
from tests.made_exports import PIECES

LONG = "Harbour council puts off its vote on the lighthouse for a third time"


def documents(text: str) -> list[Document]:
    return [record for record in read(text.encode(), "a.txt", "news/a.txt") if isinstance(record, Document)]


@pytest.mark.parametrize("width", [60, 78])
def test_an_article_without_a_headline_keeps_its_first_paragraph(width: int) -> None:
    text = made.lexisnexis(width=width)
    at = text.index(PIECES[1].title, text.index("2 of 3 DOCUMENTS"))
    found = documents(text[:at] + text[at + len(PIECES[1].title) :])
    assert [document.title for document in found] == [PIECES[0].title, "", PIECES[2].title]
    assert found[1].body.split("\n\n") == list(PIECES[1].prose)
    assert not any(document.notes for document in found)


@pytest.mark.parametrize("edition", ["Late Edition", "Ausgabe West", "Édition du soir"])
def test_the_name_of_an_edition_gives_way_to_a_labelled_headline(edition: str) -> None:
    text = made.lexisnexis().replace("Final Edition", "")
    for piece in PIECES:
        text = text.replace(f"\n{piece.title}\n", f"\n{edition}\n\nHEADLINE: {piece.title}\n")
    found = documents(text)
    assert [document.title for document in found] == [piece.title for piece in PIECES]
    assert [document.body.split("\n\n") for document in found] == [list(piece.prose) for piece in PIECES]


def test_a_headline_of_several_lines_is_whole() -> None:
    pieces = [PIECES[0], replace(PIECES[1], title=f"{LONG},\nand asks for a second\nopinion"), PIECES[2]]
    text = made.factiva(pieces, codes=False)
    assert documents(text)[1].title.startswith(LONG)
    assert (
        documents(text.replace("second\nopinion", "second opinion"))[1].title
        == f"{LONG}, and asks for a second opinion"
    )


@pytest.mark.parametrize("label", ["Renseignements de parution", "Dados da publicação", "Veröffentlicht in"])
def test_a_field_of_an_unknown_label_is_no_headline(label: str) -> None:
    pieces = [replace(piece, author="") for piece in PIECES]
    text = made.proquest(pieces).replace("Publication info:", f"{label}:").replace("\n\nTitle: ", "\n\nOther: ")
    found = documents(text)
    assert [document.title for document in found] == [piece.title for piece in PIECES]
