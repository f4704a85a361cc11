"""What the corpus has on a name: how often over time, named together with whom, by which sources, first and last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.answers import keyness
from search.answers.timeline import timeline
from search.engines.base import Searcher
from search.facets import all_facets
from search.model import KINDS, NONE, Facet, Kind, Page, Query
from search.query.address import address
from search.store.builds import Index
from web.pages import timeline as timeline_page
from web.pages.entity import SOURCES, entity_address
from web.pages.next_tick import in_company
from web.pages.results import Other, other
from web.pages.timeline_chart import Chart, charts

CANDIDATES = 60
"""Names of each kind that may be shown: those that are named with it most often."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A name that is mentioned with another one: `together` of the `every` articles that mention it do.

    `lift` says how many times as often that is as in all articles. `url` asks for both names, `about` is its page.
    """

    name: str
    together: int
    every: int
    lift: str
    url: str
    about: str


@dataclass(frozen=True, slots=True)
class Naming:
    """A source: how many of its `every` articles mention the name, and the address of those."""

    source: str
    articles: int
    every: int
    url: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A name, the number of its articles, and what they have in common; `company` by the label of its kind.

    `first` and `last` are its first and its last dated article. `chart` is None where no article is dated.
    """

    kind: Kind
    name: str
    query: Query
    articles: int
    url: str
    about: str
    first: Other | None
    last: Other | None
    chart: Chart | None
    timeline: str
    sources: tuple[Naming, ...]
    company: tuple[tuple[str, tuple[Companion, ...]], ...]


def dossier(index: Index, kind: Kind, name: str, newest: Page | None = None) -> Dossier:
    """The dossier of a name as it is counted. `newest` is the first page of its articles, if it is known."""
    searcher = index.searcher
    query = Query(chosen={kind: (name,)})
    page = newest or searcher.search(replace(query, sort="-date", per_page=1, facet_size=SOURCES))
    oldest = searcher.search(replace(query, sort="date", per_page=1, facet_size=1))
    facets = {facet.name: facet for facet in page.facets}
    return Dossier(
        kind=kind,
        name=name,
        query=query,
        articles=page.total,
        url=address(query),
        about=entity_address(kind, name),
        first=_dated(oldest),
        last=_dated(page),
        chart=_chart(searcher, query),
        timeline=timeline_page.link(query),
        sources=tuple(_sources(searcher, query, facets["source"])),
        company=tuple(_company(index, query, page.total)),
    )


def _dated(page: Page) -> Other | None:
    """The article at the beginning; None where it has no date, as then none has one."""
    return next((other(Query(), hit.document) for hit in page.hits[:1] if hit.document.day), None)


def _chart(searcher: Searcher, query: Query) -> Chart | None:
    found = timeline(searcher, (query,))

    def url(series: int, period: str) -> str:
        return address(replace(query, chosen={**query.chosen, "date": (period,)}))

    return charts(found, url, query.unit)[0] if found.periods else None


def _sources(searcher: Searcher, query: Query, facet: Facet) -> Iterator[Naming]:
    counts = {bucket.value: bucket.count for bucket in facet.buckets if bucket.value != NONE}
    every = dict(keyness.everywhere(searcher, query, facet.name, tuple(counts)))  # in an order of its own
    for value, count in counts.items():
        yield Naming(value, count, every[value], address(query.toggle(facet.name, value)))


def _company(index: Index, query: Query, total: int) -> Iterator[tuple[str, tuple[Companion, ...]]]:
    """Who is named with it, kind by kind: first those of whom it is least likely to be chance."""
    documents = index.manifest.documents
    found = keyness.outstanding(index.searcher, query, total, documents, within=KINDS, least=0.0, candidates=CANDIDATES)
    for kind, names in found.items():
        shown = (
            Companion(
                name=one.value,
                together=one.count,
                every=one.every,
                lift=_times(one.count * documents / (total * one.every)),
                url=address(in_company(query).toggle(kind, one.value)),
                about=entity_address(kind, one.value),
            )
            for one in names
        )
        yield all_facets()[kind].label, tuple(shown)


def _times(lift: float) -> str:
    return f"{lift:.1f}×" if lift < 9.95 else f"{lift:,.0f}×"
