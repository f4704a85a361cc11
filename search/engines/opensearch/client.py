"""The cluster: JSON to any of its nodes, with the next node where one does not answer.

What is asked may be asked again: everything that is sent names what it makes, so that twice is once. A search waits a
few seconds for a node that has gone; a build waits longer, for it has more to lose.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import msgspec

from search.config import Config
from search.errors import ClusterUnreachable, ExtraMissing, IndexUnusable, SettingInvalid

SEARCH_SECONDS = 12.0
"""How long a search is tried again. When a node dies, another copy of its shards answers after a second or two."""
BUILD_SECONDS = 180.0
"""How long a build is: the cluster may be choosing a new manager, or a node starting again."""
_ROUNDS = 3
"""How often a search asks every node before it says that none can be reached."""
_TIMEOUT = 120.0
_WAITED = 408
"""The status of an answer that says what there is, where what was waited for has not come."""
_AGAIN = {429, 502, 503, 504}
_LOST = (
    "node_disconnected", "node_not_connected", "no_shard_available", "search_context_missing", "node_closed",
    '"phase":"fetch"', "index.IndexNotFound", "connect_transport", "cluster_manager_not_discovered", "master_not",
)  # fmt: skip
"""What a status of 500 says where a node went away in the middle of an answer: another copy has the rest."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


class Refused(IndexUnusable):
    """The cluster answered with an error. `kind` is what it calls it."""

    def __init__(self, status: int, answer: str, what: str) -> None:
        self.status, self.kind = status, _kind_of(answer)
        super().__init__(f"the search cluster refused {what} ({status} {self.kind or answer[:200]})")


class _Json:
    """The serializer of the client: several times as fast as its own."""

    mimetype = "application/json"

    def loads(self, text: str) -> Any:
        return _decode(text) if text else None

    def dumps(self, value: Any) -> Any:
        return value if isinstance(value, bytes) else _encode(value)


class Cluster:
    """A cluster. Safe to share between threads."""

    def __init__(self, config: Config, seconds: float = SEARCH_SECONDS) -> None:
        self._seconds = seconds
        self._nodes = hosts(config.cluster)
        self._transport = _transport(self._nodes, config)
        self._answered = False

    def ask(self, method: str, path: str, body: Any = None, **params: str) -> Any:
        """The answer as it was decoded; None for what is not there. Raises ClusterUnreachable and Refused."""
        return self._sent(method, path, body, "application/json", params)

    def lines(self, path: str, lines: Iterable[Any], **params: str) -> Any:
        """The answer to several requests in one, a line each, some of them encoded already."""
        body = b"".join(line if isinstance(line, bytes) else _encode(line) + b"\n" for line in lines)
        return self._sent("POST", path, body, "application/x-ndjson", params)

    def close(self) -> None:
        """Let go of all connections."""
        self._transport.close()

    def _sent(self, method: str, path: str, body: Any, kind: str, params: Mapping[str, str]) -> Any:
        from opensearchpy import exceptions

        until, silent, wait = time.monotonic() + self._seconds, 0, 0.05
        while True:
            try:
                answer = self._transport.perform_request(
                    method, path, params=dict(params), body=body, headers={"content-type": kind}, timeout=_TIMEOUT
                )
                self._answered = True
                return answer
            except exceptions.NotFoundError as error:
                if method in ("GET", "DELETE", "HEAD"):
                    return None
                raise Refused(404, str(error.error), f"{method} {path}") from None
            except exceptions.ConnectionError as error:
                silent += 1
                failure: Exception = ClusterUnreachable(self._silence(error))
                gone = isinstance(error, exceptions.SSLError) or self._gave_up(silent)
            except exceptions.TransportError as error:
                if error.status_code == _WAITED and isinstance(error.info, dict):
                    return error.info
                failure = _refusal(error, method, path)
                gone = not _passes_by(error)
            if gone or time.monotonic() > until:
                raise failure from None
            time.sleep(wait)
            wait = min(2 * wait, 2.0)

    def _gave_up(self, silent: int) -> bool:
        """Whether nobody needs to be waited for: for a search, and where no node has ever answered."""
        impatient = self._seconds <= SEARCH_SECONDS or not self._answered
        return impatient and silent >= _ROUNDS * len(self._nodes)

    def _silence(self, error: Exception) -> str:
        nodes = ", ".join(self._nodes)
        reason = str(getattr(error, "info", error)).split(">: ")[-1][:200]
        return (
            f"no node of the search cluster can be reached at {nodes} ({reason}); start the cluster, or correct"
            " SEARCH_CLUSTER. Nothing is lost: answers come again when it is back"
        )


def hosts(setting: str) -> tuple[str, ...]:
    """The addresses of the nodes. Plain http goes to this machine alone. Raises SettingInvalid."""
    if not setting:
        raise SettingInvalid("the engine opensearch needs SEARCH_CLUSTER, as in SEARCH_CLUSTER=https://node1:9200")
    found = tuple(address.strip().rstrip("/") for address in setting.split(",") if address.strip())
    for address in found:
        parts = urlsplit(address)
        shown = f"{parts.scheme}://{parts.hostname}" if parts.username else address
        if parts.username or parts.password:
            raise SettingInvalid(
                f"SEARCH_CLUSTER holds a password for {shown}; name the user with SEARCH_CLUSTER_USER and a file that"
                " holds the password with SEARCH_CLUSTER_PASSWORD_FILE"
            )
        if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
            raise SettingInvalid(
                f"SEARCH_CLUSTER={address} would send articles and passwords unencrypted; use https://, plain http is"
                " for this machine alone (http://127.0.0.1:9200)"
            )
    return found


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _transport(nodes: tuple[str, ...], config: Config) -> Any:
    try:
        from opensearchpy import Transport
        from opensearchpy.serializer import TextSerializer
    except ImportError:
        raise ExtraMissing(
            "the engine opensearch needs opensearch-py; install it with: pip install '.[opensearch]'"
        ) from None
    # Its log has the address of every request, and at the lowest level the texts of articles.
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    secure: dict[str, Any] = {
        "use_ssl": True,
        "verify_certs": True,
        "ca_certs": str(config.cluster_ca) if config.cluster_ca else None,
    }
    known: list[dict[str, Any]] = [
        {"host": parts.hostname, "port": parts.port or 9200, "url_prefix": parts.path}
        | (secure if parts.scheme == "https" else {})
        for parts in map(urlsplit, nodes)
    ]
    auth = (config.cluster_user, _password(config)) if config.cluster_user else None
    serializers: dict[str, Any] = {_Json.mimetype: _Json(), TextSerializer.mimetype: TextSerializer()}
    return Transport(
        known,
        serializers=serializers,
        max_retries=0,  # it is tried again here, with a pause
        retry_on_timeout=False,
        http_auth=auth,
        pool_maxsize=32,
        dead_timeout=1,
        timeout_cutoff=3,
        randomize_hosts=True,
    )


def _password(config: Config) -> str:
    if config.cluster_password_file is None:
        raise SettingInvalid("SEARCH_CLUSTER_USER needs SEARCH_CLUSTER_PASSWORD_FILE, a file that holds the password")
    try:
        return config.cluster_password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        message = f"cannot read {config.cluster_password_file} ({reason}); see SEARCH_CLUSTER_PASSWORD_FILE"
        raise SettingInvalid(message) from None


def _passes_by(error: Any) -> bool:
    """Whether another node, or the same one a moment later, may answer."""
    return error.status_code in _AGAIN or (error.status_code == 500 and any(word in str(error.info) for word in _LOST))


def _refusal(error: Any, method: str, path: str) -> Exception:
    if error.status_code in (401, 403):
        return SettingInvalid(
            "the search cluster does not accept the user or the password; see SEARCH_CLUSTER_USER and"
            f" SEARCH_CLUSTER_PASSWORD_FILE ({error.status_code} for {method} {path})"
        )
    info = _encode(error.info).decode() if isinstance(error.info, dict) else str(error.info)
    if error.status_code in _AGAIN or (error.status_code == 500 and _passes_by(error)):
        return ClusterUnreachable(
            f"the search cluster cannot answer now ({error.status_code} {_kind_of(info)}); see its health with:"
            " GET /_cluster/health. Nothing is lost: answers come again when it is well"
        )
    return Refused(error.status_code, info, f"{method} {path}")


def _kind_of(answer: str) -> str:
    """What the cluster calls an error, with its reason; nothing of what was sent."""
    try:
        error = _decode(answer)["error"]
        causes = error.get("root_cause") or [error]
        reason = error.get("caused_by", causes[0])
        return f"{reason['type']}: {reason['reason']}"[:300]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return ""


@contextmanager
def connected(config: Config, seconds: float = BUILD_SECONDS) -> Iterator[Cluster]:
    """A cluster for the time of a build."""
    cluster = Cluster(config, seconds)
    try:
        yield cluster
    finally:
        cluster.close()
