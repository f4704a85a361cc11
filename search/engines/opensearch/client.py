"""The cluster: JSON to any of its nodes, with the next node where one does not answer.

What is asked may be asked again: everything that is sent names what it makes, so that twice is once. A search waits a
few seconds for a node that has gone; a build waits longer, for it has more to lose.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from search.config import Config
from search.engines.opensearch.addresses import Address, addresses
from search.engines.opensearch.login import credentials, trust
from search.engines.opensearch.refusals import Refused, distrust, foreign, passes_by, refusal
from search.errors import ClusterUnreachable, ExtraMissing

SEARCH_SECONDS = 12.0
"""How long a search is tried again. When a node dies, another copy of its shards answers after a second or two."""
BUILD_SECONDS = 180.0
"""How long a build is: the cluster may be choosing a new manager, or a node starting again."""
_ROUNDS = 3
"""How often a search asks every node before it says that none can be reached."""
_LONGEST_PAUSE = 2.0
_SILENCE = 3.0
"""Seconds after which somebody who waits is told so."""
_SEARCH_TIMEOUT = 60.0
"""How long one node has for an answer to a search. One that hangs without dying does not hold it for ever."""
_BUILD_TIMEOUT = 120.0
_WAITED = 408
"""The status of an answer that says what there is, where what was waited for has not come."""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


log = logging.getLogger(__name__)

_answered: set[tuple[Address, ...]] = set()
"""The nodes of which one has answered this program: a build makes several connections, and nodes may go between two."""


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
        self._seconds, self._searching = seconds, seconds <= SEARCH_SECONDS
        self._nodes = addresses(config.cluster)
        self._transport = _transport(self._nodes, config)

    def ask(self, method: str, path: str, body: Any = None, **params: str) -> Any:
        """The answer as it was decoded; None for what is not there. Raises ClusterUnreachable and Refused."""
        return self._sent(method, path, body, "application/json", params)

    def lines(self, path: str, lines: Iterable[Any], **params: str) -> Any:
        """The answer to several requests in one, a line each, some of them encoded already."""
        body = b"".join(line if isinstance(line, bytes) else _encode(line) + b"\n" for line in lines)
        return self._sent("POST", path, body, "application/x-ndjson", params)

    def foreign(self) -> ClusterUnreachable:
        """What to raise where something else answers at the addresses."""
        return foreign(self._nodes)

    def close(self) -> None:
        """Let go of all connections."""
        self._transport.close()

    def _sent(self, method: str, path: str, body: Any, kind: str, params: Mapping[str, str]) -> Any:
        from opensearchpy import exceptions

        # A search waits for seconds, and whoever asked is told how it ended.
        began, silent, wait, told = time.monotonic(), 0, 0.05, self._searching
        timeout = _SEARCH_TIMEOUT if self._searching else _BUILD_TIMEOUT
        tries = 0
        while True:
            tries += 1
            try:
                answer = self._transport.perform_request(
                    method, path, params=dict(params), body=body, headers={"content-type": kind}, timeout=timeout
                )
                _answered.add(self._nodes)
                return answer
            except exceptions.NotFoundError as error:
                if method in ("GET", "DELETE", "HEAD"):
                    return None
                raise Refused(404, str(error.error), f"{method} {path}") from None
            except exceptions.ConnectionError as error:
                silent += 1
                unsafe = isinstance(error, exceptions.SSLError)
                failure: Exception = distrust(self._nodes, _reason(error)) if unsafe else self._silence(error)
                gone = unsafe or self._gave_up(silent)
            except exceptions.TransportError as error:
                if error.status_code == _WAITED and isinstance(error.info, dict):
                    return error.info
                failure = refusal(error.status_code, error.info, f"{method} {path}")
                gone = not passes_by(error.status_code, error.info)
            except (exceptions.SerializationError, ValueError):
                # What stands before a cluster may say for a moment that this is down, with a status that says it is up.
                failure, gone = foreign(self._nodes), self._nodes not in _answered
            # However long one node took to say nothing: another may answer at once.
            if gone or (time.monotonic() > began + self._seconds and tries >= len(self._nodes)):
                raise failure from None
            if not told and time.monotonic() > began + _SILENCE:
                told, seconds = True, f"{self._seconds:.0f} s"
                log.error("the search cluster does not answer; waiting up to %s for it (%s)", seconds, failure)
            time.sleep(wait)
            wait = min(2 * wait, _LONGEST_PAUSE)

    def _gave_up(self, silent: int) -> bool:
        """Whether nobody needs to be waited for: for a search, and where no node has ever answered."""
        impatient = self._searching or self._nodes not in _answered
        return impatient and silent >= _ROUNDS * len(self._nodes)

    def _silence(self, error: Exception) -> ClusterUnreachable:
        nodes = ", ".join(map(str, self._nodes))
        kept = "answers come again" if self._searching else "the live index stays as it is, and can be built again"
        return ClusterUnreachable(
            f"no node of the search cluster can be reached at {nodes} ({_reason(error)}); start the cluster, or correct"
            f" SEARCH_CLUSTER. Nothing is lost: {kept} when it is back"
        )


def _reason(error: Exception) -> str:
    return str(getattr(error, "info", error)).split(">: ")[-1][:200]


def _transport(nodes: tuple[Address, ...], config: Config) -> Any:
    try:
        from opensearchpy import Transport
        from opensearchpy.serializer import TextSerializer
    except ImportError:
        raise ExtraMissing(
            "the engine opensearch needs opensearch-py; install it with: pip install '.[opensearch]'"
        ) from None
    # Its log has the address of every request, and at the lowest level the texts of articles.
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    secure = {"use_ssl": True, "ssl_context": trust(config)} if any(node.is_encrypted for node in nodes) else {}
    known: list[dict[str, Any]] = [
        {"host": node.host, "port": node.port, "url_prefix": node.path} | (secure if node.is_encrypted else {})
        for node in nodes
    ]
    serializers: dict[str, Any] = {_Json.mimetype: _Json(), TextSerializer.mimetype: TextSerializer()}
    return Transport(
        known,
        serializers=serializers,
        max_retries=0,  # it is tried again here, with a pause
        retry_on_timeout=False,
        http_auth=credentials(config),
        pool_maxsize=32,
        dead_timeout=1,
        timeout_cutoff=3,
        randomize_hosts=True,
    )


@contextmanager
def connected(config: Config, seconds: float = BUILD_SECONDS) -> Iterator[Cluster]:
    """A cluster for the time of a build."""
    cluster = Cluster(config, seconds)
    try:
        yield cluster
    finally:
        cluster.close()
