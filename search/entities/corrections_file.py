"""`entities.tsv`: a line for each correction, its columns separated by tabs; lines that begin with # are remarks.

    hide     person         Replay More Videos
    rename   person         Kim Jong Un           Kim Jong-un       (shown so)
    merge    person         Sergei Narishkin      Sergei Naryshkin  (counted as that one)
    split    organisation   Vedanasti                               (a name of an article, counted by itself again)
    retype   person         Acme                  organisation
    add      place          Lonn Valley           Vale of Lonn      (found wherever it is spelled so)

The second column is the kind that the facets count the name as. Spreadsheets may have put quotes around a column.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from search import kept_file
from search.entities.spelling.name_keys import key
from search.model import KINDS, Kind
from search.regular_file import contents

FILE = "entities.tsv"
FORMER = "entities.toml"

MAX_BYTES = 20_000_000
"""Of a file that is read; a hundred thousand corrections take five."""

_COLUMNS = {"hide": (0, 0), "rename": (1, 1), "merge": (1, 1), "split": (0, 0), "retype": (1, 1), "add": (0, 1_000)}
"""How many columns follow the name, at least and at most."""

ACTIONS = tuple(_COLUMNS)

_MARK = b"\xef\xbb\xbf"
_HEAD = """\
# People, organisations and places put right by hand. One correction a line, with tabs between the columns:
# hide kind name; rename kind name new-name; merge kind name other-name; split kind name; retype kind name new-kind;
# add kind name more-spellings. Kinds are person, organisation and place. To undo a correction, delete its line.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction as it stands in a line of a file, counted from 1."""

    file: Path
    line: int
    action: str
    kind: Kind
    name: str
    others: tuple[str, ...] = ()

    @property
    def id(self) -> tuple[Kind, str]:
        """What it speaks of."""
        return self.kind, key(self.name)

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.file}, line {self.line}"

    @property
    def columns(self) -> str:
        """The line, without its end."""
        return "\t".join((self.action, self.kind, *map(_quoted, (self.name, *self.others))))


def entries(file: Path, content: bytes) -> tuple[list[Entry], list[str]]:
    """The corrections of a file, and what is wrong with the lines that are none."""
    found: list[Entry] = []
    problems: list[str] = []
    for number, line in enumerate(content.removeprefix(_MARK).split(b"\n"), 1):
        try:
            found += _read(file, number, line)
        except ValueError as error:
            problems.append(f"{file}, line {number}: {error}")
    return found, problems


def _read(file: Path, number: int, line: bytes) -> Iterator[Entry]:
    """The correction of a line; none where it is empty or a remark. Raises ValueError."""
    try:
        text = line.decode("utf-8").rstrip("\r\t ")
    except UnicodeDecodeError:
        raise ValueError("not UTF-8; save the file as UTF-8") from None
    if not text.strip() or text.lstrip().startswith("#"):
        return
    action, *columns = [_unquoted(column) for column in text.split("\t")]
    yield entry(file, number, action, columns)


def entry(file: Path, line: int, action: str, columns: list[str]) -> Entry:
    """A correction of these columns. Raises ValueError, which says what is accepted."""
    if action not in _COLUMNS:
        raise ValueError(f"{_short(action)} is not a correction: start the line with {_either(ACTIONS)}, then a tab")
    least, most = _COLUMNS[action]
    if not columns or columns[0] not in KINDS:
        named = _short(columns[0]) if columns else "nothing"
        raise ValueError(f"{named} is not a kind: after {action!r} and a tab, write {_either(KINDS)}")
    kind, *names = columns
    if not least + 1 <= len(names) <= most + 1 or not all(key(name) for name in names):
        raise ValueError(f"{action!r} takes {_takes(action)}, separated by tabs")
    if action == "retype" and names[1] not in KINDS:
        raise ValueError(f"{_short(names[1])} is not a kind: {action!r} takes {_takes(action)}")
    return Entry(file, line, action, cast(Kind, kind), names[0], tuple(names[1:]))


def _takes(action: str) -> str:
    after = {
        "rename": " and its new name",
        "merge": " and the name to count it as",
        "add": " and optionally more spellings",
    }
    return f"a kind, a name{after.get(action, '')}" + (f" and {_either(KINDS)}" if action == "retype" else "")


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _quoted(column: str) -> str:
    """A column that begins with a quote needs quotes around it, not to lose its own."""
    return '"' + column.replace('"', '""') + '"' if column.startswith('"') else column


def _unquoted(column: str) -> str:
    column = column.strip()
    if len(column) > 1 and column[0] == column[-1] == '"':
        column = column[1:-1].replace('""', '"')
    return " ".join(column.split())


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


# --- writing


def write(new: Entry) -> None:
    """Put a correction into its file, in the place of those that say something else of the same name.

    All other lines stay as they are, to the byte. Raises OSError.
    """
    with kept_file.alone(new.file):
        kept = [line for line, said in _lines(new.file) if not _replaces(new, said)]
        kept_file.replace(new.file, b"".join(kept) + f"{new.columns}\n".encode())


def erase(old: Entry) -> bool:
    """Take a correction out again, in whatever line it is now; False where it is there no more. Raises OSError."""
    with kept_file.alone(old.file):
        lines = list(_lines(old.file))
        kept = [line for line, said in lines if not (said and said.columns == old.columns)]
        if len(kept) == len(lines):
            return False
        kept_file.replace(old.file, b"".join(kept))
        return True


def _replaces(new: Entry, said: Entry | None) -> bool:
    if said is None:
        return False
    return said.columns == new.columns if "add" in (new.action, said.action) else said.id == new.id


def _lines(file: Path) -> Iterator[tuple[bytes, Entry | None]]:
    """The lines of a file with their ends, each with its correction; the remarks of a new file where there is none."""
    content = contents(file, MAX_BYTES) if os.path.lexists(file) else _HEAD.encode()
    lines = content.split(b"\n")
    for number, line in enumerate(lines if lines[-1] else lines[:-1], 1):
        try:
            said = next(_read(file, number, line.removeprefix(_MARK)), None)
        except ValueError:
            said = None
        yield line + b"\n", said
