"""Whatever an address or an article holds, the answer is a page, and nothing of it becomes markup."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.config import Config
from search.model import KINDS, Attribution, Document, Evidence, Mention, Part
from search.query.address import names
from search.searched_text import searched_text
from tests.sites import FERRY, SCRIPTS, Reader, build
from web import create_app

ROUTES = ["/", "/api/search", "/api/suggest", "/api/facets/person", "/facets/person", f"/documents/{FERRY}"]
parameters = st.lists(
    st.tuples(st.sampled_from([*names(), "prefix", "order", "show"]) | st.text(max_size=8), st.text(max_size=30)),
    max_size=4,
)
nasty = st.sampled_from(
    ["<script>", "</title>", '"><img src=x>', "'", "&amp;", "{{ 7*7 }}", "\u202e", "\0", "é", "שלום", "💥", "\n\n"]
)
texts = st.lists(nasty | st.text(max_size=6), max_size=5).map("".join)


@pytest.mark.parametrize("route", ROUTES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(given_parameters=parameters)
def test_no_address_is_a_mistake_of_the_program(client, route, given_parameters):
    response = client.get(f"{route}?{urlencode(given_parameters)}")
    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize("route", ROUTES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(raw=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
def test_no_query_string_is_a_mistake_of_the_program(client, route, raw):
    assert client.get(f"{route}?{raw.replace('#', '')}").status_code in (200, 302, 400)


@pytest.mark.parametrize(
    "path", ["/documents/", "/documents/%00", "/documents/..%2f..%2fetc", "/facets/%F0", "/static/../x"]
)
def test_no_path_leads_outside(client, path):
    assert client.get(path).status_code in (400, 404)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of hostile texts, with offsets anywhere in them."""
    title, head, body = draw(texts), draw(texts), draw(texts)
    text = f"{head}\n\n{title}\n\n{body}"
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    last = draw(texts | st.just("caption")) or "x"
    parts = (Part("menu", cuts[0], cuts[1]), Part("body", cuts[1], cuts[2]), Part(last, cuts[2], cuts[3]))
    at = st.integers(0, cuts[2] - cuts[1])
    mentions = [
        Mention(draw(texts) or "x", draw(st.sampled_from(KINDS)), *sorted((draw(at), draw(at)))) for _ in range(3)
    ]
    where = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    source = Attribution(draw(texts) or "x", "inferred", Evidence(text[where[0] : where[1]], *where, draw(texts)))
    return Document("d", "seeds/d.txt", title, text, parts, mentions=tuple(mentions), source=source, language="en")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(document=documents(), query=texts)
def test_no_article_becomes_markup_and_its_text_comes_through_whole(tmp_path_factory, document, query):
    folder = tmp_path_factory.mktemp("hostile")
    build(folder, [document])
    client = create_app(Config(index=folder)).test_client()
    for address in (f"/?q={quote(query)}", f"/documents/d?q={quote(query)}", "/facets/person", "/facets/source"):
        page = Reader(client.get(address, follow_redirects=True).get_data(as_text=True))
        assert page.scripts() in SCRIPTS
        assert not page.all("img")
    shown = Reader(client.get(f"/documents/d?q={quote(query)}").get_data(as_text=True))
    [(_, text)] = shown.all("div", dir="auto")
    wanted = searched_text(document)
    assert "".join(text.split()) in ("".join(wanted.split()), "Thisfilehasnoarticletext.")
