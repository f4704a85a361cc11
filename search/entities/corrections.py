"""A person's own word on people, organisations and places, which wins over everything: what `entities.tsv` says.

    corrections = load(folder, index)
    documents = map(corrections.added_to, documents)
    names = corrections.over(census.renaming(), census.documents)
    complaints = corrections.problems + corrections.unmet(names, census.documents)

Names are those that the facets show, or those that single articles were read with; case, accents and punctuation do
not matter but in `add`. What cannot be used is said with its file and line, and the rest applies. `corrections_file`
has the form of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Literal, cast

from search import kept_file
from search.engines.name_table import Renaming, Value
from search.entities.corrections_file import FILE, FORMER, MAX_BYTES, Entry, entries
from search.entities.spelling.name_keys import key
from search.model import Document, Kind, Mention
from search.regular_file import contents

Id = tuple[Kind, str]
"""A kind and the key of a name: what the file speaks of."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry makes of a name: the value that it counts as, None where it is hidden."""

    entry: Entry
    value: Value | None


@dataclass(slots=True)
class Corrections:
    """What the files say; `problems` is what they say wrongly.

    `told` is what becomes of names, `added` maps spellings to the values they are to be found as. `digest` differs
    where any byte of the files does.
    """

    told: dict[Id, Told] = field(default_factory=dict)
    added: dict[str, Value] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    digest: str = ""

    def over(self, names: Renaming, values: Collection[Value]) -> Renaming:
        """The renaming of a corpus with the person's word on top, for all of the corpus' values.

        What is said of a name as it was read goes before what is said of the name that the corpus gave it: so a name
        that was merged wrongly is split off by naming it.
        """
        if not self.told:
            return names
        final: dict[Value, Value | None] = {value: names.get(value) or value for value in values}
        shown = {_id(value): value[1] for value in final.values() if value}
        for value in values:
            told = self.of(value, names)
            if told:
                final[value] = self._end(told, shown)
        return {value: new for value, new in final.items() if new != value}

    def of(self, value: Value, names: Renaming) -> Told | None:
        """What is said of a value, by the name it was read with or the one that the corpus gave it."""
        return self.told.get(_id(value)) or self.told.get(_id(names.get(value) or value))

    def _end(self, told: Told, shown: Mapping[Id, str]) -> Value | None:
        """Where a chain of entries ends: a name counted as one that is counted as a third is counted as the third."""
        while told.value and _id(told.value) != told.entry.id and (then := self.told.get(_id(told.value))):
            told = then
        if told.value and told.entry.action in ("merge", "retype"):
            return told.value[0], shown.get(_id(told.value), told.value[1])
        return told.value

    def unmet(self, names: Renaming, values: Iterable[Value]) -> list[str]:
        """A complaint for every entry that names what no article does."""
        met = {_id(value) for value in (*values, *(value for value in names.values() if value))}
        met |= {_id(told.value) for told in self.told.values() if told.value and told.entry.action != "merge"}
        return [f"{entry.place}: {what}" for entry in self.entries for what in _unmet(entry, met)]

    def added_to(self, document: Document) -> Document:
        """The document with the names of `add` wherever they are spelled so and nothing else was found."""
        found = tuple(_additions(document, self.added))
        return replace(document, mentions=(*document.mentions, *found)) if found else document


def _id(value: Value) -> Id:
    return value[0], key(value[1])


def _unmet(entry: Entry, met: Collection[Id]) -> Iterator[str]:
    names = [entry.name] if entry.action != "merge" else [entry.name, entry.others[0]]
    for name in names:
        if (entry.kind, key(name)) not in met:
            other = next((kind for kind, named in met if named == key(name)), "")
            advice = f"there is a {other} of that name" if other else "check the spelling shown in the facets"
            yield f"no article names the {entry.kind} {name!r}: {advice}"


def spelled(spellings: Iterable[str]) -> re.Pattern[str]:
    """Finds any of some spellings where it stands as a whole word, the longest first."""
    either = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _additions(document: Document, added: Mapping[str, Value]) -> Iterator[Mention]:
    if not added:
        return
    pattern = spelled(added)
    wheres: tuple[tuple[Literal["title", "body"], str], ...] = (("title", document.title), ("body", document.body))
    for where, text in wheres:
        taken = [(mention.start, mention.end) for mention in document.mentions if mention.where == where]
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                kind, name = added[match.group()]
                yield Mention(name, kind, match.start(), match.end(), where)


def load(folder: Path | None, index: Path) -> Corrections:
    """What the files say; nothing where there is none. `folder` None is one that is not there any more."""
    found = Corrections()
    digest = blake2b(digest_size=16)
    for file in kept_file.found(FILE, folder, index):
        try:
            content = contents(file, MAX_BYTES)
        except OSError as error:
            found.problems.append(f"{file} cannot be read: {error.strerror}; it was ignored")
            continue
        digest.update(str(file).encode("utf-8", "surrogateescape") + b"\0" + content + b"\0")
        read, problems = entries(file, content)
        found.problems += problems
        for entry in read:
            _take(entry, found)
    found.problems += _former(folder)
    found.digest = digest.hexdigest() + "+" * len(found.problems)
    return found


def _former(folder: Path | None) -> Iterator[str]:
    """That a file of an earlier form is there, which nothing reads."""
    for file in (folder / FORMER, folder.resolve().parent / FORMER) if folder else ():
        if file.is_file():
            yield (
                f"{file} is no longer read: move its contents to {FILE} beside it, one correction per line,"
                " columns separated by tabs, such as: merge, person, Sergei Narishkin, Sergei Naryshkin"
            )


def _take(entry: Entry, into: Corrections) -> None:
    if entry.action == "add":
        into.added.update(dict.fromkeys((entry.name, *entry.others), (entry.kind, entry.name)))
        into.entries.append(entry)
        return
    told, before = Told(entry, _value(entry)), into.told.get(entry.id)
    if before and before.value == told.value:
        return
    if before:
        said = f"{entry.kind} {entry.name!r} is already corrected in {before.entry.place}, which is used instead"
        into.problems.append(f"{entry.place}: the {said}")
    elif circle := _circle(told, into.told):
        others = ", ".join(f"line {other.line}" for other in circle)
        into.problems.append(f"{entry.place}: {entry.name!r} would be counted as itself (via {others}); line ignored")
    else:
        into.told[entry.id] = told
        into.entries.append(entry)


def _value(entry: Entry) -> Value | None:
    if entry.action == "hide":
        return None
    if entry.action == "retype":
        return cast(Kind, entry.others[0]), entry.name
    return entry.kind, entry.others[0] if entry.others else entry.name


def _circle(new: Told, told: Mapping[Id, Told]) -> list[Entry]:
    """The entries that lead from where an entry leads back to what it speaks of; none where nothing does."""
    passed: list[Entry] = []
    at = new
    while at.value and _id(at.value) != at.entry.id:
        if _id(at.value) == new.entry.id:
            return passed
        if _id(at.value) not in told:
            break
        at = told[_id(at.value)]
        passed.append(at.entry)
    return []
