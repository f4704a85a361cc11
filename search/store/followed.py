"""An index folder that follows a build which another machine made: it gets what points to it, and nothing else.

The engine keeps the articles elsewhere (`search.engines.base.Outside`); the file report and the caches stay with the
machine that builds the index.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path

from search.engines.base import Outside, outside
from search.errors import IndexBusy, IndexMissing, IndexUnusable
from search.store import builds
from search.store.builds import Manifest

log = logging.getLogger(__name__)


def look(folder: Path, engine: str) -> None:
    """Make the build live here that is live elsewhere, if it is another one. Raises SearchError.

    A folder whose live build was made here stays as it is.
    """
    kept = outside(engine)
    text = kept.announced(_live(folder)) if kept else None
    if kept and text:
        try:
            with builds.writing(folder) as writer:
                _adopt(writer, kept, text)
        except IndexBusy:
            log.info("another process is taking over the new build of %s", folder)


def _live(folder: Path) -> Path | None:
    try:
        return builds.build_folder(folder, builds.read_manifest(folder))
    except (IndexMissing, IndexUnusable):
        return None


def _adopt(writer: builds.Writer, kept: Outside, text: str) -> None:
    record = json.loads(text)
    record.pop("digest")

    def write(target: Path) -> Manifest:
        kept.follow(target)
        return replace(Manifest(**record), build=target.name)

    writer.build(write)
