"""People in a corpus: which of two full names, or a name alone, are one person's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer
from search.model import Kind

Id = tuple[Kind, str]

_SHARE = 0.8
"""How much of the documents must agree; measured on news of several years, below these two people become one."""
_TIMES_AS_OFTEN = 3
_TOO_MANY_FOR_TWO = 4
"""Documents with a long and a short given name, from which they are one person's."""
_KNOWN_WELL = 5
"""Documents from which a surname is believed to be a person where it was taken for an organisation."""
_KNOWN_BY_GIVEN_NAME = 10
_ALMOST_ALL = 0.9
"""From how many documents, and from what share of all who have it, a person is known by a given name alone."""


def by_middle_name(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """With and without middle names, where only one form with them is known: there were two George Bushes.

    Initials alone say little; a middle name written out is merged into a form that is at least as frequent.
    """
    by_ends: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in _full_names(counts):
        by_ends[name.split()[0], name.split()[-1]].append(name)
    merges: dict[Id, Id] = {}
    for (first, last), names in by_ends.items():
        plain = f"{first} {last}"
        longer = [name for name in names if name != plain]
        if plain in names and _are_one(longer) and len(first) > 1 and len(last) > 2:
            for name in longer:
                rarer = counts["person", name] <= counts["person", plain]
                if first not in lexicon.SURNAME_FIRST and (rarer or not _spelled_out(name)):
                    merges["person", name] = ("person", plain)
    return merges


def _are_one(names: list[str]) -> bool:
    """Whether the middle names have the same initials, and one spelling: "J." and "John"."""
    initials = {"".join(part if len(part) <= len("hw") else part[0] for part in name.split()[1:-1]) for name in names}
    return len(initials) == 1 and len({name for name in names if _spelled_out(name)}) <= 1


def _spelled_out(name: str) -> bool:
    """Whether a middle name is more than initials, which may stand together: "hw"."""
    return any(len(part) > len("hw") for part in name.split()[1:-1])


def by_nickname(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """With the long and the short given name, "Bob Marsh" and "Robert Marsh", to the form that is more frequent.

    Not where both are rare: those may be two people.
    """
    merges: dict[Id, Id] = {}
    for name in _full_names(counts):
        first, _, surname = name.partition(" ")
        other = f"{lexicon.NICKNAMES.get(first, '')} {surname}"
        if ("person", other) in counts and counts["person", name] + counts["person", other] >= _TOO_MANY_FOR_TWO:
            short, long = sorted((name, other), key=lambda form: (counts["person", form], form))
            merges["person", short] = ("person", long)
    return merges


def by_surname(counts: Mapping[Id, int], known: Gazetteer) -> dict[Id, Id]:
    """A name alone is the person who has it as a surname in four of five documents, or almost alone as a given name.

    A surname must be nobody's given name. It may have been taken for an organisation.
    """
    surnames, given = _parts(counts)
    merges: dict[Id, Id] = {}
    for (kind, name), count in counts.items():
        if " " in name or kind == "place" or known.place(name.title()):
            continue
        having, called = surnames.get(name, Counter()), given.get(name, Counter())
        whole = _by_surname(kind, count, having, called) if having else _by_given_name(kind, called)
        if whole:
            merges[kind, name] = ("person", whole)
    return merges


def _by_given_name(kind: Kind, given: Counter[str]) -> str:
    if kind != "person" or not given:
        return ""
    full, count = given.most_common(1)[0]
    return full if count >= max(_KNOWN_BY_GIVEN_NAME, _ALMOST_ALL * given.total()) else ""


def _by_surname(kind: Kind, count: int, people: Counter[str], given: Counter[str]) -> str:
    full, most = people.most_common(1)[0]
    total = people.total()
    if kind == "organisation" and total < max(_TIMES_AS_OFTEN * count, _KNOWN_WELL):
        return ""
    agreed = count <= 2 * most >= 4 and most >= _SHARE * total and total >= _TIMES_AS_OFTEN * given.total()
    return full if agreed else ""


def _parts(counts: Mapping[Id, int]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """The full names that have each surname and each given name, with their documents."""
    surnames: defaultdict[str, Counter[str]] = defaultdict(Counter)
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in _full_names(counts):
        parts, count = name.split(), counts["person", name]
        surnames[parts[-1]][name] += count
        if parts[0] in lexicon.SURNAME_FIRST:
            surnames[parts[0]][name] += count
        else:
            given[parts[0]][name] += count
    return surnames, given


def _full_names(counts: Mapping[Id, int]) -> Iterator[str]:
    return (name for kind, name in counts if kind == "person" and " " in name)
