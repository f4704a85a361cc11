"""Every byte of a build that changes is found."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from search.store import checksums


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A finished build of three files, one of them empty and one in a folder."""
    folder = tmp_path / "builds" / "one"
    (folder / "part").mkdir(parents=True)
    for name, content in {"a": b"one", "part/b": b"two", "empty": b"", "lock": b"", "ledger.sqlite": b"x"}.items():
        (folder / name).write_bytes(content)
    checksums.write(folder)
    return folder


def test_a_build_as_it_was_written_has_no_differences(build: Path) -> None:
    assert checksums.differences(build) == []
    (build / "stamps.json").write_bytes(b"changes while the build is live")
    (build / "stamps.json.new").write_bytes(b"and this comes and goes")
    assert checksums.differences(build) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda build: (build / "a").write_bytes(b"onf"), "a: changed since the index was built"),
        (lambda build: (build / "a").write_bytes(b"on"), "a: changed since the index was built"),
        (lambda build: (build / "empty").write_bytes(b"\0"), "empty: changed since the index was built"),
        (lambda build: (build / "part" / "b").unlink(), "part/b: No such file"),
        (lambda build: (build / "new").write_bytes(b""), "new: unexpected file"),
        (lambda build: (build / "lock2").write_bytes(b""), "lock2: unexpected file"),
        (lambda build: (build / "ledger.sqlite").write_bytes(b"y"), "ledger.sqlite: changed since the index was built"),
        (lambda build: (build / "ledger.sqlite-journal").write_bytes(b""), "ledger.sqlite-journal: unexpected file"),
        (lambda build: (build / "checksums").unlink(), "checksums: cannot be read"),
        (lambda build: (build / "checksums").write_bytes(b"\xff"), "checksums: cannot be read"),
        (lambda build: (build / "checksums").write_bytes(b"abc  a\n"), "checksums: cannot be read"),
    ],
)
def test_a_difference_names_the_file(build: Path, change: Callable[[Path], object], named: str) -> None:
    change(build)
    [found] = checksums.differences(build)
    assert found.startswith(named)


def test_a_file_that_two_builds_share_keeps_its_digest_and_others_are_read(build: Path) -> None:
    other = build.with_name("two")
    other.mkdir()
    (build.with_name("unfinished")).mkdir()
    os.link(build / "a", other / "moved")
    (other / "a").write_bytes(b"changed")
    (build / "checksums").write_text((build / "checksums").read_text().replace(sha256(b"one").hexdigest(), "ab" * 32))
    checksums.write(other)
    assert (other / "checksums").read_text() == f"{sha256(b'changed').hexdigest()}  a\n{'ab' * 32}  moved\n"


def test_every_bit_of_the_digests_counts(build: Path) -> None:
    whole = (build / "checksums").read_bytes()
    for place in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        (build / "checksums").write_bytes(changed)
        assert checksums.differences(build), bytes(changed)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_they_can_be_compared_without_us(build: Path) -> None:
    assert subprocess.run(["sha256sum", "-c", "--strict", "checksums"], cwd=build, capture_output=True).returncode == 0
