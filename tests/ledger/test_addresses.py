"""Which addresses are one, and which articles of a build have the same one, also after it has grown."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from search.build.build import build
from search.config import Config
from search.ledger.addresses import normal, same_address
from search.ledger.database import FILE
from search.readers import document_id
from search.store import builds


@pytest.mark.parametrize(
    "other",
    [
        "http://dial.example/a/7",
        "https://www.Dial.example:443/a/7/",
        "dial.example/a/7#c",
        "//dial.example/a/7?fbclid=1",
    ],
)
def test_writings_of_an_address_are_one(other: str) -> None:
    assert normal(other) == normal("https://dial.example/a/7")


@pytest.mark.parametrize(
    "other",
    [
        "https://dial.example/a/8", "https://dial.example/A/7", "https://m.dial.example/a/7", "https://dial.example/a/7?id=2",
        "https://dial.example/a/7#!/b", "http://[", "https://dial.example",
    ],
)  # fmt: skip
def test_other_addresses_are_others(other: str) -> None:
    assert normal(other) != normal("https://dial.example/a/7")


@pytest.mark.parametrize(
    "site", ["", "  ", "https://dial.example", "https://www.dial.example/#top", "dial.example/?utm_source=x"]
)
def test_the_address_of_a_site_is_no_articles(site: str) -> None:
    assert normal(site) == ""


def test_articles_of_an_address_are_found_after_growth_too(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    config = Config(index=tmp_path / "index", entities="none", engine="memory", workers=0)

    def add(name: str, text: str) -> str:
        told = {"title": "Ferry", "text": text, "url": "https://dial.example/a/7", "date": "2024-06-10"}
        (folder / name).write_text(json.dumps(told), encoding="utf-8")
        return document_id(f"press/{name}")

    def others(of: str) -> tuple[str, ...]:
        build(folder, config)
        return same_address(
            builds.build_folder(config.index, builds.open_index(config.index).manifest), of, "dial.example/a/7"
        )

    one = add("one.json", "The ferry sank in the bay on Monday morning.")
    assert others(one) == ()
    two = add("two.json", "The ferry sank in the bay on Monday morning. Nobody drowned.")
    assert others(one) == (two,)
    assert others(two) == (one,)
    (folder / "one.json").unlink()
    assert others(two) == ()


def test_a_build_that_has_no_addresses_gives_none(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / FILE).execute("CREATE TABLE records (id TEXT)").connection.close()
    assert same_address(tmp_path, "x", "https://dial.example/a/7") == ()
    assert same_address(tmp_path / "nowhere", "x", "https://dial.example/a/7") == ()
