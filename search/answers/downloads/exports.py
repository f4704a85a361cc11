"""All results of a query to take away: CSV, JSON Lines, BibTeX, RIS or an Atom feed, written as they are found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from search.answers import as_json
from search.answers.downloads.citation import bibtex
from search.answers.downloads.csv_format import BYTE_ORDER, COLUMNS, csv_row, document_cells
from search.answers.downloads.ris import ris
from search.engines.base import every_hit
from search.model import Hit, Query
from search.query import address
from search.store.builds import Index

BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the type that it is served as, and what writes it. `host` is where links begin ("http://a:8000")."""

    mimetype: str
    write: Callable[[Index, Query, str], Iterator[str]]


def csv_lines(index: Index, query: Query, host: str) -> Iterator[str]:
    """A header and one row per document (RFC 4180), with what spreadsheets tell UTF-8 by."""
    yield BYTE_ORDER + csv_row(COLUMNS)
    for hit in every_hit(index.searcher, query):
        yield csv_row(document_cells(hit.document, host))


def ndjson_lines(index: Index, query: Query, host: str) -> Iterator[str]:
    """One JSON object per line, each a hit as in the JSON endpoint."""
    for hit in every_hit(index.searcher, query):
        yield json.dumps(as_json.hit_json(hit), ensure_ascii=False) + "\n"


def bibtex_lines(index: Index, query: Query, host: str) -> Iterator[str]:
    """One BibTeX entry per document, with a blank line after each."""
    for hit in every_hit(index.searcher, query):
        yield bibtex(hit.document, host) + "\n"


def ris_lines(index: Index, query: Query, host: str) -> Iterator[str]:
    """One record of RIS per document."""
    for hit in every_hit(index.searcher, query):
        yield ris(hit.document, host)


def atom_lines(index: Index, query: Query, host: str) -> Iterator[str]:
    """A feed of what came into the index last of the results (RFC 4287), one page of it.

    Near-duplicates that are grouped are one entry. An entry was updated when its article came, not when that was
    published: a reader of feeds who has seen all that came before then sees it.
    """
    newest = replace(query, sort=query.sort or "-added", page=1, per_page=address.MAX_PER_PAGE, facets=frozenset())
    hits, built = index.searcher.search(newest).hits, index.manifest.built
    updated = max((hit.document.added for hit in hits), default="") or built
    here = host + address.address(query)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_xml(query.text or 'All articles')} · Clippings</title>\n<id>{_xml(here)}</id>\n"
    itself = host + address.address(query, f"{as_json.SEARCH}.atom")
    yield f"<updated>{updated}</updated>\n<link rel='self' href={quoteattr(itself)}/>\n"
    yield f"<link rel='alternate' href={quoteattr(here)}/>\n"
    for hit in hits:
        yield _entry(hit, built, host)
    yield "</feed>\n"


EXPORTS = {
    "csv": Export("text/csv", csv_lines),
    "ndjson": Export("application/x-ndjson", ndjson_lines),
    "bib": Export(BIBTEX, bibtex_lines),
    "ris": Export(RIS, ris_lines),
    "atom": Export("application/atom+xml", atom_lines),
}


def _entry(hit: Hit, built: str, host: str) -> str:
    document = hit.document
    published = f"<published>{document.day.first.isoformat()}T00:00:00Z</published>" if document.day else ""
    summary = "".join(span.text for span in hit.snippet)
    author = document.source.name if document.source else "unknown"
    return (
        f"<entry><id>urn:clippings:{_xml(document.id)}</id><title>{_xml(document.title or document.path)}</title>"
        f"<updated>{document.added or built}</updated>{published}<author><name>{_xml(author)}</name></author>"
        f"<link href={quoteattr(f'{host}/documents/{document.id}')}/><summary>{_xml(summary)}</summary></entry>\n"
    )


def _xml(text: str) -> str:
    """Text in XML, without the characters that XML 1.0 cannot hold."""
    return escape(_NOT_XML.sub("", text))
