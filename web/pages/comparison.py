"""Two names side by side: their dossiers, how often over time, and the articles that mention both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.answers.timeline import timeline
from search.entities.spelling.name_keys import key
from search.model import Kind, Listing, Query
from search.query.address import address
from search.store.builds import Index
from web.pages import timeline as timeline_page
from web.pages.dossier import Dossier, dossier
from web.pages.timeline_chart import Chart, charts

ALIKE = 50
"""Values that are looked at for another writing of a name."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two dossiers. `together` is how many articles mention both, at `both`; `timeline` has all charts and figures."""

    sides: tuple[Dossier, Dossier]
    together: int
    both: str
    chart: Chart | None
    timeline: str


def side_by_side(index: Index, one: tuple[Kind, str], two: tuple[Kind, str]) -> SideBySide:
    """The comparison of two names as they are counted."""
    sides = dossier(index, *one), dossier(index, *two)
    queries = sides[0].query, sides[1].query
    asked = queries[0].toggle(*two) if one != two else queries[0]
    together = replace(asked, every=frozenset({one[0]} if one[0] == two[0] and one != two else ()))
    found = timeline(index.searcher, queries)

    def url(series: int, period: str) -> str:
        return address(replace(queries[series], chosen={**queries[series].chosen, "date": (period,)}))

    return SideBySide(
        sides=sides,
        together=index.searcher.count(together),
        both=address(together),
        chart=charts(found, url, "article")[0] if found.periods else None,
        timeline=timeline_page.link(*queries),
    )


def counted_as(index: Index, kind: Kind, name: str) -> str | None:
    """The value of the facet that a typed name means: the same but for case and accents; None if nobody has it."""
    facet = index.searcher.values(Query(), Listing(kind, name, size=ALIKE))
    alike = [bucket.value for bucket in facet.buckets if key(bucket.value) == key(name)]
    return name if name in alike else next(iter(alike), None)
