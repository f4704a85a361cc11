"""The filters under "More filters": counted when somebody opens them, and while one of them is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search.engines.base import Searcher
from search.facets import all_facets
from search.model import Facet, Query
from search.query.address import address
from search.query.links import Clicks
from web.pages.facets import Panel, has_values, panel
from web.pages.next_tick import in_company, with_additions

PATH = "/filters"
SHOWN = 4
"""Values of each."""


@dataclass(frozen=True, slots=True)
class MoreFilters:
    """The folded facets that have something to choose. `empty` are the labels of those that have nothing.

    `selection` is what is chosen in them. `uncounted` is the address that counts them, "" where they are counted.
    """

    panels: tuple[Panel, ...] = ()
    empty: tuple[str, ...] = ()
    selection: str = ""
    open: bool = False
    uncounted: str = ""


def folded() -> frozenset[str]:
    """The facets that stand there."""
    return frozenset(name for name, facet in all_facets().items() if facet.folded)


def are_chosen(query: Query) -> bool:
    """Whether a value of them is chosen or excluded: then they are open, and what is in force is counted."""
    return any(query.chosen.get(name) or query.excluded.get(name) for name in folded())


def more_filters(query: Query, facets: Iterable[Facet], opened: bool) -> MoreFilters:
    """Those of some facets, counted for a query as `in_company` has it; `opened` is whether somebody wants to see them.

    Without any facet among them they are not counted yet.
    """
    fields = all_facets()
    held = [facet for facet in facets if fields[facet.name].folded]
    if not held:
        return MoreFilters(uncounted=address(query.turn(1), PATH))
    clicks = Clicks(query)
    panels = tuple(panel(clicks, _shortened(facet)) for facet in held if has_values(facet))
    selection = ", ".join(panel.selection for panel in panels if panel.selection)
    empty = tuple(f.label.lower() for f in held if not has_values(f) and not fields[f.name].optional)
    return MoreFilters(panels, empty, selection, opened or bool(selection))


def counted(searcher: Searcher, query: Query) -> MoreFilters:
    """Those of a query alone, to be put where they are not counted yet."""
    shown = in_company(query)
    page = searcher.search(replace(shown, facets=folded(), page=1, per_page=1))
    return more_filters(shown, [with_additions(searcher, page, facet) for facet in page.facets], opened=True)


def _shortened(facet: Facet) -> Facet:
    """A facet with its first values and those that are marked: its others are behind "Show all"."""
    kept = tuple(b for place, b in enumerate(facet.buckets) if place < SHOWN or b.state != "none")
    return replace(facet, buckets=kept)
