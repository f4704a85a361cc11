"""The tags of a folder told to the index of a build, with a report of their lines."""

from __future__ import annotations

from pathlib import Path

from search.cycles import rarely_looking_for_cycles
from search.engines.base import Engine
from search.tags import tag_report
from search.tags.places import places
from search.tags.tagging import Content, load, put_on


def add_tags(engine: Engine, build: Path, folder: Path | None, index: Path) -> None:
    """Put the tags of a folder on a build whose engine has been told all else, and whose ledger is written."""
    with rarely_looking_for_cycles():
        tags, report = put_on(load(folder, index), places(build))
        engine.add_tags(build, tags)
    tag_report.write(build, report)


def change_tags(engine: Engine, build: Path, before: Path, content: Content) -> None:
    """Make the index of a build out of that of an earlier one, with other tags; the ledger is written."""
    with rarely_looking_for_cycles():
        tags, report = put_on(content, places(build))
        engine.with_tags(build, before, tags)
    tag_report.write(build, report)
