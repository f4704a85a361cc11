"""What a search is proved by: what was asked, how it was read, what was found, and in which articles.

A receipt goes into a paper's methods section, and `receipt_file` reads it back to ask again. Its fingerprints are those
of `search.ledger.texts`: equal for the same articles, whichever engine and however many workers indexed them.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata
from pathlib import Path

from search.answers import as_json
from search.answers.research import research_types
from search.counted import plural
from search.engines.base import ids
from search.errors import IndexUnusable
from search.ledger import database, facets
from search.ledger.texts import Text, fingerprint, texts
from search.model import Page, Query
from search.query.address import address, pairs
from search.query.filter_words import filter_words
from search.query.periods import period_words
from search.store.builds import Index, Manifest
from search.terminal import line

PROGRAM = "Clippings"
ORDERS = {
    "relevance": "by relevance",
    "date": "oldest first",
    "-date": "newest first",
    "-added": "latest additions first",
}
_DISTRIBUTION = "clippings-search"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A search and its results. `found` are all articles, grouped or not, by path; `left_out` are reasons and counts.

    `corpus` and `results` are fingerprints, `program` has the version, `day` is ISO 8601.
    """

    page: Page
    found: tuple[Text, ...]
    corpus: str
    results: str
    left_out: tuple[tuple[str, int], ...]
    copies: int
    manifest: Manifest
    program: str
    day: str

    @property
    def query(self) -> Query:
        """What was asked, from its first page on."""
        return self.page.query


def receipt(index: Index, build: Path, query: Query, today: date) -> Receipt:
    """The receipt of a query over the build in a folder. Raises IndexUnusable."""
    asked = unpaged(query)
    page = index.searcher.search(replace(asked, per_page=1, facet_size=1))
    every = texts(build)
    found = found_texts(every, ids(index.searcher, asked))
    return Receipt(
        page=replace(page, query=asked, hits=(), facets=()),
        found=found,
        corpus=fingerprint(every.values()),
        results=fingerprint(found),
        left_out=tuple(facets.reasons(build)),
        copies=database.totals(build).copies,
        manifest=index.manifest,
        program=f"{PROGRAM} {version()}",
        day=today.isoformat(),
    )


def unpaged(query: Query) -> Query:
    """The same results from the first page on: how they are paged is no part of what was asked."""
    return replace(query, page=1, per_page=_USUAL.per_page, facet_size=_USUAL.facet_size, view=None)


_USUAL = Query()


def found_texts(every: dict[str, Text], found: Sequence[str]) -> tuple[Text, ...]:
    """The documents with some ids, by their paths. Raises IndexUnusable where the ledger has no such document."""
    try:
        return tuple(sorted((every[doc_id] for doc_id in found), key=lambda text: text.path))
    except KeyError as error:
        raise IndexUnusable(
            f"the file report has no article {error}, which the index has; "
            "rebuild it with: python -m search.index FOLDER --full"
        ) from error


def version() -> str:
    """The version of the program, as it is installed."""
    try:
        return metadata.version(_DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "(not installed)"


def command(query: Query) -> str:
    """What asks the same in a terminal."""
    options = [word for name, value in pairs(query) if name != "q" for word in (f"--{name}", value)]
    # Behind "--", a text that begins with a hyphen is no option.
    text = ["--", query.text] if query.text else []
    return shlex.join(["python", "-m", "search", "query", *options, *text])


def receipted(told: Receipt) -> research_types.Receipted:
    """A receipt as an answer in JSON."""
    return {"receipt": receipt_json(told), "index": as_json.index_json(told.manifest)}


def receipt_json(told: Receipt) -> research_types.Receipt:
    """A receipt for programs, and for asking again."""
    return {
        "query": as_json.query_json(told.page),
        "filters": [*filter_words(told.query)],
        "total": told.page.total,
        "documents": told.manifest.documents,
        "corpus": told.corpus,
        "results": told.results,
        "folder": told.manifest.folder,
        "left_out": [{"reason": reason, "count": count} for reason, count in told.left_out],
        "copies": told.copies,
        "program": told.program,
        "build": told.manifest.build,
        "built": told.manifest.built,
        "day": told.day,
        "command": command(told.query),
        "address": address(told.query),
        "text": methods(told),
        "articles": [{"path": text.path, "digest": text.digest} for text in told.found],
    }


def methods(told: Receipt) -> str:
    """The paragraph for a methods section."""
    manifest, page, query = told.manifest, told.page, told.query
    asked = f"The query was: {line(query.text)}" if query.text.strip() else "No words were searched for"
    if page.parsed and page.parsed != query.text.strip():
        asked += f" (read as: {line(page.parsed)})"
    narrowed = "; ".join(map(line, filter_words(query)))
    most = " with most of the words" if page.match == "most" else ""
    grouped = f", near-duplicates grouped ({plural(len(told.found), 'article')})" if query.group else ""
    return " ".join(
        (
            f"The folder “{line(manifest.folder)}” was searched with {told.program} on {period_words(told.day)}.",
            f"It held {plural(manifest.documents, 'article')} when it was indexed on"
            f" {period_words(manifest.built[:10])} (corpus {told.corpus}); {_without(told)}.",
            f"{asked}.",
            f"Filters: {narrowed}." if narrowed else "There were no filters.",
            f"This found {plural(page.total, query.unit)}{most}{grouped}, sorted {ORDERS[query.order]}"
            f" (results {told.results}).",
        )
    )


def _without(told: Receipt) -> str:
    left_out = sum(count for _, count in told.left_out)
    reasons = "; ".join(f"{line(reason)}: {count:,}" for reason, count in told.left_out)
    unread = f"{plural(left_out, 'file')} could not be read ({reasons})" if left_out else "every file could be read"
    return f"{unread}, {plural(told.copies, 'exact copy')} left out" if told.copies else unread


def lines(told: Receipt) -> Iterator[str]:
    """A receipt as text: the paragraph, what is needed to ask again, and every article with the digest of its text."""
    yield from (methods(told), "")
    yield f"Address: {address(told.query)}"
    yield f"Command: {line(command(told.query))}"
    yield f"Build: {told.manifest.build}"
    yield f"Total: {plural(told.page.total, told.query.unit)}"
    yield f"Corpus: {told.corpus}"
    yield f"Results: {told.results}"
    yield from ("", f"{plural(len(told.found), 'article')}, each with the digest of its title and text:")
    for text in told.found:
        yield f"{text.digest}  {text.path}"
