"""What a browser is asked to remember for a year: no secret, and nothing that a script can read."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

_YEAR = 31_536_000


def remember(response: Response, name: str, value: str) -> None:
    """Let the browser that gets an answer keep a value, for this site alone."""
    response.set_cookie(name, value, max_age=_YEAR, secure=request.is_secure, httponly=True, samesite="Lax")
