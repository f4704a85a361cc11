"""What the page of a name says of the corpus, and two names side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.config import Config
from search.model import Document, Mention
from tests.corpora import article
from tests.sites import build, read, total
from web import create_app

ADA = "/entities/person?name=Ada+Long"


def crowd() -> list[Document]:
    """Sixty articles: Ada is in twelve, ten of them with Ben, who is nowhere else; Cy is in every second one."""
    found = []
    for n in range(60):
        people = (["Ada Long"] if n < 12 else []) + (["Ben Oak"] if n < 10 else []) + (["Cy Dune"] if n % 2 else [])
        source = "The Dial" if n < 9 else "Rain Gazette"
        date = "" if n == 11 else f"20{10 + n % 12}-03-{n % 28 + 1:02}"
        source = "Coast Herald" if n == 9 else source
        found.append(article(n, f"News {n}", f"Ada Long spoke {n} times.", source=source, date=date, people=people))
    return found


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("index")
    build(folder, crowd())
    return create_app(Config(index=folder)).test_client()


def test_company_is_told_with_numbers_lift_and_a_link_to_both(client):
    page = read(client, ADA)
    [company] = [text for _, text in page.all("ul", class_="counted") if "Ben" in text]
    assert company == (
        "Ben Oak 10 articles with both 5.0× as often as elsewhere"
        " Cy Dune 6 articles with both 1.0× as often as elsewhere"
    )
    [both] = [attrs["href"] for attrs, text in page.all("a") if text == "10 articles with both"]
    assert both == "/?person=Ada+Long&person=Ben+Oak&person.mode=all"
    assert total(read(client, both)) == 10
    assert "/entities/person?name=Ben+Oak" in [attrs["href"] for attrs, _ in page.all("a")]


def test_sources_are_told_with_how_many_of_their_articles_have_the_name(client):
    page = read(client, ADA)
    assert "The Dial 9 of 9" in [text for _, text in page.all("li")]
    [link] = [attrs["href"] for attrs, text in page.all("a") if text == "Rain Gazette"]
    assert total(read(client, link)) == 2


def test_the_sources_that_name_it_most_are_first_however_large_others_are(client):
    told = [text for _, text in read(client, ADA).all("li") if " of " in text]
    assert told == ["The Dial 9 of 9", "Rain Gazette 2 of 50", "Coast Herald 1 of 1"]


def test_the_first_and_the_last_dated_article_are_told_and_the_bars_lead_to_articles(client):
    page = read(client, ADA)
    assert [text for _, text in page.all("dd")] == [
        "News 0 The Dial, 1 March 2010",
        "News 10 Rain Gazette, 11 March 2020",
    ]
    bars = [attrs["href"] for attrs, _ in page.all("a", tabindex="-1")]
    assert len(bars) == 11
    assert all(total(read(client, bar)) == 1 for bar in bars)
    [timeline] = [attrs["href"] for attrs, text in page.all("a") if text.startswith("Timeline with")]
    assert timeline == "/timeline?person=Ada+Long"


def test_all_mentions_are_paged_newest_first_and_each_sentence_stands_once(tmp_path: Path) -> None:
    body = "Ada Long met Ada Long. It rained. Ada Long left. " + "Ada Long came back. " * 20
    at = [place for place in range(len(body)) if body.startswith("Ada Long", place)]
    mentions = tuple(Mention("Ada Long", "person", start, start + 8) for start in at)
    long = replace(article(99, "Long", body, date="2025"), mentions=mentions)
    short = [
        replace(article(n, "News", "Ada Long spoke.", date=f"{1950 + n}"), mentions=mentions[:1]) for n in range(45)
    ]
    build(tmp_path, [long, *short])
    client = create_app(Config(index=tmp_path)).test_client()
    met: list[str] = []
    address: str | None = ADA
    while address:
        page = read(client, address)
        met += [attrs["href"] for attrs, _ in page.all("a") if attrs["href"].startswith("/documents/")]
        address = next((attrs["href"] for attrs, _ in page.all("a", rel="next")), None)
    assert len(set(met)) == 46
    first = read(client, ADA)
    quotes = [text for _, text in first.all("blockquote")]
    assert quotes[:3] == ["Ada Long met Ada Long.", "Ada Long left.", "Ada Long came back."]
    assert "and 10 more in the article" in [text for _, text in first.all("p")]
    second = read(client, f"{ADA}&page=2")
    assert second.one("a", rel="prev")[0]["href"] == ADA
    assert second.one("h2")[1] == "Mentions page 2 of 3, newest first"
    assert read(client, f"{ADA}&page=9").one("a", rel="prev")[0]["href"] == f"{ADA}&page=3"


def test_two_names_stand_side_by_side_with_what_they_share(client):
    page = read(client, "/entities/compare?kind=person&name=Ada+Long&other_kind=person&other=cy+DUNE")
    assert page.one("h1")[1] == "Ada Long and Cy Dune"
    [(both, words)] = [(attrs["href"], text) for attrs, text in page.all("a") if text == "6 articles"]
    assert (words, total(read(client, both))) == ("6 articles", 6)
    assert [text for _, text in page.all("li", class_="series-1")] == ["Cy Dune 30 articles"]
    [timeline] = [attrs["href"] for attrs, text in page.all("a") if text.startswith("Timeline with")]
    assert timeline == "/timeline?person=Ada+Long&vs.person=Cy+Dune"
    assert read(client, timeline).all("li", class_="series-1")
    assert [text for _, text in page.all("h2")][-2:] == ["Ada Long", "Cy Dune"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("?kind=person&name=Ada+Long&other_kind=place&other=Ada+Long", 404, "No articles mention “Ada Long”."),
        ("?kind=person&name=Ada+Long&other=", 400, "“other”"),
        ("?kind=city&name=Ada+Long&other=Ben+Oak", 400, "“kind” cannot be “city”"),
        ("?name=Ada+Long&other=Ben+Oak&colour=red", 400, "“colour”"),
        ("?name=Ada+Long&name=Ben+Oak&other=Cy+Dune", 400, "“name”"),
    ],
)
def test_what_cannot_be_compared_is_said(client, address, status, said):
    response = client.get(f"/entities/compare{address}")
    assert response.status_code == status
    assert said in response.get_data(as_text=True)


def test_a_name_beside_itself_is_a_page_too(client):
    page = read(client, "/entities/compare?name=Ada+Long&other=Ada+Long")
    assert [attrs["href"] for attrs, text in page.all("a") if text == "12 articles"] == ["/?person=Ada+Long"]


def test_a_name_without_dates_sources_or_company_has_a_page(tmp_path: Path) -> None:
    build(tmp_path, [article(1, "Alone", "Ada Long spoke.", people=["Ada Long"]), article(2, "Rain", "Rain.")])
    client = create_app(Config(index=tmp_path)).test_client()
    page = read(client, ADA)
    assert not page.all("dl", class_="ends")
    assert page.one("h1")[1] == "Ada Long"
    assert client.get("/entities/compare?name=Ada+Long&other=Ada+Long").status_code == 200


def test_how_much_more_often_has_one_digit_after_the_point_below_ten(tmp_path: Path) -> None:
    people = [["Ada Long", "Ben Oak"]] * 2 + [["Ada Long"]] * 22 + [[]] * 215
    build(tmp_path, [article(n, people=named) for n, named in enumerate(people)])
    page = read(create_app(Config(index=tmp_path)).test_client(), ADA)
    assert [text for _, text in page.all("span", class_="lift")] == ["10× as often as elsewhere"]  # 9.96


def test_what_a_number_means_is_said_below_its_own_list(client):
    told = client.get(ADA).get_data(as_text=True)
    places = [told.index(words) for words in ("People named with it", "“12×”", "<h2>Sources</h2>", "“3 of 50”")]
    assert places == sorted(places)
