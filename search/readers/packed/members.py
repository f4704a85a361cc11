"""The reading of what is inside an archive: how deep, and what becomes of a member that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from search.errors import ExtraMissing, FileSkipped
from search.readers import Options, Record, Rejected
from search.readers.packed.limits import Allowance

_DEPTH = 2
"""Archives inside each other: a mailbox in a zip in a zip is read, no deeper."""


def deeper(options: Options) -> tuple[Options, Allowance]:
    """The options for what is inside an archive, and the bytes that may come out. Raises FileSkipped."""
    if options.depth >= _DEPTH:
        raise FileSkipped(f"nested inside {_DEPTH} other archives; unpack the outer ones")
    allowance = options.allowance or Allowance()
    return replace(options, depth=options.depth + 1, allowance=allowance), allowance


def guarded(documents: Iterator[Record], path: str) -> Iterator[Record]:
    """The documents of a member; one that cannot be read is named, and the next one is read."""
    try:
        yield from documents
    except (FileSkipped, ExtraMissing) as reason:
        yield Rejected(path, str(reason))


def shown_name(name: str) -> str:
    """A member's name as part of a path that is only shown: without roots and steps upwards."""
    steps = PurePosixPath(name.replace("\\", "/").lstrip("/")).parts
    printable = "/".join(step for step in steps if step != "..").encode("utf-8", "backslashreplace").decode()
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in printable) or "unnamed"
