"""The index of names: all people, organisations or places, searched, sorted and paged, each with its page."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines.base import Searcher
from search.facets import all_facets
from search.model import KINDS, Kind, Listing, Query
from search.query import address
from web.pages.entity import PATH, entity_address
from web.pages.facet_values import ORDER_LABELS


@dataclass(frozen=True, slots=True)
class Row:
    """A name, its page, and how many articles mention it."""

    name: str
    url: str
    articles: int


@dataclass(frozen=True, slots=True)
class NameIndex:
    """One page of the names of a kind. `kinds` are the others to look at, each with its label and address."""

    kind: Kind
    label: str
    path: str
    kinds: tuple[tuple[Kind, str, str], ...]
    rows: tuple[Row, ...]
    prefix: str
    order: str
    orders: tuple[tuple[str, str], ...]
    number: int
    pages: int
    previous: str | None
    next: str | None
    found: int


def name_index(searcher: Searcher, kind: Kind, parameters: address.Pairs) -> NameIndex:
    """The page that an address names. Raises BadParameters."""
    _, listing, number = address.read_listing(kind, [pair for pair in parameters if pair[0] in address.LISTING_NAMES])
    facet = searcher.values(Query(), listing)
    pages = max(1, -(-facet.distinct // listing.size))

    def url(page: int) -> str | None:
        return address.placed(_listed(listing, page), f"{PATH}/{kind}") if 1 <= page <= pages else None

    return NameIndex(
        kind=kind,
        label=facet.label,
        path=f"{PATH}/{kind}",
        kinds=tuple((other, all_facets()[other].label, f"{PATH}/{other}") for other in KINDS),
        rows=tuple(Row(b.label, entity_address(kind, b.value), b.count) for b in facet.buckets),
        prefix=listing.contains,
        order=listing.order,
        orders=tuple(ORDER_LABELS.items()),
        number=number,
        pages=pages,
        previous=url(min(number - 1, pages)),
        next=url(number + 1),
        found=facet.distinct,
    )


def _listed(listing: Listing, page: int) -> str:
    return address.encode(address.listing_pairs(Query(), listing, page))
