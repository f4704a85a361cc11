"""What is read is the file that was found, not what somebody has put in its place since."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search.folder.walk import Found, walk
from search.reading import file


def found(folder: Path) -> Found:
    """The one file of a folder, with a secret outside of it."""
    (folder.parent / "secret.txt").write_text("secret")
    folder.mkdir()
    (folder / "a.txt").write_text("a letter")
    [only] = walk(folder, 1_000)
    assert isinstance(only, Found)
    assert file.load(only, 1_000).raw == b"a letter"
    only.file.unlink()
    return only


def test_a_file_that_has_become_a_link_is_not_read(tmp_path: Path) -> None:
    only = found(tmp_path / "in")
    only.file.symlink_to(tmp_path / "secret.txt")
    with pytest.raises(OSError, match=r"a\.txt"):
        file.load(only, 1_000)


def test_nor_is_one_that_has_become_a_pipe_which_nobody_writes_to(tmp_path: Path) -> None:
    only = found(tmp_path / "in")
    os.mkfifo(only.file)
    with pytest.raises(OSError, match="regular file but a pipe"):
        file.load(only, 1_000)


def test_nor_is_one_whose_folder_has_become_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    for place in ("in/sub", "out"):
        (tmp_path / place / "a.txt").write_text("a letter")
        (tmp_path / place / "a.txt.json").write_text('{"title": "A letter"}')
    [only] = walk(folder, 1_000)
    assert isinstance(only, Found)
    assert only.root == folder
    assert file.load(only, 1_000).beside
    (folder / "sub").rename(folder / "was")
    (folder / "sub").symlink_to(tmp_path / "out")
    with pytest.raises(OSError, match="a folder on its path"):
        file.load(only, 1_000)
    [moved, link] = sorted(walk(folder, 1_000), key=lambda one: one.path, reverse=True)
    assert (moved.path, link.path) == ("in/was/a.txt", "in/sub")
    assert "symbolic link" in getattr(link, "reason", "")


def test_nor_is_more_of_one_that_has_grown(tmp_path: Path) -> None:
    only = found(tmp_path / "in")
    only.file.write_bytes(b"x" * 1_001)
    with pytest.raises(OSError, match="larger than 1,000 bytes"):
        file.load(only, 1_000)
