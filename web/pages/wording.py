"""Dates, languages and figures in words, in English, the language of the page."""

from __future__ import annotations

from datetime import date

from search.cli.options import plural
from search.entities.finders.model_choice import ANY
from search.facets import all_facets
from search.query.periods import INTERVALS, interval_of, period_words
from search.store.builds import Manifest


def wider(value: str) -> tuple[str, ...]:
    """The periods that contain a period, widest first, itself last: "2024", "2024-06", "2024-06-10"."""
    ends = (4, 7, 10)[: INTERVALS.index(interval_of(value)) + 1]
    return tuple(value[:end] for end in ends)


def moment_words(iso: str) -> str:
    """A moment in UTC as a day in words: "2026-11-22T19:44:00Z" is "22 November 2026"."""
    return period_words(date.fromisoformat(iso[:10]).isoformat())


def names_read(manifest: Manifest) -> str:
    """How the names of people, organisations and places were extracted."""
    if manifest.entities == "none":
        return "Names not extracted"
    if manifest.entities == "rules":
        return "Names extracted by rules"
    known = manifest.models.split(", ")
    if ANY in known:
        return "Names extracted by a model"
    return f"Names extracted by a model in {' and '.join(map(language_name, known))}, by rules in other languages"


def names_so_far(manifest: Manifest) -> str:
    """While names are still being read: of how many articles they have been; "" once all are."""
    if not manifest.names_unread:
        return ""
    return f"Names read in {manifest.entities_read:,} of {plural(manifest.entities_total, 'article')} so far."


def language_name(code: str) -> str:
    """The English name of a language, or the code if it is not known."""
    return all_facets()["language"].label_of(code)


def percent(share: float) -> str:
    """A share as a percentage with two significant digits: "12%", "0.043%"."""
    return f"{share * 100:.2g}%" if share < 0.1 else f"{share * 100:.0f}%"


def units(unit: str) -> str:
    """The plural of what is counted: "articles", "stories"."""
    return plural(2, unit).partition(" ")[2]
