"""hOCR: a page as programs that recognise print write it, Tesseract and OCRopus among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml import html as lxml_html

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry
from search.readers.printed.scanned_lines import scanned
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import attribute, text_of

SUFFIXES = (".hocr",)
ALSO = (".html", ".xml")

_MARK = re.compile(rb"""class\s*=\s*["'][^"'<>]*\bocr_(?:page|line|par|carea)\b|name\s*=\s*["']ocr-system""")
_HEAD = 65_536
_BLOCKS = ("ocr_par", "ocr_carea", "ocrx_block", "ocr_page")
"""What holds the lines of a paragraph, the smallest first."""
_LINES = frozenset({"ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_textfloat", "ocr_caption"})
_CONFIDENCE = re.compile(r"\bx_wconf\s+(\d{1,3}(?:\.\d+)?)")


def is_hocr(raw: bytes) -> bool:
    """Whether a page is one that a program has recognised."""
    return _MARK.search(raw[:_HEAD]) is not None


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document]:
    """The one document of a file, whatever pages it has. Raises FileSkipped."""
    text, encoding = decoded(raw, options.charset, options.twice)
    if not is_hocr(raw):
        raise FileSkipped("not hOCR; rename it to .html if it is a web page")
    page = _parsed(text)
    scan = scanned(([text_of(line) for line in _lines(block)] for block in _blocks(page)), _confidences(page))
    language = next(filter(None, (attribute(each, "lang") for each in _of_class(page, "ocr_par"))), "")
    told = Entry(paragraphs=scan.paragraphs, language=language, loose=True, scan=scan)
    document = entry.document(told, path, encoding)
    if isinstance(document, Rejected):
        raise FileSkipped("no recognized words in it; no action needed")
    yield document


def recognised(text: str) -> tuple[tuple[str, ...], list[float]]:
    """The paragraphs of a page, and the confidence from 0 to 1 of each of its words. Raises FileSkipped."""
    page = _parsed(text)
    scan = scanned(([text_of(line) for line in _lines(block)] for block in _blocks(page)), ())
    return scan.paragraphs, _confidences(page)


def _confidences(page: XmlElement) -> list[float]:
    stated = (_CONFIDENCE.search(attribute(each, "title")) for each in page.iter())
    return [float(found[1]) / 100 for found in stated if found]


def _parsed(text: str) -> XmlElement:
    """The tree of a page. Raises FileSkipped."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return cast(XmlElement, lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser))
    except (etree.ParserError, etree.XMLSyntaxError):
        raise FileSkipped("no parsable hOCR; export it again") from None


def _of_class(element: XmlElement, name: str) -> Iterator[XmlElement]:
    return (each for each in element.iter() if name in attribute(each, "class").split())


def _blocks(page: XmlElement) -> list[XmlElement]:
    """What is a paragraph each, by the smallest kind of block that the program tells; else the page is one."""
    return next(filter(None, ([*_of_class(page, name)] for name in _BLOCKS)), [page])


def _lines(block: XmlElement) -> list[XmlElement]:
    lines = [each for each in block.iter() if not _LINES.isdisjoint(attribute(each, "class").split())]
    return lines or [block]
