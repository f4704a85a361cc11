"""OpenDocument texts become articles: what is shown, once, with their notes."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import read
from tests.made_files import BODY, PROSE, TITLE, packed
from tests.made_packages import open_text


def of(*paragraphs: str, title: str = "", properties: str = "", flat: bool = False) -> Document:
    name = "a.fodt" if flat else "a.odt"
    (document,) = read(open_text(*paragraphs, title=title, properties=properties, flat=flat), name, f"news/{name}")
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("flat", [False, True])
def test_heading_properties_and_paragraphs_are_read(flat: bool) -> None:
    said = "<meta:creation-date>2021-03-04T10:00:00</meta:creation-date><dc:creator>Ada Quayle</dc:creator>"
    document = of(*PROSE, title=TITLE, properties=said, flat=flat)
    assert document.text == f"{TITLE}\n\n{BODY}"
    assert document.declared == {
        "title": TITLE,
        "author": "Ada Quayle",
        "date_created": "2021-03-04T10:00:00",
        "created_rule": "the document's properties",
    }


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One<text:s text:c='2'/>two<text:tab/>three<text:line-break/>four", "One  two\tthree\nfour"),
        ("Light<text:span>house</text:span>\n   keeper", "Lighthouse keeper"),
        ("See <text:a>the <text:span>quay</text:span></text:a> now", "See the quay now"),
        ("Kept<office:annotation><text:p>A comment</text:p></office:annotation> on", "Kept on"),
        ("Before<draw:text-box><text:p>In a box</text:p></draw:text-box> after", "In a box\n\nBefore after"),
        ("A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p>"
         "</text:note-body></text:note> line", "A line\n\nThe note."),
        ("<text:s text:c='999999999999999999'/>wide", "wide"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read_once(markup: str, text: str) -> None:
    assert of(markup).text == text


def test_what_was_deleted_is_not_read() -> None:
    gone = "<text:tracked-changes><text:deletion><text:p>Gone</text:p></text:deletion></text:tracked-changes>"
    assert of(f"Before</text:p>{gone}<text:p>after").text == "Before\n\nafter"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"text", "not an OpenDocument text"),
        (packed({"x": b""}), "not an OpenDocument text"),
        (packed({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
        (packed({"content.xml": b"<a>" * 100_000}), "nested"),
        (packed({"content.xml": b"<a", "META-INF/manifest.xml": b"<encryption-data/>"}), "encrypted"),
        (packed({"content.xml": bytes(30_000_000)}), "bomb"),
        (open_text(" "), "no text"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        list(read(raw, "a.odt", "news/a.odt"))
