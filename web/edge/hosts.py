"""The host names that the server answers to.

A page of another site can make its own name stand for this machine (DNS rebinding), and its visitor's browser then
reads here as if it were that site. The browser says that name; so only names that we know are answered. An address in
numbers cannot be made to stand for anything else.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from flask import Flask, Response, request

from search.config import Config
from web.edge import problems

_HOST = re.compile(r"\[(?P<six>[0-9a-f:.]+)\](:\d{1,5})?|(?P<name>[\w-]{1,63}(\.[\w-]{1,63})*)\.?(:\d{1,5})?", re.ASCII)


def guard(app: Flask, config: Config) -> None:
    """Refuse requests that use an unknown name."""
    names = frozenset((config.host.lower(), *config.trusted_hosts))

    def refuse() -> Response | None:
        # Only browsers can be led here by a name, and they always send one; other programs need not.
        host = request.environ.get("HTTP_HOST", "")
        return None if not host or known(host, names) else problems.wrong_host(host)

    app.before_request(refuse)


def known(host: str, names: frozenset[str]) -> bool:
    """Whether a `Host` header has an IP address, a name that always means this machine, or one of the names."""
    found = _HOST.fullmatch(host.lower())
    if not found:
        return False
    name = found["six"] or found["name"]
    return is_number(name) or name in names or name == "localhost" or name.endswith(".localhost")


def is_number(host: str) -> bool:
    """Whether a host is an IP address."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    return host == "localhost" or (is_number(host) and ip_address(host).is_loopback)
