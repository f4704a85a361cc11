"""The headers that say what the page may load and who may use it."""

from __future__ import annotations

from flask import Response

from web import htmx

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {htmx.URL}",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def secure(response: Response) -> Response:
    """The response with the security headers."""
    response.headers.update(HEADERS)
    return response
