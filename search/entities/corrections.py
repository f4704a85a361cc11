"""`entities.toml` beside a corpus: a person's own word on people, organisations and places, which wins over everything.

    hide = ["Replay More Videos"]

    [person]
    "Sergei Naryshkin" = ["Sergei Narishkin", "Sergey Naryshkin"]   # counted together, under the first name

    [organisation]
    "Acme" = []                                                     # an organisation, whatever it was taken for

    [add.place]
    "Lonn Valley" = ["Vale of Lonn"]                                # found wherever it is spelled so

    corrections = load(folder)
    documents = map(corrections.added_to, documents)
    names = corrections.over(census.renaming(), census.documents)
    complaints = corrections.problems + corrections.unmet(names, census.documents)

Names are those of the facets; case, accents and punctuation do not matter but in [add]. What cannot be used is said
with its line, and the rest applies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from search.entities.names import key
from search.model import KINDS, Document, Mention
from search.renaming import Renaming, Value

FILE = "entities.toml"
_MOST_ERRORS = 50


@dataclass(slots=True)
class Corrections:
    """What the file says; `problems` is what it says wrongly.

    `values` maps the keys of names to the value they count as, None where they are hidden. `added` maps spellings to
    the values they are to be found as; `lines` the key of every name to its line in the file, and the name.
    """

    file: Path | None = None
    values: dict[str, Value | None] = field(default_factory=dict)
    added: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def over(self, names: Renaming, values: Iterable[Value]) -> Renaming:
        """The renaming of a corpus with the person's word on top, for all of the corpus' values.

        What the file says of a name as it was read goes before what it says of the name that the corpus gave it: so a
        name that was merged wrongly is split off by naming it.
        """
        final = dict(names)
        for value in values:
            final[value] = self._told(value[1], self._told((names.get(value) or value)[1], names.get(value, value)))
        return {value: new for value, new in final.items() if new != value}

    def _told(self, name: str, otherwise: Value | None) -> Value | None:
        return self.values.get(key(name), otherwise)

    def unmet(self, names: Renaming, values: Iterable[Value]) -> list[str]:
        """A complaint for every name that the file has and no article."""
        met = {key(value[1]) for value in values} | {key(value[1]) for value in names.values() if value}
        missing = sorted(place for of, place in self.lines.items() if of not in met)
        complaint = "no article names {!r}: see the spelling that the facets show"
        return [f"{self.file}, line {line}: {complaint.format(name)}" for line, name in missing]

    def added_to(self, document: Document) -> Document:
        """The document with the names of [add] wherever they are spelled so and nothing else was found."""
        found = tuple(_additions(document, self.added))
        return replace(document, mentions=(*document.mentions, *found)) if found else document


def _additions(document: Document, added: Mapping[str, Value]) -> Iterator[Mention]:
    if not added:
        return
    spellings = "|".join(map(re.escape, sorted(added, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{spellings})(?!\w)")
    wheres: tuple[tuple[Literal["title", "body"], str], ...] = (("title", document.title), ("body", document.body))
    for where, text in wheres:
        taken = [(mention.start, mention.end) for mention in document.mentions if mention.where == where]
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                kind, name = added[match.group()]
                yield Mention(name, kind, match.start(), match.end(), where)


def load(folder: Path) -> Corrections:
    """What the file in the folder of a corpus says, or else the one beside the folder; nothing where there is none."""
    file = next((f for f in (folder / FILE, folder.resolve().parent / FILE) if f.is_file()), None)
    if file is None:
        return Corrections()
    corrections = Corrections(file)
    try:
        text = file.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        corrections.problems.append(f"{file} cannot be read: {error.strerror}")
        return corrections
    _Reading(file, text, corrections).read()
    return corrections


class _Reading:
    """One reading of a file, which knows the line of what it reads."""

    def __init__(self, file: Path, text: str, into: Corrections) -> None:
        self._file = file
        self._lines = text.splitlines()
        self._into = into

    def read(self) -> None:
        """Fill the corrections."""
        data = self._parsed()
        self._hide(data.pop("hide", []))
        added = data.pop("add", {})
        for title, table in data.items():
            self._table(title, table, self._rename)
        for title, table in added.items() if isinstance(added, dict) else ():
            self._table(title, table, self._add)
        self._break_circles()

    def _parsed(self) -> dict[str, Any]:
        """The file's tables without the lines that are no TOML or not UTF-8."""
        for number, line in enumerate(self._lines):
            if "\ufffd" in line:
                self._problem(number + 1, "is not UTF-8: save the file as UTF-8")
                self._lines[number] = ""
        for _ in range(_MOST_ERRORS):
            try:
                return tomllib.loads("\n".join(self._lines))
            except tomllib.TOMLDecodeError as error:
                at = re.search(r"at line (\d+)", str(error))
                number = min(int(at[1]), len(self._lines)) if at else len(self._lines)
                self._problem(number, f"cannot be read ({error})")
                self._lines[number - 1] = ""
            except RecursionError:
                break
        self._problem(1, "cannot be read: too much in it is no TOML, so nothing of it applies")
        return {}

    def _problem(self, line: int, what: str) -> None:
        self._into.problems.append(f"{self._file}, line {line}: {what}")

    def _line_of(self, name: str) -> int:
        return next((number for number, line in enumerate(self._lines, 1) if name in line), 1)

    def _hide(self, names: object) -> None:
        for name in self._strings("hide", names):
            self._say(name, None)

    def _table(self, title: str, table: object, take: Any) -> None:
        if title not in KINDS or not isinstance(table, dict):
            accepted = "[person], [organisation], [place], [add.person] and so on, and hide"
            self._problem(self._line_of(title), f"{title!r} is no kind of entity: the file takes {accepted}")
            return
        for name, others in table.items():
            take((title, name), [name, *self._strings(name, others)])

    def _strings(self, name: str, names: object) -> list[str]:
        if isinstance(names, list) and all(isinstance(item, str) and item.strip() for item in names):
            return [item.strip() for item in names]
        self._problem(self._line_of(name), f'{name!r} takes a list of names, as in {name} = ["Another spelling"]')
        return []

    def _rename(self, value: Value, names: list[str]) -> None:
        for name in names:
            self._say(name, value)

    def _add(self, value: Value, names: list[str]) -> None:
        for name in names:
            self._into.added[name] = value
            self._into.lines.setdefault(key(value[1]), (self._line_of(value[1]), value[1]))

    def _say(self, name: str, value: Value | None) -> None:
        of = key(name)
        before = self._into.values.get(of)
        if before and value and before != value and key(before[1]) != of and key(value[1]) != of:
            self._problem(self._line_of(name), f"{name!r} was given to {before[1]!r} already")
            return
        if before is None or (value and key(value[1]) != of):
            self._into.values[of] = value
        self._into.lines.setdefault(of, (self._line_of(name), name))

    def _break_circles(self) -> None:
        """A name that is counted as one that is counted as a third is counted as the third; circles are cut."""
        for of in list(self._into.values):
            seen = [of]
            value = self._into.values[of]
            while value and key(value[1]) != seen[-1] and key(value[1]) in self._into.values:
                if key(value[1]) in seen:
                    line, name = self._into.lines[of]
                    self._problem(line, f"{name!r} and {value[1]!r} are each counted as the other: keep one of the two")
                    value = None
                    del self._into.values[of]
                    break
                seen.append(key(value[1]))
                value = self._into.values[seen[-1]]
            if of in self._into.values:
                self._into.values[of] = value
