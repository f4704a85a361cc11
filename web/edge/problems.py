"""Errors as answers: problem+json (RFC 9457) under /api/, a page or a fragment of one elsewhere."""

from __future__ import annotations

import json
import logging
import traceback
from dataclasses import asdict, dataclass
from http import HTTPStatus

from flask import Response, render_template, request
from werkzeug.exceptions import HTTPException

from search.answers import sentences
from search.errors import (
    ClusterUnreachable,
    DocumentNotFound,
    IndexMissing,
    IndexUnusable,
    IndexUnwritable,
    InputInvalid,
    LedgerElsewhere,
    SettingInvalid,
    StoriesNotTold,
)
from search.query import address
from web import htmx
from web.edge.after_answer import rule_of_request
from web.live import live

log = logging.getLogger(__name__)

MAX_ADDRESS = 8_192
"""Bytes of the longest address accepted; browsers and proxies have similar limits."""

CHALLENGE = 'Bearer realm="clippings"'
"""The challenge sent to a client without the token (RFC 6750)."""

_DETAILS = {
    404: "There is no page at this address.",
    405: "This address does not accept this kind of request.",
    413: "The request is too large.",
    500: "The server ran into an unexpected error. Its log has the details.",
}

_HEADLINES = {
    400: "Invalid address",
    404: "Not found",
    401: "Token required",
    403: "Not allowed",
    414: "Address too long",
    500: "Something went wrong",
    503: "Search unavailable",
    507: "Saved, but not applied yet",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it is reported to people and programs. `instead` is an address that works, if one is known."""

    status: int
    detail: str
    errors: tuple[address.Problem, ...] = ()
    instead: str | None = None

    @property
    def title(self) -> str:
        """The status in the words of its standard, for programs."""
        return HTTPStatus(self.status).phrase

    @property
    def headline(self) -> str:
        """The status in words for people."""
        return _HEADLINES.get(self.status, self.title)


def bad_parameters(error: address.BadParameters) -> Response:
    """400, naming every invalid parameter, with the address without them."""
    left = address.without(list(request.args.items(multi=True)), (problem.parameter for problem in error.problems))
    instead = f"{request.path}?{address.encode(left)}".rstrip("?")
    return answer(Failure(400, str(error), error.problems, instead))


def not_told(error: StoriesNotTold) -> Response:
    """400: the query needs an index with stories; with the address of the same query without them."""
    asked = list(request.args.items(multi=True))
    left = address.without(asked, address.OF_STORIES)
    kept = {name for name, _ in asked} & set(address.OF_STORIES)
    instead = f"{request.path}?{address.encode(left)}".rstrip("?") if kept else "/"
    return answer(Failure(400, str(error), instead=instead))


def too_long() -> Response:
    """414: an address longer than is accepted."""
    detail = f"The address is longer than {MAX_ADDRESS:,} bytes. Use fewer words or filters."
    return answer(Failure(414, detail))


def wrong_host(host: str) -> Response:
    """421: an unknown or invalid host name. In plain text, because a page's links would use that name."""
    name = host if len(host) <= 80 else f"{host[:79]}…"
    detail = (
        f"This server does not answer to “{name}”. If it should, restart it with that name in SEARCH_TRUSTED_HOSTS."
    )
    if request.path.startswith("/api/"):
        return answer(Failure(421, detail))
    return Response(f"{detail}\n", 421, mimetype="text/plain")


def not_admitted() -> Response:
    """401, for clients that cannot fill in a form."""
    detail = "A token is required. Reload the page to sign in, or send the header “Authorization: Bearer TOKEN”."
    response = answer(Failure(401, detail))
    response.headers["WWW-Authenticate"] = CHALLENGE
    return response


def not_from_here() -> Response:
    """403: a correction that did not come from a page of this run of the server."""
    return answer(
        Failure(403, "This request did not come from a current page. Go back, reload the page and try again.")
    )


def not_correct(reason: str) -> Response:
    """400: a correction that cannot be saved."""
    return answer(Failure(400, f"{reason[:1].upper()}{reason[1:]}. Nothing was changed."))


def not_applied(error: IndexUnwritable) -> Response:
    """507: a correction is in its file, and the index could not follow."""
    log.error("%s", error)
    why = sentences.without_path(error, live().folder)
    return answer(Failure(507, f"{why} The correction is saved, and the next build applies it."))


def too_busy(what: str, seconds: int) -> Response:
    """503: try again later."""
    response = answer(Failure(503, f"{what} Try again in {seconds} seconds."))
    response.headers["Retry-After"] = str(seconds)
    return response


def bad_input(error: InputInvalid) -> Response:
    """400: something that was typed or sent is not what the page takes."""
    return answer(Failure(400, sentences.sentence(error)))


def not_found(error: DocumentNotFound) -> Response:
    """404: there is no such document, or it is gone."""
    return answer(Failure(404, sentences.not_found(error)))


def no_entity(name: str) -> Response:
    """404: no article mentions this name, or none does any longer."""
    return answer(Failure(404, f"No articles mention “{name if len(name) <= 80 else name[:79] + '…'}”."))


def no_ledger(error: LedgerElsewhere) -> Response:
    """404: the file report is on another machine, and so are corrections and tags."""
    return answer(Failure(404, sentences.sentence(error)))


def no_index(error: IndexMissing | IndexUnusable) -> Response:
    """503: the index is gone, damaged or from another version. Only the log has its path."""
    log.error("%s", error)
    live().let_go()
    return answer(Failure(503, sentences.without_path(error, live().folder)))


def no_cluster(error: ClusterUnreachable) -> Response:
    """503: the search cluster does not answer. Only the log has its addresses."""
    log.error("%s", error)
    return answer(Failure(503, sentences.NO_CLUSTER))


def no_setting(error: SettingInvalid) -> Response:
    """503: the server cannot use a setting, such as the password of a cluster. Only the log says which and why."""
    log.error("%s", error)
    return answer(Failure(503, sentences.NO_SETTING))


def of_http(error: HTTPException) -> Response:
    """An error of the framework, in our words."""
    status = error.code or 500
    failure = Failure(status, _DETAILS.get(status, error.description or ""))
    response = answer(failure)
    for name, value in error.get_headers(request.environ):
        if name in ("Allow", "Location"):
            response.headers[name] = value
    return response


def unexpected(error: Exception) -> Response:
    """500: a bug. The log says where, the answer does not; neither has what was asked for."""
    # Only the places: the message of an error may hold what was asked for.
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s at %s\n%s", type(error).__name__, rule_of_request(), places)
    return answer(Failure(500, _DETAILS[500]))


def answer(failure: Failure) -> Response:
    """The failure in the format that was asked for."""
    if request.path.startswith("/api/"):
        return Response(_problem_json(failure), failure.status, mimetype="application/problem+json")
    fragment = htmx.wants_fragment(request.headers)
    template = "_problem.html" if fragment else "error.html"
    response = Response(render_template(template, failure=failure), failure.status)
    response.headers.update(htmx.PROBLEM if fragment else {})
    response.vary.update(htmx.VARY)
    return response


def _problem_json(failure: Failure) -> str:
    return json.dumps(
        {
            "type": "about:blank",
            "title": failure.title,
            "status": failure.status,
            "detail": failure.detail,
            "errors": [asdict(problem) for problem in failure.errors],
        },
        ensure_ascii=False,
    )
