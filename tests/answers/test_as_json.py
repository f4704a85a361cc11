"""The JSON of hand-made answers: what the endpoint's own tests cannot reach."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from search.answers.as_json import document_json, facet_json, hit_json, listing_json, page_json
from search.model import (
    NONE,
    Attribution,
    Bucket,
    Day,
    Document,
    Evidence,
    Facet,
    Hit,
    Listing,
    Mention,
    Notice,
    Page,
    Part,
    Query,
    Span,
)
from search.query.links import Clicks
from search.store.builds import Manifest

MANIFEST = Manifest("b1", "2026-11-22T19:44:00Z", "memory", 5, 0, "none", "seeds")
SOURCES = Facet("source", "Source", "any", (Bucket("A & B", "A & B", 3, "chosen"),), 4, 2, Bucket(NONE, "No source", 1))


def page(**changes: object) -> Page:
    return replace(Page(Query(text="x"), 0, (), ()), **changes)


def hit(*title: Span, snippet: tuple[Span, ...] = (), document: Document | None = None) -> Hit:
    return Hit(document or Document("d1", "seeds/a.txt"), 0.123456789, title, snippet)


def test_counts_of_names_say_of_how_many_articles_they_are_until_all_are_read():
    people = replace(SOURCES, name="person", label="People")
    reading = replace(MANIFEST, entities_read=480, entities_total=3000)
    answer = page_json(page(facets=(people, SOURCES)), reading, 0.0)["facets"]
    assert (answer[0]["names_read"], answer[0]["names_total"]) == (480, 3000)
    assert "names_read" not in answer[1]
    done = replace(MANIFEST, entities_read=3000, entities_total=3000)
    assert "names_read" not in page_json(page(facets=(people,)), done, 0.0)["facets"][0]
    listing = Listing("person")
    assert "names_read" in listing_json(Query(), listing, 1, people, reading)["facet"]


def test_ranges_count_code_points_of_the_text_they_stand_in():
    spans = (Span("💥 é ", hit=False), Span("луна", hit=True), Span(" и ", hit=False), Span("луной", hit=True))
    [shown] = hit_json(hit(snippet=spans))["highlights"]
    assert shown == {"field": "body", "text": "💥 é луна и луной", "ranges": [[4, 8], [11, 16]]}
    assert [shown["text"][a:b] for a, b in shown["ranges"]] == ["луна", "луной"]


@pytest.mark.parametrize(
    ("title", "snippet", "fields"),
    [
        ((Span("t", hit=True),), (Span("b", hit=False),), ["title", "body"]),
        ((Span("t", hit=False),), (Span("b", hit=True),), ["body"]),
        ((Span("t", hit=True),), (), ["title"]),
        ((), (), []),
    ],
)
def test_a_title_is_highlighted_only_where_it_matches(title, snippet, fields):
    assert [shown["field"] for shown in hit_json(hit(*title, snippet=snippet))["highlights"]] == fields


def test_evidence_outside_of_the_text_has_no_place_in_it():
    span = Evidence("2024", rule="file name")
    day = Day(date(2024, 1, 1), date(2024, 12, 31), "year", "inferred", span)
    answer = document_json(Document("d1", "seeds/2024.txt", day=day, source=Attribution("A", "inferred")))
    assert answer["date"] == {"value": "2024", "precision": "year", "how": "inferred", "text": "2024"}
    assert answer["evidence"] == {
        "date": {"text": "2024", "start": None, "end": None, "rule": "file name"},
        "source": None,
    }


def test_names_come_once_in_the_order_of_their_mentions():
    mentions = tuple(Mention(name, "person", 0, 1) for name in ("B", "A", "B"))
    assert hit_json(hit(document=Document("d", "p", mentions=mentions)))["entities"]["person"] == ["B", "A"]


def test_a_notice_has_a_suggestion_only_where_there_is_one():
    answer = page_json(page(notices=(Notice("a", "b"), Notice("c", "d", "e"))), MANIFEST, 1.26)
    assert answer["query"]["notices"] == [
        {"code": "a", "message": "b"},
        {"code": "c", "message": "d", "suggestion": "e"},
    ]
    assert answer["took_ms"] == 1.3


@pytest.mark.parametrize(
    ("number", "total", "following", "before"),
    [
        (1, 0, None, None),
        (1, 25, "page=2", None),
        (2, 25, "page=3", "/api/search?q=x"),
        (3, 25, None, "page=2"),
        (9, 25, None, "page=3"),
    ],
)
def test_the_pages_before_and_after_are_linked_where_there_are_any(number, total, following, before):
    links = page_json(page(query=Query(text="x", page=number), total=total), MANIFEST, 0.0)["links"]
    for link, expected in ((links["next"], following), (links["prev"], before)):
        assert link == expected if expected is None else link.endswith(expected)


def test_the_address_of_a_value_is_escaped_and_turns_back_to_the_first_page():
    query = Query(chosen={"source": ("A & B",)}, page=4)
    assert facet_json(Clicks(query), SOURCES)["values"][0]["url"] == "?"
    assert (
        facet_json(Clicks(replace(query, chosen={})), SOURCES, "/api/search")["values"][0]["url"]
        == "/api/search?source=A+%26+B"
    )
    assert facet_json(Clicks(query), SOURCES)["none"]["url"] == "?source=A+%26+B&source=(none)"


def test_the_date_facet_has_its_interval_and_its_trail():
    trail = (Bucket("2024", "2024", 5, "chosen"),)
    dates = replace(SOURCES, name="date", buckets=(), interval="month", trail=trail)
    answer = facet_json(Clicks(Query(chosen={"date": ("2024",)})), dates)
    assert answer["interval"] == "month"
    assert answer["trail"] == [{"value": "2024", "label": "2024", "count": 5, "state": "chosen", "url": "?"}]
    assert "interval" not in facet_json(Clicks(Query()), SOURCES)


@pytest.mark.parametrize(("number", "distinct", "pages"), [(1, 0, 1), (1, 50, 1), (2, 51, 2), (7, 51, 2)])
def test_a_listing_says_how_many_pages_it_has(number, distinct, pages):
    listing = Listing("source", "a b", "name", (number - 1) * 50, 50)
    answer = listing_json(Query(text="x"), listing, number, replace(SOURCES, distinct=distinct), MANIFEST)
    assert (answer["page"], answer["pages"], answer["prefix"], answer["order"]) == (number, pages, "a b", "name")
    assert answer["links"]["self"].startswith("/api/facets/source?q=x&prefix=a+b&order=name")
    assert (answer["links"]["next"] is None) == (number >= pages)


def test_an_answer_is_json_whatever_the_texts():
    odd = Document("d", "p\n", "\0", "\u2028 </script>", (Part("body", 0, 3),))
    assert json.loads(json.dumps(document_json(odd)))["text"] == odd.text
