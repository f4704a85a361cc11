from __future__ import annotations

import json
from html import unescape

from flask.testing import FlaskClient

from tests.sites import HOSTILE, Reader


def test_the_page_the_endpoint_and_the_search_agree(client: FlaskClient) -> None:
    asked = "?q=bay&not.person=Observer+03&since=2020"
    answer = json.loads(client.get(f"/api/search{asked}").data)
    assert answer["links"]["receipt"].startswith("/api/receipt?q=bay&")
    told = json.loads(client.get(answer["links"]["receipt"]).data)["receipt"]
    assert told["total"] == answer["total"] == len(told["articles"])
    page = unescape(client.get(f"/receipt{asked}").get_data(as_text=True))
    for shown in (told["text"], told["results"], told["corpus"], told["command"]):
        assert shown in page
    assert {key: told["query"][key] for key in ("q", "since")} == {"q": "bay", "since": "2020"}


def test_results_link_to_it_from_every_page_of_them(client: FlaskClient) -> None:
    page = Reader(client.get("/?q=bay&page=2").get_data(as_text=True))
    links = [attributes["href"] for tag, attributes, text in page.elements if tag == "a" and text == ["Methods text"]]
    assert links == ["/receipt?q=bay"]
    assert client.get(links[0]).status_code == 200


def test_grouped_results_are_counted_as_such_and_every_article_is_listed(client: FlaskClient) -> None:
    told = json.loads(client.get("/api/receipt?group=story&q=rain").data)["receipt"]
    assert told["query"]["unit"] == "story"
    assert f"{len(told['articles'])} articles" in told["text"]


def test_hostile_names_stay_text(client: FlaskClient) -> None:
    page = client.get("/receipt", query_string={"source": HOSTILE, "q": "</code><script>"}).get_data(as_text=True)
    assert "<script>" not in page.partition("<main")[2]
    assert "<b>Ink" not in page


def test_a_wrong_parameter_is_told_as_anywhere(client: FlaskClient) -> None:
    assert client.get("/api/receipt?colour=red").status_code == 400
    assert client.get("/receipt?colour=red").status_code == 400
