"""Rich text (RTF 1.9.1): the paragraphs of a file, or the articles of a database's export."""

from __future__ import annotations

from collections.abc import Iterator

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, declaring, text
from search.readers.exports.look import exported
from search.readers.lines.several_articles import several
from search.readers.office.property_titles import found_in
from search.readers.office.rtf_text import read_rtf

SUFFIXES = (".rtf",)

_BEGINS = b"{\\rtf"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, its paragraphs parted by blank lines, or those of an export. Raises FileSkipped."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    if _BEGINS not in raw[:64]:
        yield from text.read(raw, path, options)  # text that was named so
        return
    found = read_rtf(raw)
    articles = exported(found.text, path)
    if articles is not None:
        yield from articles
        return
    if not any(map(str.isalpha, found.text)):
        raise FileSkipped("contains no text; if its pages are scans, run OCR on it first")
    title = " ".join(found_in(found.title, found.text).split())
    declared = {"title": title} if title else {}
    yield declaring(path, found.text, declared, title=title, notes=several(found.text))
