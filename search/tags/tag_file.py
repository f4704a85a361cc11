"""`tags.tsv`: a line for each tag or note on an article, its columns separated by tabs.

    article                digest                            tag       note               who   day         path
    2f0c9d0a4e5b6c7d8e9f   9c1185a5c5e9fc54612808977ee8f548  strike    the first of them  Ada   2026-11-30  press/04.txt
    press/05.txt                                             strike

`article` is the id of an article or its path, `digest` that of its text (see `search.ledger.texts`), by which the line
finds the article again when its file has moved; either may be empty. What stands behind the sixth column is for people:
nothing reads it. What a spreadsheet would take for a formula has an apostrophe before it, which is not part of it: a
tag "=1+1" is written as '=1+1 and may be typed either way. A line without a tag is a note alone. Lines that begin with
# are remarks, and so is a head that names the columns. Spreadsheets may have put quotes around a column.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from search import kept_file
from search.errors import InputInvalid
from search.formulas import guarded, unguarded
from search.regular_file import contents
from search.tag import Tag
from search.tags.tag_text import tag_of
from search.terminal import escaped

FILE = "tags.tsv"
MAX_BYTES = 200_000_000
"""Of a file that is read: a million lines and more."""
LONGEST_LINE = 20_000
"""Characters of a line: no tag and no note that is allowed takes as many."""
FIRST = 20
"""Problems that are told in words; the others are counted."""
SHORTEST_DIGEST, LONGEST_DIGEST = 16, 32
"""Hexadecimal digits. Sheets for coding have the first sixteen."""

_LONGEST_PATH = 300
"""Characters of a path that are written, for people."""
_COLUMNS = ("article", "digest", "tag", "note", "who", "day", "path")
_LEAST, _READ = 3, 6
"""Columns that a line has at least, and that are read of it."""
_MARK = b"\xef\xbb\xbf"
_HEAD = "\t".join(_COLUMNS) + "\n"
_DIGEST = re.compile(rf"[0-9a-f]{{{SHORTEST_DIGEST},{LONGEST_DIGEST}}}")
_NUMBER = re.compile(r"[0-9.,]+(?:e[+-]?[0-9]+)?")
"""What a spreadsheet makes of a digest that has no letters, or one "e": it is lost."""


class Entry(NamedTuple):
    """What a line says, and its number, counted from 1. `path` is only written, for people."""

    line: int
    article: str
    digest: str
    tag: Tag
    path: str = ""

    @property
    def columns(self) -> str:
        """The line, without its end."""
        told = map(guarded, (self.tag.name, self.tag.note, self.tag.who, self.tag.day, self.path))
        return "\t".join(map(_quoted, (self.article, self.digest, *told))).rstrip("\t")


@dataclass
class Problems:
    """What is wrong with lines, in words as far as they are the first, and how many there are."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, file: Path, line: int, what: str) -> None:
        """One more line of a file."""
        self.count += 1
        if len(self.first) < FIRST:
            self.first.append(f"{file}, line {line}: {what}")


def entries(file: Path, content: bytes, problems: Problems) -> Iterator[Entry]:
    """What the lines of a file say, in their order; those that cannot be used are added to the problems."""
    known: dict[tuple[str, ...], Tag] = {}
    for number, line in enumerate(_lines(content.removeprefix(_MARK)), 1):
        try:
            entry = _read(number, line if isinstance(line, str) else _decoded(line), known)
        except InputInvalid as error:
            problems.add(file, number, str(error))
            continue
        if entry:
            yield entry


def _lines(content: bytes) -> Sequence[str | bytes]:
    """The lines of a file; as bytes where one of them is not UTF-8, which then is no reason to lose the others."""
    try:
        return content.decode("utf-8").split("\n")  # all at once: a third of the time
    except UnicodeDecodeError:
        return content.split(b"\n")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputInvalid("not UTF-8; save the file as UTF-8") from None


def _read(number: int, line: str, known: dict[tuple[str, ...], Tag]) -> Entry | None:
    """What a line says; None where it is empty, a remark or a head. Raises InputInvalid.

    `known` are tags that were met before, by their columns: most lines of a file have one of a few.
    """
    cells = line.split("\t", _READ) if len(line) <= LONGEST_LINE else []
    if len(cells) < _LEAST or line[0] == "#" or line.isspace():
        _require_nothing(line)
        return None
    if '"' in line:
        cells = [*map(_unquoted, cells)]
    article, digest = cells[0].strip(), cells[1].strip().lower()
    if digest and not _DIGEST.fullmatch(digest):
        if digest == _COLUMNS[1] and article.lower() == _COLUMNS[0]:
            return None
        if not _NUMBER.fullmatch(digest):
            raise InputInvalid(f"{short(digest)} is not the digest of a text; leave the column empty without one")
        digest = ""
    if not (article or digest):
        raise InputInvalid("it names no article")
    told = tuple(cells[2:_READ])
    tag = known.get(told)
    if tag is None:
        tag = known[told] = tag_of(*(unguarded(cell.rstrip("\r")) for cell in told))
    return Entry(number, article, digest, tag)


def _require_nothing(line: str) -> None:
    """Raise InputInvalid where a line that has no columns is not one that says nothing."""
    if len(line) > LONGEST_LINE:
        raise InputInvalid(f"longer than {LONGEST_LINE:,} characters")
    if line.strip() and line[0] != "#":
        raise InputInvalid("it needs an article, the digest of its text (or nothing) and a tag, with tabs between them")


def _quoted(cell: str) -> str:
    """A column that begins with a quote needs quotes around it, not to lose its own."""
    return '"' + cell.replace('"', '""') + '"' if cell.startswith('"') else cell


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def short(text: str) -> str:
    """A cell as it is named in a message."""
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def content_of(file: Path) -> bytes:
    """What is in a file, in UTF-8. Raises OSError, and InputInvalid where it is no text."""
    content = contents(file, MAX_BYTES)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # what spreadsheets call Unicode text
        content = content.decode("utf-16", "replace").encode()
    if b"\0" in content:
        raise InputInvalid(f"{file} cannot be read: it is not a text; in a spreadsheet, save it as text with tabs")
    return content


# --- writing


def add(file: Path, new: Iterable[Entry]) -> None:
    """Put lines at the end of a file. Raises OSError, and InputInvalid where that is not possible."""
    lines = "".join(f"{entry.columns}\n" for entry in new).encode()
    if not lines:
        return
    with kept_file.alone(file):
        content = content_of(file) if os.path.lexists(file) else _HEAD.encode()
        made = content + b"\n" * bool(content and not content.endswith(b"\n")) + lines
        if len(made) > MAX_BYTES:
            raise InputInvalid(f"{file} would be larger than {MAX_BYTES:,} bytes")
        kept_file.replace(file, made)


def remove(file: Path, chosen: Callable[[Collection[Entry]], Collection[int]]) -> int:
    """Take lines out of a file; all others stay as they are, to the byte. How many there were.

    `chosen` gets what the lines say, as they are now, and gives the numbers of those that go. Raises OSError, and
    InputInvalid where the file cannot be read.
    """
    with kept_file.alone(file):
        if not os.path.lexists(file):
            return 0
        content = content_of(file)
        gone = {*chosen([*entries(file, content, Problems())])}
        if gone:
            lines = content.split(b"\n")
            kept_file.replace(file, b"\n".join(line for number, line in enumerate(lines, 1) if number not in gone))
        return len(gone)


def written(article: str, digest: str, tag: Tag, path: str) -> Entry:
    """A line about an article, to be written."""
    shown = escaped(path[:_LONGEST_PATH]).replace("\t", "\\t").replace("\r\n", "\\r\\n").replace("\n", "\\n")
    return Entry(0, article, digest, tag, shown)
