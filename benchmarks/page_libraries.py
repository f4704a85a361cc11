"""What other libraries read in the same pages, as documents, so that the same judge measures them.

trafilatura and htmldate are what our reader of pages is built on: each alone, as its own documentation calls it, with
the markup decoded as ours is and no address given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from search.config import Config
from search.model import Attribution, Day, Document, Part
from search.readers.html import SUFFIXES

Reading = Callable[[str, bytes, Config], Iterator[Document]]
"""Name, bytes and settings -> what is read in a page."""


def trafilatura(name: str, raw: bytes, config: Config) -> Iterator[Document]:
    """Text and metadata as trafilatura finds them, with its careful extraction."""
    from trafilatura import bare_extraction

    found = bare_extraction(_markup(raw), with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict):
        return
    text = found.text or ""
    yield Document(
        name,
        name,
        title=found.title or "",
        text=text,
        parts=(Part("body", 0, len(text)),) if text else (),
        source=Attribution(found.sitename, "stated") if found.sitename else None,
        author=found.author or "",
        day=_day(found.date or ""),
    )


def htmldate(name: str, raw: bytes, config: Config) -> Iterator[Document]:
    """The day as htmldate finds it, with its extensive search for that of publication."""
    from htmldate import find_date

    yield Document(name, name, day=_day(find_date(_markup(raw), original_date=True) or ""))


def _day(value: str) -> Day | None:
    day = date.fromisoformat(value) if value else None
    return Day(day, day, "day", "stated") if day else None


def _markup(raw: bytes) -> str:
    from search.readers.characters.encoding import decoded

    return decoded(raw, "")[0]


LIBRARIES: Mapping[str, tuple[Reading, frozenset[str]]] = {
    "trafilatura": (trafilatura, frozenset({"title", "day", "source", "body"})),
    "htmldate": (htmldate, frozenset({"day"})),
}
"""By name: how each reads a page, and the fields that it gives."""


def is_page(name: str) -> bool:
    """Whether a file is a page, which the libraries read too."""
    return name.endswith(SUFFIXES)
