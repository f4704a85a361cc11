"""`searches.toml`: searches that people keep beside their articles, to come back to and to share with them.

    [[search]]
    name = "Harbour strikes"
    address = "?q=strike&place=Oslo"
    note = "for the column on Fridays"

`address` is copied from the browser, with or without what stands before the question mark. It is read as the address of
the page is; a search that cannot be read is named with the reason, and the others are used.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from search import kept_file
from search.model import Query
from search.query.address import BadParameters, read, write
from search.regular_file import contents

FILE = "searches.toml"
MAX_BYTES = 1_000_000
MOST = 200
"""Searches that a file may have."""
LONGEST = 200
"""Characters of a name or a note."""
_TABLE = re.compile(rb"[ \t]*\[\[[ \t]*search[ \t]*\]\]")
_ANY_TABLE = re.compile(rb"[ \t]*\[")
_HEAD = "# Searches that the front page lists: a name, an address copied from the browser, and a note.\n"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with its name, which no other has, and a note."""

    name: str
    query: Query
    note: str = ""


@dataclass(frozen=True, slots=True)
class SavedSearches:
    """What the files say; `problems` is what they say wrongly."""

    searches: tuple[SavedSearch, ...] = ()
    problems: tuple[str, ...] = ()


def load(folder: Path | None, index: Path) -> SavedSearches:
    """The searches beside the articles of a folder and in an index folder. Nothing where there is no file."""
    searches, problems = dict[str, SavedSearch](), list[str]()
    for file in kept_file.found(FILE, folder, index):
        try:
            tables = _tables(contents(file, MAX_BYTES))
        except OSError as error:
            problems.append(f"{file} cannot be read: {error.strerror}; it was ignored")
            continue
        except ValueError as error:
            problems.append(f"{file} cannot be read: {error}; it was ignored")
            continue
        for number, table in enumerate(tables, 1):
            try:
                one = _saved(table)
                if one.name in searches:
                    raise ValueError(f"there is another search named “{one.name}”")
                if len(searches) == MOST:
                    raise ValueError(f"there are more than {MOST} searches")
                searches[one.name] = one
            except ValueError as error:
                problems.append(f"{file}, search {number}: {error}; it was ignored")
    return SavedSearches(tuple(searches.values()), tuple(problems))


def add(file: Path, new: SavedSearch) -> None:
    """Put a search at the end of a file. Raises OSError, and ValueError where that is not possible."""
    with kept_file.alone(file):
        content = contents(file, MAX_BYTES) if os.path.lexists(file) else _HEAD.encode()
        names = [table.get("name") for table in _tables(content)]
        if new.name in names:
            raise ValueError(f"there is a search named “{new.name}” already")
        if len(names) >= MOST:
            raise ValueError(f"{file} has {MOST} searches already; remove one first")
        made = content + b"\n" * (not content.endswith(b"\n")) + f"\n{written(new)}".encode()
        if _tables(made)[:-1] != _tables(content):
            raise ValueError(f"nothing can be added at the end of {file}; put the search in by hand")
        kept_file.replace(file, made)


def remove(file: Path, name: str) -> bool:
    """Take a search out of a file; all else stays as it is, to the byte. False where it is not there.

    Raises OSError, and ValueError where the file cannot be read.
    """
    with kept_file.alone(file):
        if not os.path.lexists(file):
            return False
        content = contents(file, MAX_BYTES)
        tables = _tables(content)
        place = next((place for place, table in enumerate(tables) if table.get("name") == name), None)
        if place is None:
            return False
        made = _without(content, place)
        if _tables(made) != tables[:place] + tables[place + 1 :]:
            raise ValueError(f"{file} is written in a way that only people can change; remove the search by hand")
        kept_file.replace(file, made)
        return True


def written(one: SavedSearch) -> str:
    """A search as lines of the file."""
    lines = [("name", one.name), ("address", f"?{write(one.query)}"), ("note", one.note)]
    # JSON's strings are TOML's, but for one sign that no printable text has.
    texts = (f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in lines if text)
    return f"[[search]]\n{''.join(texts)}"


def saved(name: str, address: str, note: str = "") -> SavedSearch:
    """A search of this name. Raises ValueError, which says what is wrong."""
    for what, text in (("name", name), ("note", note)):
        if len(text) > LONGEST or not text.isprintable():
            raise ValueError(f"a {what} has at most {LONGEST} characters, all of them printable")
    if not name.strip():
        raise ValueError("a search needs a name")
    _, _, string = address.rpartition("?")
    try:
        return SavedSearch(" ".join(name.split()), read(parse_qsl(string)).turn(1), " ".join(note.split()))
    except BadParameters as error:
        raise ValueError(str(error)) from None


def _saved(table: dict[str, Any]) -> SavedSearch:
    unknown = sorted(table.keys() - {"name", "address", "note"})
    if unknown or not all(isinstance(value, str) for value in table.values()) or "address" not in table:
        raise ValueError("a search has a name, an address and, if you like, a note, each a text in quotation marks")
    return saved(table.get("name", ""), table["address"], table.get("note", ""))


def _tables(content: bytes) -> list[dict[str, Any]]:
    """The tables of a file. Raises ValueError where it is no such file."""
    found = tomllib.loads(content.decode("utf-8-sig")).get("search", [])
    if not (isinstance(found, list) and all(isinstance(table, dict) for table in found)):
        raise ValueError("its searches must begin with the line [[search]]")
    return found


def _without(content: bytes, place: int) -> bytes:
    """The file without its table of that number: the lines from its first to that of the next table."""
    lines = content.splitlines(keepends=True)
    begin = [number for number, line in enumerate(lines) if _TABLE.match(line)][place : place + 1]
    if not begin:
        return content
    after = (number for number in range(begin[0] + 1, len(lines)) if _ANY_TABLE.match(lines[number]))
    return b"".join(lines[: begin[0]] + lines[next(after, len(lines)) :])
