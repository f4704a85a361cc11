"""The build that is live when a run begins, and whether the next one can grow out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from search.config import Config
from search.entities.corrections import Corrections
from search.errors import IndexMissing, IndexUnusable
from search.ledger import database
from search.store import builds
from search.store.builds import Manifest


@dataclass(frozen=True, slots=True)
class Previous:
    """A build, in its folder, that another one can grow out of."""

    folder: Path
    manifest: Manifest

    def obeys(self, now: Corrections) -> bool:
        """Whether its names follow the corrections as they are now."""
        return database.facts(self.folder).get("corrections") == now.digest


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
    return Previous(path, manifest) if same and manifest.engine == config.engine else None
