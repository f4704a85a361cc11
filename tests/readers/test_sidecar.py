"""What a file beside another one says of it."""

from __future__ import annotations

import json

import pytest

from search.annotators import date, language, layout, source
from search.config import Config
from search.errors import FileSkipped
from search.model import Document
from search.readers import all_readers, archive, gz, jsonl, mail, read, sidecar, table, warc
from tests.made_files import TITLE, page, text

SAID = {
    "title": "Another title",
    "published": "2020-02-29",
    "publisher": "The Quay Gazette",
    "url": "https://example.org/1",
    "author": "Ada Quayle",
    "lang": "fr",
}

MANY = (archive, gz, jsonl, mail, table, warc)
ONE_OF_MANY = (".eml", ".emlx")


def described(name: str, raw: bytes, said: dict[str, str]) -> Document:
    (document,) = read(raw, name, f"news/{name}")
    assert isinstance(document, Document)
    document = sidecar.overridden(document, sidecar.fields(json.dumps(said).encode()))
    for annotator in (language, layout, source, date):
        document = annotator.annotate(document, Config())
    return document


@pytest.mark.parametrize(("name", "raw"), [("a.txt", text()), ("a.html", page())])
def test_all_that_is_said_stands_over_what_the_file_has(name: str, raw: bytes) -> None:
    document = described(name, raw.replace(b"The keeper", b"March 4, 2021\n\nThe keeper"), SAID)
    assert (document.title, document.url, document.author, document.language) == (
        "Another title",
        "https://example.org/1",
        "Ada Quayle",
        "fr",
    )
    assert document.day
    assert document.source
    assert document.day.span
    assert (document.day.value, document.source.name) == ("2020-02-29", "The Quay Gazette")
    assert document.day.span.rule == "file beside it, record's key published"


def test_what_is_not_said_stays() -> None:
    document = described("a.txt", text(), {"author": "Ada Quayle"})
    assert (document.title, document.language, document.author) == (TITLE, "en", "Ada Quayle")
    assert document.parts


@pytest.mark.parametrize(
    ("name", "names", "other"),
    [
        ("a.txt", ["a.txt", "a.txt.json", "a.json"], "a.txt.json"),
        ("a.txt", ["a.txt", "a.json"], "a.json"),
        ("a.txt", ["a.txt", "b.json"], ""),
        ("a.json", ["a.json", "a.json.json"], ""),
        ("a.csv", ["a.csv", "a.json"], ""),
    ],
)
def test_a_file_is_described_by_one_of_its_name(name: str, names: list[str], other: str) -> None:
    assert sidecar.described_by(name, names) == other


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"7", b'{"title": ', b'{"title": "A", "text": "Its own."}', b"[" * 99_999, b" " * 300_000]
)
def test_what_describes_nothing_is_told(raw: bytes) -> None:
    with pytest.raises(FileSkipped):
        sidecar.fields(raw)


@pytest.mark.parametrize(
    "suffix", [s for s, reader in all_readers().items() if reader in MANY and s not in ONE_OF_MANY]
)
def test_a_file_of_many_articles_is_described_by_no_other(suffix: str) -> None:
    assert sidecar.described_by(f"a{suffix}", [f"a{suffix}", f"a{suffix}.json", "a.json"]) == ""
