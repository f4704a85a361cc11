import csv
import io
import json
from xml.etree import ElementTree

import pytest

from search.config import Config
from tests.corpora import article, stories_of
from tests.sites import FERRY, HOSTILE, build, read, total
from web import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


def rows(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).data.decode("utf-8-sig"))))


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


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "\r=1",
        "\N{FULLWIDTH EQUALS SIGN}1",
        "\N{FULLWIDTH PLUS SIGN}1",
        "\N{FULLWIDTH HYPHEN-MINUS}1",
        "\N{FULLWIDTH COMMERCIAL AT}a",
    ],
)
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
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://localhost/api/search.atom?q=bay", "alternate": "http://localhost/?q=bay"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 18
    for entry in entries:
        assert client.get(entry.find(f"{ATOM}link").attrib["href"]).status_code == 200
    assert HOSTILE in [author.text for author in feed.iter(f"{ATOM}name")]


def test_the_feed_begins_with_what_came_last_and_says_when(tmp_path):
    came = ["2026-11-30T10:05:00.000Z", "2026-12-01T00:00:00.000Z", "", "2026-12-01T00:00:00.000Z"]
    days = ["2024-06-10", "2020", "2025-01-01", ""]
    told = [article(n, f"News {n}", "Text.", added=came[n], date=days[n]) for n in range(4)]
    build(tmp_path, told)
    feed = ElementTree.fromstring(create_app(Config(index=tmp_path)).test_client().get("/api/search.atom").data)
    entries = [
        [entry.findtext(f"{ATOM}{name}") for name in ("title", "updated", "published")]
        for entry in feed.findall(f"{ATOM}entry")
    ]
    assert feed.findtext(f"{ATOM}updated") == came[1]
    assert entries == [
        ["News 1", came[1], "2020-01-01T00:00:00Z"],
        ["News 3", came[1], None],
        ["News 0", came[0], "2024-06-10T00:00:00Z"],
        ["News 2", "2026-11-22T19:44:00Z", "2025-01-01T00:00:00Z"],
    ]


def test_the_feed_leaves_out_what_xml_cannot_hold(tmp_path):
    build(tmp_path, [article(1, "A bell \x07 & a <tag>\uffff", "]]>", source="\x00")])
    feed = ElementTree.fromstring(create_app(Config(index=tmp_path)).test_client().get("/api/search.atom").data)
    assert feed.find(f"{ATOM}entry").findtext(f"{ATOM}title") == "A bell  & a <tag>"


def test_the_page_links_to_every_export_of_its_query(client):
    text = client.get("/?q=bay&page=2").get_data(as_text=True)
    for form in ("csv", "ndjson", "bib", "atom"):
        assert f'href="/api/search.{form}?q=bay"' in text


@pytest.fixture(scope="module")
def folded(tmp_path_factory):
    """Three near-duplicates of one ferry, and a vote."""
    told = [article(n, "Ferry", "A ferry sank.", source=f"Paper {n}", date=f"2024-06-{n + 10}") for n in range(3)]
    told.append(article(3, "Vote", "They voted."))
    folder = tmp_path_factory.mktemp("folded")
    build(folder, told, stories=stories_of(told, [2, 2, 2, 0]))
    return create_app(Config(index=folder)).test_client()


def test_folded_near_duplicates_are_all_taken_away_and_say_what_they_belong_to(folded):
    found = rows(folded, "/api/search.csv?q=ferry&group=story&sort=date")
    assert [(row["source"], row["story"], row["lead"]) for row in found] == [
        (f"Paper {n}", "Story 1", found[0]["id"]) for n in range(3)
    ]
    lines = folded.get("/api/search.ndjson?group=story").get_data(as_text=True).splitlines()
    assert sorted(json.loads(line)["lead"] or "" for line in lines) == ["", *[found[0]["id"]] * 3]
    assert folded.get("/api/search.bib?group=story").get_data(as_text=True).count("@") == 4
    assert "All 4 articles in these 2 stories<" in folded.get("/?group=story").get_data(as_text=True)
    assert "All 3 articles in this story<" in folded.get("/?q=ferry&group=story").get_data(as_text=True)
    assert "This article<" in folded.get("/?q=voted").get_data(as_text=True)


def test_folding_is_offered_where_it_changes_anything_and_says_what_it_gives(folded):
    link, words = read(folded, "/").one("a", class_="grouping")
    assert words == "Group near-duplicates into 2 stories"
    assert total(read(folded, link["href"])) == 2
    assert not read(folded, "/?q=voted").all("a", class_="grouping")


def test_a_feed_of_folded_results_has_an_entry_a_story(folded):
    feed = ElementTree.fromstring(folded.get("/api/search.atom?group=story").data)
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_a_timeline_of_folded_results_counts_stories_of_the_corpus_too(folded):
    answer = json.loads(folded.get("/api/timeline?q=ferry&by=month&group=story").data)
    assert (answer["totals"], answer["outside"]) == ([1], [0])
    assert [(period["counts"], period["every"]) for period in answer["periods"]] == [([1], 1)]
    days = json.loads(folded.get("/api/timeline?by=day&group=story").data)
    assert [(period["counts"], period["every"]) for period in days["periods"]] == [([1], 1)] * 3
    assert (days["totals"], days["outside"]) == ([2], [1])  # the story is on three days; the vote has no date
    text = folded.get("/timeline?group=story&by=day").get_data(as_text=True)
    assert "All stories" in text
    assert "1 story has no known day and is not shown." in text


def test_the_page_of_an_article_names_its_near_duplicates(folded):
    [first, *_] = rows(folded, "/api/search.csv?q=ferry&sort=date")
    text = folded.get(f"/documents/{first['id']}").get_data(as_text=True)
    [also] = text.split("<h2>Near-duplicates</h2>")[1:]
    assert also.split("</section>")[0].count("<li>") == 2


def test_a_spreadsheet_gets_utf_8_links_back_and_names_in_one_line(client):
    raw = client.get("/api/search.csv?q=ferry").data
    assert raw.startswith(b"\xef\xbb\xbfid,")
    linked = {row["id"]: row for row in rows(client, "/api/search.csv?q=ferry")}
    assert linked[FERRY]["link"] == f"http://localhost/documents/{FERRY}"
    assert sorted(row["person"] for row in linked.values()) == ["Ada Long", "Ada Long; Ben Oak"]
    assert client.get("/ledger.csv").data.startswith(b"\xef\xbb\xbf")


def test_records_of_ris_hold_all_results_each_with_its_end(client):
    answer = client.get("/api/search.ris?q=bay&sort=date")
    ids = [row["id"] for row in rows(client, "/api/search.csv?q=bay&sort=date")]
    records = answer.data.decode().split("\r\nER  - \r\n\r\n")[:-1]
    assert answer.mimetype == "application/x-research-info-systems"
    assert [client.get(f"/api/documents/{name}.ris").data.decode() for name in ids] == [
        f"{record}\r\nER  - \r\n\r\n" for record in records
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/search.csv", "clippings.csv"),
        ("/api/search.ris?q=%22Ferry%22+-bay&source=The+Dial", "clippings-ferry-bay-the-dial.ris"),
        ("/api/search.ndjson?date=2024-06&source=(none)", "clippings-2024-06.ndjson"),
        ("/api/search.bib?q=../..%5C%0D%0A;%22x&since=2023&until=2024-06", "clippings-x-from-2023-to-2024-06.bib"),
        (f"/api/search.csv?q={'word+' * 40}", f"clippings{'-word' * 10}.csv"),
    ],
)
def test_a_download_is_named_for_what_was_asked(client, address, name):
    assert client.get(address).headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_download_is_named_in_the_script_of_the_query(client):
    named = client.get("/api/search.csv?q=паром").headers["Content-Disposition"]
    assert named.endswith("filename*=UTF-8''clippings-%D0%BF%D0%B0%D1%80%D0%BE%D0%BC.csv")
