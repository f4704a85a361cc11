"""The program that builds, as people start it, on a folder of articles that changes from turn to turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.config import Config
from search.engines.opensearch import pointer
from search.engines.opensearch.client import connected
from search.store.check import Effort, check
from tests.engines.opensearch.articles import COUNT
from tests.web.edge.started import ROOT

BUILD_SECONDS = 900.0


def command(press: Path, *options: str) -> subprocess.Popen[str]:
    """A build that has begun."""
    words = [sys.executable, "-m", "search.index", str(press), "--index", str(press.parent / "index"), *options]
    return subprocess.Popen(
        [*words, "--workers", "1"], cwd=ROOT, env={**os.environ},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def ended(build: subprocess.Popen[str]) -> str:
    """What a build has said when it is over. Fails where it failed."""
    said, _ = build.communicate(timeout=BUILD_SECONDS)
    assert build.returncode == 0, said
    return said


def built(press: Path, *options: str) -> float:
    """A build; how many seconds it took."""
    began = time.monotonic()
    ended(command(press, *options))
    return time.monotonic() - began


def change(press: Path, turn: int) -> tuple[str, ...]:
    """Give the next build something to do: everything in every other turn, in which the index does not grow."""
    if turn % 2:
        (press / "more.txt").write_text(f"Nothing asked for\n\nThe zeppelin number {turn} came at noon.\n")
        return ()
    return ("--full",)


def indexes() -> set[str]:
    """The indexes that are in the cluster under the prefix of these tests."""
    config = Config.load()
    with connected(config) as cluster:
        found = cluster.ask("GET", f"/{config.cluster_prefix}-*/_settings", filter_path="*.settings.index.uuid")
    return {*(found or {})}


def green() -> None:
    """Wait until every shard has its copy on another of the three nodes."""
    with connected(Config.load()) as cluster:
        # A cluster gives a node a minute to come back before it makes other copies: tests would wait as long.
        at_once = {"index": {"unassigned": {"node_left": {"delayed_timeout": "0"}}}}
        cluster.ask("PUT", f"/{Config.load().cluster_prefix}-*/_settings", at_once)
        # After five starts that were broken off a cluster gives a copy up until it is told to go on.
        cluster.ask("POST", "/_cluster/reroute", {}, retry_failed="true")
        for _ in range(4):
            answer = cluster.ask("GET", "/_cluster/health", wait_for_status="green", wait_for_nodes="3", timeout="60s")
            if not answer["timed_out"]:
                return
    pytest.fail(f"the cluster did not get well: {answer}")


def require_whole(press: Path) -> None:
    """The live index has everything, and what is in the cluster is what the builds on the disk point to."""
    green()
    index = press.parent / "index"
    report = check(index, Effort(filters=10, words=0))
    assert (report.differences, report.documents) == ((), COUNT + len([*press.glob("*.txt")]))
    kept = [*(index / "builds").iterdir()]
    pointers = [pointer.read(build) for build in kept]
    assert indexes() == {name for made in pointers for name in (made.index, made.words)}
    assert len(kept) <= 3, "the live one, the one before for other machines, and one that the server holds"
