"""Pages saved with all that they show, and packages of crawls, give the pages that they hold."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import Record, Rejected, read
from tests.made_files import BODY, TITLE, crawl, packed, page
from tests.made_packages import safari_page, saved_page


def found(raw: bytes, name: str) -> list[Record]:
    return list(read(raw, name, f"news/{name}"))


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_a_saved_page_is_its_article_at_its_address_and_not_of_the_day_of_saving(name: str) -> None:
    frame = page("An advertisement in a frame of its own, which nobody wants to read.")
    (document,) = found(saved_page(page(), ("image/png", b"\x89PNG"), ("text/html", frame)), name)
    assert isinstance(document, Document)
    assert (document.title, document.body, document.url) == (TITLE, BODY, "https://example.org/lamp")
    assert "2023" not in repr(document.declared)


def test_a_page_without_a_title_has_the_one_it_was_saved_under() -> None:
    raw = saved_page(f"<html><body><p>{BODY}</p></body></html>".encode())
    (document,) = found(raw, "a.mhtml")
    assert isinstance(document, Document)
    assert document.title == "Saved"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"no header at all", "not a saved page"),
        (b"Subject: x\n\nNo page.", "no page"),
        (b"Subject: x\nContent-Type: multipart/related; boundary=B\n\n--B\n", "no page"),
    ],
)
def test_what_is_no_saved_page_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        found(raw, "a.mhtml")


def test_the_crawls_of_a_package_are_read_and_its_lists_are_not() -> None:
    other = crawl(("https://example.org/2", "text/html", page(BODY + " Two."), "200 OK"))
    members = {"archive/a.warc.gz": crawl(zipped=True), "archive/b.warc": other, "pages/pages.jsonl": b'{"url": "x"}'}
    first, second = found(packed({**members, "indexes/index.cdx.gz": b"x", "datapackage.json": b"{}"}), "a.wacz")
    assert (first.path, second.path) == ("news/a.wacz/archive/a.warc.gz#1", "news/a.wacz/archive/b.warc#1")


def test_a_crawl_that_is_damaged_is_named_and_the_next_read() -> None:
    bad, good = found(packed({"archive/a.warc": b"rubbish", "archive/b.warc": crawl()}), "a.wacz")
    assert isinstance(bad, Rejected)
    assert isinstance(good, Document)


def test_a_package_without_a_crawl_is_told() -> None:
    with pytest.raises(FileSkipped, match="no crawl"):
        found(packed({"datapackage.json": b"{}"}), "a.wacz")


@pytest.mark.parametrize("binary", [True, False])
def test_a_page_that_safari_saved_is_its_article_at_its_address(binary: bool) -> None:
    (document,) = found(safari_page(page(), binary=binary), "a.webarchive")
    assert isinstance(document, Document)
    assert (document.title, document.body, document.url) == (TITLE, BODY, "https://example.org/lamp")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"no list", "not a page that Safari saved"),
        (safari_page(page())[:200], "not a page that Safari saved"),
        (safari_page(page(), binary=False)[:300], "not a page that Safari saved"),
        (b'<?xml version="1.0"?><plist version="1.0"><array/></plist>', "not a page that Safari saved"),
        (b'<?xml version="1.0" encoding="x-none"?><plist><dict/></plist>', "not a page that Safari saved"),
        (
            b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><plist><string>&b;</string></plist>",
            "not a page that Safari",
        ),
        (safari_page(page()).replace(b"text/html", b"image/png"), "no page in the file"),
    ],
)
def test_what_is_no_page_of_safari_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        found(raw, "a.webarchive")
