"""What people do with tags, from the page and in a terminal: lines written to `tags.tsv`, and applied at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from search import kept_file
from search.build import apply_tags
from search.engines.base import Searcher, ids
from search.errors import IndexBusy, InputInvalid
from search.ledger.texts import stored_of
from search.model import Query
from search.store import builds
from search.tag import Tag
from search.tags import tag_file
from search.tags.places import Places, places
from search.tags.tag_file import FILE, Entry, written


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that were written or removed. `waiting` is whether they wait for another build, which applies them."""

    lines: int
    waiting: bool = False


def put(index: Path, tags: Iterable[tuple[str, Tag]]) -> Change:
    """Put tags on articles, given by their ids; those that an index does not have are left out.

    Raises SearchError where nothing can be written, as where there is a link or something else than text.
    """
    wanted = [*tags]
    build = _live(index)
    known = {one.id: one for one in stored_of(build, dict.fromkeys(doc_id for doc_id, _ in wanted))}
    found = ((known[doc_id], tag) for doc_id, tag in wanted if doc_id in known)
    lines = [written(one.id, one.digest.hex(), tag, one.path) for one, tag in found]
    with _told():
        tag_file.add(apply_tags.place(index).file, lines)
    return _applied(index, len(lines))


def having(searcher: Searcher, tag: Tag) -> set[str]:
    """The ids of the articles to which a tag would add nothing; a note is always said once more."""
    return set() if tag.note else set(ids(searcher, Query(chosen={"tag": (tag.name,)})))


def take_off(index: Path, articles: Collection[str], wanted: Callable[[Tag], bool]) -> Change:
    """Remove the lines that put a tag on some articles. Raises as `put` does."""
    found = places(_live(index))

    def chosen(entries: Collection[Entry]) -> Iterator[int]:
        for entry in entries:
            if wanted(entry.tag) and not set(found.find(entry.article, entry.digest).ids).isdisjoint(articles):
                yield entry.line

    files = kept_file.found(FILE, apply_tags.place(index).folder, index)
    with _told():
        removed = sum(tag_file.remove(file, lambda entries: [*chosen(entries)]) for file in files)
    return _applied(index, removed)


def apply(index: Path) -> Change:
    """Put on what people have written into the file themselves."""
    return _applied(index, 0)


def standing(index: Path) -> Places:
    """Where the articles of the live build stand."""
    return places(_live(index))


@contextmanager
def _told() -> Iterator[None]:
    """What the disk says, in words for people."""
    try:
        yield
    except OSError as error:
        raise InputInvalid(f"{error.filename} cannot be written: {error.strerror}") from None


def _live(index: Path) -> Path:
    return builds.build_folder(index, builds.read_manifest(index))


def _applied(index: Path, lines: int) -> Change:
    try:
        apply_tags.apply(index)
    except IndexBusy:
        return Change(lines, waiting=True)
    return Change(lines)
