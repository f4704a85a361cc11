"""PDF documents become articles."""

from __future__ import annotations

import subprocess
import sys

import pytest

from search.errors import ExtraMissing, FileSkipped
from search.model import Document
from search.readers import Options, all_readers, read
from tests.made_files import BODY, PROSE, TITLE, pdf, wrapped
from tests.made_pages import at, column, drawn, scanned, turned


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


LEFT = [
    "The keeper of the northern light",
    "lit the lamp for the last time and",
    "the whole harbour came to see how",
    "it went out on a cold Thursday.",
]
RIGHT = [
    "From next month a computer will",
    "do it, said the coast guard, which",
    "has not yet found anybody who is",
    "ready to paint the tall tower.",
]
THIRD = [
    "Two storms of the century and a",
    "visit of a minister were all that",
    "had ever kept her from the stairs",
    "that she had counted as a girl.",
]

LATE = ["The ferry to the northern island was late again, and", "nobody on the quay had been told why it had not come."]


def across(*columns: list[str], top: float = 700) -> list[bytes]:
    """Columns whose lines are written row by row."""
    rows = enumerate(zip(*columns, strict=True))
    return [at(50 + 180 * place, top - 14 * number, line, 10) for number, row in rows for place, line in enumerate(row)]


@pytest.mark.parametrize(
    "page",
    [
        [at(50, 740, TITLE, 18), *across(LEFT, RIGHT, THIRD)],
        [*across(LEFT, RIGHT, THIRD), at(50, 740, TITLE, 18)],
        [at(50, 740, TITLE), *column(50, 700, LEFT), *column(230, 700, RIGHT), *column(410, 700, THIRD)],
        [at(50, 740, TITLE, 18), *column(50, 700, LEFT), *column(230, 707, RIGHT), *column(410, 700, THIRD)],
    ],
    ids=["row by row", "the title last", "column by column", "lines of other heights"],
)
def test_columns_are_read_one_after_the_other(page: list[bytes]) -> None:
    text = only(drawn(page)).text
    assert text.split("\n\n")[0] == TITLE
    assert " ".join(text.split()) == " ".join([TITLE, *LEFT, *RIGHT, *THIRD])


def test_a_page_that_has_columns_between_whole_lines_is_read_in_that_order() -> None:
    whole = "A line that goes over the whole page says what the two columns below it are about, and so on."
    foot = "And another one that goes over the whole page says at its foot where all of it was printed."
    text = only(drawn([at(50, 760, whole, 10), *across(LEFT, RIGHT), at(50, 600, foot, 10)])).text
    assert " ".join(text.split()) == " ".join([whole, *LEFT, *RIGHT, foot])


def test_a_table_is_read_row_by_row() -> None:
    rows = [("North", "1,204"), ("South", "877"), ("East", "45"), ("West", "3,010")]
    page = [
        at(left, 700 - 14 * n, cell) for n, row in enumerate(rows) for left, cell in zip((50, 300), row, strict=True)
    ]
    assert " ".join(only(drawn(page)).text.split()) == "North 1,204 South 877 East 45 West 3,010"


def test_words_that_are_placed_one_by_one_are_words_of_a_line() -> None:
    places, left = [], 50.0
    for word in "The ferry to the northern island was late again".split():
        places.append(at(left, 700, word))
        left += 6.2 * len(word) + 5
    assert only(drawn(places)).text == "The ferry to the northern island was late again"


def test_letters_that_are_spaced_are_words() -> None:
    page = [
        at(50, 700, "The ferry to the northern island", before="3 Tc"),
        at(50, 680, "was late again.", before="0 Tc"),
    ]
    assert " ".join(only(drawn(page)).text.split()) == "The ferry to the northern island was late again."


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_and_a_credit_at_its_margin_is_whole(rotate: int) -> None:
    text = only(drawn([turned(580, 300, "Photograph by Ada Quayle"), *column(50, 700, LATE)], rotate=rotate)).text
    assert text == f"{' '.join(LATE)} Photograph by Ada Quayle"


def test_a_page_whose_lines_all_run_upwards_is_read_like_any_other() -> None:
    assert only(drawn([turned(300 + 14 * n, 100, line) for n, line in enumerate(LATE)])).text == " ".join(LATE)


def test_what_is_filled_into_a_form_is_text() -> None:
    fields = [("ship", "The Marigold"), ("why", "The pump failed\rtwice on Friday")]
    text = only(drawn([at(50, 590, "Name of the ship")], fields=fields)).text
    assert "The Marigold" in text
    assert "pump failed" in text
    assert "twice on Friday" in text


def test_pages_that_are_scans_are_recognized_and_the_others_are_read() -> None:
    document = only(scanned([TITLE, "", *wrapped(PROSE[0])], []))
    assert document.text == f"{TITLE}\n\n{PROSE[0]}"
    assert document.scanned
    some, sure = document.notes
    assert some.text == "the text of 1 of the 2 pages is from OCR"
    assert sure.text.startswith("text from OCR, mean confidence 9")
    assert not only(pdf()).scanned


def test_a_scan_for_which_no_time_is_left_is_named() -> None:
    pages = [["The first page tells of a ship."], ["The second page tells of a harbour."]]
    (raw,) = read(scanned(*pages), "a.pdf", "news/a.pdf", Options(ocr_seconds=0.01))
    assert isinstance(raw, Document)
    assert raw.text == "The first page tells of a ship."
    assert any("no time was left for OCR of 1 page (from page 2)" in note.text and note.warning for note in raw.notes)


def test_without_the_program_for_scans_the_report_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = scanned([TITLE, "", *wrapped(PROSE[0])])
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileSkipped, match="run: apt-get install tesseract-ocr"):
        only(raw)


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


def test_all_other_files_are_read_without_the_library() -> None:
    code = (
        "import sys; sys.modules['pypdfium2'] = None; from search.readers import all_readers; print(len(all_readers()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) == len(all_readers())


def test_without_the_library_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = pdf()
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ExtraMissing, match=r"\.\[pdf\]"):
        only(raw)
