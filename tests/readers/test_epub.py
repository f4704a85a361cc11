"""Each chapter of an e-book is an article, under the name that the book's contents give it."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import Record, Rejected, Remark, read
from tests.made_files import BODY, TITLE, packed, page
from tests.made_packages import book

SAID = (
    "<dc:title>The Quay Gazette [Thu, 4 Mar 2021]</dc:title><dc:creator>calibre</dc:creator>"
    "<dc:date>2021-03-04T00:00:00+00:00</dc:date><dc:language>en</dc:language>"
)
COVER = b"<html><body><img src='cover.jpg'/></body></html>"


def chapter(title: str, body: str = BODY, heading: str = "") -> bytes:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    heading = f"<h2>{heading}</h2>" if heading else ""
    return f"<html><head><title>{title}</title></head><body>{heading}{inner}</body></html>".encode()


def found(raw: bytes) -> list[Record]:
    return list(read(raw, "a.epub", "news/a.epub"))


def test_chapters_are_documents_in_reading_order_with_what_the_book_says() -> None:
    first, second = found(book([page(), chapter("Second", BODY + " Again.", "Second")], metadata=SAID))
    assert isinstance(first, Document)
    assert (first.path, first.title, first.body) == ("news/a.epub/OEBPS/c1.xhtml", TITLE, BODY)
    said = {key: first.declared[key] for key in ("source", "source_rule", "date_created", "created_rule", "language")}
    assert said == {
        "source": "The Quay Gazette",
        "source_rule": "e-book dc:title",
        "date_created": "2021-03-04T00:00:00+00:00",
        "created_rule": "e-book dc:date",
        "language": "en",
    }
    assert "author" not in first.declared
    assert second.path == "news/a.epub/OEBPS/c2.xhtml"


@pytest.mark.parametrize("own", ["Unknown", "The Quay Gazette [Thu, 4 Mar 2021]", ""])
def test_a_chapter_whose_page_has_no_name_has_that_of_the_contents(own: str) -> None:
    (document,) = found(book([chapter(own, heading="The lamp goes out")], {"c1.xhtml": "The lamp goes out"}, SAID))
    assert isinstance(document, Document)
    assert document.title == "The lamp goes out"


def test_chapters_without_words_are_counted_and_no_fault() -> None:
    document, remark = found(book([COVER, page()], metadata=SAID))
    assert isinstance(document, Document)
    assert remark == Remark(
        "news/a.epub", (Note("1 of its 2 chapters have no words of their own, such as covers and contents"),)
    )


def test_a_page_of_contents_among_the_chapters_is_none_and_a_chapter_with_links_is_one() -> None:
    links = "".join(f'<p><a href="c{number}.xhtml">The lamp of part {number}</a></p>' for number in (2, 3))
    contents = f"<html><head><title>Contents</title></head><body><h1>Table of Contents</h1>{links}</body></html>"
    linking = page().replace(
        b"</body>", b'<p>See <a href="c1.xhtml">above</a>, <a href="c3.xhtml">below</a></p></body>'
    )
    document, remark = found(book([contents.encode(), linking], metadata=SAID))
    assert isinstance(document, Document)
    assert document.path == "news/a.epub/OEBPS/c2.xhtml"
    assert isinstance(remark, Remark)


def test_a_chapter_that_is_damaged_is_named_and_the_others_read() -> None:
    raw = book([page(), page(BODY + " Two.")])
    at = raw.index(b"OEBPS/c2.xhtml") + 40
    bad = found(raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :])
    assert [type(item) for item in bad] == [Document, Rejected]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (packed({"x.txt": b""}), "not an e-book"),
        (packed({"a.opf": b"<package/>"}), "no chapters"),
        (packed({"a.opf": b"<package"}), "no XML|no whole XML|not|damaged"),
        (packed({"a.opf": b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><package>&b;</package>'}), "entities"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        found(raw)


def test_a_protected_book_is_told() -> None:
    locked = b'<encryption><CipherReference URI="OEBPS/c1.xhtml"/></encryption>'
    parts = {"META-INF/encryption.xml": locked, "OEBPS/c1.xhtml": b"\x00\x01"}
    package = b'<package><manifest><item id="a" href="c1.xhtml" media-type="application/xhtml+xml"/></manifest>'
    package += b'<spine><itemref idref="a"/></spine></package>'
    with pytest.raises(FileSkipped, match="DRM"):
        found(packed({"OEBPS/book.opf": package, **parts}))
