"""Several processes on one socket: they answer as one does, and none of them is missed."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil
import pytest

from search.build.build import build
from search.config import Config
from tests.web.edge.started import PATIENCE, Started, children, request, started, until

NAMES = ("Ingrid Halvorsen", "Peter Marsh", "Ola Nordmann", "Ada Long", "Ruth Keller", "Tom Barrow")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles."""
    folder = tmp_path_factory.mktemp("several") / "press"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        text = (
            f"The ferry of {name}\n\nJune {number + 1}, 2024\n\nMayor {name} took the ferry. {name} waved to the crew."
        )
        (folder / f"{number}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def index(press: Path) -> Path:
    made = press.parent / "index"
    build(press, Config(index=made, entities="rules", workers=0))
    return made


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[Started]:
    with started(index, "--processes", "2", "--edit") as running:
        yield running


def asked(server: Started) -> float:
    """How many searches have been answered, by all processes."""
    figures = server.answer(request("/metrics")).decode()
    return sum(
        float(count) for count in re.findall(r'^clippings_requests_total{.*rule="/api/search".*} (.+)$', figures, re.M)
    )


def test_every_process_answers_and_figures_are_those_of_all(server: Started) -> None:
    before, alive = asked(server), children(server.process.pid)
    used = {pid: sum(child.cpu_times()[:2]) for pid, child in alive.items()}
    assert len(used) == 2
    with ThreadPoolExecutor(8) as clients:
        statuses = list(clients.map(server.status, [request("/api/search?q=ferry&per_page=20")] * 80))
    assert statuses == [200] * 80
    assert asked(server) - before == 80
    assert all(sum(child.cpu_times()[:2]) > used[pid] for pid, child in children(server.process.pid).items())
    figures = server.answer(request("/metrics")).decode()
    memory = sum(child.memory_info().rss for child in children(server.process.pid).values())
    [told] = re.findall(r"^process_resident_memory_bytes (.+)$", figures, re.M)
    assert float(told) == pytest.approx(memory, rel=0.1)
    assert re.search(r"^clippings_index_documents 6.0$", figures, re.M)


def test_corrections_sent_at_once_are_made_one_at_a_time_whichever_process_they_reach(
    server: Started, press: Path
) -> None:
    page = server.answer(request(f"/entities/person?name={quote(NAMES[0])}")).decode()
    [token] = set(re.findall(r'name="token" value="([^"]+)"', page))
    head = ("Content-Type: application/x-www-form-urlencoded", f"Origin: http://localhost:{server.port}")
    forms = [urlencode({"token": token, "action": "hide", "name": name}).encode() for name in NAMES]
    sent = [
        request("/entities/person", *head, method="POST", body=form, host=f"localhost:{server.port}") for form in forms
    ]
    with ThreadPoolExecutor(len(sent)) as clients:
        assert [*clients.map(server.status, sent)] == [303] * len(sent)
    written = (press / "entities.tsv").read_text().splitlines()
    assert sorted(line for line in written if line.startswith("hide")) == sorted(f"hide\tperson\t{n}" for n in NAMES)
    answer = server.answer(request("/api/search?q=ferry&facets=person"))
    [facet] = json.loads(answer.partition(b"\r\n\r\n")[2])["facets"]
    assert {bucket["value"] for bucket in facet["values"]}.isdisjoint(NAMES)


def test_one_that_dies_is_replaced_and_the_others_go_on(server: Started) -> None:
    first, other = children(server.process.pid)
    os.kill(first, signal.SIGKILL)
    assert [server.status(request("/api/search?q=ferry")) for _ in range(10)] == [200] * 10
    until(lambda: len(children(server.process.pid)) == 2 and first not in children(server.process.pid))
    assert other in children(server.process.pid)
    assert f"process {first} ended (-9)" in server.logged()


def test_all_are_replaced_one_by_one_without_an_answer_that_is_missing(server: Started) -> None:
    before = children(server.process.pid).keys()
    server.process.send_signal(signal.SIGUSR2)
    statuses = []

    def others() -> bool:
        statuses.append(server.status(request("/api/search?q=ferry")))
        return "2 processes were replaced" in server.logged()

    until(others)
    assert set(statuses) == {200}
    assert not before & children(server.process.pid).keys()
    assert len(children(server.process.pid)) == 2


def test_all_end_in_order_when_the_first_is_told_to(server: Started) -> None:
    gone = children(server.process.pid)
    server.process.terminate()
    assert server.process.wait(PATIENCE) == 0
    assert not any(map(psutil.pid_exists, gone))
    assert "cut short" not in server.logged()


def test_none_stays_when_the_first_is_killed(index: Path) -> None:
    with started(index, "--processes", "2") as running:
        left = children(running.process.pid)
        running.process.kill()
        until(lambda: not any(map(psutil.pid_exists, left)))
