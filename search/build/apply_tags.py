"""Tags put on a live index: a new build with the same articles, of which only the tags are others.

No file is read and no article looked at. The new build has the files of the last one but for what the engine keeps of
tags, so that its counts are made as all others are, and the last one answers until it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from search import kept_file
from search.build import apply_corrections
from search.engines.base import engine
from search.entities.corpus import census_file
from search.errors import IndexBusy
from search.ledger import database
from search.ledger.writer import LedgerWriter
from search.shared_file import share
from search.store import builds, checksums
from search.store.builds import Manifest, Writer
from search.stories import assignment
from search.tags import tag_report, tagging
from search.tags.tag_file import FILE
from search.tags.tagged_index import change_tags
from search.tags.tagging import Content

_SHARED = (census_file.FILE, *assignment.FILES)
"""Files of a build that an engine does not write, and that tags are no part of."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of an index's articles, None where that is not there, and the file that tags are written to."""

    folder: Path | None
    file: Path


def place(index: Path) -> Place:
    """Where the tags of the live build are. Raises IndexMissing or IndexUnusable."""
    folder = apply_corrections.place(index).folder
    return Place(folder, kept_file.writable(FILE, folder, index))


def written(index: Path) -> Content:
    """What the files of tags say now, that belong to the live build. Raises IndexMissing or IndexUnusable."""
    return tagging.load(place(index).folder, index)


def pending(index: Path) -> bool:
    """Whether the live build has other tags than the files say. Raises IndexMissing or IndexUnusable."""
    build = builds.build_folder(index, builds.read_manifest(index))
    return tag_report.read(build).digest != written(index).digest


def apply(index: Path, went_live: Callable[[Manifest], None] = lambda _: None) -> Manifest:
    """Make a build live that has the tags of the files as they are now, where the live one has not.

    Raises IndexMissing, IndexUnusable, and IndexBusy while another build is made, which sees to it when it is done.
    """
    while True:
        with builds.writing(index) as writer:
            manifest = _applied(writer, index, went_live)
        # Whoever wrote a line meanwhile and was told to wait is waiting for this one.
        if not pending(index):
            return manifest


def catch_up(index: Path, manifest: Manifest, went_live: Callable[[Manifest], None]) -> Manifest:
    """As `apply`, after a build of another kind; the build that is live then, as far as it is made here."""
    try:
        return apply(index, went_live) if pending(index) else manifest
    except IndexBusy:
        return manifest  # somebody else is building, and sees to it


def _applied(writer: Writer, index: Path, went_live: Callable[[Manifest], None]) -> Manifest:
    manifest = builds.read_manifest(index)
    if not pending(index):
        return manifest
    made = writer.build(partial(_with_tags, index, manifest))
    went_live(made)
    return made


def _with_tags(index: Path, manifest: Manifest, target: Path) -> Manifest:
    before = builds.build_folder(index, manifest)
    checksums.require(before, database.FILE)
    with closing(LedgerWriter(target, before)) as ledger:
        ledger.add_build(target.name, manifest.built)
        ledger.commit()
    change_tags(engine(manifest.engine), target, before, written(index))
    for name in _SHARED:
        if (before / name).exists() and not (target / name).exists():
            share(name, before, target)
    return replace(manifest, build=target.name)
