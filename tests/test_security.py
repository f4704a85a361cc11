import re
from pathlib import Path

import pytest

from tests.sites import FERRY, read
from web import htmx


def test_nothing_is_loaded_but_our_own_files_and_the_one_pinned_script(client):
    page = read(client, "/")
    links = [attrs["href"] for attrs, _ in page.all("link") if attrs["rel"] not in ("search", "alternate")]
    loaded = [*links, *(attrs["src"] for attrs, _ in page.all("script"))]
    outside = [address for address in loaded if not address.startswith("/static/")]
    assert outside == [htmx.URL]
    [(script, _)] = page.all("script", src=htmx.URL)
    assert (script["integrity"], script["crossorigin"]) == (htmx.INTEGRITY, "anonymous")


@pytest.mark.parametrize("address", ["/", "/nowhere", "/api/search", "/api/nowhere", "/static/style.css", "/healthz"])
def test_every_answer_carries_the_policy(client, address):
    with client.get(address) as response:
        headers = response.headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'self' {htmx.URL}"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


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
    package = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert 'web = ["templates/*.html", "static/*"]' in package
