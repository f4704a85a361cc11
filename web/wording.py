"""Dates as people read them, in English, the language of the page."""

from __future__ import annotations

from datetime import date

from search.commands import plural
from search.entities.models import ANY
from search.facets import all_facets
from search.periods import INTERVALS, interval_of
from search.store import Manifest

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def period_words(value: str) -> str:
    """A period in words: "2024", "June 2024", "10 June 2024"."""
    year, *rest = value.split("-")
    words = [MONTHS[int(rest[0]) - 1], year] if rest else [year]
    return " ".join([str(int(rest[1])), *words] if len(rest) == 2 else words)


def period_short(value: str) -> str:
    """A period under a bar, beside others of its kind: "2024", "Jun", "10"."""
    _, *rest = value.split("-")
    if not rest:
        return value
    return str(int(rest[1])) if len(rest) == 2 else MONTHS[int(rest[0]) - 1][:3]


def wider(value: str) -> tuple[str, ...]:
    """The periods that hold a period, widest first, itself last: "2024", "2024-06", "2024-06-10"."""
    ends = (4, 7, 10)[: INTERVALS.index(interval_of(value)) + 1]
    return tuple(value[:end] for end in ends)


def moment_words(iso: str) -> str:
    """A moment in UTC as a day in words: "2026-11-22T19:44:00Z" is "22 November 2026"."""
    return period_words(date.fromisoformat(iso[:10]).isoformat())


def names_read(manifest: Manifest) -> str:
    """How the names of people, organisations and places were read."""
    if manifest.entities == "none":
        return "names are not read"
    if manifest.entities == "rules":
        return "names are read by rules"
    known = manifest.models.split(", ")
    if ANY in known:
        return "names are read by a model"
    label = all_facets()["language"].label_of
    return f"names are read by a model in {' and '.join(map(label, known))}, by rules in other languages"


def percent(share: float) -> str:
    """A share in words, with two digits that say something: "12 %", "0.043 %"."""
    return f"{share * 100:.2g} %" if share < 0.1 else f"{share * 100:.0f} %"


def units(unit: str) -> str:
    """Several of what is counted: "articles", "stories"."""
    return plural(2, unit).partition(" ")[2]
