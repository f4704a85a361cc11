"""Captions are searched behind the article: found, marked and scored, by every engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.base import Searcher, engine_names
from search.model import Query
from tests.corpora import article, searcher_over

CAPTIONED = [
    article(0, "Harbour", "The pilots waited.\n\nNobody came.", captions=["Cranes at dusk", "A gull. Photo: Ada"]),
    article(1, "Hafen", "Die Lotsen warten.", language="de", captions=["Am Kai liegen Kräne"]),
    article(2, "Порт", "Лоцманы ждут.", language="ru", captions=["Краны у причала"]),
    article(3, "Pictures alone", captions=["The crane"]),
]


@pytest.fixture(params=engine_names())
def searcher(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Searcher]:
    opened = searcher_over(tmp_path / "index", request.param, CAPTIONED)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("crane", ["003", "000"]),  # the shorter text first
        ("kran", ["001"]),
        ("причал", ["002"]),
        ("body:gull", ["000"]),
        ("title:gull", []),
        ('"cranes at dusk"', ["000"]),
        ('"gull photo"', ["000"]),
        ("nobody -crane", []),
        ("gul*", ["000"]),
        ("craine~", ["003", "000"]),
    ],
)
def test_captions_are_found(searcher: Searcher, text: str, expected: list[str]) -> None:
    assert [hit.document.path[6:9] for hit in searcher.search(Query(text)).hits] == expected


def test_a_caption_is_marked_behind_the_article_and_gives_a_score(searcher: Searcher) -> None:
    [hit] = searcher.search(Query("gull waited")).hits
    assert "".join(span.text for span in hit.snippet) == (
        "The pilots waited.\n\nNobody came.\n\nCranes at dusk\n\nA gull. Photo: Ada"
    )
    assert [span.text for span in hit.snippet if span.hit] == ["waited", "gull"]
    assert [(part.field, part.found) for part in hit.why] == [("body", ("gull",)), ("body", ("waited",))]
    assert hit.document.body == "The pilots waited.\n\nNobody came."
