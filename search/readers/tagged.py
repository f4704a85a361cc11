"""EndNote's export (.enw) and PubMed's (.nbib): records of a library, a tag a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, ending, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry, Told
from search.readers.exports.date_lines import date_in
from search.readers.records.record_values import paragraphs, shown
from search.readers.ris import named

SUFFIXES = (".enw", ".nbib")


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a program writes its records: a line with a tag, the tag of the first, and the tags of each field."""

    name: str
    line: re.Pattern[str]
    first: str
    tags: Mapping[str, tuple[str, ...]]


_ENDNOTE = _Kind(
    "EndNote",
    re.compile(r"^%(?P<tag>[0-9A-Z@!#$&()*+<>?\[\]^~=])(?:[ \t]+(?P<value>.*))?$"),
    "0",
    {
        "title": ("T",), "text": ("X", "Z"), "source": ("J", "B", "I"), "day": ("8",), "year": ("D",), "author": ("A",),
        "url": ("U",), "language": ("G",), "own": ("M", "R", "@"),
    },
)  # fmt: skip
_MEDLINE = _Kind(
    "PubMed",
    re.compile(r"^(?P<tag>[A-Z]{2,4}) {0,2}-(?: (?P<value>.*))?$"),
    "PMID",
    {
        "title": ("TI", "BTI", "TT"), "text": ("AB", "OAB"), "source": ("JT", "TA", "PB"), "day": ("DEP", "DP"),
        "year": ("DP",), "author": ("FAU", "AU"), "url": (), "language": ("LA",), "own": ("PMID", "PMC"),
    },
)  # fmt: skip
_LANGUAGES = {
    "eng": "en", "ger": "de", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru", "chi": "zh", "jpn": "ja",
    "dut": "nl", "pol": "pl", "tur": "tr", "kor": "ko", "ara": "ar", "swe": "sv", "dan": "da", "nor": "no",
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "dutch": "nl",
}  # fmt: skip

Fields = Mapping[str, list[str]]


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The records of a file, each with its number. Raises FileSkipped where there is none."""
    text, encoding = decoded(raw, options.charset, options.twice)
    kind = _ENDNOTE if ending(path) == ".enw" else _MEDLINE
    number = 0
    for number, fields in enumerate(_records(text, kind), 1):
        yield entry.document(_entry(fields, kind), f"{path}#{number}", encoding)
    if not number:
        raise FileSkipped(f"no records of {kind.name}; rename it to .txt if it is plain text")


def _records(text: str, kind: _Kind) -> Iterator[Fields]:
    """The values of every record by their tags; a line without a tag goes on with the last."""
    fields: dict[str, list[str]] | None = None
    last: list[str] = []
    for line in text.split("\n"):
        found = kind.line.match(line.rstrip())
        if found and found["tag"] == kind.first:
            if fields is not None:
                yield fields
            fields = {}
        if fields is None:
            continue
        if found:
            last = fields.setdefault(found["tag"], [])
            last.append((found["value"] or "").strip())
        elif last and line.strip():
            last[-1] = f"{last[-1]}{_between(kind)}{line.strip()}"
    if fields is not None:
        yield fields


def _between(kind: _Kind) -> str:
    """What stands between the lines of a value: PubMed's are cut at a margin."""
    return " " if kind is _MEDLINE else "\n"


def _entry(fields: Fields, kind: _Kind) -> Entry:
    def first(field: str) -> tuple[str, str]:
        return next(((value, tag) for tag in kind.tags[field] for value in fields.get(tag, ()) if value), ("", ""))

    source, source_tag = first("source")
    day, day_tag = _dated(first("day"), first("year"))
    authors = next((fields[tag] for tag in kind.tags["author"] if any(fields.get(tag, ()))), [])
    language = first("language")[0].lower()
    return Entry(
        title=shown(first("title")[0]),
        paragraphs=tuple(paragraphs(shown(first("text")[0]))),
        source=Told(source, f"{kind.name}'s tag {source_tag}"),
        day=Told(day, f"{kind.name}'s tag {day_tag}"),
        author=", ".join(map(named, filter(None, authors))),
        url=next((url for url in first("url")[0].split() if url.startswith("http")), ""),
        language=_LANGUAGES.get(language, language if len(language) == 2 else ""),
        own=first("own")[0],
    )


def _dated(day: tuple[str, str], year: tuple[str, str]) -> tuple[str, str]:
    """The day and its tag. EndNote writes a day without its year, "Mar 12", beside the year in a tag of its own."""
    written, tag = day
    if re.match(r"\d{4}", written):
        return _turned(written), tag
    if re.search(r"\d{4}", written) or not re.match(r"\d{4}\b", year[0]):
        return day if written else year
    both = date_in(f"{written} {year[0][:4]}") if written else None
    return (both.value, f"{tag} with {year[1]}") if both else year


def _turned(written: str) -> str:
    """A day that begins with its year, as PubMed has it ("2021 Mar 12", "20210312", "2021 Spring"), as ISO 8601."""
    if re.fullmatch(r"\d{8}", written):
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"
    year, *rest = written.split()
    found = date_in(" ".join((*reversed(rest), year))) if rest else None
    return found.value if found else year if rest else written
