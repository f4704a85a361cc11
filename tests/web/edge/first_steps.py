"""What processes of a server may do at their start, for `test_first_process.py`; run, it serves with one of these."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from socket import create_server, socket
from time import sleep

from search.errors import IndexUnusable
from search.terminal import say
from web.edge import processes
from web.edge.shared import Shared

Tell = Callable[[int], None]
Alone = Callable[[], bool]


def good(opened: socket, shared: Shared, tell: Tell, alone: Alone) -> None:
    """One that can answer, and does until it is told to end."""
    tell(6)
    while not alone():
        sleep(0.05)


def slow(opened: socket, shared: Shared, tell: Tell, alone: Alone) -> None:
    """One that is never done with its start."""
    while not alone():
        sleep(0.05)


def late(opened: socket, shared: Shared, tell: Tell, alone: Alone) -> None:
    """One that can answer when there is nobody any more who could be told."""
    slow(opened, shared, tell, alone)
    tell(6)


def _begun(shared: Shared) -> int:
    """How many have begun before."""
    assert shared.folder
    before = len([*shared.folder.glob("begun.*")])
    (shared.folder / f"begun.{os.getpid()}").touch()
    return before


def then_slow(opened: socket, shared: Shared, tell: Tell, alone: Alone) -> None:
    """The first two are good, and the others slow."""
    (good if _begun(shared) < 2 else slow)(opened, shared, tell, alone)


def then_broken(opened: socket, shared: Shared, tell: Tell, alone: Alone) -> None:
    """The first two end at once, and the others cannot begin."""
    if _begun(shared) >= 2:
        raise IndexUnusable("the index is damaged; rebuild it")
    tell(6)


if __name__ == "__main__":
    with create_server(("127.0.0.1", 0)) as listening:
        begins = {"good": good, "slow": slow, "then_slow": then_slow, "then_broken": then_broken}[sys.argv[1]]
        Path(sys.argv[2]).touch()
        processes.serve(2, begins, listening, lambda documents: say(f"ready {documents}"))
    say("ended")
