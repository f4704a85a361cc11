"""`python -m search compare`: what differs between two versions of an article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from search.answers.comparison.versions import Piece, Row, Versions, versions
from search.answers.comparison.versions_json import versions_json
from search.answers.comparison.versions_words import outcome
from search.cli.commands import Command
from search.cli.named_article import ids_of
from search.cli.options import index_option, plural, reported
from search.config import Config
from search.errors import DocumentNotFound
from search.model import Document
from search.store import builds, followed
from search.store.builds import Index
from search.tags.places import places
from search.terminal import line, say, say_json

_SIGNS = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
"""How words are marked that only one version has: as `git diff --word-diff` marks them."""


@click.command(cls=Command)
@click.argument("before")
@click.argument("after")
@index_option
@click.option("--json", "json_wanted", is_flag=True, help="Print the comparison as JSON.")
def main(before: str, after: str, index: Path | None, json_wanted: bool) -> None:
    """Compare two versions of an article, sentence by sentence.

    BEFORE and AFTER are ids or paths of articles, such as seeds/004.txt. Only typography is forgiven: kinds of
    quotation marks and dashes, blanks and ends of lines.
    """
    with reported():
        config = Config.load(index=index)
        folder = config.index
        opened = followed.open_newest(folder, config.engine)
        found = versions(*(_document(opened, folder, name) for name in (before, after)))
        if json_wanted:
            say_json(versions_json(found, opened.manifest))
        else:
            _print(found)


def _document(opened: Index, folder: Path, name: str) -> Document:
    """The article with an id or a path; the one that is indexed for it where it is a copy."""
    try:
        return opened.searcher.get(name)
    except DocumentNotFound:
        return opened.searcher.get(ids_of(places(builds.build_folder(folder, opened.manifest)), name)[0])


def _print(found: Versions) -> None:
    for label, document in (("before", found.before), ("after", found.after)):
        told = (document.source.name if document.source else "", document.day.value if document.day else "")
        say(line(": ".join((label, ", ".join(part for part in (*told, document.path) if part)))))
    say(line(f"headline: {_marked(found.headline)}"))
    for row in found.rows:
        if row.kind != "same":
            say(line(f"{_label(row)}: {_marked(row.pieces)}"))
    say(outcome(found))
    for label, count in zip(("before", "after"), found.left_out, strict=True):
        if count:
            say(f"not compared: {plural(count, 'sentence')} of the text {label}", err=True)


def _label(row: Row) -> str:
    """What became of a sentence, and its number in the texts that have it."""
    numbers = dict.fromkeys(str(number) for number in (row.before, row.after) if number is not None)
    return f"{row.kind}{' and moved' if row.elsewhere else ''} {' -> '.join(numbers)}"


def _marked(pieces: Iterable[Piece]) -> str:
    told = ""
    for piece in pieces:
        before, word, after = piece.text.partition(piece.text.strip() or piece.text)
        told += f"{before}{_SIGNS[piece.mark].format(word)}{after}"
    return told
