"""The page of two versions, the link to it, and the same as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.config import Config
from tests.corpora import article, stories_of
from tests.sites import build
from web import create_app

OLD = article(1, "Ferry sinks", "The ferry sank. It had 120 people on board. Nobody drowned.", date="2024-06-10")
NEW = article(
    2,
    "Ferry sinks",
    "The ferry sank. It had 145 people on board. Two <b>were</b> missing. Rain & fog.",
    date="2024-06-11",
)
ADDRESS = f"/documents/{OLD.id}/compare/{NEW.id}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    found = [OLD, NEW]
    folder = tmp_path_factory.mktemp("versions")
    build(folder, found, stories=stories_of(found, [2, 2]))
    return create_app(Config(index=folder)).test_client()


def html(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("shown", [OLD.id, NEW.id])
def test_a_near_duplicate_is_compared_from_the_earlier_to_the_later(pages: FlaskClient, shown: str) -> None:
    assert f'href="{ADDRESS}"' in html(pages, f"/documents/{shown}")


def test_other_articles_of_the_address_are_listed(tmp_path: Path) -> None:
    urls = [
        "https://www.dial.example/a/7?utm_source=x#top",
        "http://dial.example/a/7/",
        "https://dial.example/a/8",
        "",
        "",
    ]
    found = [replace(article(n, f"T{n}", f"Text {n}."), url=url) for n, url in enumerate(urls)]
    build(tmp_path, found)
    client = create_app(Config(index=tmp_path)).test_client()
    pages = [html(client, f"/documents/{one.id}") for one in found]
    assert ["Same address" in page for page in pages] == [True, True, False, False, False]
    assert f"/documents/{found[0].id}/compare/{found[1].id}" in pages[0]


def test_the_page_marks_what_differs_and_folds_what_does_not(pages: FlaskClient) -> None:
    page = html(pages, ADDRESS)
    assert "<del>120 </del><ins>145 </ins>" in page
    assert "1 sentence the same</summary>" in page
    assert "<ins>Two &lt;b&gt;were&lt;/b&gt; missing.</ins>" in page
    assert "2 added, 1 removed, 1 changed, 1 sentence the same." in page
    assert f'href="/documents/{NEW.id}/compare/{OLD.id}"' in page


def test_an_article_beside_itself_is_the_same_text(pages: FlaskClient) -> None:
    assert "The same text: both are the same article." in html(pages, f"/documents/{OLD.id}/compare/{OLD.id}")


def test_json_says_what_the_page_says(pages: FlaskClient) -> None:
    told = json.loads(pages.get(f"/api{ADDRESS}").data)
    assert told["counts"] == {"same": 1, "moved": 0, "changed": 1, "added": 2, "removed": 1}
    assert told["links"] == {"self": f"/api{ADDRESS}", "html": ADDRESS}


@pytest.mark.parametrize("prefix", ["", "/api"])
@pytest.mark.parametrize("ids", [(OLD.id, "nobody"), ("nobody", OLD.id), ("%00", "<b>"), (OLD.id, "f" * 20)])
def test_what_is_not_there_is_not_found(pages: FlaskClient, prefix: str, ids: tuple[str, str]) -> None:
    answer = pages.get(f"{prefix}/documents/{ids[0]}/compare/{ids[1]}")
    assert answer.status_code == 404
    assert "no article has the id" in answer.get_data(as_text=True).lower()
