"""Saved searches: what each finds now, and how much of it came since this browser last opened it.

There are no accounts: a cookie keeps, for each search, up to which build it was seen. Without it, only the number of
results is told.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from search import kept_file
from search.answers import saved_searches
from search.answers.saved_searches import FILE, SavedSearch, SavedSearches, saved
from search.build import apply_corrections
from search.errors import IndexUnusable
from search.model import Query
from search.query.address import address, read
from search.query.arrivals import is_bound
from search.store.builds import Index
from web.edge import problems
from web.edge.remembered import remember
from web.live import live
from web.pages import editing
from web.pages.chosen_filters import chips

PATH = "/saved"
COOKIE = "seen"
SHOWN = 20
"""Searches on the front page: each is counted there."""
_REMEMBERED = 80
"""Searches of which a browser remembers when they were opened: a cookie has at most 4 KB."""

keeping = Blueprint("saved_searches", __name__)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A saved search: how much it finds, and how much of that is new, None where nobody knows what is."""

    name: str
    note: str
    total: int
    unit: str
    new: int | None
    address: str
    new_address: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The list of the front page. `more` are further searches; `complaints` are for those who edit the file."""

    rows: tuple[Row, ...]
    more: int
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search that may be saved: in words, with a name to begin with, as lines of the file, and what comes later."""

    words: str
    name: str
    total: int
    unit: str
    address: str
    lines: str
    later: str


def panel(index: Index, most: int = SHOWN) -> Panel | None:
    """The saved searches, the first `most` of them; None where there is nothing to show."""
    return _panel(index, _load(_folder()), most)


def _panel(index: Index, found: SavedSearches, most: int | None) -> Panel | None:
    if not found.searches and not found.problems:
        return None
    shown = found.searches[:most]
    return Panel(tuple(_rows(index, shown)), len(found.searches) - len(shown), found.problems)


def _rows(index: Index, searches: tuple[SavedSearch, ...]) -> Iterator[Row]:
    seen = _seen()
    for one in searches:
        stamp = seen.get(key_of(one.name))
        new = _since(one.query, stamp) if stamp else None
        yield Row(
            name=one.name,
            note=one.note,
            total=index.searcher.count(one.query),
            unit=one.query.unit,
            new=index.searcher.count(new) if new else None,
            address=f"{PATH}/{key_of(one.name)}",
            new_address=f"{PATH}/{key_of(one.name)}?new=1",
        )


@keeping.get(PATH)
def listed() -> Response:
    """All saved searches, and the search of the address, to be saved."""
    query = read(list(request.args.items(multi=True)))
    index, used, folder = live().current, editing.desk(), _folder()
    page = render_template(
        "saved_searches.html",
        saved=_panel(index, _load(folder), None) or Panel((), 0, ()),
        asked=_asked(index, query.turn(1)) if query.turn(1) != Query() else None,
        token=used.page_token if used else "",
        file=kept_file.writable(FILE, folder, live().folder),
        manifest=index.manifest,
    )
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _asked(index: Index, query: Query) -> Asked:
    words = (
        " · ".join(
            (
                *filter(None, [query.text]),
                *(f"not {chip.words}" if chip.negative else chip.words for chip in chips(query)),
            )
        )
        or "All articles"
    )
    name = "".join(filter(str.isprintable, words))[: saved_searches.LONGEST]
    return Asked(
        words=words,
        name=name,
        total=index.searcher.count(query),
        unit=query.unit,
        address=address(query),
        lines=saved_searches.written(SavedSearch(name, query)),
        later=address(_since(query, index.manifest.built)),
    )


@keeping.get(f"{PATH}/<key>")
def open_search(key: str) -> Response:
    """Lead to a saved search, or to what is new in it, and remember that it was opened."""
    one = next((one for one in _load(_folder()).searches if key_of(one.name) == key), None)
    if one is None:
        abort(404)
    seen = _seen()
    query = one.query
    if "new" in request.args and key in seen:
        query = _since(query, seen[key])
    response = redirect(address(query), 303)
    response.headers["Cache-Control"] = "no-store"
    return _remembering(response, key)


def _remembering(response: Response, key: str) -> Response:
    """The answer, with a cookie that says that a search was seen as it is now."""
    kept = {name: stamp for name, stamp in _seen().items() if name != key} | {key: live().current.manifest.built}
    last = dict([*kept.items()][-_REMEMBERED:])
    remember(response, COOKIE, json.dumps(last))
    return response


@keeping.post(PATH)
def change() -> Response:
    """Save a search, or remove one."""
    used = editing.desk()
    if used is None or not editing.sent_from_page(used):
        return problems.not_from_here()
    name, removing = request.form.get("name", ""), request.form.get("action") == "remove"
    try:
        with used.turn():
            if removing:
                _remove(name)
            else:
                new = saved(name, request.form.get("address", ""), request.form.get("note", ""))
                saved_searches.add(kept_file.writable(FILE, _folder(), live().folder), new)
    except ValueError as error:
        return problems.not_correct(str(error))
    except OSError as error:
        return problems.not_correct(f"{error.filename} cannot be written: {error.strerror}")
    log.info("saved search changed from %s", request.remote_addr)
    response = redirect(PATH, 303)
    return response if removing else _remembering(response, key_of(new.name))  # who saves it has just seen it


def _remove(name: str) -> None:
    removed = [saved_searches.remove(file, name) for file in kept_file.found(FILE, _folder(), live().folder)]
    if not any(removed):
        raise ValueError(f"there is no search named “{name}” any more")


def _since(query: Query, stamp: str) -> Query:
    return replace(query, added_since=max(stamp, query.added_since or ""), sort="-added")


def _load(folder: Path | None) -> SavedSearches:
    return saved_searches.load(folder, live().folder)


def _folder() -> Path | None:
    try:
        return apply_corrections.place(live().folder).folder
    except IndexUnusable:
        return None  # a damaged ledger, which the page about files tells: people can search all the same


def key_of(name: str) -> str:
    """A name in an address and in a cookie, short whatever it is."""
    return blake2b(name.encode(), digest_size=5).hexdigest()


def _seen() -> dict[str, str]:
    """Up to which build searches were seen, by their keys: as the browser says, which may say anything."""
    try:
        told = json.loads(request.cookies.get(COOKIE, "{}"))
    except ValueError:
        return {}
    pairs: Mapping[object, object] = told if isinstance(told, dict) else {}
    return {
        key: stamp
        for key, stamp in [*pairs.items()][:_REMEMBERED]
        if isinstance(key, str) and isinstance(stamp, str) and stamp.isascii() and is_bound(stamp)
    }
