"""Only a regular file is ever read, whatever somebody puts in its place, and only as much of it as is wanted."""

from __future__ import annotations

import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from search import regular_file
from search.regular_file import TooLarge, contents, folder_opened


def link(path: Path) -> None:
    path.symlink_to(path.parent.parent / "secret.txt")


def dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)  # the path itself may be longer than a socket's may be
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("secret")
    (tmp_path / "in" / "sub").mkdir(parents=True)
    return tmp_path / "in"


def test_a_file_is_read(folder: Path) -> None:
    (folder / "sub" / "a.txt").write_bytes(b"12345")
    assert contents(folder / "sub" / "a.txt", 5) == b"12345"
    assert contents(folder / "sub" / "a.txt", 5, folder) == b"12345"
    (folder / "empty").touch()
    assert contents(folder / "empty", 0) == b""


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (link, "symbolic link"),
        (dangling, "symbolic link"),
        (device, "symbolic link"),
        (os.mkfifo, "not a regular file but a pipe"),
        (listening, "not a regular file but a pipe, socket"),
        (os.mkdir, "not a regular file but .* folder"),
    ],
)
def test_nothing_else_is_read_or_waited_for(
    folder: Path, make: Callable[[Path], None], reason: str, below: bool
) -> None:
    make(folder / "a.txt")
    with pytest.raises(OSError, match=reason):
        contents(folder / "a.txt", 100, folder if below else None)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device to try")
def test_a_device_is_not_read() -> None:
    with pytest.raises(OSError, match="device"):
        contents(Path("/dev/zero"), 100)


def test_no_more_is_read_than_is_wanted(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"123456")
    with pytest.raises(TooLarge, match="larger than 5 bytes"):
        contents(folder / "a.txt", 5)
    if Path("/proc/self/status").exists():  # a regular file that tells no size, as one has that is just growing
        with pytest.raises(TooLarge):
            contents(Path("/proc/self/status"), 20)


def test_room_is_made_for_what_there_is_and_not_for_all_that_may_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.txt").write_bytes(bytes(range(256)) * 10)
    tracemalloc.start()
    try:
        assert len(contents(folder / "a.txt", 10**12)) == 2_560
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    real = os.fstat
    monkeypatch.setattr(
        os, "fstat", lambda descriptor: os.stat_result((*real(descriptor)[:6], 10, *real(descriptor)[7:]))
    )
    monkeypatch.setattr(regular_file, "_PIECE", 100)
    assert contents(folder / "a.txt", 2_560) == bytes(range(256)) * 10  # it has grown since it was looked at
    with pytest.raises(TooLarge):
        contents(folder / "a.txt", 2_559)


def test_no_folder_on_the_way_may_have_become_a_link(folder: Path) -> None:
    (folder / "sub").rmdir()
    (folder / "sub").symlink_to(folder.parent / "outside")
    with pytest.raises(OSError, match="a folder on its path"):
        contents(folder / "sub" / "a.txt", 100, folder)
    with pytest.raises(OSError, match="a folder on its path"), folder_opened(folder / "sub", folder):
        pass


def test_the_folder_that_a_person_named_may_be_one(folder: Path) -> None:
    (folder / "sub" / "a.txt").write_bytes(b"12345")
    named = folder.with_name("named")
    named.symlink_to(folder)
    assert contents(named / "sub" / "a.txt", 5, named) == b"12345"
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    for _ in range(20):
        with folder_opened(named / "sub", named) as descriptor:
            assert os.listdir(descriptor) == ["a.txt"]
    assert not before or len(os.listdir("/proc/self/fd")) == before
