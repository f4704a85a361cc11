"""Word documents become articles."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import read
from tests.made_files import PROSE, TITLE, packed, word, word_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def only(raw: bytes) -> Document:
    (document,) = read(raw, "a.docx", "news/a.docx")
    assert isinstance(document, Document)
    return document


def of(inner: str) -> Document:
    return only(packed({"word/document.xml": f"<w:document {W}><w:body>{inner}</w:body></w:document>".encode()}))


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert only(word()).text == "\n\n".join((TITLE, *PROSE))


def test_runs_breaks_and_tabs_are_put_together_and_deletions_left_out() -> None:
    document = of(
        "<w:p><w:r><w:t>One </w:t></w:r><w:r><w:t>sentence</w:t><w:tab/><w:t>here.</w:t><w:br/><w:t>Next.</w:t></w:r>"
        "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>"
    )
    assert document.text == "One sentence\there.\nNext."


def test_a_text_box_is_read_once() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    assert (
        of(f"<w:p><w:r><mc:AlternateContent {space}>{both}</mc:AlternateContent><w:t>Outside.</w:t></w:r></w:p>").text
        == "In a box.\n\nOutside."
    )


@pytest.mark.parametrize("style", ["Title", "Heading1", "Titel"])
def test_the_first_paragraph_in_the_style_of_titles_is_the_title(style: str) -> None:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    assert of(f"<w:p><w:r><w:t>The Quay Gazette</w:t></w:r></w:p>{paragraph}").title == TITLE


def test_properties_give_the_day_of_making_and_a_title_that_stands_in_the_text() -> None:
    def with_title(title: str) -> Document:
        made = "<dcterms:created>2021-03-04T10:00:00Z</dcterms:created><dc:creator>Ada Quayle</dc:creator>"
        return only(word(**{"docProps/core.xml": f"<c {CORE}><dc:title>{title}</dc:title>{made}</c>".encode()}))

    document = with_title(TITLE.upper())
    assert (document.title, document.author) == (TITLE.upper(), "Ada Quayle")
    assert document.declared["date_created"] == "2021-03-04T10:00:00Z"
    assert with_title("Template for letters").title == ""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK\x03\x04 cut off", "not a Word document"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "encrypted"),
        (packed({"sheets/one.xml": b"<x/>"}), "not a Word document"),
        (packed({"word/document.xml": b"<w:document"}), "damaged"),
        (packed({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "declares XML entities"),
        (packed({"word/document.xml": b"<x>" + b" " * 30_000_000 + b"</x>"}), "bomb"),
        (word("12 34", "--"), "no text"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        only(raw)


def test_deep_nesting_is_read() -> None:
    deep = "<w:ins>" * 20_000 + "<w:p><w:r><w:t>Deep.</w:t></w:r></w:p>" + "</w:ins>" * 20_000
    assert of(deep).text == "Deep."
    assert word_xml("x").startswith(b"<?xml")


def related(target: str, kind: str) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="r1" Type="{space}/{kind}" Target="{target}"/>'
    return f"<Relationships>{one}</Relationships>".encode()


@pytest.mark.parametrize("target", ["/word/document2.xml", "text/main.xml"])
def test_the_text_is_where_the_relationships_say(target: str) -> None:
    raw = packed({"_rels/.rels": related(target, "officeDocument"), target.lstrip("/"): word_xml("Here it stands.")})
    assert only(raw).text == "Here it stands."


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_stand_behind_the_text(kind: str) -> None:
    lines = f'<w:{kind} w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:{kind}>'
    note = f"<w:{kind}><w:p><w:r><w:t>See the port's report.</w:t></w:r></w:p></w:{kind}>"
    xml = f'<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{lines}{note}</w:{kind}s>'
    raw = packed({"word/document.xml": word_xml("The ferry left."), f"word/{kind}s.xml": xml.encode()})
    assert only(raw).text == "The ferry left.\n\nSee the port's report."


def test_what_is_deleted_or_formatted_as_hidden_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del><w:ins><w:r><w:t>always </w:t></w:r>"
        "</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>shone.</w:t></w:r></w:p>'
    )
    assert of(body).text == "It always shone."
