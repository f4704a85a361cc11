"""What a file is by its content, whatever its name says: signatures, and for containers what is in them."""

from __future__ import annotations

import re

from search.errors import FileSkipped
from search.readers.office import compound_file
from search.readers.packed.packed_xml import has
from search.readers.packed.zip_member import member, opened

PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
"""How a web page begins."""
HEAD = 4096
"""Bytes in which that is seen."""

_SIGNATURES = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"\x1f\x8b\x08", ".gz"),
    (b"\xfd7zXZ\x00", ".xz"),
    (b"\x28\xb5\x2f\xfd", ".zst"),
    (b"GIF8", ".gif"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"SQLite format 3\x00", ".sqlite"),
    (b"PAR1\x15", ".parquet"),
    (b"!BDN", ".pst"),
    (b"AT&TFORM", ".djvu"),
    (b"\xffWPC", ".wpd"),
    (b"ID3\x03", ".mp3"),
    (b"ID3\x04", ".mp3"),
)
_LATER = re.compile(
    rb"(?s)....ftyp(?:(?P<heic>hei[cfx]|mif1)|(?P<mp4>isom|iso2|mp4[12]|M4V |qt  ))"
    rb"|RIFF....(?P<webp>WEBP)|.{60}(?P<mobi>BOOKMOBI)|BZh[1-9](?P<bz2>1AY&SY)"
)
"""Signatures that do not stand at the very beginning, each named by the ending that it stands for."""
_BLANK = b"\xef\xbb\xbf\r\n\t "
_PACKED = b"PK\x03\x04"
_MAIN = (
    ("word/document.xml", ".docx"),
    ("xl/workbook.xml", ".xlsx"),
    ("xl/workbook.bin", ".xlsb"),
    ("ppt/presentation.xml", ".pptx"),
    ("FixedDocSeq.fdseq", ".xps"),
)
"""The member that makes a zip file one of an office program."""
_TYPES = {
    b"application/epub+zip": ".epub",
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
"""What the member "mimetype" holds."""
_LONGEST_TYPE = 200
_STREAMS = {
    "WordDocument": ".doc",
    "Workbook": ".xls",
    "Book": ".xls",
    "PowerPoint Document": ".ppt",
    "__properties_version1.0": ".msg",
    "__nameid_version1.0": ".msg",
    "EncryptedPackage": "",
}
"""The streams of a compound file that say whose it is; what is encrypted may be anything."""
_BOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".ods", ".ots"})
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_SAVED = re.compile(rb"From: <?Saved by [^\n]{1,200}\n")
"""How a browser begins a page with all that it shows."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def true_ending(raw: bytes, suffix: str) -> str:
    """The ending of the format that a file really has, `suffix` where its content does not say another one.

    Raises FileSkipped for what is encrypted, which says nothing else.
    """
    head = raw[:HEAD].lstrip(_BLANK)
    found = next((ending for signature, ending in _SIGNATURES if head.startswith(signature)), "")
    later = _LATER.match(raw[:HEAD]) if not found else None
    if found or later:
        return found or f".{later.lastgroup if later else ''}"
    if raw.startswith(_PACKED):
        return _in_zip(raw) or suffix
    if raw.startswith(compound_file.MAGIC):
        return _in_compound(raw) or suffix
    return _in_text(raw[:HEAD], head, suffix) or suffix


def _in_text(start: bytes, head: bytes, suffix: str) -> str:
    """The ending for text by how it begins, "" where it does not tell. The reader of old workbooks takes tables."""
    if suffix in _BOOKS and head and not _BINARY.search(head):
        return ".xls"
    if PAGE.match(start):
        return ".xls" if suffix in _TABLES else ".html"
    return ".xml" if head.startswith(b"<?xml") else ".mhtml" if _SAVED.match(head) else ""


def _in_zip(raw: bytes) -> str:
    """The ending for a zip file by its members, "" where it is damaged, which its own reader says."""
    try:
        with opened(raw, "zip archive") as archive:
            info = archive.NameToInfo.get("mimetype")
            typed = _TYPES.get(member(archive, info, _LONGEST_TYPE).strip()) if info else None
            return typed or next((ending for name, ending in _MAIN if has(archive, name)), ".zip")
    except FileSkipped:
        return ""


def _in_compound(raw: bytes) -> str:
    """The ending for a compound file by the first stream in its directory that tells, "" where none does.

    Those of what is embedded in it stand behind its own. Raises FileSkipped.
    """
    first = min(((at, name) for name in _STREAMS if (at := compound_file.place(raw, name)) >= 0), default=None)
    if first and not _STREAMS[first[1]]:
        raise FileSkipped("encrypted Office document; open it with its password and save it without one")
    return _STREAMS[first[1]] if first else ""
