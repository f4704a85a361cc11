"""Given names that are forms of one another: "Steve" is Stephen or Steven, "Ted" is Edward or Theodore."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from search.entities.gazetteer import rows
from search.entities.spelling.name_keys import key

_NONE: frozenset[str] = frozenset()


def other_forms(given: str) -> frozenset[str]:
    """The short forms of a given name, and the names that it is a short form of; itself is not among them."""
    return _forms().get(given, _NONE)


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, others in rows("nicknames.tsv"):
        for other in map(key, others.split(";")):
            found[key(name)].add(other)
            found[other].add(key(name))
    return {name: frozenset(others) for name, others in found.items()}
