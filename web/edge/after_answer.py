"""What is known about a request once it has been answered, for the metrics and the log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import quote

from flask import Flask, Response, g, request

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and its answer.

    `rule` is the pattern of the address ("/documents/<doc_id>"), which tells nothing of what was asked; `address` is
    all of it, escaped. What can be made up without end is "other": strange methods, addresses where there is nothing.
    """

    method: str
    rule: str
    address: str
    status: int
    seconds: float


def on_answered(app: Flask, act: Callable[[Answered], None]) -> None:
    """Call `act` when a request has been answered; for downloads, when all has been sent."""

    def begin() -> None:
        g.began = perf_counter()

    def finish(response: Response) -> Response:
        method, rule = (request.method if request.method in METHODS else "other"), rule_of_request()
        address, status, began = _address(), response.status_code, g.get("began", perf_counter())

        def done() -> None:
            act(Answered(method, rule, address, status, perf_counter() - began))

        end = ExitStack()  # which comes once, however often the response is closed
        end.callback(done)
        if response.is_streamed and not response.direct_passthrough:
            response.call_on_close(end.close)
        else:  # whole at hand, or a file that the server sends by itself
            end.close()
        return response

    app.before_request(begin)
    app.after_request(finish)


def rule_of_request() -> str:
    """The URL pattern of the current request."""
    return request.url_rule.rule if request.url_rule else "other"


def _address() -> str:
    # Escaped, so that nothing in an address can begin a line of its own in the log.
    query = quote(request.query_string, safe="=&+%:/(),*~-.")
    return quote(request.path, safe="/") + (f"?{query}" if query else "")
