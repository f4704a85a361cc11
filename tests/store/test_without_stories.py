"""An index without stories: what depends on them is refused and not shown, and nothing is counted wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from search.__main__ import main
from search.config import Config
from search.index import main as index_command
from search.store import builds
from search.store.check import Effort, check
from web import create_app

BODY = (
    "The ferry that left the harbour in the morning sank in the bay before noon, and the crew of nine was brought home"
    " by two pilots who had heard the horn."
)
TEXT = "Ferry sinks\n\nJune 1{}, 2024\n\n{}\n\nSource: {}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles that are near-duplicates, and an index of them without stories."""
    folder = tmp_path_factory.mktemp("untold")
    (folder / "news").mkdir()
    for number, outlet in enumerate(["The Dial", "Harbour Post"]):
        (folder / "news" / f"{number}.txt").write_text(TEXT.format(number, BODY, outlet), encoding="utf-8")
    assert build(folder, "--no-stories").startswith("indexed 2 documents")
    return folder


def build(folder: Path, *flags: str) -> str:
    arguments = [str(folder / "news"), "--index", str(folder / "index"), "--entities", "none", "--workers", "0", *flags]
    result = CliRunner().invoke(index_command, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Config(index=folder / "index")).test_client()


@pytest.mark.parametrize(
    "asked",
    ["group=story", "story=Ferry+sinks", "not.story=%28none%29", "q=ferry&group=story"],
)
@pytest.mark.parametrize("path", ["/", "/api/search", "/api/search.csv", "/api/facets/source", "/timeline"])
def test_what_needs_stories_is_refused_with_the_reason(client: FlaskClient, path: str, asked: str) -> None:
    answer = client.get(f"{path}?{asked}")
    assert answer.status_code == 400
    assert "built without stories" in answer.text
    assert "--no-stories" in answer.text


def test_the_page_of_a_refusal_leads_to_the_same_without_stories(client: FlaskClient) -> None:
    assert 'href="/?q=ferry"' in client.get("/?q=ferry&group=story").text
    assert client.get("/facets/story").status_code == 400


def test_nothing_that_needs_stories_is_shown(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "near-duplicates" not in page.lower()
    assert 'id="facet-story"' not in page
    answer = client.get("/api/search").get_json()
    assert "story" not in [facet["name"] for facet in answer["facets"]]
    assert (answer["total"], answer["index"]["stories"]) == (2, False)
    document = client.get(answer["hits"][0]["links"]["self"]).get_json()
    assert (document["also"], document["others"], document["story"]) == ([], 0, None)
    assert client.get(answer["hits"][0]["links"]["html"]).status_code == 200


def test_commands_say_so_too(folder: Path) -> None:
    result = CliRunner().invoke(main, ["query", "ferry", "--group", "story", "--index", str(folder / "index")])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "built without stories" in result.stderr
    checked = CliRunner().invoke(main, ["check", "--index", str(folder / "index"), "--json"])
    assert json.loads(checked.stdout)["differences"] == []


def test_the_switch_is_part_of_what_a_build_depends_on(folder: Path) -> None:
    before = builds.read_manifest(folder / "index")
    build(folder, "--no-stories")
    assert builds.read_manifest(folder / "index") == before
    try:
        build(folder)
        told = create_app(Config(index=folder / "index")).test_client()
        answer = told.get("/api/search?group=story").get_json()
        assert (answer["total"], answer["hits"][0]["others"]) == (1, 1)
        document = told.get(answer["hits"][0]["links"]["self"]).get_json()
        assert [other["source"] for other in document["also"]] == ["The Dial"]
        assert check(folder / "index", Effort(filters=50, words=5)).differences == ()
        assert "Near-duplicates" in told.get(answer["hits"][0]["links"]["html"]).text
    finally:
        build(folder, "--no-stories")
