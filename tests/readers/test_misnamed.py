"""Files with another content than their names say, as download buttons and mail programs give them."""

from __future__ import annotations

import gzip
import io
import sys
import zipfile

import pytest

from search.errors import ExtraMissing, FileSkipped
from search.model import Document
from search.readers import Record, Remark, read, signatures
from tests.made_article import BODY, TITLE
from tests.made_files import MADE, lines, page, pdf, record, rich_text, text, word
from tests.made_office import compound, old_workbook, outlook_message
from tests.made_packages import book, open_text, packed, saved_page
from tests.made_sheets import open_sheet, workbook

ROWS = [["Title", "Date", "Text"], [TITLE, "2021-03-04", BODY], ["Ferry sold", "2021-03-05", BODY]]
FIRST = BODY.split("\n\n")[0]
SHEET = workbook({"News": ROWS})
OLD_SHEET = old_workbook({"News": ROWS})
OPEN_SHEET = packed(
    {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": zipfile.ZipFile(io.BytesIO(open_sheet(ROWS))).read("content.xml"),
    }
)
MESSAGE = compound(outlook_message(TITLE, BODY))
WORD_97 = compound({"WordDocument": b"\xec\xa5" + bytes(600), "1Table": bytes(600)})
PAGE_OF_ROWS = b"<html><body><table>%s</table></body></html>" % b"".join(
    b"<tr>%s</tr>" % b"".join(f"<td>{cell}</td>".encode() for cell in row) for row in ROWS
)
XML_OF_ROWS = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="News"><Table>'
    + "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in ROWS
    )
    + "</Table></Worksheet></Workbook>"
).encode()


WORD_XML = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n'
    b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
)


def feed() -> bytes:
    item = f"<item><title>{TITLE}</title><description>{BODY}</description></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>{item}</channel></rss>'.encode()


def csv(delimiter: str) -> bytes:
    quoted = (delimiter.join('"' + cell + '"' for cell in row) for row in ROWS)
    return "\n".join(quoted).encode()


def records(name: str, raw: bytes) -> list[Record]:
    return list(read(raw, name, f"news/{name}"))


def said(found: list[Record]) -> list[str]:
    return [note.text for each in found if isinstance(each, Document | Remark) for note in each.notes]


@pytest.mark.parametrize(
    ("name", "raw", "true"),
    [
        ("a.docx", rich_text(), ".rtf"),
        ("a.docx", page(), ".html"),
        ("a.docx", open_text(*BODY.split("\n\n"), title=TITLE), ".odt"),
        ("a.rtf", word(), ".docx"),
        ("a.rtf", page(), ".html"),
        ("a.pdf", b"\n<!-- saved -->\n" + page(), ".html"),
        ("a.pdf", b'<?xml version="1.0"?>\n' + page(), ".html"),
        ("a.pdf", word(), ".docx"),
        ("a.html", pdf(), ".pdf"),
        ("a.txt", pdf(), ".pdf"),
        ("a.txt", word(), ".docx"),
        ("a.txt", rich_text(), ".rtf"),
        ("a.md", book([page()]), ".epub"),
        ("a.zip", word(), ".docx"),
        ("a.doc", open_text(*BODY.split("\n\n"), title=TITLE), ".odt"),
        ("a.doc", pdf(), ".pdf"),
        ("a.doc", MESSAGE, ".msg"),
        ("a.eml", MESSAGE, ".msg"),
        ("a.json", page(), ".html"),
        ("a.odt", word(), ".docx"),
        ("a.html", saved_page(page()), ".mhtml"),
        ("a.txt", saved_page(page()), ".mhtml"),
        ("a.json", feed(), ".xml"),
    ],
)
def test_an_article_is_read_as_what_it_is_and_that_is_said(name: str, raw: bytes, true: str) -> None:
    found = records(name, raw)
    (document,) = [each for each in found if isinstance(each, Document)]
    assert FIRST in " ".join(document.text.split())
    note = f"read as {true} by its content, not as {name[1:]}"
    assert [each for each in said(found) if each.startswith("read as")] == [note]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlsx", OLD_SHEET),
        ("a.xlsx", PAGE_OF_ROWS),
        ("a.xlsx", XML_OF_ROWS),
        ("a.xlsx", csv(",")),
        ("a.xlsx", csv("\t")),
        ("a.xlsx", OPEN_SHEET),
        ("a.xls", SHEET),
        ("a.xls", PAGE_OF_ROWS),
        ("a.xls", XML_OF_ROWS),
        ("a.xls", csv(",")),
        ("a.xls", csv(";")),
        ("a.xls", csv("\t")),
        ("a.xls", b"\xef\xbb\xbf" + csv("\t")),
        ("a.csv", SHEET),
        ("a.csv", OLD_SHEET),
        ("a.csv", PAGE_OF_ROWS),
        ("a.tsv", SHEET),
        ("a.ods", SHEET),
        ("a.json", SHEET),
        ("a.json", lines(*(record(title=row[0]) for row in ROWS[1:]))),
        ("a.json", b"\xef\xbb\xbf" + lines(*(record(title=row[0]) for row in ROWS[1:]))),
        ("a.csv", gzip.compress(csv(","), mtime=0)),
        ("a.json", gzip.compress(lines(*(record(title=row[0]) for row in ROWS[1:])), mtime=0)),
    ],
)
def test_every_row_is_read_once_with_its_number(name: str, raw: bytes) -> None:
    found = [each for each in records(name, raw) if isinstance(each, Document)]
    assert [(each.path, each.title) for each in found] == [
        (f"news/{name}#1", TITLE),
        (f"news/{name}#2", "Ferry sold"),
    ]
    assert all(FIRST in each.text for each in found)


@pytest.mark.parametrize("ending", [".html", ".txt", ".pdf", ".docx"])
def test_what_is_packed_though_its_name_does_not_say_so_is_unpacked(ending: str) -> None:
    (document, *remarks) = records(f"a{ending}", gzip.compress(MADE[ending](), mtime=0))
    assert isinstance(document, Document)
    assert document.path == f"news/a{ending}"
    assert FIRST in " ".join(document.text.split())
    assert said([document, *remarks]) == [f"read as .gz by its content, not as {ending}"]


def test_an_archive_that_is_named_like_a_text_is_read_member_by_member() -> None:
    *found, remark = records("a.txt", packed({"one.txt": text(), "two.mp3": b"x"}))
    assert [each.path for each in found] == ["news/a.txt/one.txt", "news/a.txt/two.mp3"]
    assert said([remark]) == ["read as .zip by its content, not as .txt"]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.docx", WORD_97, "saved in the format of Word 97; save it as .docx or .txt"),
        ("a.txt", WORD_97, "saved in the format of Word 97; save it as .docx or .txt"),
        ("a.xls", WORD_97, "saved in the format of Word 97; save it as .docx or .txt"),
        ("a.doc", compound({"PowerPoint Document": bytes(99)}), "presentation (.ppt), despite its name; save it as"),
        ("a.docx", packed({"ppt/presentation.xml": b"<x/>"}), "presentation (.pptx), despite its name; save it as"),
        ("a.xlsx", packed({"xl/workbook.bin": b"x"}), "workbook (.xlsb), despite its name; save it as .xlsx"),
        ("a.xls", compound({"EncryptedPackage": bytes(99)}), "encrypted Office document; open it with its password"),
        ("a.doc", compound({"EncryptedPackage": bytes(99)}), "encrypted Office document; open it with its password"),
        ("a.txt", b"7z\xbc\xaf\x27\x1c" + bytes(99), "archive (.7z), despite its name; unpack it"),
        ("a.zip", b"Rar!\x1a\x07\x01\x00" + bytes(99), "archive (.rar), despite its name; unpack it"),
        ("a.jpg", b"RIFF\x00\x10\x00\x00WEBPVP8 " + bytes(99), "image (.webp), despite its name; if it shows text"),
        ("a.jpg", b"\x00\x00\x00\x18ftypheic" + bytes(99), "image (.heic), despite its name; if it shows text"),
        ("a.csv", b"PAR1\x15\x04" + bytes(99), "table of Parquet (.parquet), despite its name; export its articles"),
        ("a.mbox", b"!BDN" + bytes(600), "mailbox of Outlook (.pst), despite its name; export the mailbox as .mbox"),
        ("a.html", bytes(60) + b"BOOKMOBI" + bytes(99), "e-book of Kindle (.mobi), despite its name; convert it to"),
        ("a.csv", page(), "page without a table, despite its name; rename it to .html"),
        ("a.doc", WORD_XML, "document that Word 2003 saved as XML; save it as .docx"),
        ("a.docx", WORD_XML, "document that Word 2003 saved as XML; save it as .docx"),
        ("a.xlsx", text(), "no known column names in the first row"),
        ("a.docx", text(), "not a Word document, or a truncated one; get a fresh copy"),
        ("a.docx", packed({"other.xml": b"<x/>"}), "zip file, but not a Word document; open it in a word processor"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped) as skipped:
        records(name, raw)
    assert str(skipped.value).startswith(reason)


@pytest.mark.parametrize(
    ("name", "raw", "library", "extra"),
    [
        ("a.html", pdf(), "pypdfium2", r"'\.\[pdf\]'"),
        ("a.xlsx", OLD_SHEET, "xlrd", r"'\.\[office\]'"),
        ("a.eml", MESSAGE, "olefile", r"'\.\[office\]'"),
    ],
)
def test_a_missing_extra_is_named(
    name: str, raw: bytes, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraMissing, match=extra):
        records(name, raw)


def test_the_streams_of_what_is_embedded_do_not_say_what_a_file_is() -> None:
    book_in_text = compound({"WordDocument": bytes(600), "ObjectPool": {"_1": {"Workbook": bytes(99)}}})
    with pytest.raises(FileSkipped, match="Word 97"):
        records("a.xls", book_in_text)
    words = "WordDocument".encode("utf-16-le").ljust(128, b"\0")
    assert signatures.true_ending(compound({"Workbook": words * 9}), ".xls") == ".xls"


@pytest.mark.parametrize("ending", sorted(MADE))
def test_a_file_that_is_what_its_name_says_stays_with_its_reader(ending: str) -> None:
    found = records(f"a{ending}", MADE[ending]())
    assert [each for each in said(found) if each.startswith("read as")] == []


def test_what_is_named_like_a_workbook_is_parted_by_its_tabs_where_it_has_some() -> None:
    raw = f"Title\tText\tRemarks, one, of, each, reader\n{TITLE}\t{FIRST}\tnone, so far\n".encode()
    (found,) = records("a.xls", raw)
    assert isinstance(found, Document)
    assert (found.title, found.body) == (TITLE, FIRST)
