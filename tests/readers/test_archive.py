"""What is packed is read like what is not, within limits."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from search.errors import EMPTY, FileSkipped
from search.model import Document
from search.readers import Options, Rejected, document_id, read
from search.readers.packed.limits import Allowance
from tests.made_files import MADE, TITLE, lines, packed, page, record, text


def found(raw: bytes, name: str = "a.zip") -> list[Document | Rejected]:
    return list(read(raw, name, f"news/{name}"))


def test_members_are_read_by_their_endings_in_the_order_of_their_names() -> None:
    members = {"b.jsonl": lines(record(), record()), "a/one.txt": text(), ".hidden.txt": b"x", "__MACOSX/._a.txt": b"x"}
    paths = ["news/a.zip/a/one.txt", "news/a.zip/b.jsonl#1", "news/a.zip/b.jsonl#2"]
    documents = found(packed(members))
    assert [item.path for item in documents] == paths
    assert [item.id for item in documents if isinstance(item, Document)] == [document_id(path) for path in paths]


@pytest.mark.parametrize("suffix", MADE)
def test_every_format_is_read_inside_an_archive(suffix: str) -> None:
    (document,) = found(packed({f"x{suffix}": MADE[suffix]()}))
    assert isinstance(document, Document)
    assert document.path.startswith(f"news/a.zip/x{suffix}")


def test_members_that_cannot_be_read_are_named_and_the_others_read() -> None:
    bad, empty, good = found(packed({"a.mp3": b"x", "b.txt": b"", "c.txt": text()}))
    assert isinstance(bad, Rejected)
    assert bad.reason.startswith(".mp3 files are not supported (sound); ")
    assert empty == Rejected("news/a.zip/b.txt", EMPTY)
    assert isinstance(good, Document)


def test_the_frames_of_a_saved_page_are_none_of_an_archives_articles() -> None:
    frame, article = found(packed({"a.html": page(), "a_files/ad.html": page(), "a_files/0.png": b"x"}))[-2:]
    assert isinstance(frame, Rejected)
    assert frame.reason == "part of the saved page a.html; no action needed"
    assert isinstance(article, Rejected)


def test_two_archives_deep_is_read_and_three_is_not() -> None:
    deep = packed({"c.zip": packed({"d.zip": packed({"e.txt": text()}), "e.txt": text()})})
    refused, good = found(deep)
    assert refused.path == "news/a.zip/c.zip/d.zip"
    assert isinstance(refused, Rejected)
    assert "nested inside 2 other archives" in refused.reason
    assert isinstance(good, Document)
    assert good.path == "news/a.zip/c.zip/e.txt"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("../../up.txt", "up.txt"),
        ("..\\..\\up.txt", "up.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("new\nline\x1b[31m.txt", "new\ufffdline\ufffd[31m.txt"),
    ],
)
def test_a_members_name_is_only_shown_and_leads_nowhere(name: str, shown: str) -> None:
    (document,) = found(packed({name: text()}))
    assert document.path == f"news/a.zip/{shown}"


def test_of_two_members_with_one_name_the_later_counts() -> None:
    (document,) = found(packed({"a.txt": b"An older article.", "./a.txt": text()}))
    assert isinstance(document, Document)
    assert document.text.startswith(TITLE)


def test_a_member_that_describes_another_is_no_document() -> None:
    (document,) = found(packed({"a.txt": text(), "a.json": b'{"source": "The Quay Gazette"}'}))
    assert isinstance(document, Document)
    assert document.declared["source"] == "The Quay Gazette"


BOMB = b"lighthouse " * 1_000_000


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.zip", packed({"bomb.txt": BOMB}), "bomb"),
        ("a.zip", packed({"bomb.txt.gz": gzip.compress(BOMB, mtime=0), "x.txt": b""}), "bomb"),
        ("a.zip", packed({"c.zip": packed({"bomb.txt": BOMB})}), "bomb"),
    ],
)
def test_a_bomb_in_an_archive_is_named(name: str, raw: bytes, reason: str) -> None:
    bad = found(raw, name)[0]
    assert isinstance(bad, Rejected)
    assert reason in bad.reason


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(FileSkipped, match="bomb"):
        found(gzip.compress(BOMB, mtime=0), "a.txt.gz")


def test_what_all_members_hold_together_is_limited() -> None:
    inner = packed({"a.txt": text(), "b.txt": text()}, zipfile.ZIP_STORED)
    raw = packed({"a.txt": text(), "b.zip": inner, "c.txt": text()}, zipfile.ZIP_STORED)
    room = Options(allowance=Allowance(len(text()) * 3 + len(inner)))
    assert [isinstance(item, Document) for item in read(raw, "a.zip", "news/a.zip", room)] == [True, True, True, False]


def encrypted(raw: bytes) -> bytes:
    """The archive with the mark of encryption on its only member, in both places."""
    at = raw.rindex(b"PK\x01\x02")
    return raw[:6] + b"\x01\x00" + raw[8 : at + 8] + b"\x01\x00" + raw[at + 10 :]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (encrypted(packed({"a.txt": text()})), "encrypted"),
        (packed({"a.txt": text()}).replace(b"lamp", b"lump"), ""),
        (packed({"a.txt": text()}, zipfile.ZIP_STORED).replace(b"lamp", b"lump"), "damaged"),
    ],
)
def test_a_member_that_is_encrypted_or_damaged_is_named(raw: bytes, reason: str) -> None:
    (item,) = found(raw)
    assert isinstance(item, Rejected) == bool(reason)
    assert not isinstance(item, Rejected) or reason in item.reason


def test_a_packed_file_that_is_cut_off_gives_what_it_has_and_says_so() -> None:
    many = lines(*(record(number=f"{number}") for number in range(200)))
    raw = gzip.compress(many, mtime=0)
    *documents, cut, end = found(raw[: len(raw) // 2], "a.jsonl.gz")
    assert documents
    assert all(isinstance(item, Document) for item in documents)
    assert isinstance(cut, Rejected)
    assert isinstance(end, Rejected)
    assert "truncated" in end.reason


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.zip", b"PK\x03\x04", "truncated"),
        ("a.zip", b"nothing of the kind", "not a zip archive"),
        ("a.zip", packed({}), "empty archive, or only hidden files"),
        ("a.txt.gz", b"plain text", "not gzip data"),
        ("a.tar.gz", gzip.compress(b"x", mtime=0), "not a tar archive"),
        ("a.txt.xz", b"plain text", "not xz data"),
        ("a.gz", gzip.compress(b"x", mtime=0), "no file extension"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        found(raw, name)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("новости-порта.txt", "utf-8"), ("порт.txt", "cp866"), ("港のニュース.txt", "cp932"), ("Fähre über.txt", "cp850")],
)
def test_names_without_the_mark_of_utf8_are_read_as_they_were_written(name: str, encoding: str) -> None:
    placeholder = "x" * len(name.encode(encoding))
    raw = packed({placeholder: text()}).replace(placeholder.encode(), name.encode(encoding))
    assert [item.path for item in found(raw)] == [f"news/a.zip/{name}"]


def test_a_link_in_an_archive_is_named() -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    (item,) = found(out.getvalue())
    assert isinstance(item, Rejected)
    assert item.reason.startswith("a link to another file")
