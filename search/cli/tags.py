"""`python -m search tags`: what people have put on articles, and how to put it there or take it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from search.answers.as_json import tag_json
from search.answers.research.tags_from_sheet import CodedTags, coded_tags
from search.build import apply_tags, tag_changes
from search.build.tag_changes import Change
from search.cli.filters import Question, filter_options, read_query
from search.cli.given_file import given_text
from search.cli.named_article import ids_of
from search.cli.options import index_option, plural, reported
from search.cli.results import told_tag
from search.config import Config
from search.engines.base import Searcher, ids
from search.errors import InputInvalid, LedgerElsewhere
from search.model import Bucket, Document, Listing, Query
from search.store import builds, followed
from search.tags import tag_report
from search.tags.tag_report import TagReport
from search.tags.tag_text import tag_of
from search.terminal import line, say, say_json

_VIEW = ("page", "per_page", "facets", "facet_size", "view", "sort", "group")
_AT_ONCE = 1_000


@click.command(cls=Question)
@click.argument("text", nargs=-1)
@click.option("--add", metavar="TAG", help="Put this tag on the articles.")
@click.option("--note", metavar="TEXT", help="Put this note on the articles, with --add or alone.")
@click.option("--who", metavar="NAME", default="", help="Who says so, with --add, --note and --import.")
@click.option("--remove", metavar="TAG", help="Take this tag off the articles, and the notes that came with it.")
@click.option("--article", "articles", multiple=True, metavar="ID_OR_PATH", help="This article; repeatable.")
@click.option("--all", "every", is_flag=True, help="All articles of the index.")
@click.option("--import", "sheets", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Put the codes of a coded sheet on its articles, as in “tone: low”; repeatable.")  # fmt: skip
@click.option("--apply", "now", is_flag=True, help="Apply tags.tsv as it is now.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the answer as JSON.")
@filter_options(but=_VIEW)
@index_option
def main(
    text: tuple[str, ...],
    add: str | None,
    note: str | None,
    who: str,
    remove: str | None,
    articles: tuple[str, ...],
    every: bool,
    sheets: tuple[Path, ...],
    now: bool,
    json_wanted: bool,
    index: Path | None,
    **given: tuple[str, ...],
) -> None:
    """List the tags on articles, or put tags and notes on articles.

    They are put on those that TEXT and filters find. Lines are written to tags.tsv beside the articles and applied at
    once; no article is read again.
    """
    query = read_query(text, given)
    putting, removing = add is not None or note is not None, remove is not None
    if sum((putting, removing, bool(sheets), now)) > 1:
        raise click.UsageError("Use one of --add (with or without --note), --remove, --import and --apply at a time.")
    changing = putting or removing
    if changing and not (articles or every) and query == Query():
        raise click.UsageError("Say which articles: words or filters, --article, or --all.")
    with reported():
        config = Config.load(index=index)
        followed.look(config.index, config.engine)
        if now:
            _say(tag_changes.apply(config.index), "the tags are those of the file", json_wanted=json_wanted)
            _tell(config.index)
        elif sheets:
            _import(config, sheets, who, json_wanted=json_wanted)
        elif changing:
            _change(config, _chosen(config.index, query, articles), add, note, who, remove, json_wanted=json_wanted)
        elif articles:
            _show(config.index, _chosen(config.index, query, articles), json_wanted=json_wanted)
        else:
            _list(config.index, query, json_wanted=json_wanted)


def _chosen(index: Path, query: Query, articles: Sequence[str]) -> list[str]:
    """The ids of the articles that are meant. Raises DocumentNotFound."""
    if not articles:
        return [*ids(builds.open_index(index).searcher, query)]
    places = tag_changes.standing(index)
    return [*dict.fromkeys(doc_id for article in articles for doc_id in ids_of(places, article))]


def _change(
    config: Config,
    chosen: list[str],
    add: str | None,
    note: str | None,
    who: str,
    remove: str | None,
    *,
    json_wanted: bool,
) -> None:
    if remove is not None:
        name = tag_of(remove).name
        change = tag_changes.take_off(config.index, set(chosen), lambda tag: tag.name == name)
        _say(change, f"removed {plural(change.lines, 'line')} with “{name}”", json_wanted=json_wanted)
        return
    tag = tag_of(add or "", note or "", who, config.today.isoformat())
    had = tag_changes.having(builds.open_index(config.index).searcher, tag)
    new = [doc_id for doc_id in chosen if doc_id not in had]
    change = tag_changes.put(config.index, ((doc_id, tag) for doc_id in new))
    already = f"; {len(chosen) - len(new):,} had it already" * (len(new) < len(chosen))
    told = f"“{tag.name}”" if tag.name else "a note"
    _say(change, f"put {told} on {plural(change.lines, 'article')}{already}", json_wanted=json_wanted)


def _say(change: Change, told: str, *, json_wanted: bool) -> None:
    if json_wanted:
        say_json(asdict(change))
        return
    say(line(told))
    if change.waiting:
        say("another build is running; it applies the change when it is done", err=True)


# --- coded sheets


def _import(config: Config, files: Sequence[Path], who: str, *, json_wanted: bool) -> None:
    places = tag_changes.standing(config.index)
    found: list[CodedTags] = []
    for file in files:
        try:
            found.append(coded_tags(given_text(file), places, who, config.today.isoformat()))
        except InputInvalid as error:
            raise InputInvalid(f"{file}: {error}") from None
    searcher = builds.open_index(config.index).searcher
    new = dict.fromkeys(pair for one in found for pair in one.tags)
    held = {doc_id: {tag.said for tag in searcher.get(doc_id).tags} for doc_id in {doc_id for doc_id, _ in new}}
    change = tag_changes.put(config.index, [(doc_id, tag) for doc_id, tag in new if tag.said not in held[doc_id]])
    for file, one in zip(files, found, strict=True):
        for complaint in one.complaints:
            say(f"{line(str(file))}: {line(complaint)}", err=True)
    articles = plural(len({doc_id for doc_id, _ in new}), "article")
    already = f"; {len(new) - change.lines:,} were there already" * (change.lines < len(new))
    _say(change, f"put {plural(change.lines, 'tag')} on {articles}{already}", json_wanted=json_wanted)


# --- what there is


def _list(index: Path, query: Query, *, json_wanted: bool) -> None:
    opened = builds.open_index(index)
    buckets, without = _values(opened.searcher, query)
    if json_wanted:
        counted = [{"tag": bucket.value, "count": bucket.count} for bucket in buckets]
        say_json({"tags": counted, "none": without, "file": asdict(_report(index)), "pending": _pending(index)})
        return
    for bucket in buckets:
        say(f"{line(bucket.label)}: {plural(bucket.count, 'article')}")
    say(f"no tag: {plural(without, 'article')}")
    _tell(index)


def _pending(index: Path) -> bool:
    """Whether `tags.tsv` has changed since; what another machine made has the tags of the file there."""
    try:
        return apply_tags.pending(index)
    except LedgerElsewhere:
        return False


def _report(index: Path) -> TagReport:
    return tag_report.read(builds.build_folder(index, builds.read_manifest(index)))


def _values(searcher: Searcher, query: Query) -> tuple[list[Bucket], int]:
    """Every tag on what a query finds, the most frequent first, and how many articles have none."""
    found: list[Bucket] = []
    while True:
        facet = searcher.values(query, Listing("tag", offset=len(found), size=_AT_ONCE))
        found += facet.buckets
        if len(facet.buckets) < _AT_ONCE:
            return found, facet.missing.count


def _tell(index: Path) -> None:
    """What became of the lines, on the error stream."""
    report = _report(index)
    if report.words:
        say(f"tags.tsv: {report.words}", err=True)
    for complaint in report.complaints:
        say(line(complaint), err=True)
    if _pending(index):
        say("tags.tsv has changed since; apply it with: python -m search tags --apply", err=True)


def _show(index: Path, chosen: Sequence[str], *, json_wanted: bool) -> None:
    searcher = builds.open_index(index).searcher
    documents = [searcher.get(doc_id) for doc_id in chosen]
    if json_wanted:
        say_json([_shown(document) for document in documents])
        return
    for document in documents:
        say(f"{line(document.path)}: {line(document.title) or 'no title'}")
        for tag in document.tags:
            by = ", ".join(filter(None, (tag.who, tag.day)))
            say(f"    {line(told_tag(tag))}" + (f" · {line(by)}" if by else ""))


def _shown(document: Document) -> dict[str, object]:
    told = {"id": document.id, "path": document.path, "title": document.title}
    return {**told, "tags": [tag_json(tag) for tag in document.tags]}
