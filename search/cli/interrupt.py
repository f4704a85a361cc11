"""Ctrl-C while a program is still loading its modules: one line and exit status 130, as later, not a traceback."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

STOPPED = "stopped; nothing was changed"


def expect() -> None:
    """From now until `accept`, Ctrl-C ends the process at once. Nothing has been begun, so nothing is left behind."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started it wants it otherwise
        signal.signal(signal.SIGINT, _stop)


def accept() -> None:
    """Let Ctrl-C be a KeyboardInterrupt again, for a program that has begun."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(number: int, frame: FrameType | None) -> None:
    sys.stderr.write(f"{STOPPED}\n")
    sys.stderr.flush()
    os._exit(130)
