"""The page of a person, organisation or place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.build.build import build
from search.config import Config
from search.entities.forms import relation
from tests.corpora import article
from tests.sites import FERRY, read
from tests.sites import build as build_documents
from web import create_app
from web.pages.quoting import LONGEST, sentence_around

ARTICLES = {
    "a.txt": "Pier opens\n\n3 June 2024\n\nMayor Ingrid Halvorsen opened a pier in Oslo. Halvorsen thanked the crew.",
    "b.txt": "Storm\n\n4 May 2023\n\nMr. Halvorsen said that the storm would reach Norway. He spoke in Oslo on Sunday.",
    "c.txt": "Boats\n\n5 May 2023\n\nThe North Sea Shipping Company (NSSC) sold boats. INGRID HALVORSEN met the NSSC.",
    "d.txt": "Visit\n\n6 May 2023\n\nIngrid Halvorsen saw the <b>boats</b> & left for Oslo with the crew of the ferry.",
    "e.txt": "Talk\n\n7 May 2023\n\nIngrid Halvorsen spoke again, and the crew of the ferry went home to Norway.",
}


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("corpus") / "press"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    index = folder.parent / "index"
    build(folder, Config(index=index, engine="memory", entities="rules", workers=0, today=date(2026, 1, 1)))
    return create_app(Config(index=index)).test_client()


PERSON = "/entities/person?name=Ingrid+Halvorsen"


def test_it_shows_forms_with_counts_and_how_they_came_together(read_only: FlaskClient) -> None:
    page = read(read_only, PERSON)
    assert page.one("h1")[1] == "Ingrid Halvorsen"
    assert page.all("a", href="/?person=Ingrid+Halvorsen")[0][1] == "5 articles"
    rows = [text for _, text in page.all("tr")]
    assert any(row.startswith("Halvorsen1a surname that is almost always") for row in rows), rows
    assert any(row.startswith("Halvorsen2a part of the name") for row in rows), rows
    assert any(row.startswith("INGRID HALVORSEN1the same but for case") for row in rows), rows


def test_it_quotes_the_sentences_with_the_mention_marked_and_leads_to_the_articles(read_only: FlaskClient) -> None:
    page = read(read_only, PERSON)
    quotes = [text for _, text in page.all("blockquote")]
    assert "Mayor Ingrid Halvorsen opened a pier in Oslo." in quotes
    assert "Mr. Halvorsen said that the storm would reach Norway." in quotes
    assert "Ingrid Halvorsen saw the <b>boats</b> & left for Oslo with the crew of the ferry." in quotes
    assert "Halvorsen thanked the crew." in quotes
    assert len(page.all("mark")) == len(quotes) == 6
    [first] = {attrs["href"] for attrs, text in page.all("a") if text == "Pier opens"}
    assert read(read_only, first).one("h1")[1] == "Pier opens"


def test_every_value_leads_to_its_page(read_only: FlaskClient) -> None:
    listed = json.loads(read_only.get("/api/search?facet_size=100").data)["facets"]
    values = {(facet["name"], v["value"]) for facet in listed for v in facet["values"] if v["count"]}
    entities = {value for value in values if value[0] in ("person", "organisation", "place")}
    search, panel = read(read_only, "/?facet_size=100"), read(read_only, "/facets/place")
    links = {attrs["href"] for attrs, _ in search.all("a", class_="tool about-it")}
    assert len(links) == len(entities) > 3
    assert {attrs["href"] for attrs, _ in panel.all("a", class_="tool about-it")} < links
    document = json.loads(read_only.get("/api/search").data)["hits"][0]["links"]["html"]
    named = {a["href"] for a, _ in read(read_only, document).all("a") if a["href"].startswith("/entities/")}
    assert named - {"/entities/person"} <= links
    for link in links:
        assert read(read_only, link).all("mark")


def test_nothing_is_offered_to_change(read_only: FlaskClient) -> None:
    assert [attrs["action"] for attrs, _ in read(read_only, PERSON).all("form")] == ["/entities/compare"]


def test_all_names_of_a_kind_are_listed_each_with_its_page(read_only: FlaskClient) -> None:
    page = read(read_only, "/entities/person")
    links = {text: attrs["href"] for attrs, text in page.all("a")}
    assert links["Ingrid Halvorsen"] == PERSON
    assert links["Places"] == "/entities/place"
    assert "Ingrid Halvorsen 5" in [text for _, text in page.all("li")]
    found = read(read_only, "/entities/place?prefix=osl&order=name")
    assert [text for _, text in found.all("li")] == ["Oslo 3"]
    assert found.one("p", role="status")[1] == "1 name matching “osl”"


def test_a_long_index_of_names_is_paged(tmp_path: Path) -> None:
    build_documents(tmp_path, [article(n, people=[f"Person {n:03}"]) for n in range(120)])
    client = create_app(Config(index=tmp_path)).test_client()
    met: list[str] = []
    address: str | None = "/entities/person?order=name"
    while address:
        page = read(client, address)
        met += [text.rsplit(" ", 1)[0] for _, text in page.all("li")]
        address = next((attrs["href"] for attrs, _ in page.all("a", rel="next")), None)
    assert met == [f"Person {n:03}" for n in range(120)]
    beyond = read(client, "/entities/person?page=99")
    assert beyond.one("a", rel="prev")[0]["href"] == "/entities/person?page=3"
    assert client.get("/entities/person?page=none").status_code == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entities/person?name=Nobody", 404),
        ("/entities/city?name=Oslo", 404),
        ("/entities/source?name=Oslo", 404),
        ("/entities/person?name=+", 400),
        ("/entities/person?name=a&name=b", 400),
        ("/entities/person?name=Ada&colour=red", 400),
    ],
)
def test_what_is_no_entity_is_told(read_only: FlaskClient, address: str, status: int) -> None:
    response = read_only.get(address)
    assert response.status_code == status
    assert "<h1>" in response.get_data(as_text=True)


def test_names_that_no_rule_has_looked_at_have_the_page_too(client: FlaskClient) -> None:
    page = read(client, "/entities/person?name=Ada+Long")
    assert [text for _, text in page.all("blockquote")] == [
        "Ada Long waved to the <i>crew</i>; the FERRY's horn answered Ada Long."
    ]
    assert page.all("a", href=f"/documents/{FERRY}")


@pytest.mark.parametrize(
    ("form", "name", "how"),
    [
        ("Ada Long", "Ada Long", "the name itself"),
        ("ADA LONG", "Ada Long", "the same but"),
        ("U.S.", "United States", "another name of it in the gazetteer"),
        ("NSSC", "North Sea Shipping Company", "its initials"),
        ("Long", "Ada Long", "a part of the name"),
        ("President Ada Long", "Ada Long", "the name with more words"),
        ("Bob Marsh", "Robert Marsh", "a name that was merged"),
    ],
)
def test_how_a_form_belongs_to_a_name(form: str, name: str, how: str) -> None:
    assert relation(form, name).startswith(how)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("It rained. Mr. J. Vega left. He ran.", "Mr. J. Vega left."),
        ("“Rain!” said Vega. “Run.”", "“Rain!” said Vega."),
        ("Title\nVega left\nIt rained", "Vega left"),
        ("雨。Vega 走了。他跑。", "Vega 走了。"),
        ("In 1999. Vega", "Vega"),
        ("word " * 200 + "Vega" + " word" * 200, "…" + "word " * 43 + "Vega" + " word" * 43 + "…"),
    ],
)
def test_a_sentence_is_found_around_a_mention(text: str, quoted: str) -> None:
    at = text.index("Vega")
    before, after = sentence_around(text, at, at + 4)
    assert before + "Vega" + after == quoted
    assert len(before) + len(after) <= 2 * LONGEST + 2
