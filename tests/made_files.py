"""Files of every format, made for tests: each holds an article with the same title and the same prose."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Mapping
from functools import partial

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tests.made_article import BODY as BODY
from tests.made_article import PROSE as PROSE
from tests.made_article import TITLE as TITLE
from tests.made_markup import MARKUP
from tests.made_office import compound, old_workbook, outlook_message
from tests.made_packages import WAYS, book, open_text, safari_page, saved_page, tarred
from tests.made_packages import packed as packed
from tests.made_scans import scan
from tests.made_sheets import open_sheet, workbook

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PDF_LINE = 14


def text() -> bytes:
    return f"{TITLE}\n\n{BODY}\n".encode()


def rich_text() -> bytes:
    paragraphs = "".join(f"{paragraph}\\par\n" for paragraph in (TITLE, *PROSE))
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n" + paragraphs + "}").encode()


def page(body: str = BODY) -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    article = f"<article><h1>{TITLE}</h1>{paragraphs}</article>"
    return f"<html><head><title>{TITLE}</title></head><body>{article}</body></html>".encode()


def record(**more: str) -> dict[str, str]:
    return {"title": TITLE, "body": BODY, **more}


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in records or [record()]).encode()


def table(delimiter: str = ",") -> bytes:
    body = BODY.replace('"', '""')
    return f'title{delimiter}body\n"{TITLE}"{delimiter}"{body}"\n'.encode()


def mail(body: str = BODY, subject: str = TITLE, *headers: str) -> bytes:
    head = ["From: Ada Quayle <ada@example.org>", f"Subject: {subject}", *headers, "", body, ""]
    return "\n".join(head).encode()


def mailbox(*mails: bytes) -> bytes:
    return b"\n".join(b"From ada@example.org Thu Mar  4 10:00:00 2021\n" + message for message in mails or [mail()])


def word_xml(*paragraphs: str) -> bytes:
    inner = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return f'<?xml version="1.0"?><w:document {_WORD}><w:body>{inner}</w:body></w:document>'.encode()


def word(*paragraphs: str, **members: bytes) -> bytes:
    return packed({"word/document.xml": word_xml(*paragraphs or (TITLE, *PROSE)), **members})


def pdf(pages: list[list[str]] | None = None, password: str = "", **properties: str) -> bytes:
    """Pages of lines in Helvetica, one below the other."""
    writer = PdfWriter()
    for printed in pages or [[TITLE, *wrapped(BODY)]]:
        sheet = writer.add_blank_page(width=595, height=842)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        fonts = DictionaryObject(
            {NameObject("/F1"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})}
        )
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        content.set_data(_drawn(printed))
        sheet[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - there is no public way
    if properties:
        writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(printed: list[str]) -> bytes:
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in printed)
    return ("BT /F1 11 Tf 60 780 Td " + f" 0 -{_PDF_LINE} Td ".join(f"({line}) Tj" for line in escaped) + " ET").encode(
        "latin-1"
    )


def pdf_of_signs(text: str) -> bytes:
    """A page whose font says which character each of its signs stands for, by the table that PDF has for that."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(width=595, height=842)
    different = sorted(set(text))[:240]
    meant = "\n".join(
        f"<{at:02x}> <{each.encode('utf-16-be', 'surrogatepass').hex()}>" for at, each in enumerate(different, 1)
    )
    table = DecodedStreamObject()
    table.set_data(
        f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(different)} beginbfchar\n{meant}\nendbfchar endcmap end".encode()
    )
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    font[NameObject("/ToUnicode")] = writer._add_object(table)  # noqa: SLF001 - there is no public way
    sheet[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    content = DecodedStreamObject()
    shown = bytes(different.index(each) + 1 for each in text if each in different)
    content.set_data(b"BT /F1 11 Tf 60 780 Td <" + shown.hex().encode() + b"> Tj ET")
    sheet[NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def wrapped(body: str, width: int = 70) -> list[str]:
    """Lines as they are printed: each paragraph broken at a margin, without blank lines between."""
    found: list[str] = []
    for paragraph in body.split("\n\n"):
        found.append("")
        for each in paragraph.split():
            if len(found[-1]) + len(each) >= width:
                found.append("")
            found[-1] = f"{found[-1]} {each}".strip()
    return found


def crawl(*answers: tuple[str, str, bytes, str], zipped: bool = False) -> bytes:
    """Answers as address, type, content and status; packed, each record is a member of its own."""
    records = (_crawled(*answer) for answer in answers or [("https://example.org/1", "text/html", page(), "200 OK")])
    return b"".join(gzip.compress(record, mtime=0) if zipped else record for record in records)


def _crawled(url: str, kind: str, content: bytes, status: str) -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-04T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def exported(ending: str) -> bytes:
    """A database's export of one article, by an ending of `tests.made_exports`."""
    from tests.made_exports import MADE as EXPORTS  # which is made of what stands above
    from tests.made_exports import PIECES

    return EXPORTS[ending](PIECES[:1])


def _archived() -> bytes:
    return tarred({"./inner.txt": text()})


_SHEET = (("title", "body"), (TITLE, BODY))
EXPORTED = (".nexis.docx", ".nexis.rtf", ".lexisnexis.txt", ".factiva.html", ".proquest.txt", ".europresse.html")

MADE: Mapping[str, Callable[[], bytes]] = {
    ".txt": text,
    ".text": text,
    ".md": text,
    ".markdown": text,
    ".html": page,
    ".htm": page,
    ".xhtml": page,
    ".json": lambda: json.dumps(record()).encode(),
    ".jsonl": lines,
    ".ndjson": lines,
    ".csv": table,
    ".xlsx": lambda: workbook({"Sheet1": _SHEET}),
    ".xlsm": lambda: workbook({"Sheet1": _SHEET}),
    ".xltx": lambda: workbook({"Sheet1": _SHEET}),
    ".xls": lambda: old_workbook({"Sheet1": _SHEET}),
    ".xlt": lambda: old_workbook({"Sheet1": _SHEET}),
    ".ods": lambda: open_sheet(_SHEET),
    ".ots": lambda: open_sheet(_SHEET),
    ".fods": lambda: open_sheet(_SHEET, flat=True),
    ".webarchive": lambda: safari_page(page()),
    ".tsv": lambda: table("\t"),
    ".tab": lambda: table("\t"),
    ".eml": mail,
    ".emlx": lambda: b"%d\n" % len(mail()) + mail() + b'<?xml version="1.0"?><plist><dict/></plist>\n',
    ".msg": lambda: compound(outlook_message(TITLE, BODY)),
    ".mbox": mailbox,
    ".mbx": mailbox,
    ".docx": word,
    ".docm": word,
    ".dotx": word,
    ".dotm": word,
    ".odt": lambda: open_text(*PROSE, title=TITLE),
    ".ott": lambda: open_text(*PROSE, title=TITLE),
    ".fodt": lambda: open_text(*PROSE, title=TITLE, flat=True),
    ".epub": lambda: book([page()]),
    ".mhtml": lambda: saved_page(page()),
    ".mht": lambda: saved_page(page()),
    ".rtf": rich_text,
    ".doc": rich_text,
    ".dot": rich_text,
    ".pdf": pdf,
    ".pages": lambda: packed({"QuickLook/Preview.pdf": pdf()}),
    ".png": scan,
    ".jpg": lambda: scan("JPEG"),
    ".jpeg": lambda: scan("JPEG"),
    ".tif": lambda: scan("TIFF"),
    ".tiff": lambda: scan("TIFF"),
    ".warc": crawl,
    **MARKUP,
    ".zip": lambda: packed({"inner.txt": text()}),
    ".txt.gz": lambda: gzip.compress(text(), mtime=0),
    ".jsonl.gz": lambda: gzip.compress(lines(), mtime=0),
    ".warc.gz": lambda: crawl(zipped=True),
    ".wacz": lambda: packed({"archive/a.warc.gz": crawl(zipped=True), "pages/pages.jsonl": b"{}"}),
    ".txt.xz": lambda: WAYS["xz"](text()),
    ".html.bz2": lambda: WAYS["bz2"](page()),
    ".jsonl.zst": lambda: WAYS["zst"](lines()),
    ".tar": _archived,
    ".tar.gz": lambda: WAYS["gz"](_archived()),
    ".tar.xz": lambda: WAYS["xz"](_archived()),
    ".tgz": lambda: WAYS["gz"](_archived()),
    ".taz": lambda: WAYS["gz"](_archived()),
    ".txz": lambda: WAYS["xz"](_archived()),
    ".tbz2": lambda: WAYS["bz2"](_archived()),
    ".tbz": lambda: WAYS["bz2"](_archived()),
    ".tzst": lambda: WAYS["zst"](_archived()),
    **{ending: partial(exported, ending) for ending in EXPORTED},
}
"""A good file for every ending."""
