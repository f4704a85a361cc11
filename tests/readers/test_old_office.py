"""Messages of Outlook are read like the mails that they were, and workbooks of old Excel like new ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from search.errors import ExtraMissing, FileSkipped
from search.model import Document
from search.readers import Record, Rejected, Remark, read
from search.readers.office.compressed_rtf import unpacked
from tests.made_office import Tree, compound, old_workbook, outlook_message

WORDS = "Die Fähre nach Årøsund legt um sieben Uhr ab.\r\n\r\nDer Kapitän wartet auf den Lotsen."
NOON = datetime(2021, 3, 12, 12, 0, tzinfo=UTC)


def found(raw: bytes, name: str) -> list[Record]:
    return list(read(raw, name, f"news/{name}"))


def documents(raw: bytes, name: str) -> list[Document]:
    return [record for record in found(raw, name) if isinstance(record, Document)]


def message(tree: Tree) -> Document:
    [given] = documents(compound(tree), "a.msg")
    return given


# --- Outlook


def test_a_message_is_read_like_a_mail() -> None:
    given = message(outlook_message("WG: Die Fähre 船", WORDS, sender=("Berg, Anna", "anna@example.org"), sent=NOON))
    assert given.title == "Die Fähre 船"
    assert given.author == "Berg, Anna"
    assert given.text.startswith("Die Fähre 船\n\nDie Fähre nach Årøsund")
    assert given.declared["date_published"] == "Fri, 12 Mar 2021 12:00:00 +0000"
    assert given.declared["date_rule"] == "mail header Date"


def test_the_headers_that_it_had_on_its_way_come_first() -> None:
    headers = (
        "Received: from a by b; Thu, 11 Mar 2021 23:30:02 +0100\r\nDate: Thu, 11 Mar 2021 23:30:00 +0100\r\n"
        "Message-ID: <1@example.org>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    )
    given = message(outlook_message("Die Fähre", WORDS, sent=NOON, headers=headers))
    assert given.declared["date_published"] == "Thu, 11 Mar 2021 23:30:00 +0100"
    assert given.declared["record_id"] == "<1@example.org>"


@pytest.mark.parametrize(
    ("text", "codepage"),
    [("Паром не вышел из порта.", 1251), ("Prom nie wypłynął z portu.", 1250), ("船長が病気になった。", 932)],
)
def test_what_is_not_in_unicode_is_read_in_its_code_page(text: str, codepage: int) -> None:
    given = message(outlook_message(text, text, sender=(text, ""), codepage=codepage))
    assert (given.title, given.text, given.author) == (text, f"{text}\n\n{text}", text)


def test_a_page_and_rich_text_are_its_words_where_there_is_no_plain_text() -> None:
    page = b"<html><meta charset=windows-1252><body><p>Die F\xe4hre legt ab.</p><p>Es regnet.</p></body></html>"
    assert message(outlook_message("Abfahrt", page=page)).body == "Die Fähre legt ab.\n\nEs regnet."
    packed = bytes.fromhex(  # MS-OXRTFCP, section 4.1.1
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert message(outlook_message("Abfahrt", rich=packed)).text == "Abfahrt\n\nhello world"


def test_what_came_with_a_message_stands_below_it() -> None:
    inner = outlook_message("Innen", "Der Hafen ist zu.", sent=datetime(2020, 2, 3, tzinfo=UTC))
    tree = outlook_message(
        "Außen", WORDS, sent=NOON, files={"Protokoll.txt": b"The minutes of the port."}, messages=[inner]
    )
    first, minutes, forwarded = documents(compound(tree), "a.msg")
    assert minutes.path == "news/a.msg/Protokoll.txt"
    assert minutes.declared["date_created"] == "Fri, 12 Mar 2021 12:00:00 +0000"
    assert [note.text.split(",")[0] for note in minutes.notes] == ["it came with the mail Außen"]
    assert (forwarded.title, forwarded.text) == ("Innen", "Innen\n\nDer Hafen ist zu.")
    assert forwarded.declared["date_published"].startswith("Mon, 03 Feb 2020")
    assert first.title == "Außen"


def test_messages_inside_each_other_come_to_an_end() -> None:
    tree: Tree = outlook_message("0", WORDS)
    for depth in range(1, 30):
        tree = outlook_message(str(depth), WORDS, messages=[tree])
    with pytest.raises(FileSkipped, match="messages inside each other"):
        found(compound(tree), "a.msg")


@pytest.mark.parametrize("stated", ["size of a stream", "number of tables", "size of a sector"])
def test_a_message_that_says_it_is_far_larger_than_its_file_is_damaged(stated: str) -> None:
    raw = bytearray(compound(outlook_message("A", WORDS)))
    at = raw.index("__substg1.0_1000001F".encode("utf-16-le")) + 120
    place, value = {
        "size of a stream": (at, 0x7FFFFFFF),
        "number of tables": (44, 0x7FFFFF),
        "size of a sector": (30, 0x0006001E),
    }[stated]
    raw[place : place + 4] = value.to_bytes(4, "little")
    with pytest.raises(FileSkipped, match="damaged message"):
        found(bytes(raw), "a.msg")


def test_a_message_whose_table_of_small_sectors_goes_round_is_damaged_and_fills_no_memory() -> None:
    raw = bytearray(compound(outlook_message("A", WORDS)))
    small, fat = (int.from_bytes(raw[at : at + 4], "little") for at in (60, 76))
    place = 512 * (fat + 1) + 4 * small
    raw[place : place + 4] = small.to_bytes(4, "little")  # the table's first sector is followed by itself
    assert found(bytes(raw), "a.msg")
    raw[64:68] = (1_000).to_bytes(4, "little")
    with pytest.raises(FileSkipped, match="damaged message"):
        found(bytes(raw), "a.msg")


def test_what_is_no_message_is_named() -> None:
    with pytest.raises(FileSkipped, match="not a message of Outlook"):
        found(compound({"CONTENTS": bytes(99)}), "a.msg")
    [mail] = documents(b"Subject: Ferry\nFrom: a@example.org\n\nThe ferry left.", "a.msg")
    assert mail.path == "news/a.msg"


# --- Excel


def test_a_workbook_whose_sectors_go_round_is_damaged_and_fills_no_memory() -> None:
    raw = bytearray(old_workbook({"Sheet1": [["title", "body"], ["Ferry", "It left."]]}))
    small = 512 * (int.from_bytes(raw[60:64], "little") + 1)
    raw[small : small + 4] = bytes(4)  # the first small sector is followed by itself
    with pytest.raises(FileSkipped, match="damaged Excel workbook"):
        found(bytes(raw), "a.xls")


ROWS = (
    ("title", "date", "body"),
    ("Die Fähre", date(2021, 3, 12), "Sie legte ab."),
    ("船", datetime(2021, 3, 13, 4, 5), "x" * 2_000),
)


@pytest.mark.parametrize("since_1904", [False, True])
def test_the_rows_of_a_workbook_are_articles(since_1904: bool) -> None:
    raw = old_workbook(
        {"Übersicht": [["Suche", "Fähre"]], "Artikel": [*ROWS[:2], ("船", datetime(2021, 3, 13, 4, 5), "港")]},
        since_1904=since_1904,
    )
    first, second, remark = found(raw, "a.xls")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.path, first.title, first.body) == ("news/a.xls#1", "Die Fähre", "Sie legte ab.")
    assert first.declared["date_published"] == "2021-03-12"
    assert second.declared["date_published"] == "2021-03-13 04:05:00"
    assert isinstance(remark, Remark)
    assert "“Übersicht”" in remark.notes[0].text


PAGE = """<html><meta charset=windows-1252><table><tr><td colspan=2>Treffer: 1</td></tr>
<tr><th>Titel</th><th>Text</th></tr><tr><td>Fähre</td><td>Erst
 dies.<br>Dann das.</td></tr></table></html>"""
XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table>
 <Row><Cell><Data ss:Type="String">Titel</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Text</Data></Cell></Row>
 <Row><Cell><Data ss:Type="String">Fähre</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Erst dies.
Dann das.</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    "raw",
    [PAGE.encode("cp1252"), XML.encode(), 'Titel\tText\nFähre\t"Erst dies.\nDann das."\n'.encode("utf-16")],
    ids=["page", "XML", "text"],
)
def test_what_databases_call_a_workbook_is_read_as_what_it_is(raw: bytes) -> None:
    [given] = documents(raw, "export.xls")
    assert (given.title, given.body) == ("Fähre", "Erst dies.\n\nDann das.")


def damaged(raw: bytes) -> Iterator[bytes]:
    yield from (raw[: len(raw) * part // 9] for part in range(1, 9))
    for at in range(0, len(raw), 61):
        yield raw[:at] + b"\xff\xff\xff\x7f" + raw[at + 4 :]


@pytest.mark.parametrize("name", ["a.xls", "a.msg"])
def test_a_damaged_file_is_read_or_named(name: str) -> None:
    whole = (
        old_workbook({"A": ROWS})
        if name == "a.xls"
        else compound(outlook_message("A", WORDS, files={"b.txt": b"Words of it."}))
    )
    reasons = set()
    for raw in damaged(whole[:9000] if name == "a.xls" else whole):
        try:
            assert all(isinstance(each, (Document, Rejected, Remark)) for each in read(raw, name, name))
        except FileSkipped as reason:
            reasons.add(str(reason))
    assert reasons
    assert all(";" in reason for reason in reasons)


@pytest.mark.parametrize(("name", "library"), [("a.xls", "xlrd"), ("a.msg", "olefile")])
def test_without_the_extra_the_message_names_it(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = old_workbook({"A": ROWS[:2]}) if name == "a.xls" else compound(outlook_message("A", WORDS))
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraMissing, match=rf"reading {name[1:]} needs {library}.*'\.\[office\]'"):
        found(raw, name)
