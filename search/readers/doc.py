"""Files named like Word 97's, which databases and mail programs give to much else: RTF, pages, newer Word files, text.

Word 97's own format is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, docx, html, mhtml, rtf, text
from search.readers.office import compound_file

SUFFIXES = (".doc", ".dot")
ALSO = (".docx", ".rtf", ".html", ".mhtml", ".zip")

_OLD = (compound_file.MAGIC, b"\xdb\xa5", b"\xfe\x37\x00", b"\x31\xbe\x00")
"""What Word wrote from 1989 to 2003 begins with."""
_SAVED = re.compile(rb"(?:[\w-]+:[^\n]{0,200}\n)*MIME-Version:", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body|title|div|p|table)\b", re.IGNORECASE)
_WORD_97 = "saved in the format of Word 97; save it as .docx or .txt"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """What the reader of the format gives that a file really has. Raises FileSkipped."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if raw.startswith(_OLD):
        raise FileSkipped(_WORD_97)
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:2000]
    if raw.startswith(b"PK\x03\x04"):
        yield from docx.read(raw, path, options)
    elif b"{\\rtf" in raw[:64]:
        yield from rtf.read(raw, path, options)
    elif _SAVED.match(head):
        yield from mhtml.read(raw, path, options)
    elif _MARKUP.search(head[:500]) and head.startswith(b"<"):
        yield from html.read(raw, path, options)
    else:
        yield from text.read(raw, path, options)
