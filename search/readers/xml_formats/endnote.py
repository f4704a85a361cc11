"""EndNote's XML: a library's records, with a style around each word.

<xml><records><record><ref-type name="Newspaper Article">23</ref-type>
  <titles><title><style>Ferry sold</style></title><secondary-title><style>The Quay Gazette</style></secondary-title>
  </titles><dates><year>2021</year><pub-dates><date>March 12</date></pub-dates></dates>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.readers.entry import Entry, Told
from search.readers.exports.date_lines import date_in
from search.readers.ris import named
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import first, found, values
from search.readers.xml_formats.table import XmlFormat

_SOURCE = (
    *("titles/secondary-title", "periodical/full-title", "periodical/abbr-1", "titles/alt-title"),
    *("alt-periodical/full-title", "publisher"),
)
_TEXT = ("full-text", "abstract", "notes", "research-notes")
_BROKEN = re.compile(r"[\r\n]+")


def _record(record: XmlElement) -> Iterator[Entry]:
    yield Entry(
        title=first(record, ("titles/title",)).value,
        paragraphs=tuple(_text(record)),
        source=first(record, _SOURCE),
        day=_day(record),
        author=", ".join(map(named, values(record, "contributors/authors/author"))),
        url=next((url for url in values(record, "urls//url") if url.startswith("http")), ""),
        language=first(record, ("language",)).value,
        own=first(record, ("accession-num", "electronic-resource-num", "rec-number")).value,
    )


def _day(record: XmlElement) -> Told:
    """The day, which is written without its year where that has an element of its own."""
    day, year = first(record, ("dates/pub-dates/date",)), first(record, ("dates/year",))
    if not day or re.search(r"\d{4}", day.value) or not re.match(r"\d{4}\b", year.value):
        return day or year
    both = date_in(f"{day.value} {year.value[:4]}")
    return Told(both.value, f"{day.rule} with dates/year") if both else year


def _text(record: XmlElement) -> list[str]:
    """The paragraphs of the first element that has words; EndNote parts them by line ends."""
    for name in _TEXT:
        for place in found(record, name):
            pieces = [place.text or "", *(f"{each.text or ''}{each.tail or ''}" for each in place)]
            words = [" ".join(line.split()) for line in _BROKEN.split("".join(pieces))]
            if any(words):
                return [*filter(None, words)]
    return []


FORMATS = (
    XmlFormat(
        "EndNote", ("xml", "records"), ("record",), _record, lambda parsed: "<ref-type" in parsed.text, is_list=True
    ),
)
