"""Copies of a build in the cluster: they stay what they were, and bring back what is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search.build.build import build
from search.config import Config
from search.engines.opensearch import pointer, snapshots
from search.engines.opensearch.client import Cluster, connected
from search.engines.opensearch.pointer import Pointer
from search.errors import IndexUnusable, SearchError, SettingInvalid
from search.model import Query
from search.store import builds, followed
from search.store.backup import backup
from search.store.check import Effort, check
from tests.engines.opensearch.builder import indexes
from tests.engines.opensearch.made_builds import MORE, settings, totals
from web import create_app

SMALL = Effort(filters=5, words=2)


@pytest.fixture
def index(tmp_path: Path, folder: Path, repository: None) -> Path:
    """An index of the folder, and a copy of it, after which the folder has got one more."""
    made = settings(tmp_path / "index")
    build(folder, made)
    backup(made.index, tmp_path / "copy")
    (folder / "new.txt").write_text(MORE)
    build(folder, made)
    return made.index


def delete_all() -> None:
    with connected(Config.load()) as cluster:
        for name in indexes():
            cluster.ask("DELETE", f"/{name}")


def live(folder: Path) -> Pointer:
    """What the live build of a folder points to."""
    return pointer.read(builds.build_folder(folder, builds.read_manifest(folder)))


def newest(folder: Path) -> int:
    """How many articles a search in a folder finds, which may follow what other machines build."""
    return followed.open_newest(folder, "opensearch").searcher.search(Query()).total


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_needs_a_repository_that_the_cluster_knows(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    with pytest.raises(SettingInvalid, match="SEARCH_CLUSTER_REPOSITORY"):
        backup(made.index, tmp_path / "copy")
    monkeypatch.setenv("SEARCH_CLUSTER_REPOSITORY", "nowhere")
    with pytest.raises(SettingInvalid, match=r"no snapshot repository 'nowhere'; register it with PUT /_snapshot"):
        backup(made.index, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_was_written_as_followed_is_a_copy_alone() -> None:
    older = pointer.as_text(Pointer("clippings-0123456789abcdef", followed=True, repository="copies"))
    found = pointer.from_text(older)
    assert (found.is_copy, found.followed) == (True, False)


def test_a_copy_stays_what_it_was_while_a_newer_build_is_live(tmp_path: Path, index: Path) -> None:
    before = files(tmp_path / "copy")
    assert (newest(tmp_path / "copy"), newest(index)) == (5, 6)
    assert check(tmp_path / "copy", SMALL).differences == ()
    assert {path: text for path, text in files(tmp_path / "copy").items() if path in before} == before
    assert newest(tmp_path / "copy") == 5


@pytest.mark.parametrize("ask", [newest, lambda copy: check(copy, SMALL).documents], ids=["searched", "checked"])
def test_a_copy_brings_its_index_back(tmp_path: Path, index: Path, ask: object) -> None:
    assert callable(ask)
    delete_all()
    assert ask(tmp_path / "copy") == 5
    assert check(tmp_path / "copy", SMALL).differences == ()
    # Nobody has said that it is live: that is for who builds with its folder.
    with pytest.raises(SearchError, match="no index whose name begins with"):
        newest(tmp_path / "web")


def test_a_copy_that_was_put_back_is_live_with_the_next_run_and_goes_with_a_later_build(
    tmp_path: Path, folder: Path, index: Path
) -> None:
    delete_all()
    shutil.rmtree(index)
    shutil.copytree(tmp_path / "copy", index)
    (folder / "new.txt").unlink()
    build(folder, settings(index))  # in which nothing is to be done
    assert (newest(index), newest(tmp_path / "web")) == (5, 5)
    restored = live(index).index
    for number in range(3):
        (folder / f"more{number}.txt").write_text(f"{MORE} {number}")
        build(folder, settings(index))
    assert (newest(index), newest(tmp_path / "web")) == (8, 8)
    assert restored not in indexes()
    assert len(indexes()) == 4


def test_who_removes_a_copy_leaves_the_index_that_is_live(tmp_path: Path, folder: Path, index: Path) -> None:
    backup(index, tmp_path / "second")
    there = indexes()
    (tmp_path / "second" / "manifest.json").unlink()
    with builds.writing(tmp_path / "second"):  # which clears away what is not named
        assert not [*(tmp_path / "second" / "builds").iterdir()]
    assert indexes() == there
    assert totals(index) == (6, 3)


def test_a_server_on_a_copy_answers_again_when_its_index_was_deleted(tmp_path: Path, index: Path) -> None:
    client = create_app(Config.load(index=tmp_path / "copy")).test_client()
    assert client.get("/api/search?q=ferry").get_json()["total"] == 2
    delete_all()
    assert client.get("/api/search?q=ferry").status_code == 503
    assert client.get("/api/search?q=ferry").get_json()["total"] == 2


def test_check_names_indexes_that_no_build_points_to(tmp_path: Path, folder: Path, index: Path) -> None:
    assert check(index, SMALL).complaints == ()
    left = live(index).index
    shutil.rmtree(index)
    build(folder, settings(index))
    build(folder, settings(index), full=True)
    report = check(index, SMALL)
    assert report.differences == ()
    said = f"{left}: is in the search cluster and belongs to no build here"
    assert any(line.startswith(said) for line in report.complaints)
    assert not any(live(index).index in line for line in report.complaints)
    assert check(tmp_path / "copy", SMALL).complaints == ()


def test_check_of_a_copy_finds_that_its_snapshot_is_gone(tmp_path: Path, index: Path) -> None:
    newest(tmp_path / "copy")
    copied = live(tmp_path / "copy").index
    with connected(Config.load()) as cluster:
        cluster.ask("DELETE", f"/_snapshot/copies/{copied}")
    [told] = check(tmp_path / "copy", SMALL).differences
    assert told == f"{copied}: its snapshot is no longer in the repository copies; make another copy"


def test_no_copy_is_made_inside_the_index_folder(index: Path) -> None:
    with pytest.raises(SearchError, match="inside the index folder"):
        backup(index, index / "copies" / "monday")


def test_an_index_that_took_no_writes_when_it_was_copied_can_be_announced(tmp_path: Path, index: Path) -> None:
    with connected(Config.load()) as cluster:
        cluster.ask("PUT", f"/{live(index).words}/_settings", {"index": {"blocks.write": True}})
    backup(index, tmp_path / "second")
    delete_all()
    with builds.writing(tmp_path / "second"):
        pass
    assert newest(tmp_path / "web") == 6


def test_a_snapshot_or_a_repository_that_is_gone_is_named(tmp_path: Path, index: Path) -> None:
    copied = live(tmp_path / "copy").index
    delete_all()
    with connected(Config.load()) as cluster:
        cluster.ask("DELETE", f"/_snapshot/copies/{copied}")
        with pytest.raises(IndexUnusable, match=f"{copied} cannot be restored from the repository 'copies'.*not exist"):
            newest(tmp_path / "copy")
        cluster.ask("DELETE", "/_snapshot/copies")
    with pytest.raises(IndexUnusable, match=f"{copied} is not in the search cluster, .*Register the repo"):
        newest(tmp_path / "copy")


def test_a_snapshot_that_failed_is_no_copy(tmp_path: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = snapshots.ended

    def partial(cluster: Cluster, where: str) -> str:
        really(cluster, where)
        return "PARTIAL"

    monkeypatch.setattr(snapshots, "ended", partial)
    with pytest.raises(SearchError, match="is PARTIAL, nothing was copied; see why with GET"):
        backup(index, tmp_path / "second")
    assert not (tmp_path / "second").exists()
