from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.address import encode, facet_pairs
from search.query.timeline_address import read_timeline, timeline_pairs
from tests.query.test_address import KEYWORDS, queries
from tests.sites import read, total


@given(queries, queries, st.text(), st.sampled_from([None, "year", "month", "day"]))
def test_every_timeline_survives_its_address(query, filters, words, interval):
    given = [*timeline_pairs(query, None, interval), ("vs", words)]
    given += [
        (f"vs.{name}", value) for facet in KEYWORDS for found in facet_pairs(filters, facet) for name, value in found
    ]
    read_once = read_timeline(given)
    assert read_timeline(parse_qsl(encode(timeline_pairs(*read_once)))) == read_once
    other = read_once[1]
    if other:
        assert (other.since, other.until, other.group) == (query.since, query.until, query.group)
        assert other.chosen.get("date") == query.chosen.get("date")


def rows(page):
    """The cells of each row of the table."""
    cells = [text for attrs, text in page.all("td")]
    periods = [text for attrs, text in page.all("th", scope="row")]
    width = len(cells) // len(periods)
    return {period: cells[n * width : (n + 1) * width] for n, period in enumerate(periods)}


def test_the_results_lead_to_their_timeline(client):
    link = read(client, "/?q=bay&source=Rain+Gazette&page=2").one("a", class_="overtime")[0]["href"]
    assert link == "/timeline?q=bay&source=Rain+Gazette"
    page = read(client, link)
    assert page.one("a", class_="back")[0]["href"] == "/?q=bay&source=Rain+Gazette"


def test_the_table_says_what_the_bars_show(client):
    assert rows(read(client, "/timeline?q=ferry&by=year")) == {
        "2019": ["0", "0%", "1"],
        "2023": ["0", "0%", "15"],
        "2024": ["1", "33%", "3"],
    }


def test_every_bar_and_every_count_leads_to_as_many_articles(client):
    page = read(client, "/timeline?q=bay&not.person=Ada+Long&vs=ferry&by=year")
    bars = [attrs["href"] for attrs, text in page.all("a", tabindex="-1")]
    words = [text for _, text in page.all("title")][1:]
    assert len(bars) == 6
    for link, said in list(zip(bars, words, strict=True))[:3]:
        assert total(read(client, link)) == int(said.rpartition(" ")[2])
    for attrs, text in page.all("a"):
        if text.isdigit():
            assert total(read(client, attrs["href"])) == int(text)


def test_words_are_compared_under_the_same_filters(client):
    page = read(client, "/timeline?q=bay&source=The+Dial&vs=ferry")
    assert [text for _, text in page.all("li", class_="series-0")] == ["bay 2 articles"]
    assert [text for _, text in page.all("li", class_="series-1")] == ["ferry 1 article"]


def test_a_filter_is_taken_away_without_losing_the_comparison(client):
    page = read(client, "/timeline?q=bay&source=The+Dial&vs=ferry&by=year")
    assert page.one("a", class_="chip")[0]["href"] == "/timeline?q=bay&vs=ferry&by=year"


def test_two_names_are_compared_each_with_its_own_filters(client):
    page = read(client, "/timeline?person=Ada+Long&vs.person=Ben+Oak&by=year")
    assert [text for _, text in page.all("li", class_="series-0")] == ["Ada Long 2 articles"]
    assert [text for _, text in page.all("li", class_="series-1")] == ["Ben Oak 2 articles"]
    assert rows(page) == {
        "2019": ["0", "0%", "0", "0%", "1"],
        "2023": ["0", "0%", "0", "0%", "15"],
        "2024": ["1", "33%", "1", "33%", "3"],
    }
    chips = {text: attrs["href"] for attrs, text in page.all("a", class_="chip")}
    assert chips == {
        "Remove filter People Ada Long": "/timeline?vs.person=Ben+Oak&by=year",
        "Remove filter People Ben Oak": "/timeline?person=Ada+Long&by=year",
    }
    hidden = {(attrs["name"], attrs["value"]) for attrs, _ in page.all("input", type="hidden")}
    assert hidden == {("person", "Ada Long"), ("vs.person", "Ben Oak")}
    for attrs, text in page.all("a"):
        if text.isdigit():
            assert total(read(client, attrs["href"])) == int(text)


def test_words_and_filters_can_differ_on_both_sides(client):
    page = read(client, "/timeline?q=bay&source=The+Dial&vs=rain&vs.source=Rain+Gazette&vs.not.person=Observer+03")
    assert [text for _, text in page.all("li", class_="series-0")] == ["bay, The Dial 2 articles"]
    assert [text for _, text in page.all("li", class_="series-1")] == [
        "rain, Rain Gazette, not Observer 03 13 articles"
    ]
    same_words = read(client, "/timeline?q=bay&source=The+Dial&since=2023&until=2023&vs.source=Rain+Gazette")
    assert [text for _, text in same_words.all("li", class_="series-1")] == ["bay, Rain Gazette 14 articles"]
    assert same_words.one("input", id="since")[0]["value"] == "2023"


def test_who_is_named_more_often_is_said_of_both_sides(client):
    page = read(client, "/timeline?source=The+Dial&vs.source=Rain+Gazette")
    headings = [text for _, text in page.all("h2") if text.startswith("Named more often")]
    assert headings == ["Named more often with Rain Gazette"]
    both = read(client, "/timeline?q=rain&vs=hour")
    assert [text for _, text in both.all("h2") if text.startswith("Named")] == [
        "Named more often with rain",
        "Named more often with hour",
    ]


def test_the_endpoint_compares_by_the_same_parameters(client):
    answer = client.get("/api/timeline?person=Ada+Long&vs.person=Ben+Oak&by=year").get_json()
    assert answer["totals"] == [2, 2]
    problem = client.get("/api/timeline?vs.person.mode=some&vs.date=2024").get_json()
    assert {error["parameter"] for error in problem["errors"]} == {"vs.person.mode", "vs.date"}


def test_articles_that_cannot_be_shown_are_said(client):
    assert "1 article has no known year and is not shown." in client.get("/timeline?by=year").get_data(as_text=True)


def test_who_stands_out_is_named_with_the_numbers(client):
    page = read(client, "/timeline?q=rain")
    found = {text: attrs["href"] for attrs, text in page.all("a")}
    assert found["Weather Office"] == "/?q=rain&organisation=Weather+Office"
    assert "Weather Office 14 of 14" in [text for _, text in page.all("li")]


def test_a_form_with_empty_fields_leads_to_an_address_without_them(client):
    response = client.get("/timeline?vs=&q=ferry&since=&by=year")
    assert (response.status_code, response.location) == (302, "/timeline?q=ferry&by=year")


@pytest.mark.parametrize(("address", "named"), [("/timeline?by=week", "by"), ("/timeline?vs=a&vs=b&foo=1", "foo")])
def test_what_cannot_be_read_is_named(client, address, named):
    response = client.get(address)
    assert response.status_code == 400
    assert f"“{named}”" in response.get_data(as_text=True)


def test_words_of_the_address_never_become_markup(client):
    page = read(client, "/timeline?q=%3Cscript%3Ex&vs=%3Cb%3Ey")
    assert len(page.all("script")) == 2
    assert not page.all("b")


def test_a_time_without_articles_is_a_page(client):
    assert "No articles are dated in this period." in client.get("/timeline?since=1800&until=1801").get_data(
        as_text=True
    )
