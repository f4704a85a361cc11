"""The build that is live when a run begins, and whether the next one can grow out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from search.config import Config
from search.entities.corrections import Corrections
from search.errors import IndexMissing, IndexUnusable
from search.ledger import database
from search.store import builds
from search.store.builds import Manifest

_ZONES = timedelta(days=1)
"""By how much it is earlier elsewhere: machines in two zones may build in turn."""
_PAUSE = timedelta(days=366)
"""How long nobody may have built; after that everything is read again."""


@dataclass(frozen=True, slots=True)
class Previous:
    """A build, in its folder, that another one can grow out of."""

    folder: Path
    manifest: Manifest

    def obeys(self, now: Corrections) -> bool:
        """Whether its names follow the corrections as they are now."""
        return database.facts(self.folder).get("corrections") == now.digest


def last_of(index: Path) -> Manifest | None:
    """The live build of an index, None where there is none that can be read."""
    try:
        return builds.read_manifest(index)
    except (IndexMissing, IndexUnusable):
        return None


def growable(config: Config, facts: Mapping[str, str]) -> Previous | None:
    """The live build, where the same program would read the same files of the same folder in the same way again.

    None else, also where it cannot be read: then everything is read, which mends it.
    """
    try:
        manifest = builds.read_manifest(config.index)
        path = builds.build_folder(config.index, manifest)
        known = database.facts(path)
    except (IndexMissing, IndexUnusable):
        return None
    # The names of `add` may differ: documents that have one are found in the last build (see `Revisions`).
    same = all(known.get(name) == facts[name] for name in ("fingerprint", "folder"))
    same = same and _same_clock(known.get("today", facts["today"]), config.today)
    return Previous(path, manifest) if same and manifest.engine == config.engine else None


def _same_clock(before: str, today: date) -> bool:
    """Whether a clock may have gone on from one day to the other by itself.

    Days after today are none of publication. A machine that has lost its clock takes most days for such, and what it
    has read must not stay without a day once the clock is right, nor have days that lie ahead once it is set back.
    """
    return -_ZONES <= today - date.fromisoformat(before) <= _PAUSE
