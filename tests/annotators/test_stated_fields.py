"""Fields at the head of a text, a line each, say what the article is called, of which day and whose it is."""

from __future__ import annotations

import pytest

from search.config import Config
from search.model import Document
from search.readers import read
from search.reading.pipeline import annotated
from tests.made_article import BODY
from tests.made_files import word

CONFIG = Config(entities="none")
SAID = ("Ferry sold", "2021-03-04", "The Quay Gazette")


def article(text: str, name: str = "a.txt") -> Document:
    (found,) = read(text.encode(), name, f"news/{name}")
    assert isinstance(found, Document)
    return annotated(found, CONFIG)


def said(document: Document) -> tuple[str, str, str]:
    return document.title, document.day.value if document.day else "", document.source.name if document.source else ""


@pytest.mark.parametrize(
    "head",
    [
        "Title: Ferry sold\nDate: 4 March 2021\nSource: The Quay Gazette\nAuthor: Ada Quayle\n\n",
        "TITLE: Ferry sold\nPUBLICATION: The Quay Gazette\nDATE: 2021-03-04\nBYLINE: Ada Quayle\n---\n",
        "Headline: Ferry sold\nWords: 345\nPublished: 2021-03-04 10:30\nNewspaper: The Quay Gazette\nBy: x\nText:\n",
        "Titel: Ferry sold\nQuelle: The Quay Gazette\nDatum: 04.03.2021\nAutor: Ada Quayle\n\nVolltext: ",
        "Titre : Ferry sold\nSource : The Quay Gazette\nDate : 4 mars 2021\nAuteur : Ada Quayle\n\n",
        "Título: Ferry sold\nFuente: The Quay Gazette\nFecha: 4 de marzo de 2021\nAutor: Ada Quayle\n\n",
        "标题：Ferry sold\n来源：The Quay Gazette\n日期：2021-03-04\n作者：Ada Quayle\n\n",
        "=====\nTitle: Ferry sold\n\nDate: 2021-03-04\n\nSource: The Quay Gazette\n\nAuthor: Ada Quayle\n\n=====\n\n",
        "Ferry sold\n\nSource: The Quay Gazette\nDate: 4 March 2021\nAuthor: Ada Quayle\n\n",
        "# Ferry sold\n\n- **Source:** The Quay Gazette\n- **Date:** 4 March 2021\n- **Author:** Ada Quayle\n\n",
        'title: "Ferry sold"\nsource: "The Quay Gazette"\ndate: "2021-03-04"\nurl: https://example.org/1\n\n',
    ],
)
def test_fields_at_the_head_are_declared_and_no_text_of_the_article(head: str) -> None:
    for name in ("a.txt", "a.md"):
        document = article(head + BODY + "\n", name)
        assert said(document) == SAID
        assert document.body == BODY
        assert document.day
        assert document.day.how == "stated"


def test_word_files_may_begin_so_too() -> None:
    lines = ("Title: Ferry sold", "Source: The Quay Gazette", "Date: 4 March 2021", *BODY.split("\n\n"))
    (found,) = read(word(*lines), "a.docx", "news/a.docx")
    assert isinstance(found, Document)
    document = annotated(found, CONFIG)
    assert said(document) == SAID
    assert document.body == BODY


def test_the_address_and_the_writer_are_kept() -> None:
    document = article(f"URL: https://example.org/1\nTitle: Ferry sold\nAuthor: Ada Quayle\n\n{BODY}\n")
    assert (document.url, document.author, document.title) == ("https://example.org/1", "Ada Quayle", "Ferry sold")


@pytest.mark.parametrize(
    "head",
    [
        "Date: the bridge was closed today, said the council.\n\n",
        "Source: harbour office\n\n",
        "Time: 30 minutes\nServes: four\nAuthor: Ada Quayle\n\n",
        "Ada: Is the bridge open?\nTom: It is not.\nAda: Then we take the ferry.\n\n",
        "Fish stew for sailors: a recipe\nIngredients: fish, water, salt\n\n",
        "From: Ada Quayle\nTo: Tom Arkle\nSubject: the bridge\n\n",
    ],
)
def test_lines_with_colons_are_no_fields_by_that_alone(head: str) -> None:
    document = article(head + BODY + "\n")
    assert "field at the head" not in repr(document.declared)
    assert not any(part.kind == "front matter" for part in document.parts)


def test_prose_right_below_the_fields_is_text() -> None:
    document = article(f"Title: Ferry sold\nDate: 2021-03-04\nLONN: The ferry has been sold to a firm.\n\n{BODY}\n")
    assert "LONN: The ferry has been sold to a firm." in document.body


def test_front_matter_has_lists_links_and_plus_signs() -> None:
    clipped = (
        '---\ntitle: "Ferry sold"\nsource: "https://example.org/1"\nauthor:\n  - "[[Ada Quayle]]"\n  - Tom Arkle\n'
        "publisher: The Quay Gazette\npublished: 2021-03-04\ncreated: 2023-05-05\ntags:\n  - ports\n---\n"
    )
    post = (
        '+++\ntitle = "Ferry sold"\ndate = 2021-03-04T10:00:00Z\npublisher = "The Quay Gazette"\n'
        'authors = ["Ada Quayle", "Tom Arkle"]\n+++\n\n'
    )
    for head in (clipped, post):
        document = article(head + BODY + "\n", "a.md")
        assert said(document) == SAID
        assert document.author == "Ada Quayle, Tom Arkle"
        assert document.body == BODY
    assert article(clipped + BODY, "a.md").url == "https://example.org/1"


@pytest.mark.parametrize(
    "names",
    [
        ("Titel", "Quelle", "Erscheinungsdatum", "Verfasser"),
        ("titre", "journal", "date_de_parution", "auteurs"),
        ("título", "medio", "fecha", "autor"),
        ("headline", "newspaper", "publication-date", "reporter"),
    ],
)
def test_front_matter_has_the_names_of_fields_in_other_languages(names: tuple[str, ...]) -> None:
    title, source, day, author = names
    head = f"---\n{title}: Ferry sold\n{source}: The Quay Gazette\n{day}: 2021-03-04\ncreated: 2023-05-05\n"
    document = article(f"{head}{author}:\n  - name: Ada Quayle\n  - Tom Arkle\n---\n{BODY}\n", "a.md")
    assert said(document) == SAID
    assert document.author == "Ada Quayle, Tom Arkle"


def test_the_day_of_a_note_is_none_of_its_article() -> None:
    document = article(f"---\ntitle: Ferry sold\ncreated: 2023-05-05\ntime: 2023-05-06\n---\n{BODY}\n", "a.md")
    assert document.day is None
