"""Short names of organisations in a corpus: "Harvard", "the Times" alone, by the articles that say whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from search.entities.gazetteer import common_words, gazetteer
from search.model import Kind

Id = tuple[Kind, str]

_FEWEST = 3
"""Articles that must say for whom a short name stands."""
_MOSTLY = 0.75
"""In how many of them it must be the same organisation, as with the surname of a person."""
_MANY = 1 << 60
_UNIVERSITY = "university"


def by_short_form(counts: Mapping[Id, int], told: Mapping[str, Counter[str]]) -> dict[Id, Id]:
    """A short name alone to the organisation for which it stands in the articles that have both (`told`).

    Where too few have both, it is the university of that name, if no people and no city are called so. "Pew Research"
    is the "Pew Research Center" wherever there is one.
    """
    called = _called(counts, {name for kind, name in counts if kind == "organisation" and _is_open(name)})
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        if kind != "organisation":
            continue
        long = _center(name, counts) or _agreed(told.get(name, {}), counts)
        if not long and called.get(name, _MANY) < counts[kind, name]:
            long = f"{name} {_UNIVERSITY}"
        if long != name and ("organisation", long) in counts:
            merges["organisation", name] = ("organisation", long)
    return merges


def _called(counts: Mapping[Id, int], words: Collection[str]) -> Counter[str]:
    """In how many articles people are called by each of some words."""
    called = Counter(dict.fromkeys(words, 0))
    for (kind, name), count in counts.items():
        if kind == "person":
            for word in name.split():
                if word in called:
                    called[word] += count
    return called


def _is_open(name: str) -> bool:
    """Whether it is one word that is neither in the dictionary nor a city's name."""
    return " " not in name and name not in common_words() and name not in gazetteer().cities


def _center(name: str, counts: Mapping[Id, int]) -> str:
    long = f"{name} center" if name.endswith(" research") else ""
    return long if ("organisation", long) in counts else ""


def _agreed(told: Mapping[str, int], counts: Mapping[Id, int]) -> str:
    whole = Counter[str]()
    for name, count in told.items():
        whole[_center(name, counts) or name] += count
    if whole.total() < _FEWEST:
        return ""
    name, most = whole.most_common(1)[0]
    return name if most >= _MOSTLY * whole.total() else ""
