"""Tags and notes: what there are, those of one article, and buttons that change them where `--edit` allows it.

Each is a line in `tags.tsv`, which people can read, share and delete, and is applied at once by a new build of the same
articles.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from search.build import apply_tags, tag_changes
from search.build.tag_changes import Change
from search.counted import plural
from search.engines.base import Searcher, ids
from search.errors import IndexUnusable, InputInvalid, SearchError
from search.model import Document, Listing, Query
from search.query.address import address, read
from search.query.periods import is_period, period_words
from search.store import builds
from search.store.builds import Index
from search.tag import Tag
from search.tags import tag_report
from search.tags.tag_file import FILE
from search.tags.tag_report import TagReport
from search.tags.tag_text import LONGEST_NAME, LONGEST_NOTE, LONGEST_TAG, tag_of
from web.edge import problems, said_once
from web.edge.remembered import remember
from web.live import live
from web.pages import editing
from web.pages.chosen_filters import chips
from web.pages.results import document_address

PATH = "/tags"
COOKIE = "who"
KNOWN = 100
"""Tags that are offered while one is typed."""
SHOWN = 1_000
"""Tags on the page of all; the others are behind a link."""
LARGEST_BODY = 65_536
"""Bytes of a form: the longest address and the longest note, escaped."""

tagging = Blueprint("tagging", __name__)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Put:
    """A tag or note on an article. `url` is the search for the tag, "" for a note alone; `day` is in words."""

    tag: Tag
    url: str
    day: str


@dataclass(frozen=True, slots=True)
class Form:
    """What forms need: the token, who it was last time, tags to choose from, and how much can be typed."""

    token: str
    who: str
    known: tuple[str, ...]
    longest_tag: int = LONGEST_TAG
    longest_note: int = LONGEST_NOTE
    longest_name: int = LONGEST_NAME


@dataclass(frozen=True, slots=True)
class OnArticle:
    """The tags of an article; `form` is None where nothing can be changed. `address` is the page's query string."""

    id: str
    put: tuple[Put, ...]
    form: Form | None
    address: str
    pending: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A tag with the number of articles that have it."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """Results that can be tagged, in words."""

    words: str
    total: int
    url: str
    address: str


@dataclass(frozen=True, slots=True)
class TagsPage:
    """All tags, what became of the lines, and what can be tagged. `more` is the address of the tags not shown.

    Only those who may change the file are told where it is.
    """

    rows: tuple[Row, ...]
    more: str
    report: TagReport
    pending: bool
    file: str
    complaints: tuple[str, ...]
    form: Form | None
    results: Results | None


def link(query: Query) -> str:
    """The address of the page with the results of a query to be tagged."""
    return address(_asked(query), PATH)


def on_article(index: Index, document: Document, query: Query) -> OnArticle:
    """The tags of an article on its page, which a query has led to."""
    form = _form(index.searcher)
    put = tuple(_put(tag) for tag in document.tags)
    return OnArticle(document.id, put, form, address(query, ""), form is not None and _pending())


def _put(tag: Tag) -> Put:
    url = address(Query(chosen={"tag": (tag.name,)})) if tag.name else ""
    return Put(tag, url, period_words(tag.day) if is_period(tag.day) else tag.day)


def _form(searcher: Searcher) -> Form | None:
    used = editing.desk()
    if used is None:
        return None
    known = searcher.values(Query(), Listing("tag", size=KNOWN)).buckets
    who = request.cookies.get(COOKIE, "")
    return Form(used.page_token, who if len(who) <= LONGEST_NAME else "", tuple(bucket.value for bucket in known))


def _pending() -> bool:
    """Whether the file says what the index does not have; not known where its report is damaged or elsewhere."""
    try:
        return apply_tags.pending(live().folder)
    except SearchError:
        return False


# --- the page of all


@tagging.get(PATH)
def listed() -> Response:
    """All tags, and the results of the address, to be tagged."""
    query = _asked(read(list(request.args.items(multi=True))))
    index = live().current
    page, done = _page(index, query), said_once.said()
    response = make_response(render_template("tags.html", page=page, done=done, manifest=index.manifest))
    response.headers["Cache-Control"] = "no-cache"
    said_once.forget(response, PATH)
    return response


def _file() -> Path:
    try:
        return apply_tags.place(live().folder).file
    except IndexUnusable:
        return live().folder / FILE  # the file report, which knows the folder of the articles, is damaged or elsewhere


def _asked(query: Query) -> Query:
    """The articles that are found, near-duplicates each by itself, whatever part of them the page shows."""
    usual = Query()
    return replace(
        query, group=None, page=1, per_page=usual.per_page, facet_size=usual.facet_size, facets=None, view=None
    )


def _page(index: Index, query: Query) -> TagsPage:
    facet = index.searcher.values(Query(), Listing("tag", size=SHOWN))
    report = tag_report.read(builds.build_folder(live().folder, index.manifest))
    file, form = _file(), _form(index.searcher)
    return TagsPage(
        rows=tuple(Row(one.label, one.count, address(Query().toggle("tag", one.value))) for one in facet.buckets),
        more="/facets/tag" if facet.distinct > SHOWN else "",
        report=report,
        pending=_pending(),
        file=str(file) if form else file.name,
        complaints=tuple(report.complaints) if form else tuple(_without_folders(report)),
        form=form,
        results=_results(index.searcher, query) if query != Query() else None,
    )


def _without_folders(report: TagReport) -> Iterator[str]:
    """What is wrong with lines, each with the name of its file alone."""
    for complaint in report.complaints:
        folders, name, rest = complaint.partition(FILE)
        yield name + rest if folders.endswith("/") else complaint


def _results(searcher: Searcher, query: Query) -> Results:
    told = [query.text, *(f"not {chip.words}" if chip.negative else chip.words for chip in chips(query))]
    words = " · ".join(filter(None, told)) or "All articles"
    return Results(words, searcher.count(query), address(query), address(query, ""))


# --- what is sent


@tagging.post(PATH)
def change() -> Response:
    """Put a tag on an article or on all results of a query, or take one off."""
    request.max_content_length = LARGEST_BODY
    used = editing.desk()
    if used is None or not editing.sent_from_page(used):
        return problems.not_from_here()
    try:
        with used.turn():
            place, done = _carry_out(_field("action"))
            response = redirect(place, 303)
    except InputInvalid as error:
        return problems.not_correct(str(error))
    log.info("tags changed from %s", request.remote_addr)
    if _field("action") == "add":
        remember(response, COOKIE, _field("who"))
    if done:
        said_once.say(response, PATH, done)
    return response


def _carry_out(action: str) -> tuple[str, str]:
    """Do it; where that leads to, and what is to be told there. Raises InputInvalid in words for people."""
    query = read(parse_qsl(_field("address").removeprefix("?")))
    if action == "apply":
        change = tag_changes.apply(live().folder)
        return PATH, _told("The tags are those of the file.", change)
    if action not in ("add", "remove"):
        raise InputInvalid("this page does not know what to do")
    if _field("id"):
        _change_one(action, _field("id"))
        return document_address(query, _field("id")), ""  # its page shows the tag
    return link(query), _change_all(action, query)


def _change_one(action: str, doc_id: str) -> None:
    """Put a tag on one article, or take off just what its page shows."""
    live().current.searcher.get(doc_id)
    if action == "add":
        _add([doc_id])
        return
    said = _field("tag"), _field("note"), _field("who")
    removed = tag_changes.take_off(live().folder, {doc_id}, lambda tag: tag.said == said)
    if not removed.lines:
        raise InputInvalid("that line no longer exists: the file has changed since the page was loaded")


def _change_all(action: str, query: Query) -> str:
    """Put a tag on all results, or take it off with its notes, where they are as many as the page has said.

    Says what was done.
    """
    found = ids(live().current.searcher, _asked(query))
    if _field("total") != str(len(found)):
        raise InputInvalid(f"there are {plural(len(found), 'result')} now; go back, reload the page and look again")
    if action == "add":
        change = _add(found)
        had = len(found) - change.lines
        what = f"the tag “{_field('tag')}”" if _field("tag") else "the note"
        already = f"; {had:,} had it already" if had else ""
        return _told(f"{plural(change.lines, 'article')} got {what}{already}.", change)
    name = tag_of(_field("tag")).name
    removed = tag_changes.take_off(live().folder, set(found), lambda tag: tag.name == name)
    if not removed.lines:
        raise InputInvalid(f"none of these articles has the tag “{name}”")
    return _told(f"The tag “{name}” was taken off ({plural(removed.lines, 'line')} of the file).", removed)


def _told(done: str, change: Change) -> str:
    return f"{done} Another build is running; it applies the change when it is done." if change.waiting else done


def _add(articles: Sequence[str]) -> Change:
    tag = tag_of(_field("tag"), _field("note"), _field("who"), date.today().isoformat())
    had = tag_changes.having(live().current.searcher, tag)
    return tag_changes.put(live().folder, ((doc_id, tag) for doc_id in articles if doc_id not in had))


def _field(name: str) -> str:
    return " ".join(request.form.get(name, "").split())
