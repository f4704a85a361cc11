"""Tar archives are read like zip archives, however they are packed; what is no file in one is never followed."""

from __future__ import annotations

import random
import tarfile

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import Record, Rejected, read
from tests.made_files import TITLE, lines, packed, record, text
from tests.made_packages import WAYS, tarred


def found(raw: bytes, name: str = "a.tar") -> list[Record]:
    return list(read(raw, name, f"news/{name}"))


def header(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_files_are_read_by_their_endings_in_the_order_of_their_names(form: int) -> None:
    deep = "/".join(["folder"] * 20) + "/one.txt"
    members = {"b.jsonl": lines(record(), record()), f"a/{deep}": text(), "._a.txt": b"x"}
    if form == tarfile.USTAR_FORMAT:
        members["a/one.txt"] = members.pop(f"a/{deep}")
        deep = "one.txt"
    paths = [f"news/a.tar/a/{deep}", "news/a.tar/b.jsonl#1", "news/a.tar/b.jsonl#2"]
    assert [item.path for item in found(tarred(members, form))] == paths


@pytest.mark.parametrize(
    ("name", "way"),
    [("a.tgz", "gz"), ("a.tar.gz", "gz"), ("a.tar.xz", "xz"), ("a.txz", "xz"), ("a.tbz2", "bz2"), ("a.tar.zst", "zst"),
     ("a.tar", "gz"), ("A.TAR.GZ", "gz")],
)  # fmt: skip
def test_packed_ones_are_read(name: str, way: str) -> None:
    (document,) = found(WAYS[way](tarred({"x.txt": text()})), name)
    assert isinstance(document, Document)
    assert document.path == f"news/{name}/x.txt"
    assert document.text.startswith(TITLE)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (tarfile.SYMTYPE, "a link to another file"),
        (tarfile.LNKTYPE, "a second name"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a pipe"),
    ],
)
def test_links_and_devices_are_named_and_the_files_read(kind: bytes, reason: str) -> None:
    good, bad = found(tarred({"a.txt": text(), "z.txt": header("z.txt", kind, "/etc/passwd")}))
    assert isinstance(good, Document)
    assert isinstance(bad, Rejected)
    assert bad.path == "news/a.tar/z.txt"
    assert reason in bad.reason


def test_a_files_name_leads_nowhere_and_may_be_in_an_old_encoding() -> None:
    raw = tarred({"../../up.txt": text(), "/etc/cron.txt": text()}, tarfile.GNU_FORMAT)
    assert [item.path for item in found(raw)] == ["news/a.tar/etc/cron.txt", "news/a.tar/up.txt"]
    old = tarred({"xxxxxxxx.txt": text()}, tarfile.USTAR_FORMAT)
    name = "новости1".encode("cp1251")
    assert len(name) == 8
    changed = bytearray(old.replace(b"xxxxxxxx", name))
    changed[148:156] = b"%06o\x00 " % (sum(changed[:148]) + 8 * 32 + sum(changed[156:512]))
    assert [item.path for item in found(bytes(changed))] == ["news/a.tar/новости1.txt"]


def test_one_that_is_cut_off_gives_its_whole_files_and_says_so() -> None:
    raw = tarred({"a.txt": text(), "b.txt": text()})
    good, end = found(raw[: raw.index(b"b.txt") + 700])
    assert isinstance(good, Document)
    assert isinstance(end, Rejected)
    assert (end.path, "truncated" in end.reason) == ("news/a.tar#end", True)


def test_a_file_with_holes_and_a_bomb_are_named() -> None:
    sparse = header("s.txt", tarfile.GNUTYPE_SPARSE)
    sparse.size = 0
    good, bad = found(tarred({"a.txt": text(), "s.txt": sparse}, tarfile.GNU_FORMAT))
    assert isinstance(good, Document)
    assert isinstance(bad, Rejected)
    with pytest.raises(FileSkipped, match="bomb"):
        found(WAYS["xz"](tarred({"a.txt": bytes(40_000_000)})), "a.tar.xz")


def test_a_negative_size_does_not_send_the_reading_backwards() -> None:
    raw = bytearray(tarred({"a.txt": text(), "b.txt": text()}, tarfile.GNU_FORMAT))
    at = raw.index(b"b.txt")
    raw[at + 124 : at + 136] = b"\xff" * 11 + b"\x00"
    raw[at + 148 : at + 156] = b"%06o\x00 " % (sum(raw[at : at + 148]) + 8 * 32 + sum(raw[at + 156 : at + 512]))
    good, *rest = found(bytes(raw))
    assert isinstance(good, Document)
    assert all(isinstance(item, Rejected) for item in rest)


def test_an_archive_in_archives_is_read_two_deep_whatever_it_is_packed_with() -> None:
    inner = WAYS["gz"](tarred({"x.txt": text()}))
    (document,) = found(packed({"in.tar.gz": inner}), "a.zip")
    assert document.path == "news/a.zip/in.tar.gz/x.txt"
    (refused,) = found(packed({"b.zip": packed({"in.tgz": inner})}), "a.zip")
    assert isinstance(refused, Rejected)


@pytest.mark.parametrize(("way", "name"), [(way, f"a.txt.{way}") for way in WAYS])
def test_single_files_are_read_in_every_packing(way: str, name: str) -> None:
    (document,) = found(WAYS[way](text()), name)
    assert document.path == f"news/{name}"
    with pytest.raises(FileSkipped, match="bomb"):
        found(WAYS[way](b"lighthouse " * 3_000_000), name)


@pytest.mark.parametrize("way", ["gz", "xz", "bz2", "zst"])
def test_a_packed_file_that_is_damaged_says_so(way: str) -> None:
    chance = random.Random(7)
    raw = WAYS[way](lines(*(record(number=f"{chance.random()}") for _ in range(3_000))))
    end = found(raw[: len(raw) * 2 // 3], f"a.jsonl.{way}")[-1]
    assert isinstance(end, Rejected)
    assert "truncated" in end.reason


def test_a_packed_file_without_a_name_has_the_one_that_gzip_kept() -> None:
    raw = WAYS["gz"](text())
    named = raw[:3] + b"\x08" + raw[4:10] + b"story.txt\x00" + raw[10:]
    (document,) = found(named, "news.gz")
    assert (document.path, isinstance(document, Document)) == ("news/news.gz", True)
