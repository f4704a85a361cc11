import csv
import io
import json
from xml.etree import ElementTree

import pytest

from search.config import Config
from tests.corpora import article
from tests.sites import FERRY, HOSTILE, build
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


def rows(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).get_data(as_text=True))))


@pytest.mark.parametrize("query", ["", "?q=bay&sort=date", "?q=zzz", "?q=bay&page=2&per_page=3"])
def test_csv_and_json_lines_hold_all_results_in_their_order(client, query):
    found, address = [], f"/api/search{query or '?'}".replace("page=2&", "")
    while address:
        answer = json.loads(client.get(address).data)
        found, address = [*found, *(hit["id"] for hit in answer["hits"])], answer["links"]["next"]
    lines = client.get(f"/api/search.ndjson{query}").get_data(as_text=True).splitlines()
    assert [json.loads(line)["id"] for line in lines] == found
    assert [row["id"] for row in rows(client, f"/api/search.csv{query}")] == found


def test_more_results_than_a_page_holds_are_all_taken_away(tmp_path):
    build(tmp_path, [article(n, f"Number {n}") for n in range(230)])
    client = create_app(Config(index=tmp_path)).test_client()
    assert len({row["id"] for row in rows(client, "/api/search.csv")}) == 230


def test_a_row_holds_what_is_known_of_the_document(client):
    [row] = rows(client, "/api/search.csv?q=crossed")
    assert row["id"] == FERRY
    assert (row["source"], row["date"], row["date_how"], row["person"]) == (
        "The Dial",
        "2024-06-10",
        "stated",
        "Ada Long",
    )


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1"])
def test_no_cell_is_a_formula(tmp_path, cell):
    build(tmp_path, [article(1, f'{cell}\n,"x"', source=cell)])
    [row] = rows(create_app(Config(index=tmp_path)).test_client(), "/api/search.csv")
    assert row["title"] == f'\'{cell}\n,"x"'


def test_bibtex_holds_all_results_in_their_order_and_each_by_itself_is_the_same(client):
    answer = client.get("/api/search.bib?q=bay&sort=date")
    ids = [row["id"] for row in rows(client, "/api/search.csv?q=bay&sort=date")]
    entries = answer.get_data(as_text=True).rstrip("\n").split("\n\n")
    assert answer.content_type == "application/x-bibtex; charset=utf-8"
    assert len(entries) == 18
    assert [client.get(f"/api/documents/{name}.bib").get_data(as_text=True).rstrip("\n") for name in ids] == entries


def test_the_feed_is_well_formed_with_links_that_lead_somewhere(client):
    response = client.get("/api/search.atom?q=bay")
    feed = ElementTree.fromstring(response.data)
    assert response.mimetype == "application/atom+xml"
    assert feed.findtext(f"{ATOM}id") == "http://localhost/?q=bay"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 18
    for entry in entries:
        assert client.get(entry.find(f"{ATOM}link").attrib["href"]).status_code == 200
    assert HOSTILE in [author.text for author in feed.iter(f"{ATOM}name")]


def test_the_feed_leaves_out_what_xml_cannot_hold(tmp_path):
    build(tmp_path, [article(1, "A bell \x07 & a <tag>\uffff", "]]>", source="\x00")])
    feed = ElementTree.fromstring(create_app(Config(index=tmp_path)).test_client().get("/api/search.atom").data)
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "A bell  & a <tag>"


def test_the_page_links_to_every_export_of_its_query(client):
    text = client.get("/?q=bay&page=2").get_data(as_text=True)
    for form in ("csv", "ndjson", "bib", "atom"):
        assert f'href="/api/search.{form}?q=bay"' in text
