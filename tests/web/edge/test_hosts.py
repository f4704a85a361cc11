"""No page of another site can read here under a name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.config import Config
from tests.sites import build, documents
from web import create_app
from web.edge.hosts import is_loopback


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8000",
        "localhost.",
        "a.localhost:1",
        "127.0.0.1:8000",
        "192.168.1.7",
        "[::1]:8000",
        "[::1]",
    ],
)
def test_numbers_and_localhost_are_always_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evillocalhost", "a@localhost", "x" * 5_000,
     "127.0.0.1:x", "[::1", "1.2.3", "localhost/../evil", "<b>", "eví l", " ", "a" * 64 + ".localhost",
     "localhost:123456", "a..localhost"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/", "/api/search", "/healthz", "/static/style.css", "/metrics"])
def test_other_names_are_refused_and_told_how_to_allow_them(client: FlaskClient, host: str, address: str) -> None:
    response = client.get(address, headers={"Host": host})
    assert (response.status_code, response.mimetype) == (
        421,
        "application/problem+json" if "/api" in address else "text/plain",
    )
    assert "SEARCH_TRUSTED_HOSTS" in response.get_data(as_text=True)


def test_a_name_that_was_given_is_answered(tmp_path: Path) -> None:
    build(tmp_path, documents())
    client = create_app(Config(index=tmp_path, host="box.lan", trusted_hosts=("search.example",))).test_client()
    for host, status in [("box.lan:8000", 200), ("Search.Example", 200), ("www.search.example", 421)]:
        assert client.get("/api/search", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("host", "alone"),
    [("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.7", False), ("box.lan", False), ("", False)],
)  # fmt: skip
def test_only_an_address_that_no_other_machine_reaches_is_loopback(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone
