"""What databases write otherwise than in most exports: lines above the day, labels, headings, languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from search.model import Document
from search.readers import Rejected, Remark
from search.readers.exports.article import source_name
from search.readers.exports.date_lines import date_in, date_line
from search.readers.exports.labels import writer
from tests.made_article import PROSE
from tests.made_exports import PIECES, europresse, europresse_page, factiva, lexisnexis, nexis, printed, proquest, word
from tests.readers.exports.test_articles import articles, records


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Le 4 mai 2015", "2015-05-04"),
        ("le mardi 5 mai 2015", "2015-05-05"),
        ("am Montag, den 3. Juni 2019", "2019-06-03"),
        ("the 4th of March 2021", "2021-03-04"),
        ("on Friday the 5th of March 2021", "2021-03-05"),
        ("il giorno 5 marzo 2021", ""),
        ("2019. június 3.", "2019-06-03"),
        ("03.06.2019", "2019-06-03"),
        ("1.2.3.2019", ""),
        ("2019/06/03", "2019-06-03"),
        ("March 8 - 14, 2021", "2021-03-08"),
        ("8.-14. Juni 2021", "2021-06-08"),
        ("March/April 2019", "2019-03"),
        ("mars-avril 2019", "2019-03"),
        ("In the 4 March 2021 issue", ""),
        ("Thursday, March 4, 2021 - 1:05 PM UTC +2, p. 9", "2021-03-04T13:05+02:00"),
        ("March 4, 2021 1:05 PM UTC -11", "2021-03-04T13:05-11:00"),
        ("March 4, 2021 1:05 PM GMT+02:00", "2021-03-04T13:05+02:00"),
    ],
)
def test_lines_of_a_day_are_written_in_many_ways(line: str, day: str) -> None:
    found = date_line(line)
    assert (found.value if found else "") == day


def test_what_stands_before_a_day_and_its_article_is_left() -> None:
    found = date_in("Économie, le jeudi 4 mars 2021, p. 3")
    assert found
    assert (found.before, found.words, found.after) == ("Économie", "le jeudi 4 mars 2021", "p. 3")


@pytest.mark.parametrize("cover", [True, False])
def test_who_collects_blogs_is_neither_the_title_nor_the_source(cover: bool) -> None:
    text = nexis(cover=cover)
    text = text.replace("\nHarbour Times (Lonn)\n", "\nNewstex Blogs\nHarbour Times (Lonn)\n")
    found = articles("blogs.docx", word(text))
    assert [(each.title, each.source and each.source.name) for each in found] == [
        (PIECES[0].title, "The Quay Gazette"),
        ("Ferry sold", "Harbour Times"),
        ("Council votes", "The Quay Gazette"),
    ]


def test_a_title_of_two_lines_is_whole_where_the_cover_lists_it() -> None:
    text = nexis().replace("\nFerry sold\n", "\nFerry\nsold\n")
    assert articles("a.docx", word(text))[1].title == "Ferry sold"


def test_the_list_that_comes_with_single_articles_is_no_article() -> None:
    cover = nexis().rpartition("Sources: ")[0]
    (found,) = records("doclist.docx", word(cover))
    assert isinstance(found, Rejected)
    assert found.reason == "lists 3 articles of an export, which are files of their own; no action needed"


def test_a_text_that_counts_documents_and_lists_none_is_a_text() -> None:
    found = records("a.txt", f"Our papers\n\nDocuments (3)\n\n{PROSE[0]}\n")
    assert isinstance(found[0], Document)


@pytest.mark.parametrize("field", ["ZEITUNGS-CODE: KR", "KENNZIFFER: 12"])
def test_fields_of_any_name_behind_the_text_are_none_of_it(field: str) -> None:
    text = lexisnexis().replace("PUBLICATION-TYPE: Newspaper", f"{field}\n\nPUBLICATION-TYPE: Newspaper")
    for found in articles("a.txt", text):
        assert field not in found.text
        assert "2021" not in found.text


def test_a_last_paragraph_in_the_form_of_a_field_stays_text() -> None:
    text = lexisnexis().replace("LOAD-DATE: March 20", "CONTACT: the harbour office\n\nLOAD-DATE: March 20")
    assert articles("a.txt", text)[0].text.endswith("CONTACT: the harbour office")


def _headed(number: int, words: tuple[str, str, str]) -> str:
    """An article as ProQuest prints it since 2019: with headings in capitals above its parts."""
    lead, text, details = words
    head = [
        f"Ferry {number} sold",
        "Author: Quayle, Ada",
        f"Publication info: Quay Times ; Lonn. 0{number} Mar 2021: 3.",
    ]
    head += ["ProQuest document link", lead, "In short.", text, *PROSE, details]
    fields = ["Subject:", "Ports; Ferries", "Title:", f"Ferry {number} sold", "Publication title:", "Quay Times; Lonn"]
    fields += ["Publication date:", f"Mar {number}, 2021", "ProQuest document ID:", f"10{number}"]
    return "\n".join(
        [*head, *fields, "Database: ProQuest Central", "LINKS", "Database copyright © 2021 ProQuest LLC.", ""]
    )


@pytest.mark.parametrize(
    "words",
    [
        ("ABSTRACT (ENGLISH)", "FULL TEXT", "DETAILS"),
        ("RESUMEN", "TEXTO COMPLETO", "DETALLES"),
        ("ZUSAMMENFASSUNG (DEUTSCH)", "VOLLTEXT", "DETAILS"),
    ],
)
def test_proquests_headings_part_an_article_as_its_labels_do(words: tuple[str, str, str]) -> None:
    found = articles("a.docx", word("Table of contents\n\n" + _headed(4, words) + _headed(5, words)))
    assert [each.title for each in found] == ["Ferry 4 sold", "Ferry 5 sold"]
    assert [each.day and each.day.value for each in found] == ["2021-03-04", "2021-03-05"]
    assert [each.source and each.source.name for each in found] == ["Quay Times", "Quay Times"]
    assert [each.author for each in found] == ["Quayle, Ada", "Quayle, Ada"]
    assert [each.subjects for each in found] == [("Ports", "Ferries"), ("Ports", "Ferries")]
    assert [each.body for each in found] == ["\n\n".join(PROSE)] * 2


def test_a_field_in_the_line_of_the_last_sentence_is_none_of_the_text() -> None:
    text = proquest().replace(f"{PROSE[-1]}\n\nSubject: ", f"{PROSE[-1]} Subject: ", 1)
    assert articles("a.txt", text)[0].body.endswith(PROSE[-1])


def test_the_numbers_of_europresse_are_known_by_the_dots_that_pdfs_have() -> None:
    found = records("a.pdf", printed(europresse().replace("Numéro de document : ", "")))
    assert [each.title for each in found if isinstance(each, Document)] == [piece.title for piece in PIECES]
    assert any(isinstance(each, Remark) for each in found)


@pytest.mark.parametrize("title", ["May 5, 2020: a day to remember", "March 4, 2021"])
def test_a_title_that_is_a_day_is_not_the_day_of_the_article(title: str) -> None:
    pieces = [replace(PIECES[0], title=title), replace(PIECES[1], title=title)]
    for cover in (True, False):
        found = articles("a.docx", word(nexis(pieces, cover=cover)))
        assert [each.title for each in found] == [title, title]
        assert [each.day and each.day.value for each in found] == ["2021-03-04", "2021-03-05"]
        assert [each.source and each.source.name for each in found] == ["The Quay Gazette", "Harbour Times"]


def test_a_heading_of_the_database_in_a_text_ends_it_only_where_it_stands_last() -> None:
    prose = (PROSE[0], "Classification", PROSE[1], "Subject: what he spoke of last.", PROSE[2])
    for found in articles("a.docx", word(nexis([replace(PIECES[0], prose=prose), replace(PIECES[1], prose=prose)]))):
        assert found.body == "\n\n".join(prose)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ada Quayle", "Ada Quayle"),
        ("Von Ada von der Kai", "Ada von der Kai"),
        ("di Ada Quayle", "Ada Quayle"),
        ("Di Pietro", "Di Pietro"),
        ("Ursula von Quay", "Ursula von Quay"),
    ],
)
def test_a_writers_name_keeps_its_own_words(line: str, name: str) -> None:
    assert writer(line) == name


def test_the_years_of_a_historical_newspaper_are_none_of_its_name() -> None:
    names = ("The Quay Times (1851-1933)", "Quay Herald (1923-Current file)", "Quay Post (1990-)", "Quay 24 (web)")
    assert [source_name(name) for name in names] == ["The Quay Times", "Quay Herald", "Quay Post", "Quay 24 (web)"]


def test_a_second_headline_behind_a_label_is_none_of_the_first() -> None:
    text = lexisnexis().replace(
        f"{PIECES[0].title}\n\nBYLINE", "HEADLINE: Lamp out;\nNobody to paint the tower\n\nBYLINE"
    )
    first = articles("a.txt", text)[0]
    assert first.title == "Lamp out"
    assert first.body.startswith("Nobody to paint the tower\n\n")


def test_europresses_line_of_the_source_below_a_text_is_none_of_it() -> None:
    for line in ("Cet article est paru dans Le Quai", "This article appeared in Le Quai"):
        page = (
            europresse_page()
            .replace("</footer>", f"<p>{line}</p></footer>")
            .replace("<footer>", f"<p>{line}</p><footer>")
        )
        assert all(line not in each.text for each in articles("a.html", page))


@pytest.mark.parametrize("between", [" ", ": ", " : "])
def test_factivas_codes_may_stand_in_the_line_of_their_words(between: str) -> None:
    text = re.sub(r"^([A-Z]{2})\n(?=\S)(?!Document)", rf"\1{between}", factiva(), flags=re.MULTILINE)
    assert f"HD{between}{PIECES[0].title}" in text
    text = text.replace(PROSE[1], f"IN {PROSE[1]}")
    found = articles("a.txt", text)
    assert [(each.title, each.day and each.day.value) for each in found] == [
        (piece.title, f"2021-03-0{piece.day}") for piece in PIECES
    ]
    assert [each.source and each.source.name for each in found] == [source_name(piece.source) for piece in PIECES]
    assert f"IN {PROSE[1]}" in found[0].body


LABELS = {
    "Author": "Autor",
    "Publication info": "Informationen zur Veröffentlichung",
    "ProQuest document link": "Link zum ProQuest-Dokument",
    "Full text": "Volltext",
    "Subject": "Fach",
    "Title": "Titel",
    "Publication title": "Titel der Publikation",
    "First page": "Erste Seite",
    "Section": "Bereich der Zeitung",
    "Publication date": "Publikationsdatum",
    "Language of publication": "Sprache der Publikation",
    "ProQuest document ID": "ProQuest-Dokument-ID",
    "Database": "Datenbank",
}


def test_fields_of_proquest_with_labels_that_are_not_known_are_none_of_those_beside_them() -> None:
    text = proquest()
    for label, other in LABELS.items():
        text = re.sub(rf"^{label}(?=:|$)", other, text, flags=re.MULTILINE)
    text = text.replace("Erste Seite: 3", "Erste Seite: 3\n\nGewicht des Heftes: 12")
    found = articles("a.txt", text)
    assert [each.source and each.source.name for each in found] == [source_name(piece.source) for piece in PIECES]
    assert [each.page for each in found] == ["3"] * len(PIECES)
    assert [each.author for each in found] == [piece.author for piece in PIECES]
    assert [each.body for each in found] == ["\n\n".join(piece.prose) for piece in PIECES]


def test_who_speaks_at_the_end_of_an_interview_is_no_field() -> None:
    text = proquest().replace("Subject: ", "Fenn: I lit it.\n\nVane: And then?\n\nSubject: ", 1)
    assert articles("a.txt", text)[0].body.endswith("Fenn: I lit it.\n\nVane: And then?")


def test_a_heading_of_remarks_below_a_text_is_none_of_it() -> None:
    text = europresse().replace("© 2021", "Note(s) :\n\n© 2021")
    assert all(each.body.endswith(piece.prose[-1]) for each, piece in zip(articles("a.txt", text), PIECES, strict=True))


@pytest.mark.parametrize(
    "labels",
    [
        ("SEZIONE", "LUNGHEZZA", "DATA-CARICO", "LINGUA", "Tutti i diritti riservati"),
        ("SEÇÃO", "TAMANHO", "DATA-CARGA", "IDIOMA", "Todos os direitos reservados"),
    ],
)
def test_fields_of_lexisnexis_in_other_languages_are_no_text(labels: tuple[str, ...]) -> None:
    text = lexisnexis()
    for known, other in zip(("SECTION", "LENGTH", "LOAD-DATE", "LANGUAGE", "All Rights Reserved"), labels, strict=True):
        text = text.replace(known, other)
    found = articles("a.txt", text)
    assert [each.body for each in found] == ["\n\n".join(piece.prose) for piece in PIECES]
    assert {each.section for each in found} == {each.section for each in articles("a.txt", lexisnexis())}


def test_a_writer_whose_name_ends_in_a_letter_is_no_text() -> None:
    page = europresse_page().replace(
        f"<div>{PIECES[0].author}</div>", '<div class="docAuthors">Ada Quayle ; Tom A.</div>', 1
    )
    found = articles("a.html", page)[0]
    assert "Tom A" in found.author
    assert "Tom A" not in found.text
