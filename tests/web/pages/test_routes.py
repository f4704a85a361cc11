from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from search.config import Config
from tests.corpora import article
from tests.sites import FERRY, HOSTILE, Reader, build, documents, read, site, total
from web import create_app

HTMX = {"HX-Request": "true"}


# --- whole pages and parts


def test_the_page_says_how_many_articles_there_are_in_its_title_and_in_its_status(client):
    page = read(client, "/")
    assert page.one("title")[1] == "20 articles · Clippings"
    assert page.one("p", role="status")[1] == "20 articles"
    assert page.one("h2", id="results-heading")[1].startswith("20 articles")


def test_htmx_gets_facets_and_results_and_count_without_the_page_around_them(client):
    response = client.get("/?q=ferry", headers=HTMX)
    part = Reader(response.get_data(as_text=True))
    assert part.one("p", id="status")[0]["hx-swap-oob"] == "innerHTML"
    assert part.one("section", id="facets")[0]["hx-swap-oob"] == "innerHTML"
    assert [h for h in part.all("h3") if "ferry" in h[1]]
    assert not part.all("html")
    assert not part.all("input", id="q"), "the box that has the focus stays as it is"


@pytest.mark.parametrize("address", ["/", "/?q=ferry", f"/documents/{FERRY}", "/facets/person", "/?foo=1", "/nowhere"])
def test_going_back_in_history_gets_the_whole_page(client, address):
    response = client.get(address, headers={**HTMX, "HX-History-Restore-Request": "true"})
    assert Reader(response.get_data(as_text=True)).all("html")


@pytest.mark.parametrize(
    "address", ["/", "/?q=ferry&since=", f"/documents/{FERRY}", "/facets/person", "/?foo=1", "/nowhere"]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_caches_are_told_what_a_page_depends_on(client, address, headers):
    assert {"HX-Request", "HX-History-Restore-Request"} <= set(client.get(address, headers=headers).vary)


def test_part_and_page_hold_the_same_results(client):
    part, page = (read(client, "/?q=bay&source=The+Dial", **headers) for headers in (HTMX, {}))
    assert sorted(h for _, h in part.all("h3")) == sorted(h for _, h in page.all("h3"))


# --- the address


def test_a_form_with_empty_fields_leads_to_an_address_without_them(client):
    response = client.get("/?q=ferry&since=&until=&sort=&page=1&person.mode=any")
    assert (response.status_code, response.location) == (302, "/?q=ferry")


def test_an_address_in_another_order_leads_to_the_one_that_is_kept(client):
    assert client.get("/?sort=date&q=a").location == "/?q=a&sort=date"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, {"HX-Push-Url": "/?q=ferry"}),
        ({"HX-Trigger-Name": "q"}, {"HX-Replace-Url": "/?q=ferry"}),
        ({"HX-Current-URL": "http://localhost/?q=ferry"}, {}),
        ({"HX-Current-URL": "http://localhost/?q=ferr"}, {"HX-Push-Url": "/?q=ferry"}),
    ],
)
def test_typing_replaces_the_address_and_everything_else_is_a_step(client, headers, expected):
    answer = client.get("/?since=&q=ferry", headers={**HTMX, **headers})
    assert {name: value for name, value in answer.headers.items() if name.startswith("HX-")} == expected


# --- what a click promises


def test_the_number_beside_a_value_is_the_number_of_results_after_the_tick(client):
    page = read(client, "/?q=bay")
    labels = {attrs["for"]: text for attrs, text in page.all("label") if attrs.get("for", "").startswith("v")}
    boxes = [attrs for attrs, _ in page.all("input", type="checkbox")]
    assert len(boxes) > 10
    for box in boxes:
        count = int(labels[box["id"]].rsplit(" ", 1)[1])
        query = {"q": "bay", box["name"]: box["value"]}
        assert total(read(client, f"/?{urlencode(query)}")) == count


def test_excluding_a_value_takes_away_exactly_its_articles(client):
    page = read(client, "/")
    [(button, _)] = page.all("button", aria__label="Exclude Rain Gazette")
    assert total(read(client, f"/?{urlencode({button['name']: button['value']})}")) == 20 - 14


def test_a_bar_leads_to_as_many_articles_as_it_says(client):
    bars = [attrs for attrs, _ in read(client, "/").all("a", tabindex="-1")]
    assert [bar["title"] for bar in bars] == ["2019: 1", "2023: 15", "2024: 3"]
    for bar in bars:
        assert total(read(client, bar["href"])) == int(bar["title"].split()[-1])


def test_chips_name_each_choice_and_take_it_away(client):
    page = read(client, "/?q=bay&source=Rain+Gazette&not.person=Observer+03&since=2023")
    chips = {text: attrs["href"] for attrs, text in page.all("a") if text.startswith("Remove filter")}
    assert chips == {
        "Remove filter Date from 2023": "/?q=bay&source=Rain+Gazette&not.person=Observer+03",
        "Remove filter Source Rain Gazette": "/?q=bay&not.person=Observer+03&since=2023",
        "Remove filter People not Observer 03": "/?q=bay&source=Rain+Gazette&since=2023",
    }
    assert page.one("a", class_="clear")[0]["href"] == "/?q=bay"


def test_what_a_form_sends_is_the_state_it_shows(client):
    address = (
        "/?q=bay&date=2023-01&source=Rain+Gazette&person=Observer+02&person=Observer+03&person.mode=all&not.place=Bay"
    )
    address += "&since=2020&sort=date&per_page=5&facet_size=3"
    page = read(client, address)
    fields = [
        (attrs["name"], attrs.get("value", ""))
        for attrs, _ in page.all("input")
        if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs
    ]
    chosen = [attrs["value"] for attrs, _ in page.all("option") if "selected" in attrs]
    sent = {(name, value) for name, value in [*fields, ("sort", chosen[0])] if value}
    assert sent == set(parse_qsl(urlsplit(address).query))


# --- the results


def test_hits_are_marked_and_everything_else_is_text(client):
    page = read(client, "/?q=mark+bay")
    assert {text for _, text in page.all("mark")} >= {"mark", "bay"}
    assert not [text for attrs, text in page.all("script") if text]


@pytest.mark.parametrize(
    "address", ["/", "/?q=%3Cscript%3E", "/?person=%3Cb%3Ex", f"/?source={HOSTILE.replace('&', '%26')}"]
)
def test_no_text_of_the_corpus_or_of_the_address_becomes_markup(client, address):
    response = client.get(address, follow_redirects=True)
    page = Reader(response.get_data(as_text=True))
    assert page.scripts() == ["htmx.min.js", "app.js", "suggest.js"]
    assert not [text for _, text in page.all("b") if text in ("Ink", "x")]


def test_an_article_without_a_title_is_called_by_its_path(client):
    assert "seeds/004.txt" in [text for _, text in read(client, "/?q=note").all("h3")]


def test_text_in_another_language_says_so(client):
    assert read(client, "/?source=Ярь").all("h3", lang="ru")


def test_a_date_that_was_not_stated_says_so(client):
    page = read(client, "/?q=divers")
    assert page.one("span", class_="date")[1] == "June 2024 (inferred)"


def test_pages_are_numbered_and_the_next_one_begins_where_this_ends(client):
    first, second = read(client, "/"), read(client, "/?page=2")
    assert [text for _, text in first.all("a", rel="next")] == ["Next"]
    assert second.one("ol", class_="hits")[0]["start"] == "11"
    assert second.one("span", aria__current="page")[1] == "Page 2"


def test_past_the_last_page_there_is_a_way_back(client):
    page = read(client, "/?page=900")
    assert total(page) == 20
    assert [attrs["href"] for attrs, text in page.all("a") if "last page" in text] == ["/?page=2"]


def test_where_nothing_is_found_the_filter_to_drop_is_named_with_what_that_gives(client):
    page = read(client, "/?q=ferry&source=Rain+Gazette&person=Ada+Long")
    links = [(text, attrs["href"]) for attrs, text in page.all("a") if text.startswith(("Remove ", "Search without "))]
    ways = {text: url for text, url in links if not text.startswith("Remove filter ")}
    assert total(page) == 0
    assert ways == {"Remove Source: Rain Gazette": "/?q=ferry&person=Ada+Long"}
    assert total(read(client, ways["Remove Source: Rain Gazette"])) == 2


def test_facets_stay_where_nothing_is_found(client):
    page = read(client, "/?q=zzzz")
    headings = [text for _, text in page.all("h3")]
    assert headings == ["Date", "Source", "People", "Organisations", "Places", "More filters"]
    [said] = [
        text for _, text in read(client, "/filters?q=zzzz").all("p") if text.startswith("None in these results: ")
    ]
    assert said.split(": ")[1] == "language, media cited, news agencies, authors, story, needs checking."


def test_a_repaired_query_says_how_it_was_read_and_what_may_have_been_meant(client):
    page = read(client, "/?q=%22fery")
    assert page.one("p", class_="read quiet")[1] == "Interpreted as fery"
    notices = " ".join(text for _, text in page.all("li") if "quotation" in text or "Did you mean" in text)
    assert "quotation mark" in notices
    assert [attrs["href"] for attrs, text in page.all("a") if text.startswith("Search for")] == ["/?q=%22ferry"]


# --- the index behind it


def test_several_typos_are_mended_by_one_link(client):
    page = read(client, "/?q=feryr+crosssed&source=The+Dial")
    links = [attrs["href"] for attrs, text in page.all("a") if text.startswith("Search for")]
    assert links == ["/?q=ferry+crossed&source=The+Dial"]
    assert total(read(client, links[0])) == 1


def test_without_an_index_every_page_says_how_to_build_one(tmp_path):
    response = create_app(Config(index=tmp_path / "none")).test_client().get("/")
    assert response.status_code == 503
    assert "python -m search.index" in response.get_data(as_text=True)


def test_a_new_build_is_shown_without_a_restart(tmp_path):
    folder = tmp_path / "index"
    client = site(folder).test_client()
    assert total(read(client, "/")) == 20
    build(folder, [*documents(), article(900, "Late news")])
    assert total(read(client, "/")) == 21


def test_a_page_says_how_far_names_have_been_read_until_all_are(tmp_path):
    for read_so_far, said in ((2, True), (4, False)):
        build(tmp_path, [article(n) for n in range(4)], read_so_far, 4)
        text = read(create_app(Config(index=tmp_path)).test_client(), "/").one("footer")[1]
        assert ("in 2 of 4 articles so far" in text) == said


def test_an_index_without_articles_is_a_page(tmp_path):
    build(tmp_path, [])
    page = read(create_app(Config(index=tmp_path)).test_client(), "/")
    assert total(page) == 0
    assert "no articles in the index" in page.one("div", class_="empty")[1]


def test_a_full_page_of_results_is_light(tmp_path):
    many = [
        article(
            n,
            f"Article number {n} of a long row",
            "Some words. " * 40,
            source=f"Source {n % 30}",
            date=f"{1900 + n}",
            people=[f"Somebody {n % 40} Long-Name"],
            organisations=[f"Office {n % 40}"],
            places=[f"Place {n % 40}"],
        )
        for n in range(120)
    ]
    build(tmp_path, many)
    response = create_app(Config(index=tmp_path)).test_client().get("/?q=words")
    assert len(response.data) < 64_000


# --- the table


def test_the_table_has_the_same_articles_in_the_same_order_and_its_links_keep_it(client):
    listed, table = read(client, "/?q=bay&per_page=50"), read(client, "/?q=bay&view=table&per_page=50")
    rows = [attrs["id"] for attrs, _ in table.all("tr") if "id" in attrs]
    assert rows == [attrs["id"] for attrs, _ in listed.all("li") if attrs.get("id", "").startswith("r-")]
    kept = [attrs["href"] for attrs, _ in table.all("a", class_="name-person")] or [
        attrs["href"] for attrs, _ in table.all("a") if attrs["href"].startswith("/?q=bay&date=")
    ]
    assert kept
    assert all("view=table" in url for url in kept)
    assert table.one("input", name="view")[0]["value"] == "table"
    assert not [attrs["href"] for attrs, _ in table.all("a") if "/api/" in attrs["href"] and "view=" in attrs["href"]]


def test_the_table_and_the_list_lead_to_each_other(client):
    [over] = [a["href"] for a, text in read(client, "/?q=bay&source=Rain+Gazette&page=2").all("a") if text == "Table"]
    assert over == "/?q=bay&source=Rain+Gazette&view=table&per_page=50"
    [back] = [attrs["href"] for attrs, text in read(client, over).all("a") if text == "List"]
    assert back == "/?q=bay&source=Rain+Gazette"


def test_the_table_says_how_often_the_words_stand_in_an_article_and_sorts_by_date(client):
    page = read(client, "/?q=ferry&view=table")
    [row] = [text for attrs, text in page.all("tr") if attrs.get("id") == f"r-{FERRY}"]
    assert row == "10 June 2024The DialA ferry for Port Ness3"
    assert page.one("a", class_="by-date")[0]["href"] == "/?q=ferry&sort=-date&view=table"
    newest = read(client, "/?q=ferry&sort=-date&view=table")
    assert newest.one("th", aria__sort="descending")[1] == "Date"
    assert newest.one("a", class_="by-date")[0]["href"] == "/?q=ferry&sort=date&view=table"
    assert "Matches" not in [text for _, text in read(client, "/?view=table").all("th")]


# --- the bar at the top


@pytest.mark.parametrize(
    "address", ["/", f"/documents/{FERRY}", "/facets/person", "/entities/person", "/ledger", "/timeline", "/help"]
)
def test_every_page_says_what_is_searched_and_leads_everywhere(client, address):
    page = read(client, address)
    assert page.one("p", class_="tagline")[1] == "20 articles, updated 22 November 2026"
    links = {text: attrs["href"] for attrs, text in page.all("a")}
    for text, place in (("Timeline", "/timeline"), ("Files", "/ledger"), ("?Help", "/help")):
        assert links[text] == place
    assert "/entities/person" in [attrs["href"] for attrs, _ in page.all("a")]


def test_help_says_what_each_link_of_the_bar_is_for(client):
    [bar] = [text for _, text in read(client, "/?q=bay").all("nav", id="places")]
    explained = [text for _, text in read(client, "/help").all("dt")]
    assert set(explained) - {"In context"} == set(bar.split()) & set(explained) - {"In context"}
    assert {"Timeline", "People", "Files", "Lists", "Saved", "Export"} <= set(explained)
    assert "Tags" not in explained, "without --edit there is no such link"


def test_names_that_are_still_being_read_are_said_where_they_are_counted(tmp_path):
    for read_so_far, said in ((2, 3), (4, 0)):
        build(tmp_path, [article(n, people=["Ada Long"]) for n in range(4)], read_so_far, 4)
        page = read(create_app(Config(index=tmp_path)).test_client(), "/")
        assert len([t for _, t in page.all("p") if t == "Names read in 2 of 4 articles so far."]) == said
