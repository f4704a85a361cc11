"""An index as a Python program or a notebook uses it: open it, ask, go through all results, keep a receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from os import PathLike
from pathlib import Path
from types import TracebackType

from search.answers.comparison.versions import Versions, versions
from search.answers.research.receipt import receipt, receipted
from search.answers.research.research_types import Receipted
from search.engines.base import ids
from search.errors import InputInvalid
from search.model import Document, Page, Query
from search.query import address
from search.store import builds
from search.store.builds import Index

Value = str | int | Iterable[str]
"""What a filter is set to: one value, or several of which any will do."""


def open_index(folder: str | PathLike[str] = "index") -> Corpus:
    """Open the live build of an index folder. Raises IndexMissing or IndexUnusable."""
    path = Path(folder)
    return Corpus(builds.open_index(path), path)


class Corpus:
    """One build of an index, which stays the same while it is open. Safe to share between threads.

    Filters are the parameters of the page's address, with underscores for dots: `source="The Dial"`,
    `not_place=["Russia", "(none)"]`, `person_mode="all"`, `since="1969-07"`, `sort="-date"`, `group="story"`.
    """

    def __init__(self, index: Index, folder: Path) -> None:
        self._index, self._folder = index, folder

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """How many articles there are."""
        return self._index.manifest.documents

    def query(self, text: str = "", **filters: Value) -> Query:
        """A query out of its words and filters. Raises InputInvalid, which names everything that is wrong."""
        pairs = [("q", text)] if text else []
        for name, value in filters.items():
            given = [str(value)] if isinstance(value, str | int) else [*map(str, value)]
            pairs += [(_parameter(name), one) for one in given]
        try:
            return address.read(pairs)
        except address.BadParameters as error:
            raise InputInvalid(str(error)) from None

    def ask(self, text: str = "", **filters: Value) -> Page:
        """A page of results with the counts of every facet."""
        return self._index.searcher.search(self.query(text, **filters))

    def count(self, text: str = "", **filters: Value) -> int:
        """How many results there are: articles, or stories with `group="story"`."""
        return self._index.searcher.count(self.query(text, **filters))

    def results(self, text: str = "", **filters: Value) -> Iterator[Document]:
        """All articles that are found, one by one in their order; near-duplicates each by itself."""
        for doc_id in ids(self._index.searcher, self.query(text, **filters)):
            yield self._index.searcher.get(doc_id)

    def get(self, doc_id: str) -> Document:
        """The article with an id. Raises DocumentNotFound."""
        return self._index.searcher.get(doc_id)

    def compare(self, before: str, after: str) -> Versions:
        """Two versions of an article by their ids, sentence by sentence. Raises DocumentNotFound."""
        return versions(self.get(before), self.get(after))

    def receipt(self, text: str = "", **filters: Value) -> Receipted:
        """What was asked and found, with fingerprints: what `python -m search again` takes, once it is JSON."""
        build = builds.build_folder(self._folder, self._index.manifest)
        return receipted(receipt(self._index, build, self.query(text, **filters), date.today()))

    def close(self) -> None:
        """Let go of the files; asking afterwards is an error."""
        self._index.searcher.close()


def _parameter(name: str) -> str:
    """The parameter of an address: "not_source" is not.source, "person_mode" is person.mode."""
    if name.startswith("not_"):
        return f"not.{name.removeprefix('not_')}"
    return f"{name.removesuffix('_mode')}.mode" if name.endswith("_mode") else name
