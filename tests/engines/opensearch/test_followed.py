"""Machines that follow what another one builds, and settings that ask for another index than there is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from search.build.build import build
from search.build.progress import Progress
from search.config import Config
from search.engines.opensearch.client import connected
from search.errors import IndexMissing, SettingInvalid
from search.store import followed
from tests.edited_folders import config
from tests.engines.opensearch.builder import indexes
from tests.engines.opensearch.made_builds import MORE, settings, totals
from tests.web.edge.started import ROOT, request, started
from web import create_app


@pytest.fixture
def web(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index folder of a machine that has built nothing."""
    monkeypatch.setenv("SEARCH_ENGINE", "opensearch")
    build(folder, settings(tmp_path / "index"))
    (tmp_path / "web").mkdir()
    return tmp_path / "web"


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True)


def settings_of_indexes() -> dict[str, tuple[str, str]]:
    """The shards and copies of every index of articles."""
    with connected(Config.load()) as cluster:
        found = cluster.ask("GET", f"/{Config.load().cluster_prefix}-*/_settings")
    made = {name: of["settings"]["index"] for name, of in found.items() if not name.endswith("-words")}
    return {name: (of["number_of_shards"], of["auto_expand_replicas"]) for name, of in made.items()}


@pytest.mark.parametrize(
    "words",
    [("check", "--filters", "5", "--words", "2"), ("tags",), ("query", "ferry"), ("new", "--since", "yesterday")],
    ids=lambda words: words[0],
)
def test_commands_on_another_machine_answer_from_the_newest_build(
    tmp_path: Path, folder: Path, web: Path, words: tuple[str, ...]
) -> None:
    assert run("query", "--index", web).returncode == 0
    (folder / "new.txt").write_text(MORE)
    build(folder, settings(tmp_path / "index"))
    done = run(*words, "--index", web)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"check": "6 documents", "tags": "6 articles", "query": "3 articles", "new": "6 articles"}[words[0]] in (
        done.stdout
    )


@pytest.mark.parametrize("words", [("ledger",), ("tags", "--add", "seen", "--all"), ("tags", "--apply")])
def test_what_is_on_the_building_machine_is_said_to_be_there(web: Path, words: tuple[str, ...]) -> None:
    done = run(*words, "--index", web)
    assert done.returncode == 1
    assert done.stderr.startswith("error: that needs the file report, which is on the machine that builds this index")
    assert "damaged" not in done.stderr


def test_a_copy_made_on_another_machine_is_checked(web: Path, tmp_path: Path, repository: None) -> None:
    done = run("backup", tmp_path / "copy", "--index", web)
    assert done.returncode == 0, done.stderr
    assert "articles: snapshot " in done.stdout
    checked = run("check", "--index", tmp_path / "copy", "--filters", "5", "--words", "2")
    assert checked.returncode == 0, checked.stdout


def test_the_page_of_another_machine_has_no_file_report_and_says_so(
    web: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = create_app(Config.load(index=web)).test_client()
    assert client.get("/?q=ferry").status_code == 200
    for address in ("/ledger", "/ledger.csv", "/ledger.json"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "That needs the file report, which is on the machine that builds this index" in answer.text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_nothing_is_changed_on_another_machine_though_it_is_allowed(web: Path) -> None:
    followed.look(web, "opensearch")
    with started(web, "--edit", "--processes", "1") as server:
        assert server.status(request("/entities/person?name=Peter+Marsh")) == 200
        assert b"Tag all" not in server.answer(request("/?q=ferry"))
        assert "--edit is ignored" in server.logged()


def test_a_build_does_not_take_away_what_a_folder_follows(folder: Path, web: Path) -> None:
    followed.look(web, "opensearch")
    there = indexes()
    for engine in ("opensearch", "memory"):
        with pytest.raises(SettingInvalid, match="follows one that another machine builds"):
            build(folder, config(web, engine=engine, entities="rules"))
    assert indexes() == there


def test_health_is_that_of_the_cluster_as_well(web: Path) -> None:
    client = create_app(Config.load(index=web)).test_client()
    assert client.get("/healthz").status_code == 200
    with connected(Config.load()) as cluster:
        for name in indexes():
            cluster.ask("DELETE", f"/{name}")
    assert client.get("/healthz").status_code == 503


# --- settings and clusters that are others now


def test_an_index_that_the_cluster_has_lost_is_built_again(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    before = indexes()
    with connected(Config.load()) as cluster:
        for name in before:
            cluster.ask("DELETE", f"/{name}")
    build(folder, made)
    assert totals(made.index) == (5, 2)
    assert not indexes() & before


def test_another_prefix_is_heeded_though_no_file_has_changed(
    tmp_path: Path, folder: Path, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("query", "--index", web).returncode == 0
    prefix = f"{Config.load().cluster_prefix}-new"
    monkeypatch.setenv("SEARCH_CLUSTER_PREFIX", prefix)
    for index in (web, tmp_path / "empty"):
        with pytest.raises(IndexMissing, match=f"no index whose name begins with {prefix}-"):
            followed.look(index, "opensearch")
    build(folder, settings(tmp_path / "index"))
    assert len([name for name in indexes() if name.startswith(f"{prefix}-")]) == 2
    assert totals(tmp_path / "index") == (5, 2)
    followed.look(web, "opensearch")
    assert totals(web) == (5, 2)


def test_a_prefix_that_is_changed_back_names_its_own_index_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, made = Config.load().cluster_prefix, settings(tmp_path / "index")
    for prefix in (first, f"{first}-other", first, first):
        monkeypatch.setenv("SEARCH_CLUSTER_PREFIX", prefix)
        build(folder, made)
        followed.look(tmp_path / f"of {prefix}", "opensearch")
        with connected(Config.load()) as cluster:
            [words] = cluster.ask("GET", f"/_alias/{prefix}-live")
        assert words.startswith(f"{prefix}-")
    assert totals(tmp_path / f"of {first}") == totals(tmp_path / f"of {first}-other") == (5, 2)


def test_what_other_machines_search_in_stays_when_the_engine_is_another_one(
    tmp_path: Path, folder: Path, web: Path
) -> None:
    followed.look(web, "opensearch")
    (folder / "new.txt").write_text(MORE)
    told: list[str] = []

    class Told(Progress):
        def warn(self, message: str) -> None:
            told.append(message)

    for _ in range(3):
        build(folder, config(tmp_path / "index", engine="memory", entities="rules"), Told())
    assert [line for line in told if "the engine is memory now" in line and "other machines go on" in line] == told[:1]
    assert (totals(tmp_path / "index"), totals(web)) == ((6, 3), (5, 2))


def test_other_shards_and_copies_are_heeded_though_no_file_has_changed(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    before = settings_of_indexes()
    assert [*before.values()] == [("1", "0-1")]
    monkeypatch.setenv("SEARCH_CLUSTER_REPLICAS", "2")
    build(folder, made)
    assert settings_of_indexes() == dict.fromkeys(before, ("1", "0-2"))
    monkeypatch.setenv("SEARCH_CLUSTER_SHARDS", "3")
    build(folder, made)
    assert set(settings_of_indexes().values()) == {("1", "0-2"), ("3", "0-2")}
    assert totals(made.index) == (5, 2)


def test_an_index_of_another_engine_is_not_taken_for_what_other_machines_built(
    tmp_path: Path, folder: Path, web: Path
) -> None:
    build(folder, config(tmp_path / "own", engine="memory", entities="rules"))
    with pytest.raises(SettingInvalid, match=r"built with the engine memory, and SEARCH_ENGINE is opensearch"):
        followed.look(tmp_path / "own", "opensearch")


def test_a_folder_goes_on_following_where_the_engine_is_not_named(
    tmp_path: Path, folder: Path, web: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.look(web, "opensearch")
    (folder / "new.txt").write_text(MORE)
    build(folder, settings(tmp_path / "index"))
    monkeypatch.delenv("SEARCH_ENGINE")
    followed.look(web, Config.load().engine)
    assert totals(web) == (6, 3)
