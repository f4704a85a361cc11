"""What has been done, told on the page that a form leads to, and there only once: a short-lived cookie carries it."""

from __future__ import annotations

from urllib.parse import quote, unquote

from flask import request
from werkzeug.wrappers import Response

COOKIE = "done"
SECONDS = 60


def say(response: Response, path: str, words: str) -> None:
    """Let the page at a path tell what has been done."""
    response.set_cookie(
        COOKIE, quote(words), max_age=SECONDS, path=path, secure=request.is_secure, httponly=True, samesite="Lax"
    )


def said() -> str:
    """What is to be told, "" for nothing. Only ever shown as text: a browser may send anything."""
    return unquote(request.cookies.get(COOKIE, ""))


def forget(response: Response, path: str) -> None:
    """It has been told."""
    if COOKIE in request.cookies:
        response.delete_cookie(COOKIE, path=path, secure=request.is_secure, httponly=True, samesite="Lax")
