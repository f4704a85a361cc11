"""What the number beside a value says where others of its facet are ticked: what the next tick gives."""

from __future__ import annotations

from dataclasses import replace

from search.engines.base import Searcher
from search.facets import all_facets
from search.model import KINDS, NONE, Bucket, Facet, Page, Query


def in_company(query: Query) -> Query:
    """The query as the page asks it: a second name is looked for beside the first, unless any of them is to do.

    With one name ticked the results are the same either way; the counts beside the others are those of company.
    """
    alone = {kind for kind in KINDS if len(query.chosen.get(kind, ())) == 1 and NONE not in query.chosen[kind]}
    return replace(query, every=query.every | (alone - query.some))


def adds(query: Query, facet: str) -> bool:
    """Whether one more tick in a facet adds articles to the results, instead of leaving some of them."""
    return bool(query.chosen.get(facet)) and facet not in query.every and facet != "date"


def with_additions(searcher: Searcher, page: Page, facet: Facet) -> Facet:
    """The facet with what a tick would add to the results in place of the counts of values that are not ticked."""
    query = page.query
    if not adds(query, facet.name):
        return facet
    apart = not all_facets()[facet.name].multiple and not query.group  # no article has two of its values

    def added(bucket: Bucket) -> Bucket:
        if bucket.state != "none" or apart:
            return bucket
        return replace(bucket, count=searcher.count(query.toggle(facet.name, bucket.value)) - page.total)

    return replace(facet, buckets=tuple(map(added, facet.buckets)), missing=added(facet.missing))
