"""BibTeX and BibLaTeX: the entries of a bibliography, those of newspapers among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, repeat

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry, Told
from search.readers.latex import plain
from search.readers.records.record_values import paragraphs
from search.readers.ris import named

SUFFIXES = (".bib", ".bibtex")

_BEGIN = re.compile(r"^[ \t]*@[ \t]*(?P<kind>[a-zA-Z]+)\s*[{(]", re.MULTILINE)
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()=]*)\s*(?:,|(?=[)}]))")
_FIELD = re.compile(r"\s*,?\s*(?P<name>[a-zA-Z][\w:.+-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,{}()#\"]+")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_NO_ENTRY = frozenset({"comment", "preamble", "string"})
_NAMES = """
jan feb mar apr may jun jul aug sep oct nov dec
"""
_MONTHS = {name: str(number) for number, name in enumerate(_NAMES.split(), 1)}
_DEPTHS = {"{": 1, "}": -1}
_AND = re.compile(r"[{}]|\s+and\s+", re.IGNORECASE)
_TITLE = ("title",)
_SOURCE = (
    "journaltitle",
    "journal",
    "newspaper",
    "maintitle",
    "booktitle",
    "publisher",
    "organization",
    "howpublished",
)
_TEXT = ("abstract", "annotation", "annote", "note")


class _CutOff(Exception):
    """A value or an entry that has no end."""


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    end: int


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The entries of a file, each with its number. Raises FileSkipped where there is none."""
    text, encoding = decoded(raw, options.charset, options.twice)
    macros = {name: name for name in _MONTHS}
    number = 0
    for start in _BEGIN.finditer(text):
        kind = start["kind"].lower()
        if kind == "string":
            _define(text, start.end(), macros)
        if kind in _NO_ENTRY:
            continue
        number += 1
        place = f"{path}#{number}"
        try:
            key, fields = _fields(text, start.end(), macros)
        except _CutOff:
            yield Rejected(place, "unclosed braces, or the file is truncated in it; fix it there or export it again")
        else:
            yield entry.document(_entry(key, fields), place, encoding)
    if not number:
        raise FileSkipped("no BibTeX entries such as @article{…}; rename it to .txt if it is plain text")


def _define(text: str, at: int, macros: dict[str, str]) -> None:
    field = _FIELD.match(text, at)
    if field:
        try:
            macros[field["name"].lower()] = _value(text, field.end(), macros).text
        except _CutOff:
            return  # then nothing can stand for it, and an entry that uses its name shows the name


def _fields(text: str, at: int, macros: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """The key and the fields of the entry whose brace opened before `at`. Raises _CutOff."""
    key = _KEY.match(text, at)
    if key is None:
        raise _CutOff
    fields: dict[str, str] = {}
    at = key.end()
    while field := _FIELD.match(text, at):
        value = _value(text, field.end(), macros)
        fields.setdefault(field["name"].lower(), value.text)
        at = value.end
    if not re.compile(r"[\s,]*[})]").match(text, at):
        raise _CutOff
    return key["key"], fields


def _value(text: str, at: int, macros: Mapping[str, str]) -> _Value:
    """What stands behind an equals sign: pieces in braces, in quotation marks or bare, with # between them."""
    pieces: list[str] = []
    while True:
        if text[at : at + 1] == "{":
            piece = _braced(text, at + 1)
        elif text[at : at + 1] == '"':
            piece = _quoted(text, at + 1)
        else:
            word = _WORD.match(text, at)
            if word is None:
                raise _CutOff
            piece = _Value(macros.get(word[0].lower(), word[0]), word.end())
        pieces.append(piece.text)
        more = re.compile(r"\s*#\s*").match(text, piece.end)
        if more is None:
            return _Value("".join(pieces), piece.end)
        at = more.end()


def _braced(text: str, start: int) -> _Value:
    depth = 1
    for sign in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0:
            return _Value(text[start : sign.start()], sign.end())
    raise _CutOff


def _quoted(text: str, start: int) -> _Value:
    depth = 0
    for sign in _QUOTE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == '"':
            return _Value(text[start : sign.start()], sign.end())
    raise _CutOff


def _entry(key: str, fields: Mapping[str, str]) -> Entry:
    source, source_name = _first(fields, _SOURCE)
    day, day_name = _day(fields)
    url = _first(fields, ("url",))[0]
    return Entry(
        title=plain(_first(fields, _TITLE)[0]),
        paragraphs=tuple(paragraphs(plain(_first(fields, _TEXT)[0]))),
        source=Told(plain(source), f"BibTeX field {source_name}"),
        day=Told(day, f"BibTeX field {day_name}"),
        author=", ".join(_persons(fields.get("author", ""))),
        url=url if url.startswith("http") else "",
        language=_first(fields, ("language", "langid"))[0],
        own=key,
    )


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, str]:
    return next(((fields[name], name) for name in names if fields.get(name, "").strip()), ("", ""))


def _persons(written: str) -> list[str]:
    """The names, as they are spoken. One all in braces is an institution, whatever words are in it."""
    names = filter(None, map(str.strip, _outside_braces(written)))
    return [plain(name) if _institution(name) else plain(named(name)) for name in names if name != "others"]


def _institution(name: str) -> bool:
    """Whether the brace that a name begins with closes at its end: not in "{O'Hara}, Ida"."""
    return name.startswith("{") and min(accumulate(map(_DEPTHS.get, name[:-1], repeat(0)))) > 0


def _outside_braces(written: str) -> Iterator[str]:
    """What stands between the words "and" that are in no braces."""
    depth = start = 0
    for sign in _AND.finditer(written):
        depth += _DEPTHS.get(sign[0], 0)
        if depth == 0 and sign[0] not in _DEPTHS:
            yield written[start : sign.start()]
            start = sign.end()
    yield written[start:]


def _day(fields: Mapping[str, str]) -> tuple[str, str]:
    """The day: BibLaTeX's date, the first of two where it is a stretch, or the year with its month and day."""
    if date := fields.get("date", "").strip("{} "):
        return date.partition("/")[0], "date"
    year, written, day = (fields.get(name, "").strip("{}. ") for name in ("year", "month", "day"))
    name, number = re.search(r"[a-zA-Z]{3,}", written), re.search(r"\d{1,2}", written)
    month = _MONTHS.get(name[0].lower()[:3], "") if name else number[0] if number else ""
    if name and number and not day:
        day = number[0]  # as in "12~" # mar
    numbers = [part.zfill(2) for part in (year, month, day)]
    known = next((at for at, part in enumerate(numbers) if not part.strip("0").isdecimal()), len(numbers))
    return "-".join(numbers[:known]), "year"
