"""Which other sites' pages may read the JSON in a browser (CORS): only those that are configured.

Cookies are never accepted from them: where there is a token, such a page has to send it in a header.
"""

from __future__ import annotations

from flask import Flask, Response, request

from search.config import Config

ASKED_AGAIN_SECONDS = 600
"""How long a browser may cache a preflight response."""


def share(app: Flask, config: Config) -> None:
    """Let the named origins read everything under /api/."""
    if not config.cors_origins:
        return

    def allow(response: Response) -> Response:
        if request.path.startswith("/api/"):
            # Also where nothing is allowed: a cache must not give one site's answer to another.
            response.vary.add("Origin")
            origin = request.headers.get("Origin", "").lower()
            if origin and not {origin, "*"}.isdisjoint(config.cors_origins):
                response.headers.update(_allowed(origin))
        return response

    app.after_request(allow)


def _allowed(origin: str) -> dict[str, str]:
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET",
        "Access-Control-Allow-Headers": "Authorization",
        "Access-Control-Max-Age": str(ASKED_AGAIN_SECONDS),
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
