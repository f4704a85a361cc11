"""GENIOS, NewsBank and Gale: what libraries give out, article by article."""

from __future__ import annotations

import pytest

from search.model import Document
from search.readers import Rejected
from search.readers.exports.article import source_name
from tests.made_article import PROSE
from tests.made_exports import PIECES, Piece, word
from tests.readers.exports.test_articles import articles, records


def genios(piece: Piece, count: int = 3, *, head: bool = True) -> str:
    imprint = f"{piece.source} vom 0{piece.day}.03.2021, Seite 3"
    above = [f"Dokument {piece.number} von {count}", *([f"{imprint} / Lokales"] if head else [])]
    below = [f"Quelle: {imprint}", "ISSN: 1234-5678", *([] if head else ["Ressort: Lokales"])]
    below += [f"Dokumentnummer: QG-{piece.number}\n", "Dauerhafte Adresse des Dokuments: https://quay.example/1\n"]
    below += ["Alle Rechte vorbehalten: (c) Quay Press", "© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH"]
    return "\n\n".join([*above, piece.title, *piece.prose, piece.author, "\n".join(below), ""])


def newsbank(piece: Piece) -> str:
    paper = piece.source.removeprefix("The ") + (", The" if piece.source.startswith("The ") else "")
    head = [piece.title, f"{paper} (Lonn, Lonnshire) - March {piece.day}, 2021"]
    head += [f"Author/Byline: {piece.author}"] * bool(piece.author)
    head += ["Edition: Final", "Section: Lokales", "Page: 3", "Readability: 11-12 grade level (Lexile: 1230)"]
    foot = [f"Record: 18A{piece.number}", "Copyright: Copyright (c) 2021 Quay Press"]
    return "\n".join(["\n".join(head), "", "\n\n".join(piece.prose), "", *foot, "", ""])


def gale(piece: Piece) -> str:
    head = [piece.title, *[piece.author] * bool(piece.author)]
    head += [
        f"{piece.source}. (Mar. {piece.day}, 2021): Lokales: p3.",
        "Copyright: COPYRIGHT 2021 Quay Press",
        "Full Text:",
    ]
    foot = [
        "Source Citation   (MLA 9th Edition)",
        f'"{piece.title}." {piece.source}, 4 Mar. 2021, p. 3. Gale OneFile: News.',
    ]
    foot += [f"Gale Document Number: GALE|A66{piece.number}\n"]
    return "\n\n".join(["\n".join(head), *piece.prose, "\n".join(foot), ""])


PAPERS = tuple(
    Piece(each.title, source_name(each.source), each.day, each.author, each.prose, 0, each.number) for each in PIECES
)
GENIOS = "".join(map(genios, PAPERS))


@pytest.mark.parametrize(
    "text",
    [
        GENIOS,
        "".join(genios(each, head=False) for each in PAPERS),
        "".join(map(newsbank, PAPERS)),
        "".join(map(gale, PAPERS)),
    ],
)
@pytest.mark.parametrize("as_word", [False, True])
def test_every_article_has_its_title_source_day_and_text(text: str, as_word: bool) -> None:
    found = articles("a.docx", word(text)) if as_word else articles("a.txt", text)
    for each, piece in zip(found, PAPERS, strict=True):
        assert each.source
        assert each.day
        assert (each.title, each.source.name, each.day.value) == (piece.title, piece.source, f"2021-03-0{piece.day}")
        assert (each.author, each.section, each.page, each.body) == (
            piece.author, "Lokales", "3", "\n\n".join(piece.prose),
        )  # fmt: skip


def test_genios_counts_its_articles() -> None:
    told = records("a.txt", "".join(genios(each, 4) for each in PAPERS))[-1]
    assert "3 of the 4 articles" in str(told)


def test_an_article_of_genios_that_the_file_breaks_off_in_is_named() -> None:
    broken = records("a.txt", GENIOS[: GENIOS.rindex("Quelle:")])
    assert [type(each) for each in broken[:3]] == [Document, Document, Rejected]


@pytest.mark.parametrize(
    "text",
    [
        f"Hafen\n\n{PROSE[0]}\n\nQuelle: das Hafenamt\n\nDokumentnummer: 12\n",
        f"Ferry sold\n\nThe pilot (a Lonn man) - March 4, 2021\n\n{PROSE[0]}\n\nRecord: none since 1950\n",
    ],
)
def test_a_text_with_like_lines_is_no_export(text: str) -> None:
    (document,) = records("a.txt", text)
    assert isinstance(document, Document)
    assert PROSE[0] in document.text
    assert "12" in document.text or "1950" in document.text


def test_an_article_of_gale_with_another_imprint_is_one_by_itself() -> None:
    first, second, third = map(gale, PAPERS)
    second = second.replace(". (Mar. 5, 2021): Lokales: p3.", ", vol. 3, no. 5, spring issue")
    found = articles("a.txt", first + second + third)
    assert [each.title for each in found] == [piece.title for piece in PAPERS]
    assert [each.day and each.day.value for each in found] == ["2021-03-04", None, "2021-03-06"]
    assert [each.body for each in found] == ["\n\n".join(piece.prose) for piece in PAPERS]


@pytest.mark.parametrize(
    ("written", "name"),
    [("Quay Gazette, The", "The Quay Gazette"), ("Anzeiger, Der", "Der Anzeiger"), ("Lonn, Theatre", "Lonn, Theatre")],
)
def test_a_source_is_called_as_it_calls_itself(written: str, name: str) -> None:
    assert source_name(written) == name
