"""The words that a beginning of a word is completed to: by every engine, under a query, at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.answers.suggestions import completions
from search.engines.base import Searcher, engine, engine_names
from search.model import Query
from tests.corpora import article, searcher_over, stories_of

TOLD = [
    article(1, "Elections", "The elections of May; an electric sea. They ended.", source="The Dial"),
    article(2, "More elections", "Another election was electric, electrical even.", source="Rain Gazette"),
    article(3, "Bread", "Elected bakers. The theatre thereof.", source="Rain Gazette"),
    article(4, "Élan", "L’élévation de la mer.", language="fr"),
    article(5, "Élan", "L’élévation de la mer.", language="fr"),
]


@pytest.fixture(scope="module", params=engine_names())
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("completing") / "build"
    opened = searcher_over(folder, request.param, TOLD, stories_of(TOLD, [1, 1, 0, 2, 2]))
    yield opened
    opened.close()


def offered(searcher: Searcher, query: Query) -> list[tuple[str, int]]:
    return [(word.label, word.count) for word in completions(searcher, query)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("elec", [("elections", 3), ("electric", 2)]),
        ("ELE", [("elections", 3), ("electric", 2), ("elevation", 2)]),
        ("élév", [("elevation", 2)]),
        ("elections", []),  # as it is; its other forms find the same
        ("bread elec", [("elections", 1)]),
        ('"more elections" elec', [("elections", 1), ("electric", 1)]),
        ("(bread OR sea) elec", [("elections", 2), ("electric", 1)]),
        ("bread OR elec", [("elections", 3), ("electric", 3)]),
        ("the", [("theatre", 1), ("thereof", 1)]),  # "the", "they" are stop words
        ("e", []),
        ("elec ", []),
        ('"more elec', []),
        ("“more elec", []),
        ("-elec", []),
        ("title:elec", []),
        ("elec*", []),
        ("x-elec", []),
        ("zzz", []),
        ("…", []),
        ("", []),
    ],
)
def test_what_the_last_word_may_become(searcher: Searcher, text: str, expected: list[tuple[str, int]]) -> None:
    assert offered(searcher, Query(text)) == expected


@pytest.mark.parametrize(
    "query",
    [Query("elec"), Query("bread OR elec"), Query("elec", chosen={"source": ("Rain Gazette",)}, page=2),
     Query("el", excluded={"source": ("The Dial",)}), Query("elec", group="story")],
)  # fmt: skip
def test_the_count_of_a_word_is_what_choosing_it_finds(searcher: Searcher, query: Query) -> None:
    found = completions(searcher, query)
    assert found
    for word in found:
        assert searcher.search(word.query).total == searcher.count(word.query) == word.count > 0
        assert word.query == replace(query, text=word.value, page=1)


def test_only_what_is_left_is_offered_when_documents_are_gone(searcher: Searcher, tmp_path: Path) -> None:
    name = searcher.__class__.__module__.split(".")[2]
    engine(name).write(tmp_path_made(tmp_path, "old"), TOLD)
    engine(name).extend(tmp_path_made(tmp_path, "new"), tmp_path / "old", {TOLD[0].id, TOLD[1].id}, [])
    grown = engine(name).searcher(tmp_path / "new")
    assert offered(grown, Query("ele")) == [("elevation", 2), ("elected", 1)]
    grown.close()


def tmp_path_made(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def test_a_word_of_another_script_is_completed_and_one_without_spaces_is_whole_as_it_is(tmp_path: Path) -> None:
    told = [article(1, "Ракета", "Ракета и Йод", language="ru"), article(2, "北京", "北京大学", language="zh")]
    opened = searcher_over(tmp_path / "build", "whoosh", told)
    assert offered(opened, Query("рак")) == [("ракета", 1)]
    assert offered(opened, Query("北京")) == []
    opened.close()
