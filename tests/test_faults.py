"""Whatever happens to a build or to the disk: the old answers stay, or a clear message; never a wrong answer.

`pytest --soak` (`make soak`) does each of these for minutes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic

import pytest
from click.testing import CliRunner

from search.__main__ import main
from search.config import Config
from search.store.builds import FORMAT, read_manifest
from search.store.check import Effort, check
from search.store.live import Live
from tests.faults import ALL, answer, build, build_names, expected, of_session, put, small_disk, start, told
from web import create_app

Times = Callable[[int, int], int]
EFFORT = Effort(filters=20, words=5)
LEFT = {"builds", "build.lock", "manifest.json", "cache"}
"""All that may lie in an index folder."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "in", 0)
    return tmp_path / "in"


@pytest.fixture
def index(tmp_path: Path, folder: Path) -> Path:
    assert build(folder, tmp_path / "index")[0] == 0
    return tmp_path / "index"


def sound(index: Path, version: int) -> None:
    """The index is whole, answers from a version, and nothing lies about."""
    assert answer(index) == expected(version)
    assert len(build_names(index)) == 1
    assert {path.name for path in index.iterdir()} <= LEFT
    assert check(index, EFFORT).differences == ()


def test_a_build_killed_at_any_point_leaves_the_old_answers_and_the_next_one_succeeds(
    folder: Path, index: Path, times: Times
) -> None:
    rng = Random(11)
    began = monotonic()
    assert build(folder, index, "--full", "--workers", "0")[0] == 0
    usual = monotonic() - began
    live, cut_short = 0, 0
    for version in range(1, times(25, 200) + 1):
        put(folder, version)
        process = start(folder, index, "--workers", "0", *(["--full"] if rng.random() < 0.5 else []))
        process.join(timeout=rng.uniform(0, 1.1 * usual))
        process.kill()
        process.join()
        cut_short += process.exitcode != 0
        found = answer(index)
        assert found in (expected(live), expected(version))
        live = version if found == expected(version) else live
        assert len(build_names(index)) <= 2
        assert {path.name for path in index.iterdir()} <= LEFT | {"manifest.json.new"}
    assert cut_short
    version = 4 * live + 1
    put(folder, version)
    assert build(folder, index)[0] == 0
    sound(index, version)


def test_a_killed_build_leaves_no_worker_behind(folder: Path, index: Path, times: Times) -> None:
    rng = Random(5)
    for version in range(1, times(4, 40) + 1):
        put(folder, version)
        process = start(folder, index, "--workers", "2", "--full")
        process.join(timeout=rng.uniform(0.05, 1.5))
        leader = process.pid or 0
        process.kill()
        process.join()
        until = monotonic() + 60
        while of_session(leader):
            assert monotonic() < until, "workers outlive the build"


def test_a_first_build_that_never_ends_does_not_fill_the_disk(tmp_path: Path, folder: Path, times: Times) -> None:
    rng = Random(3)
    index = tmp_path / "new"
    for _ in range(times(8, 60)):
        process = start(folder, index, "--workers", "0")
        process.join(timeout=rng.uniform(0, 0.3))
        process.kill()
        process.join()
        assert not (index / "builds").exists() or len(unfinished(index)) <= 1
    assert build(folder, index)[0] == 0
    sound(index, 0)


def unfinished(index: Path) -> list[str]:
    """The builds that are not live: a quick machine may have ended one before it was killed."""
    live = read_manifest(index).build if (index / "manifest.json").exists() else ""
    return [name for name in build_names(index) if name != live]


def failed_clearly(status: int, output: str) -> None:
    assert status == 1, output
    assert output.startswith("error: "), output
    assert "the old one is unchanged" in output or "cannot write to" in output, output
    assert "Traceback" not in output


def test_a_file_that_cannot_grow_ends_the_build_and_leaves_the_old_answers(
    folder: Path, index: Path, times: Times
) -> None:
    rng = Random(7)
    largest = max(path.stat().st_size for path in index.rglob("*"))
    put(folder, 1)
    for number in range(times(15, 150)):
        limit = max(1_000, round(largest ** rng.uniform(0.3, 0.98)))  # what the build says must fit as well
        status, output = build(folder, index, "--workers", "0", *(["--full"] if number % 2 else []), largest_file=limit)
        if status == 0:
            put(folder, 0)
            assert build(folder, index)[0] == 0
            put(folder, 1)
        else:
            failed_clearly(status, output)
            assert len(build_names(index)) == 1
        assert answer(index) == expected(0)
    assert build(folder, index)[0] == 0
    sound(index, 1)


def test_a_full_disk_ends_the_build_and_leaves_the_old_answers(tmp_path: Path, folder: Path, times: Times) -> None:
    failures = 0
    with small_disk(tmp_path / "disk", 2_000) as mounted:
        if not mounted:
            pytest.skip("no right to mount a small disk; a file that cannot grow stands for it")
        index = tmp_path / "disk" / "index"
        assert build(folder, index)[0] == 0
        put(folder, 1)
        rng = Random(2)
        ballast = tmp_path / "disk" / "ballast"
        for number in range(times(12, 120)):
            free = shutil.disk_usage(tmp_path / "disk").free
            ballast.write_bytes(bytes(max(0, free - rng.randrange(4_096, 250_000))))
            status, output = build(folder, index, "--workers", "0", *(["--full"] if number % 2 else []))
            ballast.unlink()
            if status == 0:
                put(folder, 0)
                assert build(folder, index)[0] == 0
                put(folder, 1)
            else:
                failed_clearly(status, output)
                failures += 1
            assert answer(index) == expected(0)
        assert failures
        assert build(folder, index)[0] == 0
        sound(index, 1)


def test_a_read_only_index_answers_and_says_that_it_cannot_be_built(tmp_path: Path, folder: Path) -> None:
    with small_disk(tmp_path / "disk", 4_000) as mounted:
        index = tmp_path / "disk" / "index"
        assert build(folder, index)[0] == 0
        if mounted:
            assert os.system(f"mount -o remount,ro '{tmp_path / 'disk'}'") == 0
        elif os.geteuid():
            for path in [*index.rglob("*"), index]:
                path.chmod(0o500 if path.is_dir() else 0o400)
        else:
            pytest.skip("root may write anywhere, and we may not mount a disk")
        assert answer(index) == expected(0)
        assert create_app(Config(index=index)).test_client().get("/api/search").status_code == 200
        assert check(index, EFFORT).differences == ()
        put(folder, 1)
        status, output = build(folder, index)
        failed_clearly(status, output)
        assert answer(index) == expected(0)
        for path in [index, *index.rglob("*")] if not mounted else []:
            path.chmod(0o700)


def test_of_two_builds_at_once_one_is_told_to_wait(folder: Path, index: Path, times: Times) -> None:
    refused = 0
    for version in range(1, times(6, 60) + 1):
        put(folder, version)
        racing = [start(folder, index, "--workers", "0", "--full") for _ in range(3)]
        for process in racing:
            process.join()
        codes = sorted(process.exitcode or 0 for process in racing)
        assert codes[0] == 0
        assert set(codes) <= {0, 1}
        refused += sum(codes)
        sound(index, version)
    assert refused


def test_readers_never_see_an_error_or_a_mixed_answer_while_builds_go_live(
    folder: Path, index: Path, times: Times
) -> None:
    live, stop = Live(index), Event()
    wrong: list[object] = []
    seen: set[tuple[str, int]] = set()

    def read() -> None:
        while not stop.is_set():
            try:
                found = told(live.current.searcher.search(ALL))
            except Exception as error:  # whatever it is
                wrong.append(error)
                return
            seen.add(found)
            if found not in allowed:
                wrong.append(found)

    allowed = {expected(version) for version in range(4)}
    readers = [Thread(target=read) for _ in range(times(8, 32))]
    for reader in readers:
        reader.start()
    for version in range(1, times(6, 100) + 1):
        put(folder, version)
        assert build(folder, index)[0] == 0
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(seen) >= 2
    assert told(live.current.searcher.search(ALL)) == expected(version)


# --- damage


def flip(path: Path, rng: Random) -> None:
    raw = bytearray(path.read_bytes())
    for _ in range(rng.choice([1, 1, 5, 100])):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    path.write_bytes(raw)


def cut(path: Path, rng: Random) -> None:
    os.truncate(path, rng.randrange(path.stat().st_size))


def foreign(path: Path, rng: Random) -> None:
    path.write_bytes(rng.randbytes(rng.randrange(1, 5_000)))


def remove(path: Path, rng: Random) -> None:
    path.unlink()


def folder_instead(path: Path, rng: Random) -> None:
    path.unlink()
    path.mkdir()


LEDGER = ("ledger.sqlite", "checksums")
"""What a server compares before it answers, and a question in a terminal does not need."""


@pytest.mark.parametrize("damage", [flip, cut, foreign, remove, folder_instead])
def test_a_damaged_file_gives_the_right_answer_or_says_what_to_do(
    folder: Path, index: Path, tmp_path: Path, times: Times, damage: Callable[[Path, Random], None]
) -> None:
    rng = Random(damage.__name__)
    whole = tmp_path / "whole"
    shutil.copytree(index, whole)
    names = [str(path.relative_to(index)) for path in index.rglob("*") if path.is_file() and path.stat().st_size]
    query = ["query", "ferry", "--index", str(index), "--json"]
    right = told_by(CliRunner().invoke(main, query).stdout)
    page = json.loads(create_app(Config(index=index)).test_client().get("/api/search?q=ferry").data)
    refused = 0
    for _ in range(times(12, 500)):
        shutil.rmtree(index)
        shutil.copytree(whole, index)
        name = rng.choice(names)
        damage(index / name, rng)
        result = CliRunner().invoke(main, query)
        assert isinstance(result.exception, SystemExit | None), name
        response = create_app(Config(index=index)).test_client().get("/api/search?q=ferry")
        if result.exit_code:
            refused += 1
            assert (result.exit_code, result.stdout) == (1, ""), name
            assert "python -m search.index" in result.stderr, name
            assert response.status_code == 503, name
            assert "python -m search.index" in json.loads(response.data)["detail"], name
            assert str(tmp_path) not in response.get_data(as_text=True)
        else:
            assert told_by(result.stdout) == right, name
            said = json.loads(response.data)
            if response.status_code == 503:  # a server shows the file report as well, so it looks into the ledger too
                assert Path(name).name in LEDGER, name
                assert "python -m search.index" in said["detail"], name
            else:
                assert said["facets"] == page["facets"], name
        checked = CliRunner().invoke(main, ["check", "--index", str(index), "--filters", "5", "--words", "1"])
        assert isinstance(checked.exception, SystemExit | None), name
        assert checked.exit_code in ((1,) if result.exit_code else (0, 1)), name
    assert refused
    status, output = build(folder, index, "--full", "--workers", "0")
    assert status == 0, output
    assert answer(index) == expected(0)


def test_damage_under_a_running_server_is_told_and_never_counted(index: Path, tmp_path: Path, times: Times) -> None:
    rng = Random(13)
    client = create_app(Config(index=index)).test_client()
    addresses = ("/api/search?q=ferry", "/api/facets/source", "/api/search?per_page=100")
    right = {address: counted(client.get(address).text) for address in addresses}
    [build_name] = build_names(index)
    mapped = [path for path in (index / "builds" / build_name).iterdir() if path.name.startswith("MAIN")]
    for _ in range(times(20, 1_000)):
        path = rng.choice(mapped)
        whole = path.read_bytes()
        with path.open("r+b") as file:  # in place, as a disk does it
            file.seek(rng.randrange(len(whole)))
            byte = whole[file.tell()]
            file.write(bytes([byte ^ 1 << rng.randrange(8)]))
        refused = 0
        for address in addresses:
            answered = client.get(address)
            if answered.status_code == 503:
                refused += 1
                assert "python -m search.index" in answered.text
            else:
                assert counted(answered.text) == right[address], path
        assert refused, path  # the last one shows every article
        path.write_bytes(whole)
        os.utime(path, (0, 0))  # clocks of files tick slowly: two writes may have the same time
        assert {address: counted(client.get(address).text) for address in addresses} == right


def counted(text: str) -> object:
    return {key: value for key, value in json.loads(text).items() if key != "took_ms"}


def told_by(text: str) -> object:
    answered = json.loads(text)
    return answered["total"], answered["hits"], answered["facets"]


@pytest.mark.parametrize("version", [0, FORMAT - 1, FORMAT + 1, 99, str(FORMAT), None])
def test_an_index_of_another_version_says_how_to_build_it_again(folder: Path, index: Path, version: object) -> None:
    path = index / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": version}))
    result = CliRunner().invoke(main, ["query", "ferry", "--index", str(index)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "rebuild it with: python -m search.index" in result.stderr
    response = create_app(Config(index=index)).test_client().get("/")
    assert response.status_code == 503
    assert b"python -m search.index" in response.data
    assert build(folder, index)[0] == 0
    sound(index, 0)


def test_an_index_that_is_deleted_under_a_server_is_told_and_picked_up_when_it_is_back(
    folder: Path, index: Path
) -> None:
    client = create_app(Config(index=index)).test_client()
    assert client.get("/api/search").status_code == 200
    shutil.rmtree(index)
    for address in ("/", "/api/search", "/healthz", "/documents/x"):
        assert client.get(address).status_code == 503
    put(folder, 1)
    assert build(folder, index)[0] == 0
    answered = json.loads(client.get("/api/search").data)
    assert answered["total"] == expected(1)[1]
