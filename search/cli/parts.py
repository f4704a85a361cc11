"""What `python -m search.index` says of reading on many machines: its options, and what became of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import click

from search.build.part_run import PartDone
from search.build.taken import Taken
from search.cli.options import plural, size
from search.config import Config
from search.terminal import line, say

FOLDER = "parts"
"""In the folder of an index."""


class Part(NamedTuple):
    """One part of so many; the first is number 1."""

    number: int
    of: int


def _part(_context: click.Context, _option: click.Parameter, value: str | None) -> Part | None:
    """What "3/8" says. Raises BadParameter."""
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    part = Part(int(found[1]), int(found[2])) if found else Part(0, 0)
    if not 1 <= part.number <= part.of:
        raise click.BadParameter(f"{value!r} is no part; expected K/N, such as 3/8, with K from 1 to N")
    return part


part_option = click.option(
    "--part",
    callback=_part,
    metavar="K/N",
    help="Read only the K-th of N parts of the files, with their names, into --parts-dir; builds no index.",
)
merge_option = click.option(
    "--merge",
    is_flag=True,
    help="Build the index from the parts in --parts-dir; files that have changed since or are in no part are read.",
)
parts_option = click.option(
    "--parts-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the parts, which all machines and the merge can reach.  [default: parts in the index folder]",
)


def require_one_task(part: Part | None, parts_dir: Path | None, *, merge: bool, watch: bool) -> None:
    """Raises UsageError where options were given that do not go together."""
    if part and merge:
        raise click.UsageError("--part reads one part and --merge builds from all; give one of the two")
    if watch and (part or merge):
        raise click.UsageError(f"--watch does not go with {'--part' if part else '--merge'}")
    if parts_dir and not (part or merge):
        raise click.UsageError("--parts-dir goes with --part or --merge")


def folder_of(parts_dir: Path | None, config: Config) -> Path:
    """Where parts are kept."""
    return parts_dir or config.index / FOLDER


def summary(part: Part, done: PartDone, seconds: float) -> str:
    """What one part has read, on one line."""
    earlier = f", {done.earlier:,} of them by an earlier run" * bool(done.earlier)
    read = f"{plural(done.files, 'file')}{earlier} ({plural(done.documents, 'document')})"
    return f"part {part.number}/{part.of}: read {read} in {seconds:.1f} s -> {done.file} ({size(done.bytes)})"


def say_merged(taken: Taken) -> None:
    """Say which files were read that parts could have given, and how many they gave."""
    for path, reason in taken.named:
        say(f"read here {line(path)}: {reason}", err=True)
    if taken.read > len(taken.named):
        say(f"read here {plural(taken.read - len(taken.named), 'more file')}", err=True)
    say(f"parts: {plural(taken.files, 'file')} taken from {plural(taken.parts, 'part')}, {taken.read:,} read here")
