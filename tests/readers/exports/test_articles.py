"""Databases' exports are read article by article, with the fields that the databases give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from search.config import Config
from search.model import Document
from search.readers import Record, Rejected, Remark, read
from search.reading import pipeline
from tests import made_exports as made
from tests.made_exports import MADE, PIECES

CONFIG = Config(entities="none", today=date(2026, 1, 1))


def articles(name: str, raw: bytes | str) -> list[Document]:
    found = read(raw if isinstance(raw, bytes) else raw.encode(), name, f"news/{name}")
    return [pipeline.annotated(record, CONFIG) for record in found if isinstance(record, Document)]


def records(name: str, raw: bytes | str) -> list[Record]:
    return list(read(raw if isinstance(raw, bytes) else raw.encode(), name, f"news/{name}"))


@pytest.mark.parametrize("ending", MADE)
def test_each_article_is_a_document_of_its_own(ending: str) -> None:
    name = f"a{ending}"
    found = articles(name, MADE[ending](PIECES))
    assert [document.path for document in found] == [f"news/{name}#{number}" for number in (1, 2, 3)]
    assert [document.title for document in found] == [piece.title for piece in PIECES]
    assert [document.day and document.day.value for document in found] == ["2021-03-04", "2021-03-05", "2021-03-06"]
    sources = [document.source.name if document.source else "" for document in found]
    assert sources == ["The Quay Gazette", "Harbour Times", "The Quay Gazette"]
    assert [document.author for document in found] == [piece.author for piece in PIECES]
    assert [document.body.split("\n\n") for document in found] == [list(piece.prose) for piece in PIECES]
    assert not any(document.notes for document in found)


@pytest.mark.parametrize("ending", MADE)
def test_nothing_of_the_database_itself_is_text(ending: str) -> None:
    for document in articles(f"a{ending}", MADE[ending](PIECES)):
        words = document.text.casefold()
        for never in (
            "copyright",
            "load-date",
            "2023",
            "job number",
            "classification",
            "certificat",
            "proquest",
            "newsstream",
        ):
            assert never not in words, (never, document.text)


@pytest.mark.parametrize("ending", [ending for ending in MADE if "europresse" not in ending])
def test_subject_terms_are_kept_without_their_codes_and_shares(ending: str) -> None:
    if ".plain" in ending or ending == ".factiva.docx":
        pytest.skip("Factiva's form without codes has none")
    first = articles(f"a{ending}", MADE[ending](PIECES))[0]
    assert [term.casefold() for term in first.subjects] == ["lighthouses", "coast guard"]


@pytest.mark.parametrize("ending", MADE)
def test_section_and_page_are_kept(ending: str) -> None:
    first = articles(f"a{ending}", MADE[ending](PIECES))[0]
    plain = "factiva" in ending and (".plain" in ending or ending.endswith(".docx"))
    assert (first.section, first.page) == ("" if plain else "News", "3")


@pytest.mark.parametrize("ending", MADE)
def test_a_rule_says_where_the_day_and_the_source_stood(ending: str) -> None:
    first = articles(f"a{ending}", MADE[ending](PIECES))[0]
    database = ending.split(".")[1]
    assert first.day
    assert first.day.span
    assert first.source
    assert first.source.span
    assert first.day.how == "stated"
    assert first.day.span.rule.startswith(f"{database} ")
    assert first.source.span.rule.startswith(f"{database} ")
    assert "2021" in first.day.span.text
    assert first.day.span.text.encode() in MADE[ending](PIECES) or not ending.endswith((".txt", ".html"))


@pytest.mark.parametrize("ending", [ending for ending in MADE if not ending.startswith((".nexis", ".lexisnexis"))])
def test_an_article_keeps_its_id_wherever_it_stands_in_its_file(ending: str) -> None:
    name = f"a{ending}"
    before = {document.title: document.id for document in articles(name, MADE[ending](PIECES))}
    after = {document.title: document.id for document in articles(name, MADE[ending](PIECES[1:]))}
    assert after == {title: before[title] for title in after}


@pytest.mark.parametrize("ending", MADE)
def test_a_file_of_one_article_is_that_article(ending: str) -> None:
    (only,) = records(f"a{ending}", MADE[ending](PIECES[:1]))
    assert isinstance(only, Document)
    assert only.path == f"news/a{ending}"
    assert only.title == PIECES[0].title


HALF_AN_HOUR = ("10:32 AM GMT", "10:32+00:00"), ("22:05", "22:05"), ("3:04 p.m.", "15:04")


@pytest.mark.parametrize(("words", "time"), HALF_AN_HOUR)
def test_the_time_behind_a_day_is_read(words: str, time: str) -> None:
    (document,) = articles("a.txt", made.nexis(PIECES[:1]).replace("2021 Thursday", f"2021 Thursday {words}"))
    assert document.day
    assert document.day.time == time


DATES = (
    ("4 March 2021 Thursday", "2021-03-04"),
    ("Thursday 4 March 2021", "2021-03-04"),
    ("4. März 2021 Donnerstag", "2021-03-04"),
    ("jeudi 4 mars 2021", "2021-03-04"),
    ("4 maart 2021 donderdag", "2021-03-04"),
    ("4 de marzo de 2021 jueves", "2021-03-04"),
    ("1er mars 2021", "2021-03-01"),
    ("March 4, 2021, Thursday, Late Edition - Final", "2021-03-04"),
    ("March 4th, 2021", "2021-03-04"),
    ("2021年3月4日", "2021-03-04"),
    ("March 2021", "2021-03"),
    ("Spring 2021", "2021"),
)


@pytest.mark.parametrize(("words", "value"), DATES)
def test_days_are_read_in_the_languages_of_the_interfaces(words: str, value: str) -> None:
    (document,) = articles("a.txt", made.nexis(PIECES[:1]).replace("March 4, 2021 Thursday", words))
    assert document.day
    assert (document.day.value, document.day.how) == (value, "stated")


def _translated(text: str, words: str) -> str:
    for pair in words.split(" | "):
        before, _, after = pair.partition(" > ")
        assert before in text, before
        text = text.replace(before, after)
    return text


LABELS = {
    "de": "of 3 DOCUMENTS > von 3 DOKUMENTEN | BYLINE: > AUTOR: Von | SECTION: News; Pg. 3 > RUBRIK: News; S. 3"
    " | LENGTH: > LÄNGE: | words > Wörter | LOAD-DATE: > UPDATE: | LANGUAGE: ENGLISH > SPRACHE: GERMAN; DEUTSCH"
    " | SUBJECT: > SCHLAGWÖRTER: | All Rights Reserved > Alle Rechte vorbehalten",
    "fr": "of 3 DOCUMENTS > de 3 DOCUMENTS | BYLINE: > AUTEUR: Par | SECTION: News; Pg. 3 > RUBRIQUE: News; p. 3"
    " | LENGTH: > LONGUEUR: | words > mots | LOAD-DATE: > DATE-CHARGEMENT: | LANGUAGE: ENGLISH > LANGUE: FRENCH"
    " | SUBJECT: > SUJET: | All Rights Reserved > tous droits réservés | PUBLICATION-TYPE: > TYPE-PUBLICATION:",
    "nl": "of 3 DOCUMENTS > van 3 DOCUMENTEN | BYLINE: > AUTEUR: Door | SECTION: News; Pg. 3 > SECTIE: News; Blz. 3"
    " | LENGTH: > LENGTE: | words > woorden | LOAD-DATE: > LAAD-DATUM: | LANGUAGE: ENGLISH > TAAL: DUTCH; NEDERLANDS"
    " | SUBJECT: > ONDERWERP: | All Rights Reserved > Alle rechten voorbehouden",
    "es": "of 3 DOCUMENTS > de 3 DOCUMENTOS | BYLINE: > AUTOR: Por | SECTION: News; Pg. 3 > SECCIÓN: News; Pág. 3"
    " | LENGTH: > LONGITUD: | words > palabras | LOAD-DATE: > FECHA-CARGA: | LANGUAGE: ENGLISH > IDIOMA: ESPAÑOL"
    " | SUBJECT: > TEMA: | All Rights Reserved > Todos los derechos reservados",
}


@pytest.mark.parametrize("code", LABELS)
def test_labels_are_known_in_other_languages(code: str) -> None:
    found = articles("a.txt", _translated(made.lexisnexis(), LABELS[code]))
    assert [document.title for document in found] == [piece.title for piece in PIECES]
    assert [document.author for document in found] == [piece.author for piece in PIECES]
    assert [(document.section, document.page) for document in found] == [("News", "3")] * 3
    assert [document.body.split("\n\n") for document in found] == [list(piece.prose) for piece in PIECES]
    assert found[0].subjects == ("LIGHTHOUSES", "COAST GUARD")
    raw = records("a.txt", _translated(made.lexisnexis(), LABELS[code]))
    assert [record.declared["language"] for record in raw if isinstance(record, Document)] == [code] * 3


NEXIS_GERMAN = (
    "Section:\xa0News; Pg. > Rubrik:\xa0News; S. | Length: > Länge: | words > Wörter | Byline:\xa0By > Autor:\xa0Von"
    " | Language:\xa0ENGLISH > Sprache:\xa0GERMAN | Subject: > Schlagwörter: | Load-Date: > Ladedatum:"
    " | End of Document > Ende des Dokuments | Classification > Klassifizierung"
)


def test_nexis_is_known_in_german_too() -> None:
    found = articles("a.txt", _translated(made.nexis(), NEXIS_GERMAN))
    assert [(document.title, document.section, document.page) for document in found] == [
        (piece.title, "News", "3") for piece in PIECES
    ]
    assert [document.author for document in found] == [piece.author for piece in PIECES]


SOURCES = (
    ("The Times (London)", "The Times"),
    ("Los Angeles Times; Los Angeles, Calif.", "Los Angeles Times"),
    ("Financial Times (London, England)", "Financial Times"),
    ("Le Parisien, no. 24123", "Le Parisien"),
    ("Le Monde (site web)", "Le Monde (site web)"),
    ("The Independent, Final Edition", "The Independent"),
)


@pytest.mark.parametrize(("words", "name"), SOURCES)
def test_a_source_has_no_edition_and_no_place(words: str, name: str) -> None:
    (document,) = articles("a.txt", made.nexis(PIECES[:1]).replace("The Quay Gazette\nMarch", f"{words}\nMarch"))
    assert document.source
    assert document.source.name == name


def test_remarks_stand_behind_the_articles() -> None:
    found = records("a.txt", made.proquest())
    assert [type(record) for record in found] == [Document, Document, Document, Remark]
    assert not any(isinstance(record, Rejected) for record in found)


@pytest.mark.parametrize(
    ("ending", "day"),
    [
        (".nexis.txt", "March 5, 2021 Friday\n"),
        (".lexisnexis.txt", "March 5, 2021 Friday"),
        (".factiva.txt", "5 March 2021"),
        (".europresse.html", "jeudi 5 mars 2021"),
    ],
)
def test_an_article_without_a_day_is_kept_and_runs_into_no_other(ending: str, day: str) -> None:
    text = MADE[ending](PIECES).decode()
    assert day in text
    found = articles(f"a{ending}", text.replace(day, ""))
    assert [document.title for document in found] == [piece.title for piece in PIECES]
    assert [document.source.name if document.source else "" for document in found][1] == "Harbour Times"
    numbered = ending == ".europresse.html"  # a document's number has its day
    assert (found[1].day.value if found[1].day else "") == ("2021-03-05" if numbered else "")
    assert found[0].body == "\n\n".join(PIECES[0].prose)


@pytest.mark.parametrize(
    ("above", "section", "title", "author"),
    [
        ("Ferry sold to a yard\nAda Quayle", "", "Ferry sold to a yard", "Ada Quayle"),
        ("Mayor Resigns\nAda Quayle", "", "Mayor Resigns", "Ada Quayle"),
        ("World News\nStorm Closes The Harbour", "World News", "Storm Closes The Harbour", ""),
        (
            "News\nFerry sold to a yard\nBy Ada Quayle and Tom Arkle",
            "News",
            "Ferry sold to a yard",
            "Ada Quayle and Tom Arkle",
        ),
        ("Ferry sold", "", "Ferry sold", ""),
    ],
)
def test_lines_above_the_length_are_told_apart(above: str, section: str, title: str, author: str) -> None:
    plain = made.factiva(PIECES[:1], codes=False)
    (document,) = articles("a.txt", plain.replace(f"{PIECES[0].title}\nBy {PIECES[0].author}", above))
    assert (document.section, document.title, document.author) == (section, title, author)


def test_an_article_of_europresse_without_the_mark_of_its_source_is_one_of_its_own() -> None:
    page = made.europresse_page(PIECES)
    first, second, third = page.split("<article>")[1:]
    bare = second.replace('<span class="DocPublicationName">', "").replace(", no. 2413</span>", "")
    bare = bare.replace('<span class="DocHeader">News, jeudi 5 mars 2021, p. 3</span>', "")
    found = articles("a.html", f"<html><body><article>{first}<article>{bare}<article>{third}")
    assert [document.title for document in found] == [piece.title for piece in PIECES]
    assert found[1].source
    assert found[1].source.name == "Harbour Times"
    assert found[1].day
    assert (found[1].day.value, found[1].body) == ("2021-03-05", "\n\n".join(PIECES[1].prose))


LONG = tuple(replace(piece, prose=(" ".join(piece.prose), " ".join(reversed(piece.prose)))) for piece in PIECES)


@pytest.mark.parametrize("export", [made.nexis, made.factiva, made.proquest])
def test_an_export_that_was_printed_is_article_by_article(export: Callable[..., str]) -> None:
    found = articles("a.pdf", made.printed(export(LONG)))
    assert [document.title for document in found][1:] == [piece.title for piece in PIECES][1:]
    assert [document.day.value if document.day else "" for document in found] == [
        f"2021-03-0{piece.day}" for piece in PIECES
    ]


def test_an_article_of_nexis_has_the_number_that_its_title_leads_to() -> None:
    address = "https://advance.example/api/document?collection=news&id=urn:contentItem:5T2D-K{}1-JBNF-W0XX-00000-00&x=1"
    links = {piece.title: address.format(piece.number) for piece in PIECES}
    before = articles("a.docx", made.word(made.nexis(PIECES), links))
    assert [document.declared["record_id"] for document in before] == [
        f"5T2D-K{piece.number}1-JBNF-W0XX-00000-00" for piece in PIECES
    ]
    after = articles("a.docx", made.word(made.nexis(PIECES[1:]), links))
    assert [document.id for document in after] == [document.id for document in before[1:]]
