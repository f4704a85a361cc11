"""The life of an index in a cluster: what a build leaves, what it removes, and who hears of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from search.build.apply_corrections import apply
from search.build.build import build
from search.config import Config
from search.engines.base import engine
from search.engines.opensearch import announcement, bulk
from search.engines.opensearch.client import Cluster, connected
from search.entities.corrections_file import FILE
from search.errors import ClusterUnreachable, IndexBusy, IndexUnusable, SearchError, SettingInvalid
from search.model import Query
from search.store import builds
from search.store.builds import Manifest
from search.store.check import Effort, check
from search.store.live import Live
from tests.corpora import article
from tests.engines.opensearch.builder import indexes
from tests.engines.opensearch.made_builds import MORE, settings, totals


def test_a_grown_index_takes_the_place_of_the_one_before_and_two_are_kept(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    assert len(indexes()) == 2
    for number in range(3):
        (folder / f"more{number}.txt").write_text(f"A ferry more\n\nThe {number}th ferry came at noon to the pier.")
        build(folder, made)
        # The articles and the words of two builds: other machines may still search in the one before.
        assert len(indexes()) == 4
    assert totals(made.index) == (8, 5)
    report = check(made.index, Effort(filters=20, words=5))
    assert report.differences == ()
    assert report.documents == 8


def test_a_build_that_fails_leaves_no_index_and_the_old_answers(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    before, there = totals(made.index), indexes()

    def fail(target: Path) -> Manifest:
        engine("opensearch").write(target, [article(1, "One", "ferry")])
        raise SearchError("the disk is full")

    with pytest.raises(SearchError, match="disk is full"):
        builds.build(made.index, fail)
    assert indexes() == there
    assert totals(made.index) == before


def test_a_build_that_is_killed_is_cleared_away_by_the_next(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    before, there = totals(made.index), indexes()
    program = (
        "import time; from pathlib import Path\n"
        "from search.engines.base import engine; from search.store import builds\n"
        "from tests.corpora import article\n"
        "def slow(target):\n"
        "    def documents():\n"
        "        yield article(1, 'One', 'ferry'); print('writing', flush=True); time.sleep(600)\n"
        "    engine('opensearch').write(target, documents())\n"
        f"builds.build(Path({str(made.index)!r}), slow)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env={**os.environ})
    assert process.stdout
    assert process.stdout.readline() == b"writing\n"
    with pytest.raises(IndexBusy):
        build(folder, made)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert len(indexes()) == len(there) + 1
    assert totals(made.index) == before
    with builds.writing(made.index):
        assert indexes() == there


def test_documents_that_were_acknowledged_and_are_not_there_stop_a_build(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    before = totals(made.index)
    really = bulk.send

    def losing(cluster: Cluster, index: str, operations: Iterable[bulk.Operation]) -> None:
        really(cluster, index, [*operations][: None if index.endswith("-words") else -1])

    monkeypatch.setattr(bulk, "send", losing)
    (folder / "new.txt").write_text(MORE)
    with pytest.raises(SearchError, match="5 of 6 documents"):
        build(folder, made)
    assert totals(made.index) == before


class _Strict(BaseHTTPRequestHandler):
    """Says what the node says, but that it allows few clauses: set on the node, that would hold for all tests."""

    node = ""

    def do_GET(self) -> None:
        with urlopen(f"{self.node}{self.path}") as answer:
            body = answer.read()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers["Content-Type"])
        if self.path.startswith("/_cluster/settings"):
            assert b"65536" in body
        strict = body.replace(b"65536", b"1024")
        self.send_header("Content-Length", str(len(strict)))
        self.end_headers()
        self.wfile.write(strict)

    def log_message(self, *told: object) -> None:
        """Keep silent."""


def test_a_cluster_that_would_refuse_beginnings_of_words_is_named_before_a_build(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Strict) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(_Strict, "node", os.environ["SEARCH_CLUSTER"].split(",")[0])
        monkeypatch.setenv("SEARCH_CLUSTER", f"http://127.0.0.1:{server.server_port}")
        with pytest.raises(SettingInvalid, match=r"allows 1,024 clauses.*PUT /_cluster/settings"):
            build(folder, settings(tmp_path / "index"))
        server.shutdown()


def test_machines_that_share_no_folder_see_the_same_build(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    others = [Live(tmp_path / f"web{number}", "opensearch") for number in (1, 2)]
    assert [live.current.searcher.search(Query()).total for live in others] == [5, 5]
    held = others[0].current
    (folder / "new.txt").write_text(MORE)
    build(folder, made)
    until = time.monotonic() + 30
    while others[0].current is held and time.monotonic() < until:
        time.sleep(0.1)
    # Who is in the middle of an answer can end it.
    assert held.searcher.search(Query("storm")).total == 2
    time.sleep(1.1)
    assert [live.current.searcher.search(Query()).total for live in others] == [6, 6]
    assert others[0].current.manifest.documents == 6
    there = indexes()
    with builds.writing(tmp_path / "web1"):
        assert indexes() == there, "who only follows must not delete what it follows"


def test_a_build_of_which_others_were_not_told_is_told_them_by_the_next_run(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    other = Live(tmp_path / "web", "opensearch")
    assert other.current.searcher.search(Query()).total == 5
    (folder / "new.txt").write_text(MORE)

    before = builds.read_manifest(made.index).build
    really = announcement.announce

    def away(cluster: Cluster, prefix: str, folder: Path, manifest: str) -> None:
        if before not in manifest:
            raise ClusterUnreachable("no node of the search cluster can be reached")
        really(cluster, prefix, folder, manifest)

    with monkeypatch.context() as patch:
        patch.setattr(announcement, "announce", away)
        with pytest.raises(ClusterUnreachable):
            build(folder, made)
    assert totals(made.index) == (6, 3)
    build(folder, made)  # in which nothing is to be done
    time.sleep(1.1)
    assert other.current.searcher.search(Query()).total == 6


def test_a_name_that_another_program_has_is_not_taken(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefix = f"{Config.load().cluster_prefix}-other"
    monkeypatch.setenv("SEARCH_CLUSTER_PREFIX", prefix)
    with connected(Config.load()) as cluster:
        cluster.ask("PUT", f"/{prefix}-live", {})
        with pytest.raises(SettingInvalid, match=f"{prefix}-live .* belongs to another program"):
            build(folder, settings(tmp_path / "index"))
        assert indexes() == {f"{prefix}-live"}
        cluster.ask("DELETE", f"/{prefix}-live")
        cluster.ask("PUT", f"/{prefix}-2024", {"aliases": {f"{prefix}-live": {}}})
        with pytest.raises(SettingInvalid, match="choose another SEARCH_CLUSTER_PREFIX"):
            build(folder, settings(tmp_path / "index"))


def test_a_corrected_name_shows_everywhere(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    (made.index / FILE).write_text("hide\tperson\tPeter Marsh\n")
    apply(made.index)
    other = Live(tmp_path / "web", "opensearch").current.searcher
    found = [facet for facet in other.search(Query(facet_size=100)).facets if facet.name == "person"]
    assert found
    assert "Peter Marsh" not in {bucket.value for bucket in found[0].buckets}


def test_an_index_that_is_no_longer_in_the_cluster_is_named(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    (name,) = (name for name in indexes() if not name.endswith("-words"))
    with connected(Config.load()) as cluster:
        cluster.ask("DELETE", f"/{name}")
    with pytest.raises(IndexUnusable, match=f"{name}.*rebuild"):
        builds.open_index(made.index)


def test_check_finds_what_somebody_changed_in_the_cluster(tmp_path: Path, folder: Path) -> None:
    made = settings(tmp_path / "index")
    build(folder, made)
    (name,) = (name for name in indexes() if not name.endswith("-words"))
    with connected(Config.load()) as cluster:
        body = {"query": {"match_all": {}}, "size": 1}
        [hit] = cluster.ask("POST", f"/{name}/_search", body)["hits"]["hits"]
        cluster.ask("DELETE", f"/{name}/_doc/{hit['_id']}", refresh="true")
    assert check(made.index, Effort(filters=0, words=0)).differences
