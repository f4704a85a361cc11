"""The page says whether its articles have all of the words or most of them, with a link each way."""

from __future__ import annotations

import json

import pytest

from tests.sites import read, total

QUESTION = "/?q=ferry+crossed+the+pier+bay"


def matching(page) -> tuple[str, str]:
    """The text of the line about the words, and where its link leads."""
    [line] = [text for _, text in page.all("p", class_="quiet matching")]
    [link] = [attrs["href"] for attrs, text in page.all("a") if text and line.endswith(text)]
    return line, link


def test_a_question_shows_what_has_most_of_it_and_links_to_what_has_all(client):
    page = read(client, QUESTION)
    [notice] = [text for _, text in page.all("li") if text.startswith("No article has all 5 words.")]
    assert "These have most of them" in notice
    assert total(page) > 0
    assert matching(page) == ("Only articles with all of the words", f"{QUESTION}&match=all")
    assert total(read(client, f"{QUESTION}&match=all")) == 0


def test_each_result_names_the_words_it_lacks(client):
    lacking = [text for _, text in read(client, QUESTION).all("p", class_="lacks quiet")]
    assert lacking[0] == "Lacks: pier"
    assert not read(client, "/?q=ferry+bay").all("p", class_="lacks quiet")


def test_most_of_the_words_can_be_asked_for_and_left_again(client):
    line, link = matching(read(client, "/?q=ferry+bay"))
    assert (line, link) == ("Articles with most of the words", "/?q=ferry+bay&match=most")
    page = read(client, link)
    assert total(page) > total(read(client, "/?q=ferry+bay"))
    line, back = matching(page)
    assert line == "Articles with most of the words, not always all of them. Only articles with all of the words"
    assert back == "/?q=ferry+bay"
    assert matching(read(client, f"{QUESTION}&match=most"))[1] == f"{QUESTION}&match=all"


@pytest.mark.parametrize("mode", ["all", "most"])
def test_the_mode_that_was_asked_for_stays_in_force_for_the_next_search(client, mode):
    for target in (f"/?q=ferry+bay&match={mode}", f"/?q=ferry&match={mode}", f"/?match={mode}"):
        kept = [attrs["value"] for attrs, _ in read(client, target).all("input") if attrs.get("name") == "match"]
        assert kept == [mode], target
    assert not [1 for attrs, _ in read(client, QUESTION).all("input") if attrs.get("name") == "match"]


def test_one_word_has_no_other_mode(client):
    assert not read(client, "/?q=ferry").all("p", class_="quiet matching")


def test_every_link_of_a_page_keeps_the_mode(client):
    page = client.get("/?q=ferry+bay&match=most").get_data(as_text=True)
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    led = [link for link in links if "q=ferry+bay" in link]
    assert len(led) > 10
    assert {link for link in led if "match=most" not in link} == {"/?q=ferry+bay"}  # which leads to the other mode


def test_downloads_feed_and_timeline_are_of_the_same_articles(client):
    answer = json.loads(client.get(f"/api/search{QUESTION[1:]}").data)
    assert answer["query"]["match"] == "most"
    assert answer["hits"][0]["lacks"] == ["pier"]
    ids = {hit["id"] for hit in answer["hits"]}
    assert answer["total"] == len(ids)
    lines = client.get(f"/api/search.ndjson{QUESTION[1:]}").get_data(as_text=True).splitlines()
    assert {json.loads(line)["id"] for line in lines} == ids
    rows = client.get(f"/api/search.csv{QUESTION[1:]}").get_data(as_text=True)
    assert all(f"\n{doc_id}," in rows for doc_id in ids)
    assert client.get(f"/api/search.atom{QUESTION[1:]}").get_data(as_text=True).count("<entry>") == len(ids)
    assert json.loads(client.get(f"/api/timeline{QUESTION[1:]}").data)["totals"] == [len(ids)]


def test_a_mode_that_there_is_not_is_refused_by_name(client):
    response = client.get("/api/search?q=ferry&match=some")
    assert response.status_code == 400
    assert "all or most" in response.get_data(as_text=True)


def test_the_timeline_says_so_too(client):
    [(_, shown)] = [item for item in read(client, f"/timeline{QUESTION[1:]}").all("li") if "ferry crossed" in item[1]]
    assert shown.endswith("2 articles with most of the words")
    [(_, shown)] = [item for item in read(client, "/timeline?q=ferry+bay").all("li") if "ferry bay" in item[1]]
    assert shown.endswith("1 article")
