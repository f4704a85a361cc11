"""What readers gave is kept: a file is parsed once, whatever it is called, and no damage to what is kept does harm."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

import pytest
import zstandard

from search.build.build import build
from search.config import Config
from search.errors import ExtraMissing, FileSkipped
from search.model import Document, Query
from search.readers import Record, Rejected, html, read
from search.reading import parse_cache
from search.reading.parse_cache import FILE, Parsed
from search.store import builds
from tests.broken_files import BROKEN
from tests.made_files import BODY, MADE, page

CONFIG = Config()


@pytest.fixture(autouse=True)
def keep_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_cache, "RECORD_SECONDS", -1.0)
    monkeypatch.setattr(parse_cache, "CHARACTER_SECONDS", 0.0)


def digest(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=16).digest() + bytes(16)


def outcome(given: Iterator[Record]) -> list[Record | str]:
    found: list[Record | str] = []
    try:
        found.extend(given)
    except FileSkipped as reason:
        found.append(str(reason))
    return found


def parse(kept: Parsed, name: str, raw: bytes, folder: str = "news", config: Config = CONFIG) -> list[Record | str]:
    return outcome(kept.through(read(raw, name, f"{folder}/{name}"), f"{folder}/{name}", digest(raw), config))


def nothing() -> Iterator[Record]:
    raise AssertionError("it is parsed again")
    yield


def again(kept: Parsed, name: str, raw: bytes, config: Config = CONFIG) -> list[Record | str]:
    return outcome(kept.through(nothing(), name, digest(raw), config))


FILES = {f"a{suffix}": make for suffix, make in MADE.items()} | {
    name: partial(BROKEN.__getitem__, name)
    for name in ("cut.jsonl", "half.txt.gz", "bomb.zip", "scanned.pdf", "hole.warc", "empty.txt")
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_kept_is_what_the_reader_gives_at_any_place(name: str, tmp_path: Path) -> None:
    raw = FILES[name]()
    kept = Parsed(tmp_path)
    assert parse(kept, name, raw) == outcome(read(raw, name, f"news/{name}"))
    assert again(kept, f"moved/to/b{name}", raw) == outcome(read(raw, name, f"moved/to/b{name}"))


def test_another_content_ending_column_or_reader_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, raw = Parsed(tmp_path), page()
    parse(kept, "a.html", raw)
    for name, content, config in (
        ("a.html", page("Another text."), CONFIG),
        ("a.htm", raw, CONFIG),
        ("a.html.gz", raw, CONFIG),
        ("a.html", raw, replace(CONFIG, map=(("body", "content"),))),
    ):
        with pytest.raises(AssertionError, match="parsed again"):
            again(kept, name, content, config)
    monkeypatch.setattr(parse_cache, "reading_version", lambda: b"newer")
    with pytest.raises(AssertionError, match="parsed again"):
        again(kept, "a.html", raw)


def test_what_was_not_asked_for_is_only_written(tmp_path: Path) -> None:
    parse(Parsed(tmp_path, look=False), "a.html", page())
    with pytest.raises(AssertionError, match="parsed again"):
        again(Parsed(tmp_path, look=False), "a.html", page())
    assert again(Parsed(tmp_path), "news/a.html", page()) == outcome(read(page(), "a.html", "news/a.html"))


@pytest.mark.parametrize("error", [MemoryError(), ExtraMissing("pip install it"), ValueError("a fault")])
def test_what_ends_in_a_failure_is_not_kept(error: Exception, tmp_path: Path) -> None:
    def failing() -> Iterator[Record]:
        yield Document("1", "a.html#1", text="The first.")
        raise error

    with pytest.raises(type(error)):
        list(Parsed(tmp_path).through(failing(), "a.html", digest(b""), CONFIG))
    with pytest.raises(AssertionError, match="parsed again"):
        again(Parsed(tmp_path), "a.html", b"")


def test_what_is_quick_or_huge_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse_cache, "RECORD_SECONDS", 100.0)
    parse(Parsed(tmp_path), "a.html", page())
    monkeypatch.setattr(parse_cache, "RECORD_SECONDS", -1.0)
    monkeypatch.setattr(parse_cache, "_MOST", 100)
    parse(Parsed(tmp_path), "a.html", page())
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    expected = outcome(read(page(), "a.html", "news/a.html"))
    assert parse(Parsed(tmp_path), "a.html", page()) == expected
    Parsed(tmp_path).keep_only([])  # no error either
    (tmp_path / FILE).write_bytes(content)
    Parsed(tmp_path).keep_only([digest(page())])
    parse(Parsed(tmp_path), "a.html", page())
    assert again(Parsed(tmp_path), "news/a.html", page()) == expected


NO_CHARACTERS = zstandard.compress(b"\x92\x90\xa1\xff").hex()
"""A row without records whose reason is no UTF-8, packed as it should be."""


@pytest.mark.parametrize(
    "change", ["zeroblob(9)", "x'28b52ffd'", "substr(given, 1, length(given) - 9)", "7", f"x'{NO_CHARACTERS}'"]
)
def test_damage_inside_a_row_is_found_out(change: str, tmp_path: Path) -> None:
    expected = parse(Parsed(tmp_path), "a.html", page())
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute(f"UPDATE sealed SET given = {change}")
    assert parse(Parsed(tmp_path), "a.html", page()) == expected


def test_where_nothing_can_be_written_files_are_parsed(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, no folder")
    assert len(parse(Parsed(tmp_path / "cache"), "a.html", page())) == 1
    (tmp_path / FILE).mkdir()
    assert len(parse(Parsed(tmp_path), "a.html", page())) == 1


def test_where_there_is_no_memory_to_keep_it_a_file_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(parse_cache, "_packed", full)
    assert len(parse(Parsed(tmp_path), "a.html", page())) == 1


def test_a_record_with_half_a_character_is_read_like_any_other(tmp_path: Path) -> None:
    raw = b'{"title": "Half \\ud83d", "body": "The tower is old."}'
    assert isinstance(parse(Parsed(tmp_path), "a.json", raw)[0], Document)
    assert isinstance(parse(Parsed(tmp_path), "a.json", raw)[0], Document)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that are parsed."""
    calls: list[str] = []
    reader = html.read

    def counted(raw: bytes, path: str, *options: object) -> Iterator[Document]:
        calls.append(path)
        yield from reader(raw, path, *options)

    monkeypatch.setattr(html, "read", counted)
    return calls


def test_a_build_parses_only_what_it_has_not_seen(tmp_path: Path, parses: list[str]) -> None:
    folder, config = tmp_path / "in", Config(index=tmp_path / "index", entities="none", workers=0)
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.html").write_bytes(page(f"{BODY}\n\nThis is only in {name} of all pages."))
    build(folder, config)
    assert parses == ["in/a.html", "in/b.html", "in/c.html"]
    (folder / "a.html").rename(folder / "moved.html")
    (folder / "b.html").unlink()
    (folder / "c.html").write_bytes(page(f"{BODY}\n\nThis is new in c of all pages."))
    build(folder, config)
    assert parses[3:] == ["in/c.html"]
    build(folder, replace(config, max_bytes=1_000_000))
    assert parses[4:] == []  # every file is read again, and none is parsed
    found = builds.open_index(config.index).searcher.search(Query(per_page=100)).hits
    assert sorted(hit.document.path for hit in found) == ["in/c.html", "in/moved.html"]
    build(folder, config, full=True)
    assert len(parses) == 6
    (folder / "b.html").write_bytes(page(f"{BODY}\n\nThis is only in b of all pages."))
    build(folder, config)
    assert parses[6:] == ["in/b.html"]  # it was forgotten when the file was taken away


def test_rejected_records_keep_their_place(tmp_path: Path) -> None:
    kept = Parsed(tmp_path)
    parse(kept, "mixed.jsonl", BROKEN["mixed.jsonl"])
    found = again(kept, "x/y.jsonl", BROKEN["mixed.jsonl"])
    assert [item.path for item in found if isinstance(item, Rejected)] == ["x/y.jsonl#1", "x/y.jsonl#3", "x/y.jsonl#4"]


def test_nothing_is_left_of_a_file_that_is_gone(tmp_path: Path) -> None:
    kept, gone, stays = Parsed(tmp_path), page(f"{BODY}\n\nThis is gone."), page(f"{BODY}\n\nThis stays.")
    for name, raw in (("gone.html", gone), ("stays.html", stays)):
        parse(kept, name, raw)
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        query = "SELECT given FROM sealed WHERE digest = ?"
        [(given,)] = database.execute(query, (digest(gone)[: parse_cache.RAW],)).fetchall()
    assert given in (tmp_path / FILE).read_bytes()
    kept.keep_only([digest(stays)])
    left = (tmp_path / FILE).read_bytes()
    assert given[:64] not in left
    assert given[-64:] not in left
    assert again(kept, "news/stays.html", stays)


def test_no_bit_of_a_row_changes_what_is_given(tmp_path: Path) -> None:
    expected = parse(Parsed(tmp_path), "a.html", page())
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        [(given,)] = database.execute("SELECT given FROM sealed").fetchall()
    for place in range(0, len(given), max(1, len(given) // 150)):
        changed = bytearray(given)
        changed[place] ^= 1
        parse(Parsed(tmp_path), "a.html", page())
        with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
            database.execute("UPDATE sealed SET given = ?", (bytes(changed),))
        assert parse(Parsed(tmp_path), "a.html", page()) == expected
