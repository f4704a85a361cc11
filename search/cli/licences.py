"""The licences of all installed dependencies, as the packages themselves declare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

DISTRIBUTION = "clippings-search"
LEFT_OUT = ("dev", "tables", "bench", "fuzz")
"""Extras for developing the program."""

_REQUIREMENT = re.compile(r"\s*([\w.-]+)\s*(?:\[([\w\s,.-]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w.-]+)['\"]")
_LONGEST = 60
"""Characters of a licence's name; some packages put its whole text there."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A package that is installed. `licence` is "not declared" where it says nothing."""

    name: str
    version: str
    licence: str


def licences() -> list[Licensed]:
    """The program's requirements and theirs, by name, as far as they are installed."""
    found: dict[str, Licensed] = {}
    waiting = [(name, extras) for name, extra, extras in _requirements(DISTRIBUTION) if extra not in LEFT_OUT]
    while waiting:
        name, extras = waiting.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # an extra, or for another system
            continue
        if _plain(name) not in found:
            found[_plain(name)] = Licensed(package.name, package.version, _licence(package))
            waiting += [(n, e) for n, extra, e in _requirements(name) if not extra or extra in extras]
    return [found[name] for name in sorted(found)]


def _requirements(name: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """What a package requires, for which extra ("" for always), and the extras of it that it asks for."""
    for requirement in metadata.requires(name) or []:
        found, extra = _REQUIREMENT.match(requirement), _EXTRA.search(requirement)
        if found:
            asked = frozenset(part.strip() for part in (found[2] or "").split(",") if part.strip())
            yield found[1], extra[1] if extra else "", asked


def _licence(package: metadata.Distribution) -> str:
    declared = package.metadata
    fields = [declared[field] for field in ("License-Expression", "License") if field in declared]
    lines = [field.strip().partition("\n")[0] for field in fields]
    classes = [
        line.rpartition(" :: ")[2] for line in declared.get_all("Classifier", []) if line.startswith("License ::")
    ]
    short = [line for line in lines if 0 < len(line) <= _LONGEST]
    return next(iter(short), "") or ", ".join(sorted({*classes} - {"OSI Approved"})) or "not declared"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
