"""Answers that are streamed: only so many at once that threads of the server are left for others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from threading import BoundedSemaphore

from flask import Response

from web.edge import problems

AT_ONCE = 2
"""Streams at the same time: each holds a thread of the server for as long as its client likes."""

RETRY_SECONDS = 30

_under_way = BoundedSemaphore(AT_ONCE)


def streamed(lines: Iterator[str], mimetype: str) -> Response:
    """The lines as an answer, or 503 while too many are being sent."""
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
