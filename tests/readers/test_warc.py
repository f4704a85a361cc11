"""Pages of web archives become articles."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
import zstandard

from search.model import Document
from search.readers import Rejected, read
from tests.made_files import BODY, TITLE, crawl, page

HTML = "text/html; charset=utf-8"
A = "https://example.org/a"


def found(raw: bytes, name: str = "a.warc") -> list[Document | Rejected]:
    return list(read(raw, name, f"news/{name}"))


def wire(content: bytes, *headers: str) -> bytes:
    """One record whose answer has more headers."""
    lines = "".join(f"\r\n{header}" for header in headers)
    return crawl((A, HTML + lines, content, "200 OK"))


@pytest.mark.parametrize("zipped", [False, True])
def test_pages_that_were_found_are_read_with_their_addresses(zipped: bool) -> None:
    answers = [
        (A, HTML, page(), "200 OK"),
        ("https://example.org/logo", "image/png", b"\x89PNG", "200 OK"),
        ("https://example.org/gone", HTML, page(), "404 Not Found"),
        ("https://example.org/plain", "text/plain", BODY.encode(), "200 OK"),
    ]
    name = "a.warc.gz" if zipped else "a.warc"
    first, last = found(crawl(*answers, zipped=zipped), name)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.path, first.url, first.title, first.body) == (f"news/{name}#1", A, TITLE, BODY)
    assert (last.path, last.url, last.text) == (f"news/{name}#4", "https://example.org/plain", BODY)


def test_the_encoding_is_that_of_the_answer() -> None:
    content = (
        page("Žluťoučký kůň běžel přes most a nikdo ho neviděl, protože byla tma. " * 3).decode().encode("iso-8859-2")
    )
    (document,) = found(crawl((A, "text/html; charset=ISO-8859-2", content, "200 OK")))
    assert isinstance(document, Document)
    assert "Žluťoučký kůň" in document.body


@pytest.mark.parametrize(
    ("content", "header"),
    [
        (gzip.compress(page(), mtime=0), "Content-Encoding: gzip"),
        (page(), "Content-Encoding: gzip"),
        (zlib.compress(page()), "Content-Encoding: deflate"),
        (zlib.compress(page())[2:-4], "Content-Encoding: deflate"),
        (b"%x\r\n" % len(page()) + page() + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"),
        (page(), "Transfer-Encoding: chunked"),
        (page(), "Content-Encoding: br"),
        (brotli.compress(page()), "Content-Encoding: br"),
        (zstandard.compress(page()), "Content-Encoding: zstd"),
        (page(), "Content-Encoding: zstd"),
    ],
)
def test_an_answer_is_unpacked_unless_the_archive_has_done_so(content: bytes, header: str) -> None:
    (document,) = found(wire(content, header))
    assert isinstance(document, Document)
    assert document.body == BODY


@pytest.mark.parametrize(
    ("content", "header", "reason"),
    [
        (gzip.compress(b" " * 30_000_000, mtime=0), "Content-Encoding: gzip", "MB"),
        (brotli.compress(b" " * 30_000_000), "Content-Encoding: br", "MB"),
        (zstandard.compress(b" " * 30_000_000), "Content-Encoding: zstd", "MB"),
        (brotli.compress(page())[:-20], "Content-Encoding: br", "compressed with br"),
        (b"\x1b\x06\x00\x00\xa4\xe0", "Content-Encoding: br", "compressed with br"),
        (b"", "X: y", "empty"),
    ],
)
def test_a_page_that_cannot_be_read_is_named_and_the_next_one_read(content: bytes, header: str, reason: str) -> None:
    bad, good = found(wire(content, header) + crawl())
    assert isinstance(bad, Rejected)
    assert reason in bad.reason
    assert isinstance(good, Document)
    assert good.path == "news/a.warc#2"


def test_after_damage_the_next_record_is_found() -> None:
    bad, good = found(crawl().replace(b"Content-Length", b"Content-Lengt\xff", 1) + crawl())
    assert isinstance(bad, Rejected)
    assert isinstance(good, Document)


def test_an_archive_that_is_cut_off_says_so() -> None:
    good, bad = found((crawl() + crawl())[:-100])
    assert isinstance(good, Document)
    assert isinstance(bad, Rejected)
    assert "ends in the middle" in bad.reason
