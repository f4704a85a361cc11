import json
from dataclasses import replace

import pytest

from search.config import Config
from search.model import PARAGRAPH, Document, Evidence, Mention
from search.readers.pieces import put_together
from search.searched_text import searched_text
from tests.corpora import article
from tests.sites import FERRY, build, read
from web import create_app
from web.pages.document import SHOWN


def test_a_document_shows_its_paragraphs_with_the_hits_marked_and_numbered(client):
    page = read(client, f"/documents/{FERRY}?q=ferry")
    marks = [(attrs.get("id"), text) for attrs, text in page.all("mark")]
    assert marks[:3] == [("hit-1", "ferry"), ("hit-2", "ferry"), ("hit-3", "FERRY's")]
    assert page.one("h1")[1] == "A ferry for Port Ness"
    assert "Ada Long waved to the <i>crew</i>; the FERRY's horn answered Ada Long." in [t for _, t in page.all("p")]


def test_a_document_shows_the_words_that_date_and_source_came_from(client):
    quotes = [text for _, text in read(client, f"/documents/{FERRY}").all("blockquote")]
    assert quotes == ["Printed by The Dial, 10 June 2024"] * 2


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("record's key date", "the field “date” of the record"),
        ("file beside it, record's key pub_date", "file beside it, the field “pub_date” of the record"),
        ("date_line", "date line"),
    ],
)
def test_where_a_value_came_from_is_said_in_plain_words(tmp_path, rule, told):
    dated = article(1, "News", "Rain.", date="2024-06-10")
    stated = replace(dated.day, span=Evidence("10/06/24", -1, -1, rule))
    build(tmp_path, [replace(dated, day=stated)])
    page = read(create_app(Config(index=tmp_path)).test_client(), f"/documents/{dated.id}")
    assert told in [text for _, text in page.all("p", class_="quiet")]


def test_a_document_lists_its_entities_with_their_mentions_and_their_pages(client):
    page = read(client, f"/documents/{FERRY}")
    links = {text: attrs["href"] for attrs, text in page.all("a")}
    assert links["Ada Long"] == "/entities/person?name=Ada+Long"
    assert links["Port Ness"] == "/entities/place?name=Port+Ness"
    assert [text for _, text in page.all("li") if text.startswith(("Ada", "Port"))] == ["Ada Long 2", "Port Ness 1"]


def test_a_document_that_names_many_folds_most_of_them_away(tmp_path):
    crowd = article(1, "Crowd", "Everybody came.", people=[f"Guest {n:02}" for n in range(20)])
    build(tmp_path, [crowd])
    page = read(create_app(Config(index=tmp_path)).test_client(), f"/documents/{crowd.id}")
    [folded] = [text for _, text in page.all("details", class_="rest")]
    assert folded.startswith("12 more Guest 08 1")
    assert len([text for _, text in page.all("li") if text.startswith("Guest")]) == 20


def test_a_document_keeps_what_was_left_out_with_its_kind(client):
    page = read(client, f"/documents/{FERRY}")
    assert [text for _, text in page.all("dd")][:2] == ["Home | Ships | Weather", "Printed by The Dial, 10 June 2024"]
    assert {"menu", "footer"} <= {text for _, text in page.all("dt")}


def test_a_document_shows_captions_as_captions_where_they_stand_with_their_hits_numbered(tmp_path):
    words = [
        ("menu", "Home"), ("body", "The gull slept.\n\nThe ferry left."), ("caption", "A gull. Photo: Ada Long"),
        ("body", "A second gull came."), ("caption", "Gulls & <b>waves</b>"),
    ]  # fmt: skip
    text, parts = put_together(words)
    photographed = Document("d", "seeds/d.txt", "Birds", text, parts, language="en")
    build(tmp_path, [photographed])
    client = create_app(Config(index=tmp_path)).test_client()
    page = read(client, "/documents/d?q=gull")
    [(_, shown)] = page.all("div", dir="auto")
    assert shown.split() == " ".join(piece for kind, piece in words if kind != "menu").split()
    assert [caption for _, caption in page.all("figcaption")] == ["A gull. Photo: Ada Long", "Gulls & <b>waves</b>"]
    marks = [(attrs.get("id"), mark) for attrs, mark in page.all("mark")]
    assert marks == [("hit-1", "gull"), ("hit-2", "gull"), ("hit-3", "gull"), ("hit-4", "Gulls")]
    assert [kind for _, kind in page.all("dt") if kind in ("menu", "caption")] == ["menu"]
    answer = json.loads(client.get("/api/documents/d").data)
    assert answer["body"] == "The gull slept.\n\nThe ferry left.\n\nA second gull came."
    [found] = json.loads(client.get("/api/search?q=waves").data)["hits"]
    [highlight] = found["highlights"]
    assert [highlight["text"][start:end] for start, end in highlight["ranges"]] == ["waves"]


def test_names_are_marked_in_captions_where_they_are_spelled_as_in_the_article(tmp_path):
    caption = "Ada Long at Bayside; Ada Longstreet and 李明在 Bay. ADA LONG"
    text, parts = put_together([("body", "Ada Long met 李明 in Bay."), ("caption", caption)])
    named = [("Ada Long", "person", 0), ("Li Ming", "person", 13), ("Bay", "place", 19)]
    ends = [8, 15, 22]
    mentions = tuple(Mention(name, kind, at, end) for (name, kind, at), end in zip(named, ends, strict=True))
    build(tmp_path, [Document("d", "seeds/d.txt", "Met", text, parts, mentions=mentions, language="en")])
    page = read(create_app(Config(index=tmp_path)).test_client(), "/documents/d?q=bay")
    marked = [(attrs["class"], shown) for attrs, shown in page.all("span") if "entity" in attrs.get("class", "")]
    assert marked == [("entity person", "Ada Long"), ("entity person", "李明"), ("entity place", "Bay")] * 2
    assert "Ada Long 1" in [text for _, text in page.all("li")], "captions do not count"


def test_the_address_of_an_article_is_a_link_where_it_is_one_of_the_web(tmp_path):
    urls = ["https://a.example/x?y=1&z", "HTTP://a.example/", "javascript:alert(1)", "ftp://a.example/x", " https://b"]
    build(tmp_path, [replace(article(n, f"News {n}", "Rain."), url=url) for n, url in enumerate(urls)])
    client = create_app(Config(index=tmp_path)).test_client()
    for n, url in enumerate(urls):
        page = read(client, f"/documents/{article(n).id}")
        linked = [attrs["href"] for attrs, text in page.all("a") if attrs.get("rel") == "noreferrer nofollow"]
        assert linked == ([url] if n < 2 else [])
        assert url.strip() in page.one("aside")[1]


def test_captions_count_among_what_is_too_much_to_show(tmp_path):
    book = article(1, "Atlas", "Rain. " * 60_000, captions=["Ferry " * 10_000] * 2)
    build(tmp_path, [book])
    page = read(create_app(Config(index=tmp_path)).test_client(), f"/documents/{book.id}?q=rain")
    [rest] = [text for _, text in page.all("p") if text.startswith("The article continues for another ")]
    assert int(rest.split()[5].replace(",", "")) == len(searched_text(book)) - SHOWN - 2 * len(PARAGRAPH)


def test_a_document_leads_back_to_the_very_results(client):
    page = read(client, f"/documents/{FERRY}?q=ferry&source=The+Dial&page=2")
    assert page.one("a", class_="back")[0]["href"] == f"/?q=ferry&source=The+Dial&page=2#r-{FERRY}"


def test_a_result_leads_to_its_document_with_the_query(client):
    page = read(client, "/?q=crossed")
    assert [a["href"] for a, _ in page.all("a") if "/documents/" in a["href"]] == [f"/documents/{FERRY}?q=crossed"]


def test_a_book_is_shown_up_to_where_browsers_grow_slow_and_says_so(tmp_path):
    chapter = "Rain fell on the ferry for the whole day. " * 2_000
    book = article(1, "Log book", "\n\n".join([chapter] * 6), people=["Ada Long"])
    build(tmp_path, [book])
    client = create_app(Config(index=tmp_path)).test_client()
    page = read(client, f"/documents/{book.id}?q=ferry")
    [(_, shown)] = page.all("div", dir="auto")
    assert 399_000 < len(shown) <= SHOWN
    [rest] = [text for _, text in page.all("p") if text.startswith("The article continues for another ")]
    assert int(rest.split()[5].replace(",", "")) == len(book.body) - SHOWN
    [(link, _)] = [a for a in page.all("a") if a[1] == "Get the full text as JSON"]
    assert json.loads(client.get(link["href"]).data)["body"] == book.body


def test_a_document_is_cited_with_the_address_that_it_keeps(client):
    page = read(client, f"/documents/{FERRY}?q=ferry")
    permanent = page.one("input", id="permanent")[0]["value"]
    assert permanent == f"http://localhost/documents/{FERRY}"
    assert page.one("p", class_="citation")[1] == f"“A ferry for Port Ness”. The Dial. 10 June 2024. {permanent}"
    entry = client.get(page.one("a", href=f"/api/documents/{FERRY}.bib")[0]["href"])
    assert entry.get_data(as_text=True).startswith(f"@article{{clippings-{FERRY},")
