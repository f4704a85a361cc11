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
    assert file.load(only).raw == b"a letter"
    only.file.unlink()
    return only


def test_a_file_that_has_become_a_link_is_not_read(tmp_path: Path) -> None:
    only = found(tmp_path / "in")
    only.file.symlink_to(tmp_path / "secret.txt")
    with pytest.raises(OSError, match=r"a\.txt"):
        file.load(only)


def test_nor_is_one_that_has_become_a_pipe_which_nobody_writes_to(tmp_path: Path) -> None:
    only = found(tmp_path / "in")
    os.mkfifo(only.file)
    with pytest.raises(OSError, match="no longer a regular file"):
        file.load(only)
