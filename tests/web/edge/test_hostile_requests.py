"""Any bytes in any part of a request, and the heaviest queries that fit into one: an answer, never a failure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from flask.testing import FlaskClient

from search.config import Config
from search.engines.base import engine
from search.ledger.facets import FIELDS
from search.query.address import names
from search.query.syntax import MAX_LEAVES
from search.store import builds
from tests.sites import FERRY, documents
from web import create_app
from web.edge.problems import MAX_ADDRESS

Times = Callable[[int, int], int]
ROUTES = ["/", "/api/search", "/api/suggest", "/api/search.csv", "/api/search.ndjson", "/api/search.atom",
          "/api/facets/person", "/facets/person", "/entities/person", f"/documents/{FERRY}", f"/api/documents/{FERRY}",
          f"/api/documents/{FERRY}.bib", "/api/timeline", "/timeline", "/ledger", "/ledger.csv", "/ledger.json",
          "/openapi.json", "/healthz", "/metrics", "/opensearch.xml", "/static/style.css",
          "/context", "/api/context", "/api/context.csv"]  # fmt: skip
HEADERS = ["Accept", "Accept-Language", "Authorization", "Content-Type", "Cookie", "HX-Current-URL", "HX-Request",
           "HX-Trigger-Name", "Host", "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer",
           "X-Forwarded-For", "X-Forwarded-Host"]  # fmt: skip
PIECES = [b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"%", b"%zz", b"..", b"/", b"\\", b"&", b"=", b";", b"#", b"?", b"'",
          b'"', b"<script>", b"(none)", b"*", b"~", b"(", b")", b"-", b" OR ", b"title:", b"\xe2\x80\xae\0", b"9" * 99,
          b"2024-99", b"-1", b"1e9", b"{{7*7}}", b"%s%n", b"a" * 2_000, b"\r\nX: y"]  # fmt: skip
ANSWERS = {200, 206, 302, 304, 308, 400, 401, 404, 405, 414, 416, 421}


def bytes_of(rng: Random) -> bytes:
    """A few odd pieces, or noise."""
    if rng.random() < 0.3:
        return rng.randbytes(rng.randrange(60))
    return b"".join(rng.choices(PIECES, k=rng.randrange(5)))


def check(client: FlaskClient, method: str, address: str, headers: dict[str, str]) -> None:
    with client.open(address, method=method, headers=headers) as response:
        assert response.status_code in ANSWERS, (method, address, headers)
        response.get_data()


def test_any_bytes_may_stand_in_any_parameter(client: FlaskClient, times: Times) -> None:
    rng = Random(1)
    known = [*names(), *FIELDS, "prefix", "order", "show", "name", "by"]
    for _ in range(times(400, 30_000)):
        pairs = [(rng.choice(known) if rng.random() < 0.8 else bytes_of(rng), bytes_of(rng)) for _ in range(3)]
        check(client, "GET", f"{rng.choice(ROUTES)}?{urlencode(pairs)}", {})


def test_any_bytes_may_stand_in_any_path(client: FlaskClient, times: Times) -> None:
    rng = Random(2)
    for _ in range(times(200, 10_000)):
        path = rng.choice(["/", "/documents/", "/api/", "/api/documents/", "/facets/", "/static/", "/api/search."])
        address = path + quote_from_bytes(bytes_of(rng), safe="/.").lstrip("/")  # "//" would name a host to the client
        check(client, rng.choice(["GET", "HEAD"]), address, {})


def test_any_characters_may_stand_in_any_header(client: FlaskClient, times: Times) -> None:
    rng = Random(3)
    for _ in range(times(300, 10_000)):
        texts = (bytes_of(rng).decode("latin-1").translate({10: "", 13: ""}) for _ in range(2))
        check(client, "GET", f"{rng.choice(ROUTES)}?q=ferry", dict(zip(rng.sample(HEADERS, 2), texts, strict=True)))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "x" * 300])
@pytest.mark.parametrize("route", ROUTES)
def test_nothing_but_reading_is_answered(client: FlaskClient, route: str, method: str) -> None:
    assert client.open(route, method=method).status_code == 405


# --- the heaviest queries


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The small corpus behind the engine that people use."""
    folder = tmp_path_factory.mktemp("index")

    def write(target: Path) -> builds.Manifest:
        count = engine("whoosh").write(target, documents())
        return builds.Manifest(target.name, "2026-01-01T00:00:00Z", "whoosh", count, 0, "none", "seeds")

    builds.build(folder, write)
    return create_app(Config(index=folder)).test_client()


LETTERS = "abcdefghijklmnopqrstuvwxyz"
HEAVY = {
    "stars": "*" * 4_000,
    "prefixes": " ".join(f"{letter}*" for letter in LETTERS * 40),
    "typos": " ".join(f"{a}{b}in~" for a in LETTERS for b in LETTERS)[:7_000],
    "words": " ".join(f"w{number}" for number in range(1_200)),
    "any of many": " OR ".join(f"w{number}" for number in range(700)),
    "opened": "(" * 4_000,
    "nested": "(" * 1_300 + "bay" + ")" * 1_300,
    "nested choices": "(bay OR " * 250 + "x" + ")" * 250,
    "minuses": "-" * 4_000 + "bay",
    "nots": "NOT " * 1_000 + "bay",
    "quotes": '"' * 2_600,
    "phrase": '"' + "over the bay " * 500 + '"',
    "near": " ".join(['"over bay"~50'] * 300),
    "near prefixes": '"o* b*"~' + "9" * 3_000,
    "fields": "title:" * 1_000 + "bay",
    "no spaces": "中" * 800,
    "marks": "a" + "\u0301" * 1_200,
    "controls": "\0\x1b[2J\u202e\ufeff\ud7ff" * 200,
}


def fitting(text: str) -> str:
    """As much of a text as fits into an address."""
    while len(quote(text)) > MAX_ADDRESS - 100:
        text = text[: len(text) * 9 // 10]
    return text


@pytest.mark.parametrize("text", [fitting(text) for text in HEAVY.values()], ids=HEAVY.keys())
def test_a_heavy_query_is_cut_to_what_can_be_answered_and_says_so(served: FlaskClient, text: str) -> None:
    answered = json.loads(served.get(f"/api/search?q={quote(text)}").data)
    assert 0 <= answered["total"] <= 20
    words = answered["query"]["parsed"].replace("(", " ").replace(")", " ").split()
    # Repeated ones cost nothing: what is looked up is each once.
    assert len(set(words) - {"OR", "NOT", "-"}) <= 2 * MAX_LEAVES
    if len(text) > 2_000 and "".join(text.split("*")):
        assert answered["query"]["notices"]
    for address in ("/", "/api/suggest"):
        assert served.get(f"{address}?q={quote(text)}").status_code == 200


def test_every_value_at_once_is_answered_or_too_long(served: FlaskClient) -> None:
    facets = json.loads(served.get("/api/search?facet_size=100").data)["facets"]
    values = [(facet["name"], value["value"]) for facet in facets for value in facet["values"]]
    for before in ("", "not."):
        address = "/api/search?" + urlencode([(f"{before}{name}", value) for name, value in values])
        assert served.get(address).status_code == 200
        assert served.get(address + "&source=x" * 1_000).status_code == 414


@pytest.mark.parametrize(
    "address",
    ["/?page=1000000&per_page=100", "/api/search?page=1000000", "/facets/person?page=1000000",
     "/api/facets/person?page=1000000&order=name", "/api/facets/date?page=1000000"],
)  # fmt: skip
def test_the_deepest_page_is_empty(served: FlaskClient, address: str) -> None:
    assert served.get(address, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("address", ["/?page=1000001", "/?per_page=101", "/?facet_size=101", "/?page=" + "9" * 999])
def test_what_is_deeper_or_wider_is_refused(served: FlaskClient, address: str) -> None:
    assert served.get(address).status_code == 400
