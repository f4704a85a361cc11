import json

import pytest

from search.config import Config
from tests.corpora import article
from tests.sites import FERRY, build, documents, site
from web import create_app


def ask(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.get_data(as_text=True)
    return json.loads(response.data)


def facet(answer, name):
    return next(facet for facet in answer["facets"] if facet["name"] == name)


def test_the_keys_are_those_that_were_promised(client):
    answer = ask(client, "/api/search?q=ferry")
    assert set(answer) == {
        "query", "total", "exact", "about", "page", "per_page", "pages", "took_ms", "hits", "facets", "links", "index",
    }  # fmt: skip
    assert set(answer["query"]) == {
        "q", "parsed", "notices", "chosen", "excluded", "mode", "since", "until", "added_since", "sort", "group",
        "match", "unit",
    }  # fmt: skip
    assert set(answer["hits"][0]) == {
        "id", "title", "source", "language", "path", "score", "date", "entities", "highlights", "why", "links",
        "also", "others", "added", "story", "lead", "lacks", "tags",
    }  # fmt: skip
    assert set(answer["links"]) == {"self", "next", "prev", "html", "csv", "ndjson", "bib", "ris", "atom", "receipt"}
    assert set(answer["index"]) == {"documents", "build", "built", "stories"}
    common = {"name", "label", "mode", "distinct", "other", "missing", "values", "none"}
    assert [set(facet) - common for facet in answer["facets"]] == [{"interval", "trail"}, *[set()] * 13]
    assert {key for facet in answer["facets"] for value in facet["values"] for key in value} == {
        "value", "label", "count", "state", "url",
    }  # fmt: skip


def test_a_hit_says_where_its_date_came_from_and_where_the_words_stand(client):
    hit = next(hit for hit in ask(client, "/api/search?q=ferry")["hits"] if hit["id"] == FERRY)
    assert hit["date"] == {"value": "2024-06-10", "precision": "day", "how": "stated", "text": "10 June 2024"}
    assert hit["entities"] == {"person": ["Ada Long"], "organisation": [], "place": ["Port Ness"]}
    marked = {h["field"]: [h["text"][a:b] for a, b in h["ranges"]] for h in hit["highlights"]}
    assert marked == {"title": ["ferry"], "body": ["ferry", "FERRY's"]}


def test_a_hit_says_what_its_score_is_made_of(client):
    hit = next(hit for hit in ask(client, "/api/search?q=ferry")["hits"] if hit["id"] == FERRY)
    assert [(part["asked"], part["field"], part["found"], part["count"]) for part in hit["why"]] == [
        ("ferry", "title", ["ferry"], 1),
        ("ferry", "body", ["ferry", "FERRY's"], 2),
    ]
    assert sum(part["score"] for part in hit["why"]) == pytest.approx(hit["score"], abs=0.001)


def test_what_a_document_does_not_have_is_null(client):
    [hit] = ask(client, "/api/search?q=note")["hits"]
    assert (hit["source"], hit["date"]) == (None, None)


def test_only_the_facets_that_are_asked_for_are_counted(client):
    every = {facet["name"]: facet for facet in ask(client, "/api/search?q=bay")["facets"]}
    asked = ask(client, "/api/search?q=bay&facets=person,source")
    for facet in asked["facets"]:
        right = every[facet["name"]]
        assert [value["count"] for value in facet["values"]] == [value["count"] for value in right["values"]]
        assert (facet["distinct"], facet["other"]) == (right["distinct"], right["other"])
    assert [facet["name"] for facet in asked["facets"]] == ["source", "person"]
    none = ask(client, "/api/search?q=bay&facets=none")
    assert (none["facets"], none["total"]) == ([], asked["total"])
    assert none["links"]["html"] == asked["links"]["html"] == "/?q=bay"


def test_facets_come_in_their_order_and_bars_add_up(client):
    answer = ask(client, "/api/search?facet_size=2")
    assert [facet["name"] for facet in answer["facets"]] == [
        "date",
        "source",
        "tag",
        "person",
        "organisation",
        "place",
        "language",
        "cites",
        "via",
        "author",
        "story",
        "subject",
        "scan",
        "certainty",
    ]
    for single in ("source", "language"):
        found = facet(answer, single)
        shown = sum(value["count"] for value in found["values"])
        assert shown + found["other"] + found["missing"] == answer["total"]
    assert facet(answer, "source")["none"]["count"] == facet(answer, "source")["missing"] == 1


def test_the_url_of_a_value_gives_as_many_results_as_its_count(client):
    for found in ask(client, "/api/search?q=bay")["facets"]:
        for value in [*found["values"], found["none"]]:
            assert ask(client, f"/api/search{value['url']}")["total"] == value["count"]


def test_a_chosen_value_says_so_and_its_url_takes_it_back(client):
    answer = ask(client, "/api/search?source=The+Dial&not.source=Rain+Gazette&person.mode=all&person=Ada+Long")
    states = {value["value"]: value["state"] for value in facet(answer, "source")["values"]}
    assert (states["The Dial"], states["Rain Gazette"]) == ("chosen", "excluded")
    assert answer["query"]["chosen"] == {"source": ["The Dial"], "person": ["Ada Long"]}
    assert answer["query"]["excluded"] == {"source": ["Rain Gazette"]}
    assert answer["query"]["mode"] == {"person": "all"}
    dial = next(value for value in facet(answer, "source")["values"] if value["value"] == "The Dial")
    assert dial["url"] == "?not.source=Rain+Gazette&person=Ada+Long&person.mode=all"


def test_the_date_facet_says_what_its_values_are(client):
    assert facet(ask(client, "/api/search"), "date")["interval"] == "year"
    answer = facet(ask(client, "/api/search?date=2023"), "date")
    assert answer["interval"] == "month"
    assert [(value["value"], value["state"]) for value in answer["trail"]] == [("2023", "chosen")]


def test_pages_are_linked_and_tile(client):
    address, seen = "/api/search?per_page=3", []
    while address:
        answer = ask(client, address)
        assert answer["links"]["self"] == address
        seen += [hit["id"] for hit in answer["hits"]]
        address = answer["links"]["next"]
    assert len(seen) == len(set(seen)) == answer["total"] == 20


def test_past_the_last_page_there_are_no_hits_and_the_right_total(client):
    answer = ask(client, "/api/search?page=1000000")
    assert (answer["hits"], answer["total"], answer["pages"], answer["page"]) == ([], 20, 2, 1_000_000)
    assert answer["links"]["prev"] == "/api/search?page=2"


def test_repairs_are_reported(client):
    answer = ask(client, "/api/search?q=%22ferry")
    assert [notice["code"] for notice in answer["query"]["notices"]] == ["unbalanced_quote"]


@pytest.mark.parametrize("text", ["(((((", '"', "*", "~", "\0", "OR", "title:", "💥", "a" * 3000, "-", "' OR 1=1 --"])
def test_any_text_is_a_query(client, text):
    response = client.get("/api/search", query_string={"q": text})
    assert response.status_code == 200


# --- one document, one facet


def test_a_document_comes_whole_with_the_places_of_everything(client):
    answer = ask(client, f"/api/documents/{FERRY}")
    for evidence, words in (("date", "10 June 2024"), ("source", "The Dial")):
        found = answer["evidence"][evidence]
        assert answer["text"][found["start"] : found["end"]] == found["text"] == words
    for mention in answer["mentions"]:
        assert answer[mention["where"]][mention["start"] : mention["end"]] == mention["name"]
    assert [part["kind"] for part in answer["parts"]] == ["menu", "title", "body", "body", "footer"]
    assert answer["links"] == {"self": f"/api/documents/{FERRY}", "html": f"/documents/{FERRY}"}


def test_a_facet_is_searched_sorted_and_paged(client):
    answer = ask(client, "/api/facets/person?q=bay&prefix=observer&order=name")
    assert [value["value"] for value in answer["facet"]["values"]] == [f"Observer {n:02}" for n in range(1, 15)]
    assert (answer["facet"]["distinct"], answer["page"], answer["pages"]) == (14, 1, 1)
    assert answer["facet"]["values"][0]["url"] == "/api/search?q=bay&person=Observer+01"


def test_the_pages_of_a_facet_tile(tmp_path):
    build(tmp_path, [article(n, people=[f"P{n:03}"]) for n in range(120)])
    client, address, seen = create_app(Config(index=tmp_path)).test_client(), "/api/facets/person", []
    while address:
        answer = ask(client, address)
        assert answer["links"]["self"] == address
        seen += [value["value"] for value in answer["facet"]["values"]]
        address = answer["links"]["next"]
    assert sorted(seen) == [f"P{n:03}" for n in range(120)]


def test_health_names_the_build(client):
    answer = ask(client, "/healthz")
    assert (answer["status"], answer["documents"], answer["built"]) == ("ok", 20, "2026-11-22T19:44:00Z")


def test_health_without_an_index_is_not_well(tmp_path):
    assert create_app(Config(index=tmp_path)).test_client().get("/healthz").status_code == 503


# --- errors


@pytest.mark.parametrize(
    ("address", "status", "faulty"),
    [
        ("/api/search?soruce=x&page=0", 400, ["soruce", "page"]),
        ("/api/facets/person?order=size", 400, ["order"]),
        ("/api/documents/nothing", 404, []),
        ("/api/facets/nothing", 404, []),
        ("/api/nothing", 404, []),
        ("/api/search.xls", 404, []),
        (f"/api/search?q={'a' * 9000}", 414, []),
    ],
)
def test_an_error_is_a_problem_document(client, address, status, faulty):
    response = client.get(address)
    problem = json.loads(response.data)
    assert response.mimetype == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert (response.status_code, problem["status"]) == (status, status)
    assert [error["parameter"] for error in problem["errors"]] == faulty
    assert problem["detail"]


def test_a_bad_parameter_says_what_is_accepted_and_the_nearest_name(client):
    [error] = ask(client, "/api/search?soruce=x", 400)["errors"]
    assert (error["value"], error["nearest"]) == ("x", "source")
    assert "source" in error["accepted"]


def test_a_mistake_of_the_program_is_a_problem_document_without_its_insides(tmp_path):
    app = site(tmp_path)
    app.view_functions["api.search"] = lambda: 1 // 0
    assert ask(app.test_client(), "/api/search", 500)["title"] == "Internal Server Error"


def test_an_answer_belongs_to_one_build_while_the_next_goes_live(tmp_path):
    client = site(tmp_path).test_client()
    first = ask(client, "/api/search")["index"]["build"]
    build(tmp_path, documents()[:3])
    second = ask(client, "/api/search")
    assert (second["index"]["build"] != first, second["total"], second["index"]["documents"]) == (True, 3, 3)
