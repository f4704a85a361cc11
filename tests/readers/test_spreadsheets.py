"""Sheets of articles, as most analysts keep them: Excel's workbooks and OpenDocument's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import Options, Record, Rejected, Remark, read
from search.readers.packed.limits import Allowance
from tests.made_article import BODY, TITLE
from tests.made_packages import packed, repacked
from tests.made_sheets import Rows, open_sheet, rows_alike, workbook

NAMES = ["Title", "Date", "Source", "Text"]
DAY = date(2021, 3, 4)


def excel(rows: Rows) -> tuple[str, bytes]:
    return "a.xlsx", workbook({"Sheet1": rows})


def open_document(rows: Rows) -> tuple[str, bytes]:
    return "a.ods", open_sheet(rows)


def records(name: str, raw: bytes, options: Options | None = None) -> list[Record]:
    return list(read(raw, name, f"news/{name}", options or Options()))


def documents(name: str, raw: bytes) -> list[Document]:
    return [each for each in records(name, raw) if isinstance(each, Document)]


@pytest.mark.parametrize("made", [excel, open_document])
def test_each_row_is_an_article(made: Callable[[Rows], tuple[str, bytes]]) -> None:
    found = documents(
        *made([NAMES, [TITLE, DAY, "Quay Gazette", BODY], ["", "", "", ""], ["Ferry sold", "1921", "", BODY]])
    )
    assert [each.path.partition("#")[2] for each in found] == ["1", "2"]
    assert [each.title for each in found] == [TITLE, "Ferry sold"]
    assert found[0].text.endswith(BODY)
    assert found[0].declared["date_published"] == "2021-03-04"
    assert found[0].declared["source"] == "Quay Gazette"
    assert found[1].declared["date_published"] == "1921"


@pytest.mark.parametrize("made", [excel, open_document])
def test_what_stands_above_the_names_of_the_columns_is_no_article(made: Callable[[Rows], tuple[str, bytes]]) -> None:
    found = documents(*made([["Search: harbour"], [], ["from", "2021"], NAMES, [TITLE, DAY, "Quay Gazette", BODY]]))
    assert [each.title for each in found] == [TITLE]


@pytest.mark.parametrize("made", [excel, open_document])
def test_a_sheet_without_known_columns_says_which_it_has(made: Callable[[Rows], tuple[str, bytes]]) -> None:
    with pytest.raises(FileSkipped, match=r"no known column names in the first rows \(alpha, beta\)"):
        documents(*made([["alpha", "beta"], ["1", "2"]]))
    (found,) = records(*made([["alpha", "beta"], [BODY, "2"]]), Options(names=(("body", "alpha"),)))
    assert isinstance(found, Document)


@pytest.mark.parametrize("made", [excel, open_document])
def test_an_empty_sheet_is_named(made: Callable[[Rows], tuple[str, bytes]]) -> None:
    with pytest.raises(FileSkipped, match="contains no text"):
        documents(*made([]))
    with pytest.raises(FileSkipped, match="no rows below the column names"):
        documents(*made([NAMES]))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2021, 3, 4, 10, 30), "2021-03-04 10:30:00"),
        (date(1900, 3, 1), "1900-03-01"),
        (date(1961, 4, 12), "1961-04-12"),
        (44259, "44259"),
    ],
)
def test_numbers_are_days_where_their_format_says_so(cell: date | int, day: str) -> None:
    (found,) = documents(*excel([NAMES, [TITLE, cell, "", BODY]]))
    assert found.declared["date_published"] == day


def test_days_may_be_counted_from_1904() -> None:
    raw = workbook({"Sheet1": [NAMES, [TITLE, DAY, "", BODY]]}, since_1904=True)
    assert documents("a.xlsx", raw)[0].declared["date_published"] == "2021-03-04"


def test_all_tables_of_a_workbook_are_read_and_others_named() -> None:
    raw = workbook(
        {"News": [NAMES, [TITLE, DAY, "", BODY]], "Codebook": [["a", "b"]], "Wire": [NAMES, ["Two", DAY, "", BODY]]}
    )
    found = records("a.xlsx", raw)
    assert [each.path for each in found if isinstance(each, Document)] == ["news/a.xlsx#1", "news/a.xlsx#2"]
    (told,) = [each for each in found if isinstance(each, Remark)]
    assert told.notes[0].text == "no article is taken from “Codebook”: no known column names in the first rows"


def test_a_text_as_long_as_a_cell_can_be_gets_a_warning() -> None:
    (found,) = documents(*excel([NAMES, [TITLE, DAY, "", "word " * 6553 + "ab"]]))
    assert [note.warning for note in found.notes] == [True]
    assert "32,767 characters" in found.notes[0].text


def test_a_row_without_words_is_named() -> None:
    found = records(*excel([NAMES, ["", DAY, "Quay Gazette", ""], [TITLE, DAY, "", BODY]]))
    assert [type(each) for each in found] == [Rejected, Document]


def test_an_open_documents_empty_rows_cost_nothing_and_its_notes_are_no_text() -> None:
    note = "<office:annotation><text:p>a remark</text:p></office:annotation>"
    more = f"<table:table-row><table:table-cell>{note}<text:p>Third</text:p></table:table-cell></table:table-row>"
    more += (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    for flat, name in ((False, "a.ods"), (True, "a.fods")):
        found = documents(name, open_sheet([NAMES, [TITLE, DAY, "", BODY]], more=more, flat=flat))
        assert [each.text.partition("\n")[0] for each in found] == [TITLE, "Third"]


LONG = " ".join(str(number) for number in range(5000))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", workbook({"Sheet1": [NAMES, *[[TITLE, DAY, "", LONG]] * 500]})),
        ("a.ods", open_sheet([NAMES], more=rows_alike(TITLE, 900) + rows_alike(LONG, 900))),
        ("a.ods", open_sheet([NAMES], more="".join(rows_alike(f"Lamp {n}", 1000) for n in range(20)))),
    ],
)
def test_rows_out_of_nothing_are_a_bomb_and_what_stands_before_is_kept(name: str, raw: bytes) -> None:
    *found, last = records(name, raw)
    assert isinstance(last, Rejected)
    assert last.path == f"news/{name}#end"
    assert f"everything after row {len(found):,} is left out: unpacks to more than 200 times its size" in last.reason
    assert 0 < sum(len(each.text) for each in found if isinstance(each, Document)) <= 200 * len(raw)


def test_what_a_workbook_names_again_and_again_takes_from_what_may_come_out_each_time() -> None:
    raw = workbook({"Sheet1": [NAMES, [TITLE, DAY, "", "Short."]]})
    once = b'<sheet name="Sheet1" r:id="r1"/>'
    *found, last = records(
        "a.xlsx", repacked(raw, "xl/workbook.xml", once, once * 50), Options(allowance=Allowance(9000))
    )
    assert 1 < len(found) < 40
    assert isinstance(last, Rejected)
    assert "archive unpacks to more than" in last.reason


def test_what_stands_before_damage_is_kept() -> None:
    raw = workbook({"Sheet1": [NAMES, [TITLE, DAY, "", BODY], ["Two", DAY, "", BODY]]})
    found = records("a.xlsx", repacked(raw, "xl/worksheets/sheet1.xml", b"</sheetData>", b"</p>"))
    assert [type(each) for each in found] == [Document, Document, Rejected]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .xlsx without a password"),
        ("a.xlsx", packed({"x": b"y"}), "not an Excel workbook"),
        ("a.ods", packed({"x": b"y"}), "not an OpenDocument spreadsheet"),
        ("a.xlsx", packed({"xl/workbook.xml": b"<!DOCTYPE a><a/>"}), "declares XML entities"),
        ("a.xlsx", workbook({"S": [NAMES]})[:300], "not an Excel workbook, or a truncated one"),
    ],
)
def test_what_is_no_spreadsheet_is_named(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        documents(name, raw)
