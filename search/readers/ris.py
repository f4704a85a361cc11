"""RIS: the records of Zotero, EndNote, Mendeley and of libraries' databases, a tag a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry, Told
from search.readers.exports.date_lines import date_in
from search.readers.records.record_values import paragraphs, shown

SUFFIXES = (".ris",)

_TAG = re.compile(r"^\s{0,2}(?P<tag>[A-Z][A-Z0-9])(?:\s{1,2}-(?:\s+(?P<value>.*))?)$")
_TITLE = ("TI", "T1", "CT", "BT")
_SOURCE = ("T2", "JO", "JF", "JA", "J2", "PB")
_DAY = ("DA", "Y1", "PY")
_AUTHOR = ("A1", "AU")
"""The first author and the others, or all of them under either tag."""
_TEXT = ("AB", "N2", "N1")
_OWN = ("ID", "AN", "DO")

Fields = Mapping[str, list[str]]


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The records of a file, each with its number. Raises FileSkipped where there is none."""
    text, encoding = decoded(raw, options.charset, options.twice)
    number = 0
    for number, (fields, whole) in enumerate(_records(text), 1):
        place = f"{path}#{number}"
        if whole:
            yield entry.document(_entry(fields), place, encoding)
        else:
            yield Rejected(place, "record without an end (ER): the file is truncated in it; export it again")
    if not number:
        raise FileSkipped("no RIS records, which begin with TY; rename it to .txt if it is plain text")


def _records(text: str) -> Iterator[tuple[Fields, bool]]:
    """The values of every record by their tags, and whether it is whole; a line without a tag goes on with the last."""
    fields: dict[str, list[str]] | None = None
    last: list[str] = []
    for line in text.split("\n"):
        found = _TAG.match(line)
        tag = found["tag"] if found else ""
        if tag == "TY":
            if fields is not None:
                yield fields, False
            fields, last = {}, []
        elif fields is None:
            continue
        elif tag == "ER":
            yield fields, True
            fields = None
        elif found:
            last = fields.setdefault(tag, [])
            last.append((found["value"] or "").strip())
        elif last and line.strip():
            last[-1] = f"{last[-1]}\n{line.strip()}"
    if fields is not None:
        yield fields, False


def _entry(fields: Fields) -> Entry:
    text, _ = _first(fields, _TEXT)
    source, source_tag = _first(fields, _SOURCE)
    day, day_tag = _dated(fields)
    authors = dict.fromkeys(name for tag in _AUTHOR for name in fields.get(tag, ()))
    return Entry(
        title=shown(_first(fields, _TITLE)[0]),
        paragraphs=tuple(paragraphs(shown(text))),
        source=Told(source, f"RIS tag {source_tag}"),
        day=Told(_day(day), f"RIS tag {day_tag}"),
        author=", ".join(map(named, filter(None, authors))),
        url=next((url for url in _first(fields, ("UR", "LK"))[0].split() if url.startswith("http")), ""),
        language=_first(fields, ("LA",))[0],
        own=_first(fields, _OWN)[0],
    )


def _first(fields: Fields, tags: tuple[str, ...]) -> tuple[str, str]:
    """The first value that one of the tags has, and the tag."""
    return next(((value, tag) for tag in tags for value in fields.get(tag, ()) if value), ("", ""))


def _dated(fields: Fields) -> tuple[str, str]:
    """The day and its tag. EndNote writes a day without its year, "Mar 14", beside the year in a tag of its own."""
    day, tag = _first(fields, _DAY)
    year, year_tag = _first(fields, ("PY", "Y1"))
    if not re.match(r"\d{4}\b", year) or re.search(r"\d{4}", day):
        return day, tag
    found = date_in(f"{day} {year[:4]}")
    return (found.value, f"{tag} with {year_tag}") if found else (year, year_tag)


def _day(written: str) -> str:
    """The day with hyphens: RIS has year, month, day and words between slashes, "2023/03/14/" or "2023///Spring"."""
    parts = written.split("/")
    if not re.fullmatch(r"\d{4}", parts[0].strip()) or len(parts) < 2:
        return written
    numbers = [part.strip().zfill(2) for part in parts[:3]]
    known = next((at for at, part in enumerate(numbers) if not part.strip("0").isdecimal()), len(numbers))
    return "-".join(numbers[:known])


def named(name: str) -> str:
    """A person's name as it is spoken: "Fenn, Ida" is Ida Fenn, and "King, Martin, Jr." keeps its end."""
    family, comma, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    return " ".join(" ".join((given, family, suffix)).split()) if comma and given.strip() else name.strip(" ,")
