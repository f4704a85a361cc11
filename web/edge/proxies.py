"""What a proxy in front of the server says of a request: that it came by TLS, and from whom.

Anybody can send such headers. They are believed from the addresses that are named as proxies (SEARCH_TRUSTED_PROXIES),
and nothing behind this module sees any others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, TypeAlias

from flask import Flask

from search.config import Config

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_HOP = re.compile(
    r"\[(?P<six>[\da-f:.]+)\](:\d+)?|(?P<four>[\d.]+)(:\d+)?|"
    r"(?P<bare>[\da-f:.]+)",
    re.ASCII | re.IGNORECASE,
)
_NEVER = ("HOST", "PORT", "PREFIX", "SERVER", "BY", "SCHEME", "SSL")
"""What else proxies say; a name comes in `Host` or not at all."""


def believe(app: Flask, config: Config) -> None:
    """Let an application see requests as the named proxies say they came."""
    trusted = [ip_network(name) for name in config.trusted_proxies]
    app.wsgi_app = _Believing(app.wsgi_app, trusted)  # type: ignore[method-assign]


class _Believing:
    def __init__(self, app: WSGIApplication, trusted: Sequence[Network]) -> None:
        self._app, self._trusted = app, trusted

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request as it came to the proxy."""
        scheme = str(environ.pop("HTTP_X_FORWARDED_PROTO", "")).rpartition(",")[2].strip().lower()
        hops = str(environ.pop("HTTP_X_FORWARDED_FOR", "")).split(",")
        for name in ("HTTP_FORWARDED", *(f"HTTP_X_FORWARDED_{name}" for name in _NEVER)):
            environ.pop(name, None)
        peer = _address(str(environ.get("REMOTE_ADDR", "")))
        if peer and self._is_trusted(peer):
            if scheme in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme
            environ["REMOTE_ADDR"] = str(self._client(peer, hops))
        return self._app(environ, start_response)

    def _client(self, peer: Address, hops: Sequence[str]) -> Address:
        """Who asked the first of the named proxies: each adds on the right who asked it; others add anything."""
        at = peer
        for hop in reversed(hops):
            before = _address(hop.strip()) if self._is_trusted(at) else None
            if before is None:
                break
            at = before
        return at

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(text: str) -> Address | None:
    """The address in a hop, with or without a port; None for anything else."""
    found = _HOP.fullmatch(text)
    try:
        address = ip_address(found["six"] or found["four"] or found["bare"]) if found else None
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
