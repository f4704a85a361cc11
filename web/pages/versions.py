"""Two versions of an article as their page shows them: what differs, and folded in between what is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from search.answers.comparison.versions import Row, Versions, versions
from search.answers.comparison.versions_json import compare_address
from search.answers.comparison.versions_words import outcome
from search.engines.base import Searcher
from search.ledger.addresses import same_address
from search.model import Document, Query
from web.pages.results import Other, other

SHOWN = 20
"""Other articles of an address that are listed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences that are the same in both versions, or others."""

    same: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison in words and stretches. `swapped` is the address of the same the other way round."""

    found: Versions
    before: Other
    after: Other
    outcome: str
    stretches: tuple[Stretch, ...]
    swapped: str
    json: str


def comparison(searcher: Searcher, before: str, after: str) -> Comparison:
    """Two documents, by their ids. Raises DocumentNotFound."""
    found = versions(searcher.get(before), searcher.get(after))
    return Comparison(
        found=found,
        before=other(Query(), found.before),
        after=other(Query(), found.after),
        outcome=f"{(told := outcome(found))[:1].upper()}{told[1:]}.",
        stretches=tuple(_stretches(found)),
        swapped=compare_address(after, before),
        json=f"/api{compare_address(before, after)}",
    )


def comparing(one: Document, two: Document) -> str:
    """The address that compares two documents, the earlier one first where their days say which that is."""
    if one.day and two.day and two.day.last < one.day.first:
        one, two = two, one
    return compare_address(one.id, two.id)


@dataclass(frozen=True, slots=True)
class SameAddress:
    """Other articles of the address of an article: the first of `total`."""

    shown: tuple[Other, ...] = ()
    total: int = 0


def at_address(searcher: Searcher, build: Path, document: Document) -> SameAddress:
    """The other articles of a document's address, with where they are compared; `build` is the folder of the build."""
    ids = same_address(build, document.id, document.url)
    found = map(searcher.get, ids[:SHOWN])
    shown = (replace(other(Query(), one), compare=comparing(document, one)) for one in found)
    return SameAddress(tuple(shown), len(ids))


def _stretches(found: Versions) -> Iterator[Stretch]:
    for same, rows in groupby(found.rows, key=lambda row: row.kind == "same"):
        yield Stretch(same, tuple(rows))
