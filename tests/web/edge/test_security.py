import re
from pathlib import Path

import pytest

from search.config import Config
from tests.sites import FERRY, build, documents, read
from web import create_app, htmx


def test_nothing_is_loaded_but_our_own_files_and_the_one_pinned_script(client):
    page = read(client, "/")
    links = [attrs["href"] for attrs, _ in page.all("link") if attrs["rel"] not in ("search", "alternate")]
    loaded = [*links, *(attrs["src"] for attrs, _ in page.all("script"))]
    outside = [address for address in loaded if not address.startswith("/static/")]
    assert outside == [htmx.URL]
    [(script, _)] = page.all("script", src=htmx.URL)
    assert (script["integrity"], script["crossorigin"]) == (htmx.INTEGRITY, "anonymous")


HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; script-src 'self' {htmx.URL}; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200), ("HEAD", "/", 200), ("POST", "/", 405), ("OPTIONS", "/", 200), ("GET", "/nowhere", 404),
        ("GET", "/?page=x", 400), ("GET", "/?q=" + "x" * 9_000, 414), ("GET", f"/documents/{FERRY}", 200),
        ("GET", "/api/search", 200), ("GET", "/api/search.csv", 200), ("GET", "/api/nowhere", 404),
        ("GET", "/api/search?page=x", 400), ("GET", "/static/style.css", 200), ("GET", "/static/nowhere", 404),
        ("GET", "/healthz", 200), ("GET", "/metrics", 200), ("GET", "/opensearch.xml", 200),
    ],
)  # fmt: skip
def test_every_answer_carries_the_policy(client, method, address, status):
    with client.open(address, method=method) as response:
        assert response.status_code == status
        assert {name: response.headers.getlist(name) for name in HEADERS} == {
            name: [value] for name, value in HEADERS.items()
        }


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {}])
def test_so_do_a_refused_host_and_the_form_for_the_token(tmp_path, headers):
    build(tmp_path, documents())
    response = create_app(Config(index=tmp_path, token="0123456789abcdef")).test_client().get("/", headers=headers)
    assert response.status_code == (421 if headers else 401)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_every_answer_says_what_it_is_and_in_which_characters(client):
    rules = [rule.rule for rule in client.application.url_map.iter_rules() if "GET" in rule.methods]
    known = {"<doc_id>": FERRY, "<name>": "person", "<path:filename>": "style.css", "<kind>": "person"}
    forms = {"<any(": ["csv", "ndjson", "json", "bib", "atom", "jsonl"]}
    addresses = set()
    for rule in rules:
        for place, value in known.items():
            rule = rule.replace(place, value)
        endings = forms["<any("] if "<any(" in rule else [""]
        addresses |= {re.sub(r"<any\(.*?\):\w+>", ending, rule) for ending in endings}
    for address in sorted(addresses):
        with client.get(f"{address}?name=Ada+Long" if address.startswith("/entities/") else address) as response:
            kind = response.headers["Content-Type"]
            assert "<" not in address
            assert response.mimetype.endswith("json") or "charset=utf-8" in kind, (address, kind)


@pytest.mark.parametrize("address", ["/", "/?q=bay", f"/documents/{FERRY}", "/facets/person", "/nowhere"])
def test_no_page_needs_anything_inline(client, address):
    text = client.get(address).get_data(as_text=True)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)


def test_ids_are_unique(client):
    for address in ("/?q=bay&person=Ada+Long&not.place=Bay", f"/documents/{FERRY}?q=ferry", "/facets/person"):
        ids = [attrs["id"] for _, attrs, _ in read(client, address).elements if "id" in attrs]
        assert sorted(ids) == sorted(set(ids))


def test_a_static_file_may_be_kept_for_it_changes_its_address_with_its_content(client):
    style = read(client, "/").one("link", rel="stylesheet")[0]["href"]
    assert re.fullmatch(r"/static/style\.css\?v=[0-9a-f]{12}", style)
    with client.get(style) as response:
        assert response.cache_control.max_age == 31_536_000


def test_templates_and_static_files_are_in_the_package():
    package = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    assert 'web = ["templates/*.html", "static/*"]' in package
