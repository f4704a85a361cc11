"""Who may read: if a token is set, only those who know it.

Programs send it in a header, `Authorization: Bearer TOKEN`. People enter it in a form once and get a cookie in
exchange, signed with a key derived from the token: changing the token ends every session.
"""

from __future__ import annotations

import hmac
import logging
import re
from datetime import timedelta
from typing import cast

from flask import Blueprint, Flask, Response, current_app, redirect, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response as AnyResponse

from search.config import Config
from web import htmx
from web.edge import problems

admission = Blueprint("admission", __name__)

OPEN = {"static", "admission.enter", "api.health"}
"""What is answered without a token. The health check then says only whether there is an index."""

SESSION = timedelta(hours=12)
"""How long a cookie stays valid, however much it is used (ASVS 3.3.2 asks for a new login after 12 hours)."""

_KEY = "clippings.token"
_OWN_PAGE = re.compile(r"/(?!/)[!-\[\]-~]*")
"""A path on this server: browsers read `//x` and `/\\x` as another host, and ignore tabs."""

log = logging.getLogger(__name__)


def guard(app: Flask, config: Config) -> None:
    """Ask for the token, if there is one."""
    app.extensions[_KEY] = config.token
    app.jinja_env.globals.update(may_leave=lambda: bool(config.token) and bool(session))
    if not config.token:
        return
    app.secret_key = hmac.digest(config.token.encode(), b"clippings session", "sha256")
    app.session_interface = _Sessions()
    app.config.update(SESSION_COOKIE_NAME="clippings", SESSION_COOKIE_SAMESITE="Lax")
    app.permanent_session_lifetime = SESSION
    app.before_request(_refuse)
    app.after_request(_keep_out_of_caches)
    app.register_blueprint(admission)


class _Sessions(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the cookie is sent over TLS only: if a proxy says that this request came over TLS."""
        return request.is_secure


def admitted() -> bool:
    """Whether the client has shown the token, or none is needed."""
    token = current_app.extensions[_KEY]
    return not token or bool(session.get("admitted")) or _right(_bearer())


@admission.post("/enter")
def enter() -> AnyResponse:
    """Exchange the token for a cookie."""
    if not _right(request.form.get("token", "").strip()):
        _note_wrong()
        return _form("Wrong token. Try again.")
    # Nothing of a session from before it was admitted goes on in it.
    session.clear()
    session["admitted"] = True
    log.info("session opened from %s", request.remote_addr)
    return redirect(_wanted(), 303)


@admission.post("/leave")
def leave() -> AnyResponse:
    """Delete the cookie."""
    session.clear()
    return redirect("/", 303)


def _refuse() -> AnyResponse | None:
    # A preflight has no headers of its own to show a token in.
    if request.endpoint in OPEN or request.method == "OPTIONS" or admitted():
        return None
    if "Authorization" in request.headers:
        _note_wrong()
    if request.path.startswith("/api/") or request.path in ("/metrics", "/mcp") or htmx.wants_fragment(request.headers):
        return problems.not_admitted()
    return _form()


def _note_wrong() -> None:
    """Log who tries tokens, but never what they try (ASVS 7.2.1)."""
    log.warning("wrong token from %s", request.remote_addr)


def _form(complaint: str = "") -> Response:
    wanted = _wanted() if request.method == "POST" else request.full_path.rstrip("?")
    response = Response(render_template("token.html", complaint=complaint, wanted=wanted), 401)
    response.headers["WWW-Authenticate"] = problems.CHALLENGE
    response.vary.update(htmx.VARY)
    return response


def _wanted() -> str:
    wanted = request.form.get("wanted", "")
    return wanted if _OWN_PAGE.fullmatch(wanted) else "/"


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _right(given: str) -> bool:
    """Whether this is the token, compared in constant time."""
    token = cast(str, current_app.extensions[_KEY])
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), token.encode())


def _keep_out_of_caches(response: Response) -> Response:
    """Keep everything that needs the token out of the caches of browsers and proxies (ASVS 8.2.1)."""
    if request.endpoint != "static":
        response.cache_control.private = True
        response.cache_control.no_store = True
    return response
