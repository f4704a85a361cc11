"""Pages of other sites read nothing, unless they are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.config import Config
from tests.sites import build, documents
from web import create_app

NOTES = "https://notes.example"


def shared(folder: Path, *origins: str) -> FlaskClient:
    build(folder, documents())
    return create_app(Config(index=folder, cors_origins=origins, token="0123456789abcdef")).test_client()


def allowed(client: FlaskClient, origin: str, address: str = "/api/search") -> str | None:
    return client.options(address, headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize("address", ["/", "/api/search", "/api/search.csv", "/healthz"])
def test_no_other_site_is_let_in_unless_asked(client: FlaskClient, address: str) -> None:
    with client.get(address, headers={"Origin": NOTES}, follow_redirects=True) as response:
        assert not [name for name, _ in response.headers if name.startswith("Access-Control")]
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_named_site_may_read_the_json_with_the_token_and_nothing_else(tmp_path: Path) -> None:
    client = shared(tmp_path, NOTES)
    assert allowed(client, NOTES) == NOTES
    assert allowed(client, "https://evil.example") is None
    assert allowed(client, f"{NOTES}.evil.example") is None
    assert allowed(client, "null") is None
    assert allowed(client, NOTES, "/") is None
    response = client.get("/api/search", headers={"Origin": NOTES})
    assert response.status_code == 401
    response = client.get("/api/search", headers={"Origin": NOTES, "Authorization": "Bearer 0123456789abcdef"})
    assert response.status_code == 200
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_star_names_every_site(tmp_path: Path) -> None:
    assert allowed(shared(tmp_path, "*"), NOTES) == NOTES
