"""All values of one facet: filtered, sorted and paged, without losing what has been selected."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from search.engines.base import Searcher
from search.entities.gazetteer import gazetteer
from search.facets import all_facets
from search.model import Bucket, Facet, Listing, Query
from search.query import address
from search.query.filter_words import label_of
from search.query.links import Clicks
from web.pages.facets import Choice, choice

ORDER_LABELS = {"count": "Most articles first", "name": "A to Z"}


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of a listing. `ticked` are the marked values that are not on it; `kept` what a form must repeat.

    `meant` is the value that `prefix` is another name for ("USA"), if any article has it.
    """

    name: str
    label: str
    path: str
    choices: tuple[Choice, ...]
    ticked: tuple[Choice, ...]
    meant: Choice | None
    kept: tuple[tuple[str, str], ...]
    prefix: str
    order: str
    orders: tuple[tuple[str, str], ...]
    number: int
    pages: int
    previous: int | None
    next: int | None
    found: int
    about: bool
    back: str


def listing_page(searcher: Searcher, query: Query, listing: Listing, number: int) -> ListingPage:
    """A page of a listing under a query, counted from 1."""
    facet = searcher.values(query, listing)
    clicks = Clicks(query)
    choices = tuple(choice(clicks, facet.name, bucket) for bucket in facet.buckets)
    ticked = _ticked_elsewhere(clicks, facet)
    pages = max(1, -(-facet.distinct // listing.size))
    shown = {(c.field, c.value) for c in (*choices, *ticked)}
    return ListingPage(
        name=facet.name,
        label=facet.label,
        path=f"/facets/{facet.name}",
        choices=choices,
        ticked=ticked,
        meant=_meant(searcher, clicks, listing, {c.value for c in (*choices, *ticked)}),
        kept=tuple(pair for pair in address.pairs(query) if pair not in shown),
        prefix=listing.contains,
        order=listing.order,
        orders=tuple(ORDER_LABELS.items()),
        number=number,
        pages=pages,
        previous=min(number - 1, pages) or None,
        next=number + 1 if number < pages else None,
        found=facet.distinct,
        about=facet.about,
        back=address.address(query),
    )


def _ticked_elsewhere(clicks: Clicks, facet: Facet) -> tuple[Choice, ...]:
    here = {bucket.value for bucket in facet.buckets}
    field = all_facets()[facet.name]
    query = clicks.query
    marked = (*query.chosen.get(facet.name, ()), *query.excluded.get(facet.name, ()))
    left = (value for value in marked if value not in here)
    return tuple(choice(clicks, facet.name, Bucket(v, label_of(field, v), 0, query.state(facet.name, v))) for v in left)


def _meant(searcher: Searcher, clicks: Clicks, listing: Listing, shown: Container[str]) -> Choice | None:
    """The value that also goes by this name, unless it is shown anyway."""
    known = gazetteer().get(listing.contains) or gazetteer().get(listing.contains.upper())
    if known is None or known.kind != listing.facet or known.name in shown:
        return None
    found = searcher.values(clicks.query, replace(listing, contains=known.name, offset=0)).buckets
    return next((choice(clicks, listing.facet, bucket) for bucket in found if bucket.value == known.name), None)
