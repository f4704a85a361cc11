"""Every document of the example corpus against what a person reads in it."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from search.annotators import date as dates
from search.annotators import language, layout, source
from search.config import Config
from search.model import Document, Evidence
from search.readers import Rejected, all_readers

ROOT = Path(__file__).parent.parent
CONFIG = Config(today=date(2026, 11, 22))
GOLD: dict[str, Any] = {
    name: gold
    for file in sorted((ROOT / "tests" / "gold").glob("seeds_*.json"))
    for name, gold in json.loads(file.read_text(encoding="utf-8")).items()
}


@cache
def documents() -> dict[str, Document]:
    """The corpus by path below its folder, read and annotated, without its entities."""
    found: dict[str, Document] = {}
    for file in sorted((ROOT / "seeds").iterdir()):
        for document in all_readers()[file.suffix.lower()].read(file.read_bytes(), file.name):
            assert not isinstance(document, Rejected), document
            for annotator in (language, layout, source, dates):
                document = annotator.annotate(document, CONFIG)
            found[document.path] = document
    return found


def folded(text: str) -> str:
    return " ".join(text.split())


def test_every_document_has_an_entry_and_every_entry_a_document() -> None:
    assert set(documents()) == set(GOLD)


@pytest.mark.parametrize("name", GOLD)
def test_title_and_language(name: str) -> None:
    document, gold = documents()[name], GOLD[name]
    assert (document.title, document.language) == (gold["title"], gold["language"])


@pytest.mark.parametrize("name", GOLD)
def test_day(name: str) -> None:
    day, gold = documents()[name].day, GOLD[name]["day"]
    if gold is None:
        assert day is None
    else:
        assert day is not None
        assert (day.value, day.precision, day.how) == (gold["value"], gold["precision"], gold["how"])
        assert day.span is not None
        assert folded(day.span.text) in folded(gold["text"]) or folded(gold["text"]) in folded(day.span.text)


@pytest.mark.parametrize("name", GOLD)
def test_source(name: str) -> None:
    found, gold = documents()[name].source, GOLD[name]["source"]
    assert (found.name if found else None) == (gold["name"] if gold else None)


@pytest.mark.parametrize("name", GOLD)
def test_credits_and_quotations(name: str) -> None:
    document, gold = documents()[name], GOLD[name]
    assert [item.name for item in document.via] == gold["via"]
    assert sorted(item.name for item in document.cites) == sorted(gold["cites"])


@pytest.mark.parametrize("name", GOLD)
def test_what_is_left_out_is_not_in_the_article(name: str) -> None:
    document = documents()[name]
    lines = [folded(line) for line in (document.title, *document.body.splitlines())]
    assert [left for left in GOLD[name]["left_out"] if any(folded(left) in line for line in lines)] == []


@pytest.mark.parametrize("name", GOLD)
def test_what_is_kept_is_in_the_article(name: str) -> None:
    body = folded(documents()[name].body)
    assert [kept for kept in GOLD[name]["kept"] if folded(kept) not in body] == []


@pytest.mark.parametrize("name", GOLD)
def test_nothing_that_was_read_is_in_no_part(name: str) -> None:
    document = documents()[name]
    parts = sum(len(document.text[part.start : part.end].split()) for part in document.parts)
    bullets = sum(word in {"•", "-", "#", "##", "###", ">"} for word in document.text.split())
    assert parts >= len(document.text.split()) - bullets


@pytest.mark.parametrize("name", GOLD)
def test_evidence_is_the_very_words(name: str) -> None:
    document = documents()[name]
    known = [item.span for item in (document.day, document.source, *document.via, *document.cites) if item]
    spans: list[Evidence] = [span for span in known if span and span.start >= 0]
    assert [document.text[span.start : span.end] for span in spans] == [span.text for span in spans]
