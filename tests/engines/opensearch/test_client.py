"""The way to a cluster: which addresses are taken, what is asked again, and what no message may hold."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from search.config import Config
from search.engines.opensearch import announcement, bulk, client, requirements
from search.engines.opensearch.addresses import addresses
from search.engines.opensearch.client import Cluster
from search.engines.opensearch.refusals import NotAllowed, Refused
from search.errors import ClusterUnreachable, IndexUnwritable, SettingInvalid

LOST = {"error": {"root_cause": [], "type": "node_disconnected_exception", "reason": "gone"}, "status": 500}


class Answers(BaseHTTPRequestHandler):
    """Gives the answers of the server one after the other, the last one again and again."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.heard.append(self.headers)  # type: ignore[attr-defined]
        answers = self.server.answers  # type: ignore[attr-defined]
        status, answer = answers.pop(0) if len(answers) > 1 else answers[0]
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if body.startswith(b"<") else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - so it is called

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Say nothing."""


@contextmanager
def node(answers: Sequence[tuple[int, object]], context: ssl.SSLContext | None = None) -> Iterator[ThreadingHTTPServer]:
    """A node that gives these answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.answers, server.heard = [*answers], []  # type: ignore[attr-defined]
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def config(server: ThreadingHTTPServer, **settings: object) -> Config:
    scheme = settings.pop("scheme", "http")
    return Config(cluster=f"{scheme}://127.0.0.1:{server.server_port}", **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("", "needs SEARCH_CLUSTER"),
        ("http://search.example:9200", "unencrypted; use https"),
        ("http://192.0.2.7:9200", "unencrypted"),
        ("http://127.0.0.1.example.org:9200", "unencrypted"),
        ("https://a:9200,http://b:9200", "http://b:9200"),
        ("https://me:hunter22@a:9200", "SEARCH_CLUSTER_PASSWORD_FILE"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(setting: str, complaint: str) -> None:
    with pytest.raises(SettingInvalid, match=complaint) as refused:
        addresses(setting)
    assert "hunter22" not in str(refused.value)


@pytest.mark.parametrize(
    "setting",
    [
        "a:9200",
        "ftp://a",
        "https://",
        "https://a b",
        "https://a/?q=1",
        "https://a:b",
        "https://a:0",
        "https://a:99999",
        "https://[::1",
    ],
)
def test_an_address_that_is_none_is_told_without_being_repeated(setting: str) -> None:
    with pytest.raises(SettingInvalid, match="SEARCH_CLUSTER is not valid") as refused:
        Config.load({"SEARCH_CLUSTER": setting})
    assert setting not in str(refused.value).replace("https://node", "")


def test_this_machine_may_be_asked_plainly() -> None:
    found = addresses("http://127.0.0.1:9200, http://[::1]:9201/,http://localhost/,https://a/one/two/")
    assert [*map(str, found)] == [
        "http://127.0.0.1:9200",
        "http://[::1]:9201",
        "http://localhost:9200",
        "https://a:9200/one/two",
    ]


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_node_that_cannot_answer_now_is_asked_again(status: int) -> None:
    with node([(status, {}), (500, LOST), (200, {"right": 1})]) as server:
        assert Cluster(config(server)).ask("GET", "/") == {"right": 1}


def test_a_node_that_is_gone_is_passed_by() -> None:
    with node([(200, {"right": 1})]) as server:
        gone = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        gone.server_close()
        both = Config(cluster=f"http://127.0.0.1:{gone.server_port},http://127.0.0.1:{server.server_port}")
        cluster = Cluster(both)
        assert [cluster.ask("GET", "/") for _ in range(6)] == [{"right": 1}] * 6


def test_a_node_that_hangs_does_not_hold_what_another_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_SEARCH_TIMEOUT", 0.5)
    monkeypatch.setattr(client, "SEARCH_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as hanging, node([(200, {"right": 1})]) as server:
        both = Config(cluster=f"http://127.0.0.1:{hanging.getsockname()[1]},http://127.0.0.1:{server.server_port}")
        cluster = Cluster(both, seconds=0.2)
        assert [cluster.ask("GET", "/") for _ in range(3)] == [{"right": 1}] * 3


def test_where_no_node_answers_the_message_says_which_and_what_to_do() -> None:
    gone = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    gone.server_close()
    with pytest.raises(ClusterUnreachable, match=rf"127.0.0.1:{gone.server_port}.*correct SEARCH_CLUSTER"):
        Cluster(config(gone)).ask("GET", "/")


def test_a_cluster_that_stays_ill_is_not_asked_for_ever() -> None:
    ill = [(503, {"error": {"type": "no_manager", "reason": "none"}})]
    with node(ill) as server, pytest.raises(ClusterUnreachable, match="503 no_manager: none"):
        Cluster(config(server), seconds=0.5).ask("GET", "/")


def test_a_cluster_that_has_answered_before_is_waited_for_by_a_new_connection() -> None:
    with node([(200, {"right": 1})]) as server:
        settings = config(server)
        Cluster(settings, seconds=60.0).ask("GET", "/")
        port = server.server_port
    began = time.monotonic()
    with pytest.raises(ClusterUnreachable):
        Cluster(settings, seconds=12.5).ask("GET", "/")
    assert time.monotonic() - began >= 12.5
    unknown = Config(cluster=f"http://127.0.0.1:{port}/elsewhere")
    began = time.monotonic()
    with pytest.raises(ClusterUnreachable):
        Cluster(unknown, seconds=60.0).ask("GET", "/")
    assert time.monotonic() - began < 50.0


def test_a_build_that_waits_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    with node([*[(503, {"error": {"type": "no_manager", "reason": "none"}})] * 8, (200, {"right": 1})]) as server:
        assert Cluster(config(server), seconds=60.0).ask("GET", "/") == {"right": 1}
    [told] = [record.message for record in caplog.records if record.levelname == "ERROR"]
    assert told.startswith("the search cluster does not answer; waiting up to 60 s for it (")
    assert "503 no_manager" in told


def test_an_error_that_will_not_pass_is_told_once() -> None:
    answer = {"error": {"root_cause": [{"type": "illegal", "reason": "no such field"}]}, "status": 400}
    with node([(400, answer)]) as server:
        with pytest.raises(Refused, match="illegal: no such field"):
            Cluster(config(server)).ask("GET", "/")
        assert len(server.heard) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_password_is_said_and_never_shown(
    status: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "password").write_text("hunter22\n")
    (tmp_path / "password").chmod(0o600)
    with node([(status, {"error": "Unauthorized"})]) as server:
        settings = config(server, cluster_user="reader", cluster_password_file=tmp_path / "password")
        with caplog.at_level("DEBUG"), pytest.raises(SettingInvalid, match="SEARCH_CLUSTER_PASSWORD_FILE") as refused:
            Cluster(settings).ask("GET", "/secret")
        assert server.heard[0]["Authorization"].startswith("Basic ")  # type: ignore[attr-defined]
    trace = "".join(traceback.format_exception(refused.value))
    assert "hunter22" not in str(refused.value) + repr(settings) + caplog.text + trace


def error(kind: str, reason: str) -> dict[str, object]:
    return {"error": {"root_cause": [{"type": kind, "reason": reason}], "type": kind, "reason": reason}}


BLOCKED = "index [a] blocked by: [FORBIDDEN/13/cluster read-only / allow delete (api)];"
SHARDS = "Validation Failed: 1: this action would add [2] total shards, but there are [1]/[1] maximum shards open;"


@pytest.mark.parametrize(
    ("status", "answer", "raised", "said"),
    [
        (
            403,
            error("cluster_block_exception", BLOCKED),
            IndexUnwritable,
            "a disk of it is nearly full.*live index stays",
        ),
        (429, error("cluster_block_exception", BLOCKED), IndexUnwritable, "read-only / allow delete"),
        (400, error("validation_exception", SHARDS), IndexUnwritable, "raise cluster.max_shards_per_node"),
        (403, error("security_exception", "no permissions for [indices:admin/create]"), NotAllowed, "the rights that"),
        (400, error("illegal_argument_exception", "no such thing"), Refused, "illegal_argument_exception: no such"),
    ],
)
def test_why_a_cluster_takes_nothing_is_told_with_what_to_do(
    status: int, answer: object, raised: type[Exception], said: str
) -> None:
    with node([(status, answer)]) as server, pytest.raises(raised, match=said):
        Cluster(config(server)).ask("GET", "/")


def named(number: str, **more: str) -> dict[str, object]:
    return {"name": "n", "version": {"number": number, **more}}


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (200, named("8.11.0", build_flavor="default"), "is elasticsearch 8.11.0; .* needs OpenSearch 2.19"),
        (200, named("1.3.2", distribution="opensearch"), "is opensearch 1.3.2"),
        (200, named("x", distribution="opensearch"), "needs OpenSearch 2.19"),
        (200, {"ok": True}, "is not OpenSearch; correct SEARCH_CLUSTER"),
        (200, {"version": "2.19"}, "is not OpenSearch"),
        (200, [1], "is not OpenSearch"),
        (200, b"<html>It works!</html>", "is not OpenSearch"),
        (200, b'{"cut', "is not OpenSearch"),
        (301, b"<html>Moved</html>", "is not OpenSearch"),
        (404, b"<html>Not found</html>", "is not OpenSearch"),
        (400, {"error": "no handler found for uri [/x/] and method [GET]"}, "is not OpenSearch"),
    ],
)
def test_something_else_that_answers_is_told_before_anything_is_asked_of_it(
    status: int, answer: object, said: str
) -> None:
    with node([(status, answer)]) as server:
        with pytest.raises((ClusterUnreachable, SettingInvalid), match=said):
            requirements.require_opensearch(Cluster(config(server)))
        assert len(server.heard) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["2.19.1", "3.1.0"])
def test_opensearch_is_taken_whether_or_not_a_user_may_ask_what_it_is(number: str) -> None:
    for answer in ((200, named(number, distribution="opensearch")), (403, error("security_exception", "none"))):
        with node([answer]) as server:
            requirements.require_opensearch(Cluster(config(server)))


@pytest.mark.parametrize("index", ["logs-live", "logs-2024", "other-words"])
def test_a_name_of_another_program_is_told_before_a_build(index: str) -> None:
    advice = "belongs to another program; choose another SEARCH_CLUSTER_PREFIX than 'logs'"
    there = (200, {index: {"settings": {"index": {"uuid": "x"}}}})
    with node([there]) as server, pytest.raises(SettingInvalid, match=advice):
        announcement.require_own(Cluster(config(server)), "logs")
    with node([(200, {"_source": {}})]) as server, pytest.raises(SettingInvalid, match=advice):
        announcement.announced(Cluster(config(server)), "logs", None)


def test_what_cannot_be_written_for_long_is_told_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_WAITS", (0, 0))
    full = {"type": "cluster_block_exception", "reason": "index [a] blocked by: [TOO_MANY_REQUESTS/12/flood-stage];"}
    away = {"type": "unavailable_shards_exception", "reason": "[a][0] primary shard is not active"}
    for said, raised in ((full, IndexUnwritable), (away, ClusterUnreachable)):
        items = {"errors": True, "items": [{"index": {"_id": "1", "status": 429, "error": said}}]}
        with node([(200, items)]) as server, pytest.raises(raised, match=said["type"]):
            bulk.send(Cluster(config(server)), "a", [bulk.added("1", {})])


def test_a_password_that_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    settings = Config(cluster="https://a:9200", cluster_user="u", cluster_password_file=tmp_path / "none")
    with pytest.raises(SettingInvalid, match=r"none.*No such file"):
        Cluster(settings)
    with pytest.raises(SettingInvalid, match="needs SEARCH_CLUSTER_PASSWORD_FILE"):
        Cluster(Config(cluster="https://a:9200", cluster_user="u"))


def test_a_certificate_is_believed_only_from_who_is_named(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "ca.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with node([(200, {"right": 1})], context) as server:
        known = config(server, scheme="https", cluster_ca=certificate)
        assert Cluster(known).ask("GET", "/") == {"right": 1}
        with pytest.raises(ClusterUnreachable, match="certificate"):
            Cluster(config(server, scheme="https")).ask("GET", "/")
