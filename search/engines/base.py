"""The engine seam: what a module in this folder has, and what every engine promises.

    def write(folder: Path, documents: Iterable[Document], names: Names = unchanged) -> int: ...
    def extend(folder: Path, previous: Path, gone: ..., documents: ..., names: Names = unchanged) -> int: ...
    def add_stories(folder: Path, stories: Belongings) -> None: ...
    def add_tags(folder: Path, tags: Tags) -> None: ...
    def with_tags(folder: Path, previous: Path, tags: Tags) -> None: ...
    def searcher(folder: Path) -> Searcher: ...

`write` gets an empty folder and returns the number of documents; `extend` does the same, carrying over what it can from
an earlier index; a searcher never writes. Queries are read by `search.query.syntax`, words by `search.analysis` and
snippets by `search.highlight.snippets`, so engines agree exactly; the tests run one contract over all of
them. Counts are documents; ties break by path.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, Protocol, cast, runtime_checkable

import search.engines
from search.engines.marked_documents import MarkedDocument, MarkedPatterns, WordCounts, marked_document
from search.engines.name_table import Names, unchanged
from search.errors import SettingInvalid
from search.model import Belongings, Document, Facet, Hit, Listing, Page, Query
from search.tag import Tags


class Duplicates(NamedTuple):
    """The near-duplicates of a document without itself: the first of them, oldest first, and how many there are."""

    documents: tuple[Document, ...] = ()
    total: int = 0


class Searcher(Protocol):
    """Answers queries over one finished build. Safe to share between threads."""

    def search(self, query: Query) -> Page:
        """The page of results with every facet's counts. Any text is a valid query."""
        ...

    def values(self, query: Query, listing: Listing) -> Facet:
        """One facet's values under a query, all of them within reach: searched, sorted and paged."""
        ...

    def count(self, query: Query) -> int:
        """The total of a search, without its page."""
        ...

    def words(self, prefix: str, most: int) -> tuple[str, ...]:
        """Folded words of the corpus that begin so and mean something else, most frequent first: see `completing`."""
        ...

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a folded word of a query stands for, those of compounds in which it is a part as well."""
        ...

    def marked_patterns(self, text: str) -> MarkedPatterns:
        """What the text of a query marks in documents: see `marked_documents.Marking`."""
        ...

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        ...

    def scan(self) -> Iterator[Document]:
        """Every document, however many there are."""
        ...

    def get(self, doc_id: str) -> Document:
        """The document with an id. Raises DocumentNotFound."""
        ...

    def duplicates(self, doc_id: str) -> Duplicates:
        """The near-duplicates of the document with an id, at most ALSO of them. Raises DocumentNotFound."""
        ...

    def close(self) -> None:
        """Let go of files; searching afterwards is an error."""
        ...


@runtime_checkable
class ListsIds(Protocol):
    """A searcher that can say which documents a query finds without making a page of them. Not every one can."""

    def ids(self, query: Query) -> Sequence[str]:
        """What `ids` gives."""
        ...


def ids(searcher: Searcher, query: Query) -> Sequence[str]:
    """The ids of all documents that a query finds, in the order in force; near-duplicates each by itself."""
    if isinstance(searcher, ListsIds):
        return searcher.ids(query)
    return [hit.document.id for hit in every_hit(searcher, query)]


@runtime_checkable
class ListsHits(Protocol):
    """A searcher that gives all results of a query in one go. Not every one can."""

    def every_hit(self, query: Query) -> Iterator[Hit]:
        """What `every_hit` gives."""
        ...


def every_hit(searcher: Searcher, query: Query) -> Iterator[Hit]:
    """All results in their order, fetched page by page; `query.page` does not matter.

    Near-duplicates are results of their own, grouped or not: nothing is left out, and each names its group.
    """
    if isinstance(searcher, ListsHits):
        yield from searcher.every_hit(query)
        return
    asked = replace(query, group=None, page=1, per_page=_AT_ONCE, facets=frozenset())
    while hits := searcher.search(asked).hits:
        yield from hits
        asked = asked.turn(asked.page + 1)


@runtime_checkable
class KnowsMarks(Protocol):
    """A searcher that knows without reading its documents where a query is marked in them. Not every one does."""

    def marked_documents(self, query: Query) -> Iterator[MarkedDocument]:
        """What `every_marked_document` gives."""
        ...


def every_marked_document(searcher: Searcher, query: Query) -> Iterator[MarkedDocument]:
    """All results of a query in their order, each with where it is marked; near-duplicates each by itself."""
    if isinstance(searcher, KnowsMarks):
        yield from searcher.marked_documents(query)
        return
    marked = searcher.marked_patterns(query.text)
    for hit in every_hit(searcher, query):
        yield marked_document(hit.document, marked)


@runtime_checkable
class KnowsLabels(Protocol):
    """A searcher that knows without counting which values a facet has. Not every one does."""

    def labels(self, facet: str, part: str, most: int) -> Sequence[str] | None:
        """What `labels` gives."""
        ...


def labels(searcher: Searcher, facet: str, part: str, most: int) -> Sequence[str] | None:
    """The labels in a facet, of whatever articles, that hold what is typed, as `values` looks for it.

    None where there are more than `most` of them, or where to know them takes as long as to count.
    """
    return searcher.labels(facet, part, most) if isinstance(searcher, KnowsLabels) else None


def marks_of(document: Document, searcher: Searcher, text: str) -> MarkedDocument:
    """Where the text of a query is marked in a document, whether it is found by it or not."""
    return marked_document(document, searcher.marked_patterns(text))


_AT_ONCE = 100
"""Results of a page, where all are wanted."""


class Engine(Protocol):
    """What a module of this folder has."""

    def write(self, folder: Path, documents: Iterable[Document], names: Names = unchanged) -> int:
        """Write an index into an empty folder; the number of documents written.

        Documents come with their names as read; `names` is called after the last one, and counts, filters and
        documents that are given back go by what it returns.
        """
        ...

    def extend(
        self,
        folder: Path,
        previous: Path,
        gone: Collection[str],
        documents: Iterable[Document],
        names: Names = unchanged,
    ) -> int:
        """Write into an empty folder what `previous` holds, without the ids in `gone` and with more documents.

        A changed document is both gone and among the documents; a new one must not be in `previous`. The answers are
        those of `write` with the same documents, and `previous` is not needed afterwards. The number of all documents.
        """
        ...

    def add_stories(self, folder: Path, stories: Belongings) -> None:
        """Tell a finished index, once, which documents are near-duplicates and which tell the same story."""
        ...

    def add_tags(self, folder: Path, tags: Tags) -> None:
        """Tell a finished index, once and after the stories, what people have put on its documents.

        No other document has anything then, whatever it had in an earlier index.
        """
        ...

    def with_tags(self, folder: Path, previous: Path, tags: Tags) -> None:
        """Write into an empty folder what `previous` holds, but for its tags: it has these. No document is read.

        `previous` is not needed afterwards.
        """
        ...

    def documents(self, folder: Path, ids: Collection[str]) -> Iterator[Document]:
        """The documents of an index with these ids, by their paths, with their names as they were read."""
        ...

    def searcher(self, folder: Path) -> Searcher:
        """Open what `write` wrote. Raises IndexUnusable."""
        ...


class Outside(Protocol):
    """What an engine has besides that keeps an index outside of its folder, in which there is only a pointer to it."""

    def discard(self, folder: Path) -> None:
        """Remove what a build has outside, before its folder goes. Raises SearchError: then the folder has to stay."""
        ...

    def conform(self, folder: Path) -> None:
        """Make what a build has outside what the settings say now.

        Raises IndexUnusable, whose message says why and not what to do, where that takes a new one, or it is gone.
        """
        ...

    def is_outside(self, folder: Path) -> bool:
        """Whether a build is one that has something outside."""
        ...

    def is_followed(self, folder: Path) -> bool:
        """Whether a build only follows what another machine has made."""
        ...

    def strangers(self, index: Path) -> list[str]:
        """What is outside and belongs to no build of an index folder, though that is the one that builds, in words."""
        ...

    def place(self, folder: Path) -> str:
        """Where a build is outside, in words."""
        ...

    def complaints(self, folder: Path) -> list[str]:
        """What is wrong outside, in words."""
        ...

    def copy(self, folder: Path) -> None:
        """Make a copy of a build's folder independent of what the build has outside. Raises SearchError."""
        ...

    def announce(self, folder: Path, manifest: str) -> None:
        """Tell machines that have other folders which build is live."""
        ...

    def announced(self, live: Path | None) -> str | None:
        """The manifest of the build that was announced last, where that is none that is known here.

        `live` is the folder of the build that is live here; where that was made here, nothing else is followed.
        """
        ...

    def follow(self, folder: Path) -> None:
        """Write into an empty folder what points to the build that was announced last."""
        ...


def outside(name: str) -> Outside | None:
    """What the engine of that name has outside of its folders. Raises SettingInvalid."""
    module = engine(name)
    return cast(Outside, module) if hasattr(module, "discard") else None


def discard(folder: Path) -> None:
    """Remove what a build of any engine has outside of its folder. Raises SearchError: then the folder has to stay."""
    for kept in _all_outside():
        kept.discard(folder)


def is_outside(folder: Path) -> bool:
    """Whether a build of any engine has something outside of its folder."""
    return any(kept.is_outside(folder) for kept in _all_outside())


def is_followed(folder: Path) -> bool:
    """Whether a build of any engine only follows what another machine has made. Raises IndexUnusable."""
    return any(kept.is_followed(folder) for kept in _all_outside())


def _all_outside() -> list[Outside]:
    """The engines that keep something outside, whether they can be used now or not."""
    return [cast(Outside, module) for module in _modules().values() if hasattr(module, "discard")]


def engine(name: str) -> Engine:
    """The engine of that name. Raises SettingInvalid naming those there are."""
    names = engine_names()
    if name == "opensearch" and name not in names:
        raise SettingInvalid("the engine opensearch needs SEARCH_CLUSTER, as in SEARCH_CLUSTER=https://node1:9200")
    if name not in names:
        raise SettingInvalid(f"unknown engine {name!r}; choose one of: {', '.join(names)}")
    return cast(Engine, importlib.import_module(f"search.engines.{name}"))


@cache
def engine_names() -> tuple[str, ...]:
    """Every module or package of this folder that can write and search; one that needs a server, where it is named."""
    return tuple(sorted(name for name, module in _modules().items() if _can_be_used(module)))


@cache
def _modules() -> dict[str, ModuleType]:
    names = (m.name for m in pkgutil.iter_modules(search.engines.__path__) if m.name != "base")
    return {name: importlib.import_module(f"search.engines.{name}") for name in names}


def _can_be_used(module: ModuleType) -> bool:
    return hasattr(module, "searcher") and (not hasattr(module, "is_configured") or bool(module.is_configured()))
