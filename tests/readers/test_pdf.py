"""PDF documents become articles."""

from __future__ import annotations

import sys

import pytest

from search.errors import ExtraMissing, FileSkipped
from search.model import Document
from search.readers import read
from tests.made_files import BODY, PROSE, TITLE, pdf, wrapped


def only(raw: bytes) -> Document:
    (document,) = read(raw, "a.pdf", "news/a.pdf")
    assert isinstance(document, Document)
    return document


def test_printed_lines_become_paragraphs() -> None:
    assert only(pdf()).text == f"{TITLE}\n\n{BODY}"


def test_a_word_cut_at_the_end_of_a_line_is_mended_and_a_compound_is_not() -> None:
    lines = ["The keeper of the northern light-", "house went to see the North-", "Eastern harbour before the storm."]
    assert (
        only(pdf([lines])).text
        == "The keeper of the northern lighthouse went to see the North- Eastern harbour before the storm."
    )


def test_running_heads_and_page_numbers_are_no_text_of_an_article() -> None:
    pages = [
        ["The Quay Gazette", *wrapped(paragraph), f"Page {number} of 3"] for number, paragraph in enumerate(PROSE, 1)
    ]
    assert only(pdf(pages)).text == BODY


def test_properties_give_the_day_of_making_and_a_title_that_stands_in_the_text() -> None:
    document = only(pdf(Title=TITLE, CreationDate="D:20210304100000+01'00'"))
    assert (document.title, document.declared["date_created"]) == (TITLE, "2021-03-04")
    assert only(pdf(Title="Microsoft Word - draft7.doc")).title == ""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Not a PDF at all.", "not a PDF document"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (pdf()[:300], "damaged"),
        (pdf(password="quay"), "encrypted"),
        (pdf([[""]]), "no text"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        only(raw)


def test_without_the_library_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = pdf()
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ExtraMissing, match=r"\.\[pdf\]"):
        only(raw)
