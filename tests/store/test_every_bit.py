"""Every file below an index folder: what SECURITY.md says of it is so, and a changed bit of it is found by `check`."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from search.__main__ import main
from search.build.build import build
from search.build.changes import Changes
from search.config import Config
from search.entities.finders.mention_cache import CachedFinder
from search.entities.finders.raw_mentions import Raw
from search.errors import IndexUnusable, SearchError
from search.index import main as index_main
from search.store import builds
from search.store.check import Effort, check
from search.store.live import Live
from tests.store.test_check import index_of, put
from web import create_app

Times = Callable[[int, int], int]
EFFORT = Effort(filters=0, words=0)
SECURITY = (Path(__file__).parents[2] / "SECURITY.md").read_text(encoding="utf-8")
TABLE = SECURITY.partition("| file below `index/` |")[2].partition("\n\n")[0]
NAMED = [names for line in TABLE.splitlines()[2:] for names in re.findall(r"`([^`]+)`", line.split("|")[1])]
PERSONS = "entities.tsv"
LIMITS = "60 s, 2000 MB"


class Capitals:
    """Finds the first letters of every text."""

    version = "capitals-1"

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        return [[Raw(0, 2, "place"), Raw(3, 9, "person")] for _ in texts]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index folder with every kind of file that there is, the build of which has looked into files again."""
    root = tmp_path_factory.mktemp("made")
    put(root / "in")
    body = "<p>The pilot came aboard before the storm, said the harbour office.</p>" * 300
    for number in range(3):
        page = f"<html><head><title>Page {number}</title></head><body><article>{body}{number}</article></body></html>"
        (root / "in" / f"page{number}.html").write_text(page)
    index = root / "index"
    index_of(root / "in", index)
    (root / "in" / "03.txt").touch()
    index_of(root / "in", index)
    with closing(CachedFinder(Capitals(), index / "cache")) as finder:
        finder.find([f"text {number}" for number in range(40)])
    (index / PERSONS).write_text("hide\tplace\tOslo\n")
    return index


def files(index: Path) -> list[str]:
    found = (str(path.relative_to(index)) for path in index.rglob("*") if path.is_file())
    return sorted(re.sub(r"^builds/[^/]+/", "builds/BUILD/", name) for name in found)


def test_every_file_is_named_with_how_it_is_checked(made: Path) -> None:
    assert {"builds/BUILD/ledger.sqlite", "builds/BUILD/stamps.json", "cache/parsed.sqlite"} < set(files(made))
    assert [name for name in files(made) if not any(fnmatch(name, pattern) for pattern in NAMED)] == []


def content(path: Path) -> object:
    """All that anybody reads of a database."""
    try:
        with closing(sqlite3.connect(path)) as database:
            database.text_factory = bytes
            return sorted(database.execute("SELECT * FROM sealed").fetchall())
    except sqlite3.Error:
        return None


@contextmanager
def flipped(path: Path, place: int, bit: int) -> Iterator[None]:
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[place] ^= 1 << bit
    path.write_bytes(changed)
    try:
        yield
    finally:
        path.write_bytes(whole)


def complaint(index: Path) -> str:
    try:
        return "; ".join(check(index, EFFORT).differences)
    except SearchError as error:
        return str(error)


def test_a_changed_bit_of_any_file_is_found(made: Path, times: Times) -> None:
    rng = Random(4)
    assert complaint(made) == ""
    seen = set()
    for path in [path for path in sorted(made.rglob("*")) if path.is_file() and path.name != PERSONS]:
        size = path.stat().st_size
        cached, rows = path.suffix == ".sqlite" and path.parent.name == "cache", content(path)
        for _ in range(times(200 if cached else 25, 2_000) if size else 0):
            place, bit = rng.randrange(size), rng.randrange(8)
            with flipped(path, place, bit):
                found = complaint(made)
                if found:
                    seen.add(path.name)
                named = path.name in found or (found and path.name == "checksums")
                assert named or (cached and content(path) == rows), (path.name, place, bit)
        if not size:
            path.write_bytes(b"x")
            assert f"{path.name}: should be empty" in complaint(made) or path.name in complaint(made)
            path.write_bytes(b"")
    assert not [*made.rglob("*.sqlite-*")]  # to look leaves nothing behind
    assert {"ledger.sqlite", "stamps.json", "parsed.sqlite", "entities.sqlite", "manifest.json"} < seen
    assert complaint(made) == ""


@pytest.mark.parametrize("name", ["parsed.sqlite", "entities.sqlite"])
def test_no_byte_of_a_row_of_a_cache_may_change(made: Path, name: str) -> None:
    """Not even so that the database itself is as sound as before."""
    path = made / "cache" / name
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        columns = [column for _, column, *_ in database.execute("PRAGMA table_info(sealed)")]
    assert len(columns) > 2
    for column in columns:
        with closing(sqlite3.connect(path)) as database, database:
            [(key, value), *_] = database.execute(f"SELECT key, {column} FROM sealed").fetchall()
            changed = bytes(value[:-1]) + bytes([value[-1] ^ 1])
            database.execute(f"UPDATE sealed SET {column} = ? WHERE key = ?", (changed, key))
        assert f"cache/{name}: damaged rows: 1; delete the file" in complaint(made)
        path.write_bytes(whole)
    assert complaint(made) == ""


def test_a_name_is_never_taken_from_a_damaged_row(made: Path) -> None:
    path = made / "cache" / "entities.sqlite"
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE sealed SET found = ?", (b"[[0,3,2],[3,9,0]]",))
    with closing(CachedFinder(Capitals(), made / "cache")) as finder:
        assert finder.find(["text 7"]) == [[Raw(0, 2, "place"), Raw(3, 9, "person")]]
    assert complaint(made) == ""
    path.write_bytes(whole)


def damaged(path: Path) -> None:
    """A file with another digit, which every reader takes for a right one."""
    raw = path.read_bytes()
    digit = next(place for place in range(len(raw) - 1, -1, -1) if raw[place : place + 1].isdigit())
    path.write_bytes(raw[:digit] + (b"7" if raw[digit : digit + 1] != b"7" else b"8") + raw[digit + 1 :])


@pytest.mark.parametrize("name", ["ledger.sqlite", "census.json"])
def test_damage_is_never_carried_over_into_the_next_build(tmp_path: Path, name: str) -> None:
    def built(index: str) -> Path:
        config = Config(index=tmp_path / index, engine="memory", entities="rules", workers=0, today=date(2026, 1, 1))
        return builds.build_folder(config.index, build(tmp_path / "in", config))

    put(tmp_path / "in")
    for path in (tmp_path / "in").iterdir():
        path.write_text(f"{path.read_text()}\n\nIngrid Halvorsen went to Oslo, said Mr. Ben Oak of Norway.\n")
    before = built("index")
    damaged(before / name)
    assert name in complaint(tmp_path / "index")
    (tmp_path / "in" / "new.txt").write_text("A new one\n\nThe ferry is new.\n")
    after, fresh = built("index"), built("fresh")
    assert complaint(tmp_path / "index") == ""
    assert (after / "census.json").read_bytes() == (fresh / "census.json").read_bytes()


def test_nothing_is_told_from_a_damaged_ledger(tmp_path: Path) -> None:
    put(tmp_path / "in")
    folder, index = index_of(tmp_path / "in", tmp_path / "index"), tmp_path / "index"
    client = create_app(Config(index=index)).test_client()
    assert client.get("/ledger").status_code == 200
    damaged(folder / "ledger.sqlite")
    for one in (client, create_app(Config(index=index)).test_client()):
        answered = one.get("/ledger")
        assert answered.status_code == 503
        assert "python -m search.index" in answered.text
    told = CliRunner().invoke(main, ["ledger", "--index", str(index)])
    assert (told.exit_code, told.stdout) == (1, "")
    assert "ledger.sqlite: changed since the index was built" in told.stderr


def test_a_live_ledger_is_never_written_to(made: Path, tmp_path: Path) -> None:
    """Files that hold what they held are kept in a file of their own, which the next build obeys."""
    put(tmp_path / "in")
    folder, index = index_of(tmp_path / "in", tmp_path / "index"), tmp_path / "index"
    ledger = (folder / "ledger.sqlite").read_bytes()
    time.sleep(2.1)  # a stamp of the last two seconds is not kept
    assert index_of(tmp_path / "in", index) == folder
    assert (folder / "ledger.sqlite").read_bytes() == ledger
    kept = {path: stamp for path, _, stamp in json.loads((folder / "stamps.json").read_bytes())["files"]}
    assert len(kept) == 30
    assert min(kept.values()) > 0
    with closing(Changes(tmp_path / "in", 1_000_000, folder, LIMITS)) as changes:
        assert changes.count == 0
    (tmp_path / "in" / "05.txt").unlink()
    grown = index_of(tmp_path / "in", index)
    assert grown != folder
    with closing(Changes(tmp_path / "in", 1_000_000, grown, LIMITS)) as changes:
        assert changes.count == 0
    (folder.parent / grown.name / "stamps.json").write_bytes(b"[]")
    with closing(Changes(tmp_path / "in", 1_000_000, grown, LIMITS)) as changes:
        assert changes.count == 0


def test_a_table_whose_definition_is_no_text_any_more_is_damage_like_any_other(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made.parent, tmp_path / "made")
    articles, index = tmp_path / "made/in", tmp_path / "made/index"
    words = {"entities.sqlite": b" WITHOUT ", "ledger.sqlite": b" WITHOUT ", "parsed.sqlite": b" ON "}
    databases = [*index.rglob("*.sqlite")]
    assert sorted(path.name for path in databases) == [*words]
    for path in databases:
        raw, word = path.read_bytes(), words[path.name]
        assert word in raw
        path.write_bytes(raw.replace(word, word[:2] + bytes([word[2] | 0x80]) + word[3:]))
    run = CliRunner()
    checked = run.invoke(main, ["check", "--index", str(index), "--filters", "0", "--words", "0"])
    assert checked.exit_code == 1
    assert [name for name in words if name not in checked.output] == [], (checked.output, checked.exception)
    listed = run.invoke(main, ["ledger", "--index", str(index)])
    assert (listed.exit_code, "rebuild it with" in listed.output) == (1, True)
    with closing(CachedFinder(Capitals(), index / "cache")) as finder:
        finder.find(["Oslo waits"])
    built = run.invoke(index_main, [str(articles), "--index", str(index), "--entities", "none"])
    assert built.exit_code == 0, built.output
    assert run.invoke(main, ["check", "--index", str(index), "--filters", "0", "--words", "0"]).exit_code == 0


def test_a_server_opens_no_build_whose_ledger_was_changed(made: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(made, index)
    assert Live(index).current.manifest.documents
    [ledger] = index.rglob("ledger.sqlite")
    raw = bytearray(ledger.read_bytes())
    raw[-1] ^= 1
    ledger.write_bytes(raw)
    with pytest.raises(IndexUnusable, match=r"ledger\.sqlite"):
        Live(index).current  # noqa: B018
