"""Where a token is set, nothing is read without it."""

from __future__ import annotations

import json
import logging
import time
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.answers.saved_searches import FILE
from search.config import Config
from tests.addresses import SAVED, every_address
from tests.sites import Reader, build, documents
from web import create_app
from web.edge.token import SESSION

TOKEN = "correct-horse-battery"
OTHER = "another-horse-battery"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    build(folder, documents())
    (folder / FILE).write_text(f'[[search]]\nname = "{SAVED}"\naddress = "?q=ferry"\n', encoding="utf-8")
    return folder


def app(index: Path, token: str = TOKEN) -> Flask:
    return create_app(Config(index=index, token=token))


@pytest.fixture
def client(index: Path) -> FlaskClient:
    return app(index).test_client()


def test_nothing_but_the_health_and_the_looks_is_answered_without_the_token(client: FlaskClient, index: Path) -> None:
    answered = set()
    for address in every_address(app(index)):
        with client.get(address) as response:
            assert response.status_code in (200, 401), address
            answered |= {address} if response.status_code == 200 else set()
            assert response.status_code == 200 or b"ferry" not in response.data.lower()
    assert answered == {"/static/style.css", "/healthz"}
    assert json.loads(client.get("/healthz").data) == {"status": "ok"}
    assert client.get("/nowhere").status_code == 401


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "ODD"])
def test_no_method_gets_around_it(client: FlaskClient, method: str) -> None:
    response = client.open("/api/search", method=method)
    assert response.status_code in (401, 405) or (method, response.data) == ("OPTIONS", b"")


def test_a_program_sends_it_in_a_header(client: FlaskClient, index: Path) -> None:
    for address in every_address(app(index)):
        with client.get(address, headers={"Authorization": f"bearer {TOKEN}"}) as response:
            assert response.status_code == (303 if address.startswith("/saved/") else 200), address
    health = json.loads(client.get("/healthz", headers={"Authorization": f"Bearer {TOKEN}"}).data)
    assert health["documents"] == len(documents())


@pytest.mark.parametrize(
    "header",
    [
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN[:-1]}x",
        f"Bearer {TOKEN.upper()}",
        "Bearer",
        "Bearer ",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer \u00e9",
        "",
        "é" * 99,
    ],
)
def test_anything_else_is_a_401_that_says_what_to_send(client: FlaskClient, header: str) -> None:
    response = client.get("/api/search", headers={"Authorization": header})
    assert (response.status_code, response.mimetype) == (401, "application/problem+json")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer" in json.loads(response.data)["detail"]


def test_a_person_types_it_once_and_comes_to_where_they_wanted(client: FlaskClient) -> None:
    response = client.get("/?q=ferry&sort=date")
    page = Reader(response.get_data(as_text=True))
    assert response.status_code == 401
    wanted = page.one("input", name="wanted")[0]["value"]
    response = client.post("/enter", data={"token": f" {TOKEN}\n", "wanted": wanted})
    assert (response.status_code, response.location) == (303, "/?q=ferry&sort=date")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert TOKEN not in _unpacked(cookie)
    page = Reader(client.get("/?q=ferry&sort=date").get_data(as_text=True))
    assert page.one("form", action="/leave")
    assert client.post("/leave").status_code == 303
    assert client.get("/").status_code == 401


def _unpacked(cookie: str) -> str:
    """A signed cookie and what is in it, which anybody can read."""
    content = cookie.partition("=")[2].partition(".")[0]
    return cookie + urlsafe_b64decode(content + "=" * (-len(content) % 4)).decode()


def test_a_wrong_token_is_refused_and_noted_without_being_told(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        for given in ("wrong-token-altogether", "", "é", "\ud800"):
            response = client.post("/enter", data={"token": given.encode("utf-8", "surrogatepass"), "wanted": "/?q=x"})
            assert response.status_code == 401
            assert "Set-Cookie" not in response.headers
            page = Reader(response.get_data(as_text=True))
            assert page.one("p", role="alert")[1] == "Wrong token. Try again."
            assert page.one("input", name="wanted")[0]["value"] == "/?q=x"
    assert "wrong token from 127.0.0.1" in caplog.text
    assert "altogether" not in caplog.text


def noted(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of who came in."""
    return [record.message for record in caplog.records if record.name == "web.edge.token"]


def test_a_program_with_a_wrong_token_is_noted_too_and_an_open_session_as_well(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/api/search")
        client.post("/enter", data={"token": TOKEN})
        assert noted(caplog) == ["session opened from 127.0.0.1"]
        client.post("/leave")
        client.get("/api/search", headers={"Authorization": "Bearer wrong-token-altogether"})
        assert noted(caplog)[1:] == ["wrong token from 127.0.0.1"]


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "",
    ],
)
def test_nobody_is_sent_to_another_site(client: FlaskClient, wanted: str) -> None:
    assert client.post("/enter", data={"token": TOKEN, "wanted": wanted}).location == "/"


def test_the_cookie_is_for_tls_alone_behind_a_proxy_that_has_it(client: FlaskClient) -> None:
    for header, secure in [("https", True), ("http", False)]:
        response = client.post("/enter", data={"token": TOKEN}, headers={"X-Forwarded-Proto": header})
        assert ("Secure" in response.headers["Set-Cookie"]) is secure


def test_another_token_ends_every_session(index: Path, client: FlaskClient) -> None:
    client.post("/enter", data={"token": TOKEN})
    cookie = client.get_cookie("clippings")
    assert cookie
    for token, status in [(TOKEN, 200), (OTHER, 401)]:
        other = app(index, token).test_client()
        other.set_cookie("clippings", cookie.value)
        assert other.get("/").status_code == status


def test_a_part_of_a_page_says_that_the_session_is_over(client: FlaskClient) -> None:
    response = client.get("/?q=ferry", headers={"HX-Request": "true"})
    page = Reader(response.get_data(as_text=True))
    assert (response.status_code, page.all("form")) == (401, [])
    assert "Reload the page to sign in" in page.one("div", class_="problem")[1]


def test_what_needs_a_token_is_kept_by_no_cache(client: FlaskClient, index: Path) -> None:
    for address in (*every_address(app(index)), "/nowhere"):
        for headers in ({}, {"Authorization": f"Bearer {TOKEN}"}):
            with client.get(address, headers=headers) as response:
                assert response.cache_control.no_store or address.startswith("/static/"), address


def test_a_session_ends_by_itself(index: Path, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post("/enter", data={"token": TOKEN})
    cookie = client.get_cookie("clippings")
    assert cookie
    assert cookie.max_age is None or cookie.max_age <= SESSION.total_seconds()
    began = time.time()
    other = app(index).test_client()
    other.set_cookie("clippings", cookie.value)
    # Being used does not make it last, and a clock that was set back does not either.
    for later, status in [(SESSION.total_seconds() - 60, 200), (SESSION.total_seconds() + 60, 401), (-3600, 401)]:
        monkeypatch.setattr(time, "time", lambda later=later: began + later)
        assert other.get("/").status_code == status


def test_without_a_token_there_is_nothing_to_enter(tmp_path: Path) -> None:
    build(tmp_path, documents())
    client = create_app(Config(index=tmp_path)).test_client()
    assert client.post("/enter").status_code == 404
    assert "Set-Cookie" not in client.get("/").headers
