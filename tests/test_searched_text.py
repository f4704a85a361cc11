"""What is searched of a document: the article and then the captions, so that offsets into the article stay."""

from __future__ import annotations

from hypothesis import given

from search.model import PARAGRAPH, Document, Part
from search.readers.pieces import put_together
from search.searched_text import searched_parts, searched_text
from tests.corpora import articles

PIECES = [("caption", "One"), ("title", "T"), ("body", "Two"), ("menu", "M"), ("caption", "Three"), ("body", "Four")]


def test_captions_follow_the_article_and_nothing_else_does() -> None:
    text, parts = put_together(PIECES)
    document = Document("d", "d.txt", "T", text, parts)
    assert searched_text(document) == PARAGRAPH.join(["Two", "Four", "One", "Three"])
    assert document.body == PARAGRAPH.join(["Two", "Four"])


def test_without_captions_it_is_the_article_and_without_an_article_the_captions() -> None:
    text, parts = put_together([piece for piece in PIECES if piece[0] != "caption"])
    assert searched_text(Document("d", "d.txt", "T", text, parts)) == PARAGRAPH.join(["Two", "Four"])
    assert searched_text(Document("d", "d.txt", "T", "One", (Part("caption", 0, 3),))) == "One"


@given(articles())
def test_every_part_stands_where_it_is_said_to_and_the_article_comes_first(documents: list[Document]) -> None:
    for document in documents:
        searched = searched_text(document)
        assert searched.startswith(document.body)
        for offset, part in searched_parts(document):
            assert searched.startswith(document.text[part.start : part.end], offset)
