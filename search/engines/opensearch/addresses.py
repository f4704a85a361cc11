"""The addresses of a cluster's nodes."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from search.errors import SettingInvalid

PORT = 9200
"""The port of an address that names none."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a node answers: all of its paths begin with `path`."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_encrypted(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.scheme == "https"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"


def addresses(setting: str) -> tuple[Address, ...]:
    """What SEARCH_CLUSTER names. Plain http goes to this machine alone. Raises SettingInvalid."""
    if not setting:
        raise SettingInvalid("the engine opensearch needs SEARCH_CLUSTER, as in SEARCH_CLUSTER=https://node1:9200")
    return tuple(_address(text.strip().rstrip("/")) for text in setting.split(",") if text.strip())


def _address(text: str) -> Address:
    parts = urlsplit(text)
    host = parts.hostname or ""
    if parts.username or parts.password:
        raise SettingInvalid(
            f"SEARCH_CLUSTER holds a password for {parts.scheme}://{host}; name the user with SEARCH_CLUSTER_USER and a"
            " file that holds the password with SEARCH_CLUSTER_PASSWORD_FILE"
        )
    address = Address(parts.scheme, host, parts.port or PORT, parts.path)
    if not (address.is_encrypted or _is_loopback(host)):
        raise SettingInvalid(
            f"SEARCH_CLUSTER={text} would send articles and passwords unencrypted; use https://, plain http is for this"
            " machine alone (http://127.0.0.1:9200)"
        )
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
