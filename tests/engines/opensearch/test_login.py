"""A cluster behind TLS that wants a user and a password: who gets in, what others are told, and that no secret is."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner, Result

from search.__main__ import main as asking
from search.index import main as indexing
from tests.engines.opensearch.relay import Relay, authority, certificate, relayed
from tests.engines.opensearch.visitors import asked
from tests.web.edge.started import started

USER, PASSWORD = "press", "s€cret: with a blank, ä and a % "
SECRETS = (PASSWORD.strip(), "s€cret", base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode())


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of the authority that signed the relay's."""
    return authority(tmp_path_factory.mktemp("authority"), "authority")


@pytest.fixture(scope="module")
def relay(trusted: Path) -> Iterator[Relay]:
    with relayed(os.environ["SEARCH_CLUSTER"].split(",")[0], certificate(trusted.parent, trusted, "127.0.0.1")) as up:
        up.admit(USER, PASSWORD)
        yield up


@pytest.fixture(scope="module")
def index(relay: Relay, trusted: Path) -> Path:
    """An index that was built through the relay."""
    press = trusted.parent / "press"
    press.mkdir()
    (press / "one.txt").write_text(
        "Ferry returns\n\nJune 3, 2024\n\nThe crew of the ferry waited for the storm to pass."
    )
    with pytest.MonkeyPatch.context() as patch:
        admitted(patch, relay, trusted)
        done = CliRunner().invoke(indexing, [str(press), "--index", str(trusted.parent / "index"), "--workers", "0"])
    assert done.exit_code == 0, done.output
    assert not any(secret in done.output for secret in SECRETS)
    return trusted.parent / "index"


def admitted(patch: pytest.MonkeyPatch, relay: Relay, trusted: Path, password: str = PASSWORD) -> Path:
    """Set everything as it must be; the password's file."""
    file = trusted.parent / "password"
    file.unlink(missing_ok=True)
    file.write_text(f"{password}\n", encoding="utf-8")
    file.chmod(0o600)
    for name, value in {
        "SEARCH_ENGINE": "opensearch", "SEARCH_ENTITIES": "none", "SEARCH_CLUSTER": relay.address,
        "SEARCH_CLUSTER_USER": USER, "SEARCH_CLUSTER_PASSWORD_FILE": str(file), "SEARCH_CLUSTER_CA": str(trusted),
    }.items():  # fmt: skip
        patch.setenv(name, value)
    return file


def query(index: Path) -> Result:
    return CliRunner().invoke(asking, ["query", "ferry", "--index", str(index)])


def require_one_line(done: Result, said: str) -> None:
    """One error, that says what is wrong and no secret."""
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    [line] = done.output.splitlines()
    assert line.startswith("error: ")
    assert said in line
    assert not any(secret in line for secret in SECRETS)


def test_who_is_known_gets_in_and_no_secret_is_to_be_seen(
    relay: Relay, trusted: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted(monkeypatch, relay, trusted)
    assert "Ferry returns" in query(index).output
    with started(index, "--processes", "2") as server:
        pages = [asked(server.port, "/?q=ferry", "text/html"), asked(server.port, "/api/search?q=ferry")]
        assert all(status == 200 and "Ferry returns" in text for status, text in pages)
        # The cluster's password is changed under the running server.
        relay.admit(USER, "another one")
        try:
            refused = [asked(server.port, "/?q=storm", "text/html"), asked(server.port, "/api/search?q=storm")]
        finally:
            relay.admit(USER, PASSWORD)
        assert all(status == 503 and "Tell its operator" in text for status, text in refused)
        assert asked(server.port, "/api/search?q=crew")[0] == 200
        said = server.logged()
        assert "SEARCH_CLUSTER_PASSWORD_FILE" in said
        whole = psutil.Process(server.process.pid)
        lines = [" ".join(process.cmdline()) for process in (whole, *whole.children(recursive=True))]
    for text in (
        *(text for _, text in (*pages, *refused)),
        said,
        *lines,
        *(p.read_text() for p in index.rglob("*.json")),
    ):
        assert not any(secret in text for secret in SECRETS)
        assert str(trusted.parent / "password") not in text or text == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SEARCH_CLUSTER_CA": "other.pem"}, "with SEARCH_CLUSTER_CA"),
        ({"SEARCH_CLUSTER_CA": ""}, "with SEARCH_CLUSTER_CA"),
        ({"SEARCH_CLUSTER_CA": "none.pem"}, "No such file or directory); SEARCH_CLUSTER_CA must name a file"),
        ({"SEARCH_CLUSTER_CA": "password"}, "it holds no certificate); SEARCH_CLUSTER_CA must name a file"),
        ({"SEARCH_CLUSTER_CA": "press"}, "SEARCH_CLUSTER_CA must name a file"),
        ({"SEARCH_CLUSTER_USER": "somebody"}, "does not accept the user or the password; see SEARCH_CLUSTER_USER"),
        ({"SEARCH_CLUSTER_USER": "", "SEARCH_CLUSTER_PASSWORD_FILE": ""}, "does not accept the user"),
        ({"SEARCH_CLUSTER_USER": ""}, "SEARCH_CLUSTER_PASSWORD_FILE needs SEARCH_CLUSTER_USER"),
        ({"SEARCH_CLUSTER_USER": "a:b"}, "a name without a colon"),
        ({"SEARCH_CLUSTER_PASSWORD_FILE": ""}, "SEARCH_CLUSTER_USER needs SEARCH_CLUSTER_PASSWORD_FILE"),
        ({"SEARCH_CLUSTER_PASSWORD_FILE": "none"}, "none (No such file or directory); see SEARCH_CLUSTER_PASSWORD"),
        ({"SEARCH_CLUSTER_PASSWORD_FILE": "press"}, "press (Is a directory); see SEARCH_CLUSTER_PASSWORD_FILE"),
        ({"SEARCH_CLUSTER": "http://192.0.2.7:9200"}, "unencrypted; use https"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_in_one_line(
    relay: Relay, trusted: Path, index: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], said: str
) -> None:
    admitted(monkeypatch, relay, trusted)
    if not (trusted.parent / "other.pem").exists():
        authority(trusted.parent, "other")
    for name, value in change.items():
        is_file = name.endswith(("_CA", "_FILE")) and value
        monkeypatch.setenv(name, str(trusted.parent / value) if is_file else value)
    require_one_line(query(index), said)


@pytest.mark.parametrize(
    ("written", "mode", "said"),
    [
        (f"{PASSWORD}\n".encode(), 0o604, "chmod 600"),
        (f"{PASSWORD}\n".encode(), 0o644, "every user of this machine can read"),
        (b"", 0o600, "the password as its only line"),
        (b"\n", 0o600, "the password as its only line"),
        (f"{PASSWORD}\nand more\n".encode(), 0o600, "the password as its only line"),
        (f"{PASSWORD}".encode("utf-16"), 0o600, "it is not text"),
        (f"{PASSWORD.strip()}\n".encode(), 0o600, "does not accept the user or the password"),
    ],
    ids=["others", "all", "empty", "blank", "two lines", "other characters", "without its blank"],
)
def test_a_file_that_is_no_secret_password_is_told(
    relay: Relay, trusted: Path, index: Path, monkeypatch: pytest.MonkeyPatch, written: bytes, mode: int, said: str
) -> None:
    file = admitted(monkeypatch, relay, trusted)
    file.write_bytes(written)
    file.chmod(mode)
    require_one_line(query(index), said)


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_group_may_read_it_and_the_end_of_its_line_is_no_part_of_it(
    relay: Relay, trusted: Path, index: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    file = admitted(monkeypatch, relay, trusted)
    file.write_bytes(f"{PASSWORD}{ending}".encode())
    file.chmod(0o640)
    assert "Ferry returns" in query(index).output


def test_a_certificate_for_another_address_is_not_taken(
    trusted: Path, relay: Relay, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted(monkeypatch, relay, trusted)
    with relayed(f"http://{relay.node}", certificate(trusted.parent, trusted, "127.0.0.9")) as other:
        monkeypatch.setenv("SEARCH_CLUSTER", other.address)
        require_one_line(query(index), "name the node in SEARCH_CLUSTER as its certificate does")


def test_http_and_https_are_not_mistaken_for_one_another(
    relay: Relay, trusted: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admitted(monkeypatch, relay, trusted)
    monkeypatch.setenv("SEARCH_CLUSTER", f"https://{relay.node}")
    require_one_line(query(index), "see whether the node answers by https")
    monkeypatch.setenv("SEARCH_CLUSTER", relay.address.replace("https", "http"))
    require_one_line(query(index), "no node of the search cluster can be reached")
