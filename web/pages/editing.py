"""Corrections from the page: only where the server was started with `--edit`.

Each is a line in `entities.tsv`, which people can read, share and delete, and is applied at once by a new build of the
index: the same articles, other names. Requests must come from a page of this server: the browser says so, and the form
carries a token that only such a page has.
"""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from search.build import apply_corrections
from search.config import Config
from search.entities import corrections, corrections_file
from search.entities.corrections import Corrections
from search.entities.corrections_file import Entry
from search.entities.spelling.name_keys import key
from search.errors import IndexBusy, IndexUnwritable
from search.ledger import database
from search.model import KINDS, Kind, Listing, Query
from search.store import builds
from search.store.builds import Index
from web.edge import problems
from web.edge.shared import Shared
from web.live import live
from web.pages.entity import PATH, Entity, entity_address, kind_of

editing = Blueprint("editing", __name__)

LONGEST_NAME = 200
"""Code points of a name written to the file."""
SIMILAR = 50
"""Names offered as targets of a merge."""
NEAR = 4
"""Names offered where the target of a merge does not exist."""
NEAR_LOOKED_AT = 5_000
"""Names that are compared with it: those of most articles."""

_KEY = "clippings.desk"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What can be corrected on the page of an entity: the file that is written, and its corrections so far.

    `complaints` are the lines that could not be applied; `pending` is whether some are not in the index yet.
    """

    token: str
    file: Path
    lines: tuple[Entry, ...]
    complaints: tuple[str, ...]
    pending: bool
    similar: tuple[str, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A merge into a name that no article mentions, and the names it may be a slip of."""

    token: str
    kind: Kind
    name: str
    other: str
    near: tuple[str, ...]


def allow(app: Flask, config: Config, shared: Shared) -> None:
    """Accept corrections, if the configuration allows them."""
    app.jinja_env.globals.update(may_edit=config.edit)
    if config.edit:
        app.extensions[_KEY] = shared
        app.register_blueprint(editing)


def desk() -> Shared | None:
    """What changes need; None where the server takes none."""
    return cast("Shared | None", current_app.extensions.get(_KEY))


def sent_from_page(used: Shared) -> bool:
    """Whether the request came from a page of this run of this server."""
    return _from_here() and hmac.compare_digest(_field("token").encode(), used.page_token.encode())


def sheet(index: Index, entity: Entity) -> Sheet | None:
    """What can be corrected about an entity; None if nothing can."""
    used = desk()
    if used is None:
        return None
    place, said = _said()
    build = builds.build_folder(live().folder, index.manifest)
    return Sheet(
        token=used.page_token,
        file=place.file,
        lines=tuple(entry for entry in said.entries if _speaks_of(entry, entity)),
        complaints=database.complaints(build),
        pending=database.facts(build).get("corrections") != said.digest,
        similar=_similar(index, entity),
        kinds=tuple(kind for kind in KINDS if kind != entity.kind),
    )


def _said() -> tuple[apply_corrections.Place, Corrections]:
    place = apply_corrections.place(live().folder)
    return place, corrections.load(place.folder, live().folder)


def _speaks_of(entry: Entry, entity: Entity) -> bool:
    ids = {entry.id, *((entry.kind, key(other)) for other in entry.others)}
    if entry.action == "retype":
        ids.add((cast(Kind, entry.others[0]), key(entry.name)))
    known = {(entity.kind, key(entity.name)), *((row.kind, key(row.name)) for row in entity.names)}
    return not ids.isdisjoint(known)


def _similar(index: Index, entity: Entity) -> tuple[str, ...]:
    """Other names of the kind that share a word with this one, most frequent first."""
    found: dict[str, int] = {}
    for word in {entity.name.split()[0], entity.name.split()[-1]}:
        facet = index.searcher.values(Query(), Listing(entity.kind, word, size=SIMILAR))
        found |= {bucket.value: bucket.count for bucket in facet.buckets if bucket.value != entity.name}
    return tuple(sorted(found, key=lambda name: (-found[name], name))[:SIMILAR])


# --- what is sent


@editing.post(f"{PATH}/<kind>")
def correct(kind: str) -> AnyResponse:
    """Add or remove a line, and apply it to the index."""
    known = kind_of(kind)
    if known is None:
        abort(404)
    used = desk()
    if used is None or not sent_from_page(used):
        return problems.not_from_here()
    unknown = _unknown_target(known, used.page_token)
    if unknown:
        return Response(render_template("merge.html", asked=unknown, manifest=live().current.manifest))
    try:
        with used.turn():
            return redirect(_carry_out(known, _field("action"), _field("name")), 303)
    except ValueError as error:
        return problems.not_correct(str(error))
    except OSError as error:
        return problems.not_correct(f"{error.filename} cannot be written: {error.strerror}")
    except IndexUnwritable as error:
        return problems.not_applied(error)


def _unknown_target(kind: Kind, token: str) -> Asked | None:
    """A merge into a name that does not exist is asked about first: it is mostly a slip."""
    other = _field("other")
    if _field("action") != "merge" or not other or _field("sure") or len(other) > LONGEST_NAME:
        return None
    build = builds.build_folder(live().folder, live().current.manifest)
    if _alike(kind, other) or database.names_of(build, kind, other):
        return None
    every = live().current.searcher.values(Query(), Listing(kind, size=NEAR_LOOKED_AT)).buckets
    names = {bucket.value.casefold(): bucket.value for bucket in every if bucket.value != _field("name")}
    near = get_close_matches(other.casefold(), names, n=NEAR, cutoff=0.6)
    return Asked(token, kind, _field("name"), other, tuple(names[name] for name in near))


def _carry_out(kind: Kind, action: str, name: str) -> str:
    """Do it; where that leads to.

    Raises ValueError in words for people, OSError, and IndexUnwritable where the file has changed and the index cannot.
    """
    place, said = _said()
    if action == "undo":
        _erase(said)
    elif action != "apply":
        entry = _entry(place.file, kind, action, name)
        corrections_file.write(entry)
        _insist(entry, *_said())
    log.info("correction (%s) from %s", action, request.remote_addr)
    try:
        apply_corrections.apply(live().folder)
    except IndexBusy:
        return entity_address(kind, name)  # whose page says that the line is waiting for the build under way
    return _where(kind, action, name)


def _entry(file: Path, kind: Kind, action: str, name: str) -> Entry:
    names = [name] if action in ("hide", "split") else [name, _field("other")]
    for one in names:
        if len(one) > LONGEST_NAME or not one.isprintable():
            raise ValueError(f"a name can have at most {LONGEST_NAME} characters, all of them printable")
    return corrections_file.entry(file, 0, action, [kind, *names])


def _insist(entry: Entry, place: apply_corrections.Place, said: Corrections) -> None:
    """Remove a line again that could not be applied. Raises ValueError with the reason."""
    if not any(other.columns == entry.columns for other in said.entries):
        reasons = [problem for problem in said.problems if repr(entry.name) in problem]
        corrections_file.erase(entry)
        raise ValueError(reasons[-1] if reasons else f"{place.file} already has a line that contradicts this one")


def _erase(said: Corrections) -> None:
    wanted = (_field("place"), _field("columns", strip=False))
    entry = next((entry for entry in said.entries if (entry.place, entry.columns) == wanted), None)
    if entry is None or not corrections_file.erase(entry):
        raise ValueError("that line no longer exists: the file has changed since the page was loaded")


def _where(kind: Kind, action: str, name: str) -> str:
    other = _field("other")
    if action == "retype":
        return entity_address(other, _shown(other, name))
    return entity_address(kind, _shown(kind, other) if action in ("rename", "merge") else name)


def _shown(kind: str, name: str) -> str:
    """The name as the facet has it, which may differ in its writing."""
    alike = _alike(kind, name)
    return name if name in alike else next(iter(alike), name)


def _alike(kind: str, name: str) -> list[str]:
    """The values of the facet that are written like a name, but for case and accents."""
    facet = live().current.searcher.values(Query(), Listing(kind, name, size=SIMILAR))
    return [bucket.value for bucket in facet.buckets if key(bucket.value) == key(name)]


def _field(name: str, *, strip: bool = True) -> str:
    text = request.form.get(name, "")
    return " ".join(text.split()) if strip else text


def _from_here() -> bool:
    """Whether the browser says that a page of this very server sent it."""
    if "Sec-Fetch-Site" in request.headers and request.headers["Sec-Fetch-Site"] != "same-origin":
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return _host_of(sender) == request.host.lower()


def _host_of(address: str) -> str:
    """The host of an address, with its port; "" for what is none."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:  # as for "http://["
        return ""
