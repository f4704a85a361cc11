"""An index folder that follows a build which another machine made: it gets what points to it, and nothing else.

The engine keeps the articles elsewhere (`search.engines.base.Outside`); the file report and the caches stay with the
machine that builds the index.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

from search.engines.base import Outside, is_followed, outside
from search.errors import IndexBusy, IndexMissing, IndexUnusable, SettingInvalid
from search.store import builds
from search.store.builds import Index, Manifest

log = logging.getLogger(__name__)


def open_newest(folder: Path, engine: str) -> Index:
    """The build that is live, wherever it was made, open. Raises SearchError."""
    look(folder, engine)
    return builds.open_index(folder)


def look(folder: Path, engine: str) -> None:
    """Make the build live here that is live elsewhere, if it is another one. Raises SearchError.

    A folder whose live build was made here, or is a copy, stays as it is. `engine` is the one that is asked for.
    """
    live = _live(folder)
    kept = outside(live.engine if live else engine)
    if live and not kept and outside(engine):
        raise SettingInvalid(
            f"the index in {folder} was built with the engine {live.engine}, and SEARCH_ENGINE is {engine}; build it"
            " again with: python -m search.index FOLDER, or name another folder with --index to search in what other"
            " machines have built"
        )
    text = kept.announced(builds.build_folder(folder, live) if live else None) if kept else None
    if kept and text:
        try:
            with builds.writing(folder) as writer:
                _adopt(writer, kept, text)
        except IndexBusy:
            log.info("another process is taking over the new build of %s", folder)


def engine_of(folder: Path, engine: str) -> str:
    """The engine by which a folder follows what other machines build; "" where its index is in the folder."""
    live = _live(folder)
    used = live.engine if live else engine
    return used if outside(used) else ""


def only_follows(folder: Path) -> bool:
    """Whether the live build of a folder was made by another machine. Raises IndexUnusable."""
    live = _live(folder)
    return live is not None and is_followed(builds.build_folder(folder, live))


def require_own(folder: Path) -> None:
    """Raise SettingInvalid where the index of a folder is another machine's, which a build here would take away."""
    if only_follows(folder):
        raise SettingInvalid(
            f"the index in {folder} follows one that another machine builds, and what is built here would replace that;"
            " build there. If this machine is to build from now on, remove the folder first; for an index of its own,"
            " set another SEARCH_CLUSTER_PREFIX and name another folder with --index"
        )


def _live(folder: Path) -> Manifest | None:
    try:
        return builds.read_manifest(folder)
    except (IndexMissing, IndexUnusable):
        return None


def _adopt(writer: builds.Writer, kept: Outside, text: str) -> None:
    record = json.loads(text)
    record.pop("digest")

    def write(target: Path) -> Manifest:
        kept.follow(target)
        return replace(Manifest(**record), build=target.name)

    writer.build(write)
