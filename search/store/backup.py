"""A copy of the live build that is an index folder itself: it is restored by copying it back, or used where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from search.engines.base import outside
from search.errors import IndexUnusable, SearchError
from search.store import builds, checksums
from search.store.builds import Manifest

_PARTIAL = ".partial"


def backup(folder: Path, destination: Path) -> Manifest:
    """Copy the live build to a folder that is new or empty, and compare the copy. The manifest of what was copied.

    The copy appears whole or not at all. Raises SearchError.
    """
    if destination.exists() and not (destination.is_dir() and not any(destination.iterdir())):
        raise SearchError(f"{destination} already exists and is not an empty folder; choose another destination")
    if destination.resolve().is_relative_to(folder.resolve()):
        raise SearchError(f"{destination} is inside the index folder; choose a destination beside it")
    index = builds.open_index(folder)  # while it is open, nobody removes it
    beside = destination.with_name(destination.name + _PARTIAL)
    try:
        _copy(folder, index.manifest, beside)
        beside.rename(destination)
        builds.sync(destination)
    except OSError as error:
        raise SearchError(
            f"cannot write the copy to {destination}: {error}; check the disk, or choose another folder"
        ) from error
    finally:
        index.searcher.close()
        shutil.rmtree(beside, ignore_errors=True)
    return index.manifest


def _copy(folder: Path, manifest: Manifest, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)  # what an interrupted copy left
    build = builds.build_folder(target, manifest)
    shutil.copytree(builds.build_folder(folder, manifest), build)
    damage = checksums.differences(build)
    if damage:
        raise IndexUnusable(
            f"the index is damaged, nothing was copied: {'; '.join(damage)}; see: python -m search check"
        )
    if kept := outside(manifest.engine):
        kept.copy(build)
        checksums.write(build)
    builds.sync(build)
    builds.publish(target, manifest)
