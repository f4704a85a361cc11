"""The live build of an index folder, kept open and exchanged when another one goes live.

Its files are mapped into memory: what somebody writes into one shows at once. So before every answer it is seen
whether any was touched since it was opened; if so, the build is opened anew, which forgets what of it was compared.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TypeAlias

from search.errors import ClusterUnreachable, SettingInvalid
from search.ledger import database
from search.store import builds, checksums, followed
from search.store.builds import Index

LOOK_SECONDS = 1.0
"""How long a build that goes live elsewhere may not be heard of."""

log = logging.getLogger(__name__)

Stamp: TypeAlias = tuple[int, int, int] | None
"""What tells that a file is the one it was: its number, time of writing and size. None where it is not there."""


@dataclass(frozen=True, slots=True)
class _Held:
    """An open build: the stamps of the manifest that named it and of its files, both from before it was opened."""

    index: Index
    named: Stamp
    files: tuple[tuple[str, Stamp], ...]

    def is_whole(self) -> bool:
        """Whether nobody has touched a file of it."""
        return all(_stamp(path) == stamp for path, stamp in self.files)


class Live:
    """The live build of a folder, opened anew when another one goes live. Safe to share between threads.

    With the name of an engine that keeps its indexes elsewhere, a folder `follows` the build that another machine made.
    Whoever searches keeps the `Index` it was given to the end of its answer; an old build is let go with its last user.
    """

    def __init__(self, folder: Path, follows: str = "") -> None:
        self.folder = folder
        self._follows, self._looked = follows, -LOOK_SECONDS
        self._manifest = str(folder / "manifest.json")
        self._opening = Lock()
        self._held: _Held | None = None

    @property
    def current(self) -> Index:
        """The build that is live now; while one thread opens a new one, the old one for all others.

        Raises IndexMissing or IndexUnusable.
        """
        if self._follows:
            self._look_elsewhere()
        held = self._held
        if held is not None and held.is_whole():
            # While another thread opens the new build the old one still answers, so that nobody waits.
            if held.named == _stamp(self._manifest) or not self._opening.acquire(blocking=False):
                return held.index
        else:
            self._opening.acquire()
        try:
            return self._renewed().index
        finally:
            self._opening.release()

    def let_go(self) -> None:
        """Open the build anew for the next answer, if its articles are elsewhere: they may be gone, and come back."""
        if self._follows:
            self._held = None

    def _look_elsewhere(self) -> None:
        """Hear of a new build, once in a while; what is open goes on answering where nothing can be heard."""
        if monotonic() - self._looked < LOOK_SECONDS:
            return
        self._looked = monotonic()
        try:
            followed.look(self.folder, self._follows)
        except (ClusterUnreachable, SettingInvalid) as error:
            if self._held is None:
                raise
            log.warning("cannot see whether there is a new build: %s", error)

    def _renewed(self) -> _Held:
        """What is live, opened unless another thread has done so meanwhile."""
        held, named = self._held, _stamp(self._manifest)
        if held is not None and held.named == named and held.is_whole():
            return held
        try:
            held = _Held(files=self._files(), index=builds.open_index(self.folder), named=named)
            self._compare_ledger(held.index)
        except BaseException:
            self._held = None
            raise
        log.info("opened build %s", held.index.manifest.build)
        self._held = held
        return held

    def _compare_ledger(self, index: Index) -> None:
        """The engine compares its own files as it reads them; the pages read the ledger as well."""
        build = builds.build_folder(self.folder, index.manifest)
        checksums.require_listed(build, database.FILE)

    def _files(self) -> tuple[tuple[str, Stamp], ...]:
        """The files of the live build that are never written to."""
        build = builds.build_folder(self.folder, builds.read_manifest(self.folder))
        paths = [str(build / name) for name in checksums.names(build)]
        return tuple((path, _stamp(path)) for path in paths)


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
