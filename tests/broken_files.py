"""Files that cannot be read, or only in part: each with the kind of damage that real dumps have."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Mapping

from tests import made_files
from tests.made_files import BODY, TITLE, crawl, lines, mail, mailbox, packed, page, pdf, record, table, text, word


def encrypted(raw: bytes) -> bytes:
    """A zip archive whose members say that they are encrypted."""
    marked = bytearray(raw)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(mark)
        while place >= 0:
            marked[place + at] |= 1
            place = marked.find(mark, place + 1)
    return bytes(marked)


def flipped(raw: bytes, at: int) -> bytes:
    """The bytes with one of them changed."""
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


def inside(depth: int) -> bytes:
    """An archive in archives."""
    held = packed({"inner.txt": text()})
    for number in range(depth):
        held = packed({f"{number}.zip": held})
    return held


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(200)


LONG = "word " * 3000
BROKEN: Mapping[str, bytes] = {
    # text
    "empty.txt": b"",
    "blank.txt": b" \n\t\r\n" * 50,
    "zeros.txt": bytes(5000),
    "figures.txt": b"12 345 678 9\n" * 40,
    "picture.txt": picture(),
    "noise.txt": bytes(range(256)) * 40,
    "pdf.txt": pdf(),
    "zip.md": packed({"inner.txt": text()}),
    "rich.txt": b"{\\rtf1\\ansi " + BODY.encode() + b"}",
    "utf16 cut.txt": ("\ufeff" + BODY).encode("utf-16-le")[:-1],
    "utf16 without mark.txt": BODY.encode("utf-16-le"),
    "latin.txt": "Le phare fermé, dit-il à l'été, où la côte reçoit la tempête.\n".encode("latin-1") * 9,
    "two encodings.txt": BODY.encode() + "\n\nLa côte reçoit la tempête".encode("latin-1"),
    "half a sign.txt": (BODY + "é").encode()[:-1],
    # pages
    "empty.html": b"",
    "tags alone.html": b"<html><head></head><body><div></div></body></html>",
    "script alone.html": b"<html><body><script>var article = 'none';</script></body></html>",
    "cut.html": page()[:25],
    "tag.html": page(f"<p {'a=b ' * 40_000}>{BODY}</p>"),
    "big.html": page(LONG * 400),
    "picture.html": picture(),
    "pdf.html": pdf(),
    # JSON
    "empty.json": b"",
    "cut.json": json.dumps(record(), indent=1).encode()[:-40],
    "deep.json": b"[" * 100_000 + b"]" * 100_000,
    "number.json": b'{"title": ' + b"9" * 500_000 + b"}",
    "nan.json": b'{"title": NaN, "body": Infinity}',
    "string.json": b'"only a string"',
    "list of numbers.json": b"[1, 2, 3]",
    "no text.json": b'{"id": 7, "kind": "photo", "Fliesstext": "Der Turm"}',
    "empty list.json": b"[]",
    "no quotes.json": b"{title: 'x', body: 'y'}",
    "two objects.json": json.dumps(record(), indent=1).encode() * 2,
    "cut.jsonl": lines(record(), record(title="Second"))[:-30],
    "mixed.jsonl": b'{"title": "A"\n' + lines(record(body=BODY + " Mixed.")) + b"\n[]\nnull\n",
    "text.jsonl": text(),
    # tables
    "empty.csv": b"",
    "header alone.csv": b"title,body\n",
    "no header.csv": b"one,two,three\n4,5,6\n",
    "ragged.csv": b"title,body\nA,B,C,D\n" + table().partition(b"\n")[2],
    "quote.csv": b'title,body\nA,"never closed\n' + b"x,y\n" * 2,
    "field.csv": b'title,body\nA,"' + b"x" * 10_000_001 + b'"\n',
    "zeros.csv": table()[:-3] + b"\x00" + table()[-3:],
    "blank rows.csv": b"title,body\n,\n,\n",
    "semicolons.tsv": b"title;body\nA;B\n",
    # mail
    "empty.eml": b"",
    "prose.eml": text(),
    "no text.eml": b"From: Ada <ada@example.org>\nSubject: Photo\nContent-Type: image/png\n\nabc\n",
    "bad header.eml": mail(BODY, "=?utf-8?B?!!!!?= =?no-such?Q?=ZZ?= Lamp"),
    "bad base64.eml": mail("@@@@ no base64 @@@@", "Lamp", "Content-Transfer-Encoding: base64"),
    "nested.eml": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: message/rfc822\n\n" * 2_000,
    "prose.mbox": text(),
    "no from.mbox": mail(BODY + " No From."),
    "one bad.mbox": mailbox(mail(BODY + " In a box."), b"Subject: Photo\nContent-Type: image/png\n\nabc\n"),
    # PDF
    "empty.pdf": b"",
    "cut.pdf": pdf()[:300],
    "head alone.pdf": b"%PDF-1.7\n",
    "locked.pdf": pdf(password="secret"),
    "scanned.pdf": pdf([[""]]),
    "text.pdf": text(),
    "cycle.pdf": b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 500,
    # Word
    "empty.docx": b"",
    "cut.docx": word()[:-40],
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "no text.docx": word(" "),
    "zip.docx": packed({"other.xml": b"<x/>"}),
    "bad xml.docx": packed({"word/document.xml": made_files.word_xml(BODY)[:-30]}),
    "doctype.docx": packed({"word/document.xml": b'<!DOCTYPE x [<!ENTITY e "lol">]><x>&e;</x>'}),
    "bomb.docx": packed({"word/document.xml": b"<w:p/>" * 1_000_000}),
    "text.docx": text(),
    # archives
    "empty.zip": b"",
    "cut.zip": packed({"inner.txt": text()})[:-30],
    "nothing.zip": packed({}),
    "locked.zip": encrypted(packed({"inner.txt": text()})),
    "flipped.zip": flipped(packed({"inner.txt": text()}), 60),
    "bomb.zip": packed({"a.txt": bytes(30_000_000), "fine.txt": BODY.encode() + b" In a bomb."}),
    "deep.zip": inside(3),
    "pictures.zip": packed({"a.png": picture(), "fine.txt": BODY.encode() + b" Beside a picture."}),
    "text.zip": text(),
    "empty.txt.gz": b"",
    "half.txt.gz": gzip.compress((BODY + " Half.").encode() * 3, mtime=0)[:-90],
    "text.txt.gz": text(),
    "bomb.txt.gz": gzip.compress(bytes(30_000_000), mtime=0),
    "picture.png.gz": gzip.compress(picture(), mtime=0),
    "crawl.tgz": gzip.compress(text(), mtime=0),
    # web archives
    "empty.warc": b"",
    "text.warc": text(),
    "cut.warc": crawl(("https://example.org/1", "text/html", page(BODY + " Cut."), "200 OK")) + crawl()[:-300],
    "hole.warc": crawl(("https://example.org/1", "text/html", page(BODY + " Hole."), "200 OK"))
    + b"rubbish\n"
    + crawl(),
    "errors.warc": crawl(("https://example.org/1", "text/html", page(), "404 Not Found")),
    "half.warc.gz": crawl(zipped=True)[:-60],
    # what is no format at all
    "photo.jpg": b"\xff\xd8\xff" + bytes(300),
    "noending": text(),
    "old.doc": b"\xd0\xcf\x11\xe0" + bytes(300),
    # a description of another file
    "broken beside.txt": (BODY + " Beside.").encode(),
    "broken beside.txt.json": b'{"title": "x"',
    "alone.txt.json": json.dumps({"title": TITLE, "date": "2021-03-04"}).encode(),
}
"""Files by name."""
