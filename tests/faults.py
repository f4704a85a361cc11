"""What goes wrong on purpose: a folder whose contents tell which version was read, and builds in processes to be hurt.

Light to import: the processes are forked from one that has this module and the program ready.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

import pytest

from search.index import main
from search.model import Page, Query
from search.store import builds

SOURCES = ["The Dial", "Harbour Post", "The Evening Star", "Rain Gazette"]
WORDS = "ferry harbour storm pilot crew rain anchor pier engine mast".split()


def put(folder: Path, version: int) -> None:
    """The articles of a version: their number and their source go together."""
    folder.mkdir(exist_ok=True)
    rng = Random(version)
    source, total = expected(version)
    for number in range(12):
        path = folder / f"{number:02}.txt"
        words = " ".join(rng.choices(WORDS, k=rng.randrange(20, 200)))
        text = f"Report {number} of the harbour\n\n{number + 1} May 2024\n\nThe {words}.\n\nSource: {source}\n"
        if number < total:
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)


def expected(version: int) -> tuple[str, int]:
    """The one source of a version and how many articles it has."""
    return SOURCES[version % 4], 8 + version % 4


def told(page: Page) -> tuple[str, int]:
    """The source and the number of articles of an answer; an answer mixed of two versions fails."""
    [facet] = [facet for facet in page.facets if facet.name == "source"]
    [bucket] = [bucket for bucket in facet.buckets if bucket.count]
    assert (bucket.count, facet.missing.count, len(page.hits)) == (page.total, 0, page.total)
    assert all(hit.document.source and hit.document.source.name == bucket.value for hit in page.hits)
    return bucket.value, page.total


ALL = Query("the", per_page=50)


def answer(index: Path) -> tuple[str, int]:
    """What an index says now."""
    return told(builds.open_index(index).searcher.search(ALL))


def build_names(index: Path) -> list[str]:
    """The names of the builds that lie on the disk."""
    return sorted(path.name for path in (index / "builds").iterdir())


# --- builds in processes of their own

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults", "search.engines.whoosh", "search.readers.text"])


def start(folder: Path, index: Path, *options: str, largest_file: int = 0) -> ForkServerProcess:
    """A build that has begun, the leader of a session of its own. It writes to the log beside the folder.

    `largest_file` is the number of bytes after which no file can grow, 0 for no limit.
    """
    process = _CONTEXT.Process(target=_build, args=(str(folder), str(index), options, str(log(folder)), largest_file))
    process.start()
    return process


def _build(folder: str, index: str, options: tuple[str, ...], output: str, largest_file: int) -> None:
    os.setsid()
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    os.environ["SEARCH_TODAY"] = "2026-01-01"
    main([folder, "--index", index, "--entities", "none", *(options or ("--workers", "0"))])


def build(folder: Path, index: Path, *options: str, largest_file: int = 0) -> tuple[int, str]:
    """A build to its end: its exit status and all that it wrote."""
    process = start(folder, index, *options, largest_file=largest_file)
    process.join()
    return process.exitcode or 0, log(folder).read_text(encoding="utf-8")


def log(folder: Path) -> Path:
    """Where builds of a folder write."""
    return folder.with_name(folder.name + ".log")


def of_session(leader: int) -> list[int]:
    """The processes that are left of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at a folder, or False where we may not mount one."""
    folder.mkdir(exist_ok=True)
    mounted = os.geteuid() == 0 and os.system(f"mount -t tmpfs -o size={kilobytes}k tmpfs '{folder}' 2>/dev/null") == 0
    try:
        yield mounted
    finally:
        if mounted:
            os.system(f"umount -l '{folder}'")


def room_for(files: int, patched: pytest.MonkeyPatch) -> None:
    """Let the system's call that brings a file or a folder to the disk succeed so many times, and never again."""
    real, left = os.fsync, [files]

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    patched.setattr(os, "fsync", fsync)
