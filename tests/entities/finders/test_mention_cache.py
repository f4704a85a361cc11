"""What was read once is not read again, and no damaged file stops a build."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from search.entities.finders.mention_cache import FILE, CachedFinder
from search.entities.finders.raw_mentions import Raw


class Capitals:
    """A finder that counts what it reads: every text is one name."""

    version = "capitals-1"

    def __init__(self) -> None:
        self.read: list[str] = []

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        self.read += texts
        return [[Raw(0, len(text), "place")] if text else [] for text in texts]


def find(finder: Capitals, folder: Path, texts: list[str]) -> list[list[Raw]]:
    with closing(CachedFinder(finder, folder)) as cached:
        return cached.find(texts)


def test_a_text_is_read_once(tmp_path: Path) -> None:
    first, second = Capitals(), Capitals()
    found = find(first, tmp_path, ["Oslo", "Bergen", "Oslo", ""])
    assert first.read == ["Oslo", "Bergen", ""]
    assert find(second, tmp_path, ["Oslo", "Bergen", "Oslo", ""]) == found
    assert second.read == []


def test_another_version_reads_again(tmp_path: Path) -> None:
    find(Capitals(), tmp_path, ["Oslo"])
    newer = Capitals()
    newer.version = "capitals-2"
    find(newer, tmp_path, ["Oslo"])
    assert newer.read == ["Oslo"]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert find(Capitals(), tmp_path, ["Oslo"]) == [[Raw(0, 4, "place")]]
    again = Capitals()
    assert find(again, tmp_path, ["Oslo"]) == [[Raw(0, 4, "place")]]
    assert again.read == []


def test_damage_inside_a_row_is_found_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cached = CachedFinder(Capitals(), tmp_path)
    cached.find(["Oslo"])
    assert cached._database is not None  # noqa: SLF001
    with cached._database as database:  # noqa: SLF001
        database.execute("UPDATE sealed SET found = '[[1,'")
    cached.close()
    with caplog.at_level(logging.WARNING):
        assert find(Capitals(), tmp_path, ["Oslo"]) == [[Raw(0, 4, "place")]]
    assert "damaged" in caplog.text


def test_a_file_that_cannot_be_asked_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with closing(CachedFinder(Capitals(), tmp_path)) as cached:
        with closing(sqlite3.connect(tmp_path / FILE)) as other, other:
            other.execute("ALTER TABLE sealed RENAME TO kept")
        assert cached.find(["Oslo"]) == [[Raw(0, 4, "place")]]
    assert "without this cache" in caplog.text
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        assert other.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_without_a_place_to_write_names_are_found_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    assert find(Capitals(), tmp_path / "file", ["Oslo"]) == [[Raw(0, 4, "place")]]
    assert "without this cache" in caplog.text
