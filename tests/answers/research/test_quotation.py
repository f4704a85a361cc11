from __future__ import annotations

import random

import pytest

from search.answers.research.quotation import Difference, verify
from search.model import Document, Part

BODY = (
    "He said “it’s  over” — and left.\n\nThe mayor, who is 64, told reporters that the bridge would be closed for"
    " re\u00adpairs until May. Cafe\u0301 owners were not amused. “We’ll see,” said Zoë O’Brien."
    "\n\n北京的天气很好。Nobody came."
)


def document(body: str = BODY, title: str = "Bridge closed until May") -> Document:
    text = f"Home | News\n\n{body}\n\nPhoto: The Dial"
    at = text.index(body)
    parts = (Part("menu", 0, 11), Part("body", at, at + len(body)), Part("caption", at + len(body) + 2, len(text)))
    return Document("a" * 20, "seeds/a.txt", title, text, parts)


@pytest.mark.parametrize(
    ("quotation", "where", "stands"),
    [
        ('"it\'s over" - and left', "body", "it’s  over” — and left"),
        (
            "the bridge would be closed for repairs until May",
            "body",
            "the bridge would be closed for re\u00adpairs until May",
        ),
        ("Café owners", "body", "Cafe\u0301 owners"),
        ("We'll see", "body", "We’ll see"),
        ("left. The mayor", "body", "left.\n\nThe mayor"),
        ("天气", "body", "天气"),
        ("Bridge closed", "title", "Bridge closed"),
        ("Photo: The Dial", "text", "Photo: The Dial"),
    ],
)
def test_typography_is_forgiven_and_the_place_is_exact(quotation: str, where: str, stands: str) -> None:
    found = verify(document(), quotation)
    assert found.found
    [passage] = found.passages
    assert (passage.where, passage.text) == (where, stands)
    text = {"body": document().body, "title": document().title, "text": document().text}[where]
    assert text[passage.start : passage.end] == stands


def test_what_was_left_out_may_be_anything_but_the_order_counts() -> None:
    found = verify(document(), "The mayor […] told reporters … closed for repairs")
    assert [passage.text for passage in found.passages] == ["The mayor", "told reporters", "closed for re\u00adpairs"]
    assert not verify(document(), "told reporters ... The mayor").found


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("the bridge will be closed for repairs until June", [("will", "would"), ("June", "May")]),
        ("the mayor, who is 64", [("the", "The")]),
        ("told reporters the bridge would be closed", [("", "that")]),
        ("Café owners were really not amused", [("really", "")]),
        ("who is 46, told reporters", [("46,", "64,")]),
        ("said Zoe O'Brien", [("Zoe", "Zoë")]),
    ],
)
def test_what_does_not_stand_there_is_shown_beside_what_does(
    quotation: str, differences: list[tuple[str, str]]
) -> None:
    found = verify(document(), quotation)
    assert not found.found
    assert found.differences == tuple(Difference(*pair) for pair in differences)
    assert 0.5 < found.likeness <= 1


@pytest.mark.parametrize("quotation", ["", "   ", "…", "[...]", '""', "pigs fly over seas tonight", "the bri", "eyor"])
def test_what_stands_nowhere_is_not_found(quotation: str) -> None:
    assert not verify(document(), quotation).found


def test_every_stretch_is_found_and_every_changed_word_is_named() -> None:
    rng = random.Random(7)
    words = [f"{rng.choice('bcdfglmnprst')}{rng.choice('aeiou')}{rng.choice('bdklmnrst')}{n}" for n in range(400)]
    body = " ".join(rng.choice(words) for _ in range(3_000))
    made = document(body)
    tokens = body.split()
    for _ in range(80):
        start, size = rng.randrange(2_900), rng.randint(5, 60)
        quoted = tokens[start : start + size]
        found = verify(made, " ".join(quoted))
        assert found.found
        assert body[found.passages[0].start : found.passages[0].end] == " ".join(quoted)
        at = rng.randrange(1, len(quoted) - 1)
        changed = verify(made, " ".join([*quoted[:at], "changed", *quoted[at + 1 :]]))
        assert not changed.found
        assert changed.differences == (Difference("changed", quoted[at]),)
