"""A page of results, as it is printed in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from search.cli.options import plural
from search.facets import all_facets
from search.model import KINDS, Day, Hit, Page, Span
from search.store.builds import Manifest
from search.tag import Tag
from search.terminal import line, say, say_marked


def print_page(page: Page, manifest: Manifest) -> None:
    """Print what was found, its facets, and, on the error stream, what the reader should know."""
    for notice in page.notices:
        say(notice.message, err=True)
    for suggestion, count in {notice.suggestion: notice.count for notice in page.notices if notice.suggestion}.items():
        finds = "" if count is None else f" ({plural(count, page.query.unit)})"
        say(f"Search for: {line(suggestion)}{finds}", err=True)
    first = (page.query.page - 1) * page.query.per_page + 1
    most = " with most of the words" if page.match == "most" else ""
    pages = f", page {page.query.page} of {page.pages}" if page.pages > 1 else ""
    say(f"{plural(page.total, page.query.unit)}{most}{pages}")
    for number, hit in enumerate(page.hits, first):
        _print_hit(number, hit)
    for facet in page.facets:
        field = all_facets()[facet.name]
        shown = [f"{line(bucket.label)} {bucket.count:,}" for bucket in (*facet.buckets, facet.missing) if bucket.count]
        if shown and (facet.distinct or not (field.folded or field.optional)):
            say(f"\n{field.label}{_so_far(facet.name, manifest)}: " + " · ".join(shown))


def _so_far(facet: str, manifest: Manifest) -> str:
    """Of how many articles the names of a facet are, while names are being read."""
    if facet not in KINDS or not manifest.names_unread:
        return ""
    return f" (names read in {manifest.entities_read:,} of {plural(manifest.entities_total, 'article')})"


def _print_hit(number: int, hit: Hit) -> None:
    document = hit.document
    about = (document.source.name if document.source else "no source", _dated(document.day), document.path)
    say_marked(f"\n{number}. ", _marked(hit.title))
    say("   " + " · ".join(map(line, about)))
    say_marked("   ", _marked(hit.snippet))
    if document.tags:
        say("   tags: " + " · ".join(line(told_tag(tag)) for tag in document.tags))
    if hit.lacks:
        say("   lacks: " + ", ".join(map(line, hit.lacks)))
    for other in hit.also:
        told = (other.source.name if other.source else "no source", other.path)
        say("   also: " + " · ".join(map(line, told)))


def told_tag(tag: Tag) -> str:
    """A tag with its note: "strike (the first of them)"; a note alone in brackets."""
    note = f"({tag.note})" if tag.note else ""
    return " ".join(filter(None, (tag.name, note)))


def _marked(spans: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
    return ((span.text, span.hit) for span in spans)


def _dated(day: Day | None) -> str:
    if day is None:
        return "no date"
    return day.value if day.how == "stated" else f"{day.value} (inferred)"
