"""Answers that are sent while they are written: no more of them at once than leave threads of the server for others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore

from flask import Response

from web.edge import problems

AT_ONCE = 2
"""Such answers under way at the same time: each keeps a thread of the server for as long as its client likes."""

RETRY_SECONDS = 30

_under_way = BoundedSemaphore(AT_ONCE)


def streamed(lines: Iterator[str], mimetype: str) -> Response:
    """The lines as an answer, or 503 while as many are being written as may be."""
    # Whoever waits here would keep a thread of the server as well.
    if not _under_way.acquire(blocking=False):
        return problems.too_busy("Too many downloads are running.", RETRY_SECONDS)
    turn = ExitStack()  # which ends once: with the last line, or when the client goes away
    turn.callback(_under_way.release)
    response = Response(_to_the_end(lines, turn), mimetype=mimetype)
    response.call_on_close(turn.close)
    return response


def _to_the_end(lines: Iterator[str], turn: ExitStack) -> Iterator[str]:
    with turn:
        yield from lines
