"""Assistants as they ask: the official client, over standard input and output and over HTTP."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from flask.testing import FlaskClient
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from search.config import Config
from tests.sites import FERRY, HOSTILE, site
from tests.test_documented_commands import ROOT
from tests.web.edge.started import Started, request, started
from web import create_app

TOKEN = "a-token-of-24-characters"
CALLS: dict[str, dict[str, Any]] = {
    "search": {"q": "ferry"},
    "read": {"id": FERRY, "offset": 4, "characters": 9},
    "facet": {"name": "source", "q": "bay"},
    "timeline": {"q": "bay", "vs": "ferry", "by": "year"},
    "ledger": {"only": "indexed"},
    "names": {"names": ["Ada Long", "Nobody At All"], "exact": True},
    "verify": {"id": FERRY, "quotation": "The ferry crossed the bay."},
}
"""Every tool with something to ask it."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assistants") / "index"
    site(folder)
    return folder


@pytest.fixture(scope="module")
def serving(index: Path) -> Iterator[Started]:
    with started(index, "--mcp", SEARCH_TOKEN=TOKEN) as server:
        yield server


@pytest.fixture(scope="module")
def api(index: Path) -> FlaskClient:
    return create_app(Config(index=index)).test_client()


@asynccontextmanager
async def over_stdio(index: Path, _serving: Started) -> AsyncIterator[Client]:
    asked = StdioServerParameters(
        command=sys.executable,
        args=["-m", "search", "mcp", "--index", str(index)],
        cwd=ROOT,
        env=dict(os.environ),
    )
    async with Client(asked) as client:
        yield client


@asynccontextmanager
async def over_http(_index: Path, serving: Started) -> AsyncIterator[Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
        transport = streamable_http_client(f"http://127.0.0.1:{serving.port}/mcp", http_client=http)
        async with Client(transport) as client:
            yield client


OVER = pytest.mark.parametrize("over", [over_stdio, over_http])


def told(result: Any) -> dict[str, Any]:
    """The answer of a call that succeeded."""
    [content] = result.content
    assert not result.is_error, content.text
    found = json.loads(content.text)
    assert isinstance(found, dict)
    return found


@OVER
def test_the_official_client_lists_and_calls_every_tool(
    over: Callable[..., Any], index: Path, serving: Started
) -> None:
    async def ask() -> dict[str, dict[str, Any]]:
        async with over(index, serving) as client:
            listed = (await client.list_tools()).tools
            assert {tool.name for tool in listed} == set(CALLS)
            assert all(tool.annotations.read_only_hint for tool in listed)
            assert "material" in (client.instructions or "")
            return {name: told(await client.call_tool(name, arguments)) for name, arguments in CALLS.items()}

    answers = anyio.run(ask)
    assert answers["search"]["total"] == 2
    assert answers["read"]["material"]["text"] == "ferry cro"
    assert (answers["read"]["offset"], answers["read"]["next_offset"]) == (4, 13)
    assert {"value": "The Dial", "label": "The Dial", "count": 2} in answers["facet"]["material"]
    assert answers["timeline"]["totals"] == [18, 2]
    assert answers["ledger"]["totals"]["indexed"] == 20
    assert [row["articles"] for row in answers["names"]["material"]] == [1, 0]
    assert answers["verify"]["found"] is True
    assert answers["verify"]["material"]["passages"][0]["start"] == 0


def random_filters(seed: int) -> dict[str, Any]:
    rng = random.Random(seed)
    found: dict[str, Any] = {"q": rng.choice(["", "bay", "ferry OR rain", "rain -hour", '"the bay"', "harb*", "zzz"])}
    for name, values in (
        ("source", ["The Dial", "Rain Gazette", HOSTILE, "(none)"]),
        ("person", ["Ada Long", "Ben Oak", "Observer 03", "(none)"]),
        ("not.language", ["ru"]),
        ("not.person", ["Observer 05", "Nobody"]),
        ("date", ["2023", "2023-01", "2024-06-10", "(none)"]),
    ):
        if rng.random() < 0.4:
            found[name] = rng.sample(values, rng.randint(1, min(2, len(values))))
    if rng.random() < 0.3:
        found["since"] = rng.choice(["2019", "2023-01-05", "2024"])
    if rng.random() < 0.2:
        found["group"] = "story"
    if rng.random() < 0.2:
        found["match"] = "most"
    return found


@OVER
def test_totals_are_those_of_the_endpoint(
    over: Callable[..., Any], index: Path, serving: Started, api: FlaskClient
) -> None:
    filters = [random_filters(seed) for seed in range(200)]

    async def ask() -> list[int]:
        async with over(index, serving) as client:
            return [told(await client.call_tool("search", one))["total"] for one in filters]

    totals = [json.loads(api.get("/api/search", query_string=one).data)["total"] for one in filters]
    assert anyio.run(ask) == totals
    assert len(set(totals)) > 5


@OVER
def test_errors_are_the_sentences_of_the_page(
    over: Callable[..., Any], index: Path, serving: Started, api: FlaskClient
) -> None:
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("search", {"colour": "red", "since": "yesterday"}, "/api/search?colour=red&since=yesterday"),
        ("search", {"per_page": 0}, "/api/search?per_page=0"),
        ("read", {"id": "nobody"}, "/api/documents/nobody"),
        ("timeline", {"by": "week"}, "/api/timeline?by=week"),
    ]

    async def ask() -> list[str]:
        async with over(index, serving) as client:
            results = [await client.call_tool(name, arguments) for name, arguments, _ in wrong]
            assert all(result.is_error for result in results)
            return [result.content[0].text for result in results]

    assert anyio.run(ask) == [json.loads(api.get(address).data)["detail"] for _, _, address in wrong]


BAD: list[tuple[str, dict[str, Any]]] = [
    ("search", {"q": 1.5}), ("search", {"q": None}), ("search", {"source": [["x"]]}), ("search", {"q": "x" * 50_000}),
    ("read", {}), ("read", {"id": FERRY, "offset": -1}), ("read", {"id": FERRY, "characters": 20_001}),
    ("read", {"id": FERRY, "offset": True}), ("read", {"id": "../../etc/passwd"}), ("read", {"id": FERRY, "of": "x"}),
    ("facet", {"name": "colour"}), ("ledger", {"only": "lost"}), ("ledger", {"offset": 1 << 80}),
    ("names", {"names": "Ada"}), ("names", {"names": ["x"] * 101}), ("verify", {"id": FERRY, "quotation": "x" * 5001}),
    ("verify", {"id": FERRY}), ("delete", {"id": FERRY}),
]  # fmt: skip


@OVER
def test_bad_arguments_are_told_in_a_sentence(over: Callable[..., Any], index: Path, serving: Started) -> None:
    async def ask() -> list[tuple[bool, str]]:
        async with over(index, serving) as client:
            results = [await client.call_tool(name, arguments) for name, arguments in BAD]
            return [(bool(result.is_error), result.content[0].text) for result in results]

    for (name, arguments), (failed, text) in zip(BAD, anyio.run(ask), strict=True):
        if arguments.get("q") == "x" * 50_000:
            assert not failed  # any text is a query
            continue
        assert failed, (name, arguments)
        assert "unexpected" not in text
        assert 10 < len(text) < 400


def test_a_thousand_malformed_lines_give_one_error_each(index: Path) -> None:
    kinds = [
        b"hello", b"{", b"[]", b"{}", b"null", b"17", b'"text"', b"\xff\xfe\x00", b"\x1b[2J",
        b'{"jsonrpc":"1.0","id":1,"method":"x"}', b'{"jsonrpc":"2.0","id":{},"method":"x"}', b"[" * 5_000,
        b'{"jsonrpc":"2.0","id":1,"method":7}', b"x" * 70_000,
    ]  # fmt: skip
    malformed = [kinds[n % len(kinds)] for n in range(1_000)]
    good = b'{"jsonrpc":"2.0","id":"last","method":"ping"}'
    asked = [sys.executable, "-m", "search", "mcp", "--index", str(index)]
    start = {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
    }  # fmt: skip
    hello = json.dumps({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": start}).encode()
    given = b"\n".join([hello, *malformed, good, b""])
    done = subprocess.run(asked, cwd=ROOT, input=given, capture_output=True, timeout=300)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len([answer for answer in answers if answer.get("id", 0) is None and answer["error"]]) == 1_000
    assert [answer["id"] for answer in answers if "result" in answer] == [0, "last"]
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("body", [b"", b"hello", b"{", b"[]", b"{}", b"[" * 5_000, b"\xff\x00"])
def test_malformed_requests_are_refused_in_json(serving: Started, body: bytes) -> None:
    head = (f"Authorization: Bearer {TOKEN}", "Content-Type: application/json", "Accept: application/json")
    answer = serving.answer(request("/mcp", *head, method="POST", body=body))
    status, _, rest = answer.partition(b"\r\n\r\n")
    assert status.startswith(b"HTTP/1.1 400 ")
    assert json.loads(rest)["error"]["message"]


def test_the_guards_of_the_page_stand_before_it(serving: Started, index: Path) -> None:
    head = (f"Authorization: Bearer {TOKEN}", "Content-Type: application/json", "Accept: application/json")
    ping = b'{"jsonrpc":"2.0","id":1,"method":"ping"}'
    assert serving.status(request("/mcp", *head, method="POST", body=ping)) == 200
    assert serving.status(request("/mcp", *head[1:], method="POST", body=ping)) == 401
    assert serving.status(request("/mcp", *head, method="POST", body=ping, host="evil.example")) == 421
    assert serving.status(request("/mcp", *head, method="POST", body=b" " * 200_000)) == 413
    assert serving.status(request("/mcp", *head)) == 405
    assert "200 POST /mcp" in serving.logged()
    assert "ferry" not in serving.logged()  # what was asked for


def test_nobody_asks_where_that_is_not_wanted(index: Path, api: FlaskClient) -> None:
    assert api.post("/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}).status_code == 404


@pytest.mark.parametrize("arguments", [["mcp"], ["serve", "--mcp", "--port", "0"]])
def test_without_the_library_it_is_said_what_to_install(index: Path, arguments: list[str]) -> None:
    program = "import sys; sys.modules['mcp'] = None; sys.modules['mcp_types'] = None; from web.cli import main; main()"
    asked = [sys.executable, "-c", program, *arguments, "--index", str(index)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "'.[mcp]'" in done.stderr
