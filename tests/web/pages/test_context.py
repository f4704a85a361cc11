"""The page of a query in context: lines lead to their marks, and stay text whatever they say."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from search.build.build import build as build_index
from search.config import Config
from tests.corpora import article
from tests.sites import HOSTILE, Reader, build
from web import create_app
from web.pages.context import direction


def page_of(client: FlaskClient, address: str) -> Reader:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return Reader(answer.get_data(as_text=True))


def links(page: Reader, beginning: str) -> list[str]:
    return [a["href"] for tag, a, _ in page.elements if tag == "a" and a.get("href", "").startswith(beginning)]


def texts(page: Reader, tag: str, name: str) -> list[str]:
    return ["".join(inside) for one, a, inside in page.elements if one == tag and a.get("class") == name]


@pytest.mark.parametrize("query", ["ferry", "bay", '"the ferry"', "bay crossed OR rain", "паром"])
def test_every_line_leads_to_its_mark_on_the_page_of_its_document(client: FlaskClient, query: str) -> None:
    address = f"/context?per_page=100&q={quote(query)}"
    rows = client.get(f"/api{address}").get_json()["lines"]
    assert links(page_of(client, address), "/documents/") == [row["links"]["html"] for row in rows]
    for row in rows[:12]:
        url, anchor = row["links"]["html"].split("#")
        document = page_of(client, url)
        [mark] = ["".join(inside) for tag, a, inside in document.elements if a.get("id") == anchor and tag == "mark"]
        assert mark == row["match"]
    assert rows


def test_results_lead_to_their_lines_with_all_filters_and_back(client: FlaskClient) -> None:
    search = "/?q=bay&not.person=Observer+03&since=2020&sort=date&view=table&per_page=50"
    [there] = [one for one in links(page_of(client, search), "/context") if "q=" in one]
    assert there == "/context?q=bay&not.person=Observer+03&since=2020"
    page = page_of(client, there)
    assert "/?q=bay&not.person=Observer+03&since=2020" in links(page, "/?")
    hidden = {a["name"]: a["value"] for tag, a, _ in page.elements if tag == "input" and a.get("type") == "hidden"}
    assert hidden == {"not.person": "Observer 03", "since": "2020"}
    assert not links(page_of(client, "/?not.person=Observer+03"), "/context"), "nothing stands anywhere without words"


def test_pages_tile_in_every_order(client: FlaskClient) -> None:
    for order in ("day", "left", "right"):
        seen, address = [], f"/api/context?q=bay&per_page=7&sort={order}"
        while address:
            answer = client.get(address).get_json()
            seen += [(row["id"], row["field"], row["start"]) for row in answer["lines"]]
            address = answer["links"]["next"]
        assert len(seen) == len({*seen}) == answer["total"] > 15
        rows = [*csv.DictReader(io.StringIO(client.get(f"/api/context.csv?q=bay&sort={order}").get_data(as_text=True)))]
        assert [(row["id"], row["field"], int(row["start"])) for row in rows] == seen


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "Give a word or a phrase"),
        ("q=-bay", "Words to exclude stand nowhere"),
        ("q=zebra", "No article has this"),
        ("q=bay&page=99", "There is no page 99"),
        ("person=Ada+Long", "Give a word or a phrase"),
        ('q="bay', "bay"),
    ],
)
def test_without_lines_it_says_what_to_do(client: FlaskClient, query: str, expected: str) -> None:
    page = page_of(client, f"/context?{query}")
    assert any(expected in "".join(inside) for tag, _, inside in page.elements if tag == "main")


@pytest.mark.parametrize(
    "wrong",
    ["sort=relevance", "sort=-date", "width=0", "width=501", "window=x", "page=0", "colour=red", "window=%D9%A3"],
)
@pytest.mark.parametrize("path", ["/context", "/api/context", "/api/context.csv"])
def test_what_cannot_be_read_is_named(client: FlaskClient, path: str, wrong: str) -> None:
    answer = client.get(f"{path}?q=bay&{wrong}")
    assert answer.status_code == 400
    assert wrong.split("=")[0] in answer.get_data(as_text=True)


def test_what_an_address_of_results_has_besides_is_passed_over(client: FlaskClient) -> None:
    answer = client.get("/context?q=bay&view=table&facet_size=3&facets=none&sort=day&window=5")
    assert answer.location == "/context?q=bay"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder: Path = tmp_path_factory.mktemp("hostile")
    nasty = '<script>alert(1)</script> pier "onmouseover=x" & =SUM(A1) <b>pier</b> \u202e evil'
    build(folder, [article(1, nasty, f"{nasty} {nasty}", source=HOSTILE), article(2, "", "وصلت pier العبارة القديمة")])
    return create_app(Config(index=folder)).test_client()


def test_what_articles_say_stays_text(hostile: FlaskClient) -> None:
    page = page_of(hostile, "/context?q=pier")
    assert not [tag for tag, a, _ in page.elements if tag == "b" or (tag == "script" and "src" not in a)]
    assert not [a for _, a, _ in page.elements if any(name.startswith("onmouse") for name in a)]
    assert texts(page, "span", "of").count(HOSTILE) == 6
    table = hostile.get("/api/context.csv?q=sum").get_data(as_text=True)
    assert not re.search(r"(^|,)\"?=", table, re.MULTILINE)


def test_a_line_runs_as_its_script_does(hostile: FlaskClient) -> None:
    lines = [a for _, a, _ in page_of(hostile, "/context?q=pier").elements if a.get("class") == "line"]
    assert [a["dir"] for a in lines] == [*["ltr"] * 6, "rtl"]
    assert [direction(text) for text in ("", "…", "12", "NATO المعبورة", "NATOs המ", "月球")] == [
        "ltr", "ltr", "ltr", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def test_collocates_are_a_table(client: FlaskClient) -> None:
    address = "/context?q=rain&window=3"
    told = client.get(f"/api{address}").get_json()["collocates"]
    page = page_of(client, address)
    assert [row["word"] for row in told] == [
        "".join(inside) for tag, a, inside in page.elements if tag == "th" and a.get("scope") == "row"
    ]
    assert told


def test_stories_that_are_not_known_are_refused_before_the_answer_begins(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "1.txt").write_text("A pier\n\nThe pier at the harbour ends here.", encoding="utf-8")
    config = Config(index=tmp_path / "index", engine="memory", entities="none", workers=0, stories=False)
    build_index(tmp_path / "articles", config)
    client = create_app(config).test_client()
    for path in ("/context", "/api/context", "/api/context.csv"):
        assert client.get(f"{path}?q=pier").status_code == 200
        refused = client.get(f"{path}?q=pier&group=story")
        assert refused.status_code == 400
        assert "without stories" in refused.get_data(as_text=True)
