"""All nodes gone at once: what readers and whoever builds are told, and that everything is there when they are back.

Run with --soak: each takes minutes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.answers.sentences import NO_CLUSTER
from search.store import builds
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.builder import BUILD_SECONDS, built, command, ended, green, require_whole
from tests.engines.opensearch.conftest import Figures
from tests.engines.opensearch.visitors import QUESTIONS, asked, told
from tests.web.edge.started import ROOT, Started, until

TIMES = 3


def kill(nodes: Nodes) -> None:
    for name in nodes.names:
        nodes.kill(name)


def start(nodes: Nodes) -> None:
    for name in nodes.names:
        nodes.start(name)
    nodes.wait(len(nodes.names))


def answers(site: Started) -> list[tuple[int, object]]:
    return [told(site.port, question) for question in QUESTIONS]


def answers_again(site: Started) -> list[tuple[int, object]]:
    """The answers as soon as there are any."""
    until(lambda: all(status == 200 for status, _ in answers(site)))
    return answers(site)


def begun(press: Path, seconds: float) -> subprocess.Popen[str]:
    """A build that has been under way for so long, or for half as long where it would be over by then, and so on."""
    while True:
        build = command(press, "--full")
        time.sleep(seconds)
        if build.poll() is None:
            return build
        ended(build)
        seconds /= 2


def query(press: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "search", "query", "storm", "--index", str(press.parent / "index")]
    return subprocess.run(words, cwd=ROOT, env={**os.environ}, capture_output=True, text=True)


@pytest.mark.parametrize("turn", range(TIMES))
def test_readers_are_told_and_answered_again_when_the_nodes_are_back(
    nodes: Nodes, press: Path, site: Started, figures: Figures, turn: int
) -> None:
    green()
    right = answers(site)
    assert all(status == 200 for status, _ in right)
    kill(nodes)
    began = time.monotonic()
    for path, accept in (("/?q=storm", "text/html"), ("/?q=storm&page=2", "text/html"), ("/api/search?q=storm", "*/*")):
        status, text = asked(site.port, path, accept)
        assert (status, NO_CLUSTER in text) == (503, True), text
        assert "127.0.0.1" not in text, "where the nodes are is for the log alone"
    waited = time.monotonic() - began
    done = query(press)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "can be reached" in line
    assert "start the cluster" in line
    assert all(address in line for address in os.environ["SEARCH_CLUSTER"].split(","))
    assert "can be reached" in site.logged()
    start(nodes)
    assert answers_again(site) == right
    assert query(press).returncode == 0
    figures(**{"answers of 503": 3, "longest wait for them all": round(waited, 1)})


@pytest.mark.parametrize("turn", range(TIMES))
def test_a_build_goes_on_when_the_nodes_come_back(
    nodes: Nodes, press: Path, site: Started, usual: float, figures: Figures, turn: int
) -> None:
    green()
    right = answers(site)
    build = begun(press, random.Random(turn).uniform(0.2, 0.8) * usual)
    kill(nodes)
    time.sleep(5.0)
    start(nodes)
    ended(build)
    require_whole(press)
    assert answers(site) == right
    figures(builds=1)


@pytest.mark.parametrize("turn", range(TIMES))
def test_a_build_that_waits_in_vain_says_so_and_leaves_the_old_index(
    nodes: Nodes, press: Path, site: Started, usual: float, figures: Figures, turn: int
) -> None:
    green()
    before, right = builds.read_manifest(press.parent / "index"), answers(site)
    build = begun(press, random.Random(turn).uniform(0.2, 0.6) * usual)
    kill(nodes)
    said, _ = build.communicate(timeout=BUILD_SECONDS)
    assert build.returncode == 1, said
    waiting, line = said.splitlines()
    assert "the search cluster does not answer; waiting up to 180 s for it" in waiting
    assert line.startswith("error: no node of the search cluster can be reached at")
    assert "the live index stays as it is" in line
    assert builds.read_manifest(press.parent / "index") == before
    start(nodes)
    assert answers_again(site) == right
    built(press, "--full")
    require_whole(press)
    assert answers(site) == right
    figures(**{"builds broken off": 1})
