"""Who a surname alone stands for. The names are given, so no model is needed."""

from __future__ import annotations

import pytest

from search.entities.document.folding import fold
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_trimming import trim


def people(text: str, title: str = "") -> list[str]:
    """Whom each marked name stands for, in order: "[Ana Vega] spoke"."""
    plain, raws = "", []
    for i, piece in enumerate(f"{title}\n\n{text}".replace("]", "[").split("[")):
        if i % 2:
            raws.append(Raw(len(plain), len(plain) + len(piece), "person"))
        plain += piece
    founds = [found for raw in raws for found in trim(plain, raw, gazetteer())]
    return [found.name for found in fold(plain, founds, gazetteer())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Luis Marsh] met [Ana Marsh]. Mr. [Marsh] left.", "Luis Marsh"),
        ("[Luis Marsh] met [Ana Marsh]. Mrs. [Marsh] left. ", "Ana Marsh"),
        ("[Ana Marsh] met [Luis Marsh]. Ms. [Marsh] left.", "Ana Marsh"),
        ("[Ana Marsh] met her husband, [Tarn Marsh]. Mr. [Marsh] left.", "Tarn Marsh"),
        ("[Luis Marsh] came with his wife, [Lonn Marsh]. [Marsh] said she was glad.", "Lonn Marsh"),
        ("Sen. [Luis Marsh] and Gov. [Omar Marsh] met. Sen. [Marsh] left.", "Luis Marsh"),
        ("[Luis Marsh], the mayor, met Gov. [Omar Marsh]. Mayor [Marsh] left.", "Luis Marsh"),
        ("President [Luis Marsh] met [Omar Marsh]. The [Marsh] administration fell.", "Luis Marsh"),
        ("[Luis Marsh Jr.] met [Luis Marsh]. [Marsh] was late.", "Luis Marsh"),
        ("[Luis Marsh] and [Luis Marsh, Jr.] met. [Marsh Jr.] was late.", "Luis Marsh, Jr."),
    ],
)
def test_a_title_and_what_it_says_decide_first(text: str, expected: str) -> None:
    assert people(text)[-1] == expected


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("[Luis Marsh] in Tarnovo", "It rained. [Luis Marsh] spoke of [Omar Marsh]. [Marsh] smiled.", "Luis Marsh"),
        ("Rain", "[Luis Marsh] spoke.\nNext came [Omar Marsh]. [Marsh] smiled.", "Luis Marsh"),
        ("Rain", "It rained.\n[Luis Marsh] spoke. [Luis Marsh] sat by [Omar Marsh]. [Marsh] smiled.", "Luis Marsh"),
        ("Rain", "It rained.\n[Luis Marsh] spoke. His son [Omar Marsh] came. [Marsh] smiled.", "Luis Marsh"),
        ("Rain", "[Luis Marsh] and [Omar Marsh] spoke. [Marsh] smiled.", "Omar Marsh"),
    ],
    ids=["headline", "first paragraph", "how often", "no relative", "the last named"],
)
def test_whom_the_article_is_about_decides_where_no_title_does(title: str, text: str, expected: str) -> None:
    assert people(text, title)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "First lady [Ana Marsh] left for Tarnovo. President [Marsh] stayed.",
        "[Ana Marsh] left. She was tired. President [Marsh] stayed.",
        "Gov. [Luis Marsh] left. President [Marsh] stayed.",
        "[Luis Marsh], the president's son, left. President [Marsh] stayed.",
        "Her daughter [Ana Marsh] left. Mr. [Marsh] stayed.",
    ],
)
def test_a_president_or_husband_named_by_surname_alone_is_not_the_relative_named_in_full(text: str) -> None:
    assert people(text)[-1] == ("President Marsh" if "President [" in text else "Marsh")


@pytest.mark.parametrize(
    "text",
    [
        "The [Marsh] administration fell.",
        "Laws of the [Marsh] era stay. [Marsh] wrote them.",
        "[Marsh]-era laws stay.",
        "Judges of both the [Marsh] and Obama administrations agreed.",
    ],
)
def test_a_president_without_a_full_name_is_told_from_others_of_his_surname(text: str) -> None:
    assert set(people(text)) == {"President Marsh"}


@pytest.mark.parametrize(
    "text",
    [
        "Mrs. [Marsh] served in the [Marsh] administration.",
        "Gov. [Marsh] fell. The [Marsh] administration paid.",
        "[Marsh] was 46.",
    ],
)
def test_a_woman_a_governor_and_nobody_in_particular_are_no_president(text: str) -> None:
    assert set(people(text)) == {"Marsh"}


def test_later_mentions_follow_the_one_who_is_never_named_in_full() -> None:
    text = "[Ana Marsh] left. President [Marsh] stayed. The [Marsh] administration fell. [Marsh] said he was sad."
    assert people(text) == ["Ana Marsh", *["President Marsh"] * 3]


@pytest.mark.parametrize(
    "text", ["[Ana Vega] spoke. Mr. [Vega] left.", "[Luis Vega] spoke. He left. Rep. [Vega] came."]
)
def test_a_given_name_alone_is_no_proof_of_another_person(text: str) -> None:
    assert len(set(people(text))) == 1


@pytest.mark.parametrize("text", ["The [Vegassons] met.", "Both [Vegassons] met [Ana Vegasson]."])
def test_a_family_is_nobody(text: str) -> None:
    assert "Vegassons" not in people(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("[Joseph R. Vegasson Jr.] spoke. [Joe Vegasson] left.", 1),
        ("[Stephen Vegasson] spoke. [Steve Vegasson] left.", 1),
        ("[Jerrold Vegasson] spoke. [Jerry Vegasson] left.", 1),
        ("[Luis Vegasson] spoke. [Luis Vegasson Jr.] left.", 2),
        ("[Luis Vegasson Jr.] spoke. [Luis Vegasson Sr.] left.", 2),
        ("President [Luis O. Vegasson] spoke. Sen. [Luis Vegasson] left.", 2),
        ("President [Luis O. Vegasson] spoke. [Luis Vegasson] left.", 1),
    ],
)
def test_forms_of_one_name_are_one_person_and_a_son_is_not_his_father(text: str, count: int) -> None:
    assert len(set(people(text))) == count
