"""What is promised of the server, asked of the program as it is started: its log, its cookies, and any header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest

from search.build.build import build as build_index
from search.config import Config
from tests.sites import Reader, build, documents
from tests.web.edge.started import Started, request, started
from tests.web.pages.test_entity import ARTICLES

TOKEN = "0123456789abcdef"
FORM = "Content-Type: application/x-www-form-urlencoded"
ENTER = urlencode({"token": TOKEN}).encode()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("started") / "index"
    build(folder, documents())
    return folder


@pytest.fixture(scope="module")
def locked(index: Path) -> Iterator[Started]:
    """With a token, and with what a cautious person leaves out of the log."""
    with started(index, SEARCH_TOKEN=TOKEN, SEARCH_REQUEST_LOG="none") as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """With names that may be corrected."""
    root = tmp_path_factory.mktemp("desk")
    (root / "press").mkdir()
    for name, text in ARTICLES.items():
        (root / "press" / name).write_text(text)
    config = Config(index=root / "index", engine="memory", entities="rules", workers=0, today=date(2026, 1, 1))
    build_index(root / "press", config)
    with started(root / "index", "--edit") as server:
        yield server


def test_sessions_and_wrong_tokens_are_in_the_log(locked: Started) -> None:
    assert locked.status(request("/enter", FORM, method="POST", body=ENTER)) == 303
    assert locked.logged().splitlines()[-1] == "INFO web.edge.token: session opened from 127.0.0.1"
    assert locked.status(request("/enter", FORM, method="POST", body=b"token=wrong-token-altogether")) == 401
    assert locked.status(request("/api/search", "Authorization: Bearer wrong-token-altogether")) == 401
    assert locked.logged().splitlines()[-2:] == ["WARNING web.edge.token: wrong token from 127.0.0.1"] * 2
    assert "altogether" not in locked.logged()
    assert TOKEN not in locked.logged()


def corrected(server: Started, *headers: str) -> int:
    """The status of a correction that its page asks for, with other headers."""
    page = server.answer(request("/entities/place?name=Oslo")).partition(b"\r\n\r\n")[2].decode()
    token = Reader(page).all("input", name="token")[0][0]["value"]
    body = urlencode({"action": "apply", "name": "Oslo", "token": token}).encode()
    return server.status(request("/entities/place", FORM, *headers, method="POST", body=body))


def test_corrections_are_in_the_log(desk: Started) -> None:
    assert corrected(desk, "Origin: http://localhost") == 303
    assert "INFO web.pages.editing: correction (apply) from 127.0.0.1\n" in desk.logged()


ODD = [
    "http://[", "http://[::1", "//[", "http://]", "[", "http://a]b/", "http://\xe9[", "http://[v1.x]:y", "http:[//x",
    "null", ",", ";", '"', "=", "=;=;", "a" * 8_000, "\xff" * 50, "%", "%00", "*", "-1", "1e9", "9" * 999, 'W/"',
    "http://localhost:99999999", "http://localhost:x", "bytes=9-1,1-9,-0", "bytes=" + "0-," * 500,
    "Mon, 99 Foo 9999 99:99:99 GMT", "multipart/form-data; boundary=", "text/html; charset=\xff", "Bearer \xff",
    "Basic !!!", "Digest x=", "Negotiate", "clippings=x.y.z",
]  # fmt: skip
NAMES = [
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Content-Encoding",
    "Content-Type", "Cookie", "Date", "Expect", "Forwarded", "From", "HX-Current-URL", "HX-History-Restore-Request",
    "HX-Request", "HX-Target", "HX-Trigger", "HX-Trigger-Name", "If-Match", "If-Modified-Since", "If-None-Match",
    "If-Range", "If-Unmodified-Since", "Origin", "Pragma", "Range", "Referer", "Sec-Fetch-Site", "TE", "Upgrade",
    "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix",
    "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Requested-With",
]  # fmt: skip
HOSTS = ["[", "[::1", "]", "a]b", "\xe9", "a b", "", "x" * 5_000, "localhost:99999999", "@", "localhost/.."]


@pytest.mark.parametrize("name", NAMES)
def test_no_header_is_a_failure_of_the_program(desk: Started, name: str) -> None:
    for value in ODD:
        for raw in (
            request("/?q=ferry", f"{name}: {value}"),
            request("/static/style.css", f"{name}: {value}"),
            request("/entities/place", FORM, f"{name}: {value}", method="POST", body=b"action=hide&name=Oslo&token=x"),
        ):
            assert desk.status(raw) < 500, (name, value)
    assert "Traceback" not in desk.logged()
    assert not re.search(r"^(ERROR|CRITICAL) ", desk.logged(), re.MULTILINE)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("target", ["/", "/api/search", "/api/search.atom", "/opensearch.xml"])
def test_nor_is_any_host(desk: Started, host: str, target: str) -> None:
    assert desk.status(request(target, host=host)) < 500
    assert "Traceback" not in desk.logged()


@pytest.mark.parametrize("sender", [value for value in ODD if "[" in value or "]" in value])
@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_page_of_an_address_that_is_none_changes_nothing(desk: Started, header: str, sender: str) -> None:
    assert corrected(desk, f"{header}: {sender}") == 403


# --- behind a proxy


def entered(server: Started, *headers: str) -> str:
    """The cookie of a session, opened by a request with some headers."""
    answer = server.answer(request("/enter", FORM, *headers, method="POST", body=ENTER)).decode("latin-1")
    [cookie] = re.findall(r"^Set-Cookie: (.*)\r$", answer, re.MULTILINE)
    return str(cookie)


@pytest.mark.parametrize(
    ("headers", "secure"),
    [
        (("X-Forwarded-Proto: https",), True),
        (("X-Forwarded-Proto: HTTPS",), True),
        (("X-Forwarded-Proto: http, https",), True),
        (("X-Forwarded-Proto: https, http",), False),
        (("X-Forwarded-Proto: http",), False),
        (("X-Forwarded-Proto: httpsx",), False),
        (("X-Forwarded-Proto: ",), False),
        (("X-Forwarded-Scheme: https", "Forwarded: proto=https", "X-Forwarded-SSL: on"), False),
        ((), False),
    ],
)
def test_a_session_that_was_opened_by_tls_is_for_tls_alone(
    locked: Started, headers: tuple[str, ...], secure: bool
) -> None:
    cookie = entered(locked, *headers)
    assert ("; Secure" in cookie) is secure
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie


PROXIED = ("X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9")


@pytest.mark.parametrize(
    ("trusted", "secure"),
    [("none", False), ("10.0.0.7", False), ("127.0.0.1", True), ("10.0.0.0/8, 127.0.0.0/8", True), ("::1", False)],
)
def test_only_proxies_that_are_named_are_believed(index: Path, trusted: str, secure: bool) -> None:
    with started(index, SEARCH_TOKEN=TOKEN, SEARCH_TRUSTED_PROXIES=trusted) as server:
        assert ("; Secure" in entered(server, *PROXIED)) is secure
        came_from = "203.0.113.9" if secure else "127.0.0.1"
        assert f"session opened from {came_from}\n" in server.logged()


@pytest.mark.parametrize(
    ("chain", "told"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::9]:4711", "2001:db8::9"),
        ("2001:DB8:0::9", "2001:db8::9"),
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 127.0.0.1, ::1", "203.0.113.9"),
        ("\xa0forged, 127.0.0.1", "127.0.0.1"),
        ("unknown", "127.0.0.1"),
        ("999.1.1.1", "127.0.0.1"),
        ("", "127.0.0.1"),
        (",,,", "127.0.0.1"),
    ],
)
def test_the_log_names_who_asked_the_proxy_and_nothing_that_a_stranger_wrote(
    locked: Started, chain: str, told: str
) -> None:
    raw = request("/enter", FORM, f"X-Forwarded-For: {chain}", method="POST", body=b"token=wrong")
    assert locked.status(raw) == 401
    assert locked.logged().splitlines()[-1] == f"WARNING web.edge.token: wrong token from {told}"


def test_addresses_of_ourselves_are_those_that_the_proxy_was_asked_by(index: Path) -> None:
    with started(index, SEARCH_TRUSTED_HOSTS="search.example") as server:
        answer = server.answer(request("/opensearch.xml", *PROXIED, host="search.example"))
        assert b'"https://search.example/' in answer
        assert b"http://search.example" not in answer
