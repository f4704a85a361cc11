import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.config import Config
from tests.addresses import every_address
from tests.sites import FERRY, SCRIPTS, Reader, build, documents, read
from web import create_app, htmx

LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "embed": "src", "object": "data",
           "source": "src", "video": "src", "audio": "src", "form": "action", "base": "href"}  # fmt: skip
"""What makes a browser fetch or send something, without anybody following a link."""


REDIRECTS = {302, 303, 308}


def checked(page: Reader, where: str) -> None:
    """A page loads our own files, and the one script of others by its hash; nothing in it is run."""
    assert page.scripts() in SCRIPTS, where
    for tag, attribute in LOADING.items():
        for attrs, _ in page.all(tag):
            address = attrs.get(attribute, "")
            ours = address.startswith("/") and not address.startswith("//")
            assert ours or (tag, address) == ("script", htmx.URL) or (tag == "form" and not address), (where, address)
    for attrs, text in page.all("script"):
        assert not text, where
        if attrs["src"] == htmx.URL:
            assert (attrs["integrity"], attrs["crossorigin"]) == (htmx.INTEGRITY, "anonymous"), where
    for tag, attrs, _ in page.elements:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], (where, tag)
        assert not [value for value in attrs.values() if value.strip().lower().startswith(("javascript:", "data:"))]


def every_page(app: Flask) -> set[str]:
    """An address of everything that answers GET, and those at which pages of other kinds are answered."""
    odd = {"/?q=", "/?q=bay", "/?q=nothing+at+all", "/?page=x", "/?page=99", "/?q=" + "x" * 9_000, "/nowhere",
           "/documents/nowhere", "/facets/nowhere", "/entities/person?name=Nobody", "/?group=story", "/?source=(none)",
           f"/documents/{FERRY}?q=ferry", "/ledger?show=skipped", "/timeline?by=source", "/context?q=bay"}  # fmt: skip
    return odd | set(every_address(app))


@pytest.mark.parametrize("edit", [False, True])
@pytest.mark.parametrize("token", ["", "0123456789abcdef"])
def test_nothing_is_loaded_but_our_own_files_and_the_one_pinned_script(tmp_path: Path, token: str, edit: bool) -> None:
    build(tmp_path, documents())
    app = create_app(Config(index=tmp_path, token=token, edit=edit))
    client, pages = app.test_client(), 0
    for entered in [False, True] if token else [True]:
        if token and entered:
            client.post("/enter", data={"token": token})
        for address in sorted(every_page(app)):
            for headers in ({}, {"Host": "evil.example"}):
                with client.get(address, headers=headers) as response:
                    if response.mimetype == "text/html" and response.status_code not in REDIRECTS:
                        checked(Reader(response.get_data(as_text=True)), address)
                        pages += 1
    assert pages > 15
    (tmp_path / "manifest.json").unlink()
    response = client.get("/")
    assert response.status_code == 503
    checked(Reader(response.get_data(as_text=True)), "without an index")


def test_no_part_of_a_page_brings_a_script(client: FlaskClient) -> None:
    parts = 0
    for address in sorted(every_page(client.application)):
        with client.get(address, headers={"HX-Request": "true"}) as response:
            if response.mimetype == "text/html" and response.status_code not in REDIRECTS:
                found = Reader(response.get_data(as_text=True))
                assert found.scripts() in ([], *SCRIPTS), address
                parts += found.scripts() == []
    assert parts > 3


SCRIPT = re.compile(r"<script\b[^>]*>")
ALLOWED = re.compile(r"""<script src="\{\{ (asset\('(app|suggest)\.js'\)|htmx\.URL) \}\}"[^>]*>""")


def test_no_template_has_a_script_that_is_not_one_of_these() -> None:
    """Also in pages that no test has seen."""
    found = [
        (path.name, tag)
        for path in (Path(__file__).parents[3] / "web" / "templates").iterdir()
        for tag in SCRIPT.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(found) == 3
    assert [(name, tag) for name, tag in found if not ALLOWED.fullmatch(tag)] == []


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
    for address in every_address(client.application):
        with client.get(address) as response:
            kind = response.headers["Content-Type"]
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
