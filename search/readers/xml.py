"""XML: its outermost element says which format it is, and the format where its articles are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.readers import PLAIN, Options, Record, Rejected, entry, html
from search.readers.records import record_fields
from search.readers.xml_formats import endnote, evernote, feeds, journals, news, records, scans, zotero
from search.readers.xml_formats.parser import Markup, elements, markup
from search.readers.xml_formats.table import XmlFormat

SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml", ".tei", ".alto", ".enex")
ALSO = (".html",)

_FORMATS = (
    *(*feeds.FORMATS, *news.FORMATS, *endnote.FORMATS, *journals.FORMATS, *scans.FORMATS, *zotero.FORMATS),
    *evernote.FORMATS,
)
_LISTS = {
    "opml": "list of feeds (OPML), not articles; save the feeds themselves as .rss",
    "xbel": "list of bookmarks (XBEL), not articles; save the pages as .html",
    "urlset": "sitemap, not articles; save the pages as .html",
    "sitemapindex": "sitemap, not articles; save the pages as .html",
    "worddocument": "document that Word 2003 saved as XML; save it as .docx",
    "mets": "table of contents of a scanned volume (METS), not text; add its ALTO or PAGE files",
}
"""What holds no text that is read, by its outermost element."""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The articles of a file: the file itself, or each record of many with its number. Raises FileSkipped."""
    parsed = markup(raw, options.twice)
    if parsed.root.lower() in _LISTS:
        raise FileSkipped(_LISTS[parsed.root.lower()])
    if parsed.root.lower() == "html":
        yield from html.read(raw, path, options)
        return
    kind = next((each for each in _FORMATS if parsed.root in each.roots and each.is_one(parsed)), None)
    found = _documents(kind, parsed, path, options) if kind else _records(parsed, path, options)
    number = 0
    try:
        for number, document in enumerate(found, 1):  # noqa: B007
            yield document
    except FileSkipped as reason:
        if not number:
            raise
        yield Rejected(f"{path}#end", f"everything after the last complete article is left out: {reason}")
    if not number and kind is None:
        raise FileSkipped(
            f"unknown kind of XML (its root element is {parsed.root[:40]}); export the articles as .csv or .jsonl"
        )


def _documents(kind: XmlFormat, parsed: Markup, path: str, options: Options) -> Iterator[Record]:
    """The documents of every record. Where the whole file is one record, it is the file's document."""
    number = 0
    for element in elements(parsed, kind.records):
        entries = [*kind.entries(element)]
        alone = not kind.is_list and len(entries) == 1 and element.getparent() is None
        for each in entries:
            number += 1
            if options.elsewhere.isdisjoint(each.files):
                yield entry.document(each, path if alone else f"{path}#{number}", parsed.encoding)


def _records(parsed: Markup, path: str, options: Options) -> Iterator[Record]:
    """The documents of XML that no format is known for, where it has records with a title and a text."""
    name = records.record_name(parsed, options)
    options = replace(options, charset=parsed.encoding)
    for number, element in enumerate(elements(parsed, [name]) if name else (), 1):
        place = path if element.getparent() is None else f"{path}#{number}"
        yield record_fields.document(records.as_record(element), place, options)
