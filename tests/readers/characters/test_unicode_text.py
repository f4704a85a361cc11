"""The gate: halves of characters are put together or replaced, and parts stay around their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import Attribution, Document, Part
from search.readers import Rejected, read
from search.readers.characters.unicode_text import unicode_document, unicode_text, unreadable

HIGH, LOW, EMOJI = "\ud83d", "\ude00", "😀"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("plain é 月 😀", "plain é 月 😀"),
        (HIGH, "\ufffd"),
        (f"{LOW} a {HIGH}", "\ufffd a \ufffd"),
        (f"a {HIGH}{LOW} b", f"a {EMOJI} b"),
        (f"{LOW}{HIGH}", "\ufffd\ufffd"),
        (f"{HIGH}{HIGH}{LOW}{LOW}", f"\ufffd{EMOJI}\ufffd"),
        ("\ufffe\uffff\0", "\ufffe\uffff\0"),  # no characters of any script, yet Unicode text
    ],
)
def test_halves_are_put_together_or_replaced(given: str, expected: str) -> None:
    assert unicode_text(given) == expected


any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from([HIGH, LOW]), max_size=20)


@given(st.lists(any_text, max_size=5))
def test_parts_stay_around_their_words(pieces: list[str]) -> None:
    text, parts = "", []
    for piece in pieces:
        parts.append(Part("body", len(text), len(text) + len(piece)))
        text += f"{piece}\n\n"
    found = unicode_document(Document("a", "a.txt", text=text, parts=tuple(parts)))
    found.text.encode()
    assert [found.text[part.start : part.end] for part in found.parts] == [unicode_text(piece) for piece in pieces]


def test_every_field_of_a_record_goes_through_it() -> None:
    spoilt = f"{HIGH} x"
    document = unicode_document(
        Document("a", spoilt, spoilt, spoilt, url=spoilt, author=spoilt, language=spoilt, declared={"source": spoilt})
    )
    assert "\ud83d" not in repr(document)
    assert repr(document).count("\ufffd x") == 7


def test_a_reason_is_unicode_text_too() -> None:
    [_, rejected] = read(b'{"body": "A tower."}\n{"\\ud83d": "no text under a known name"}\n', "a.jsonl", "in/a.jsonl")
    assert isinstance(rejected, Rejected)
    assert "(\ufffd)" in rejected.reason


def test_unreadable_characters_are_counted_once_wherever_they_stand() -> None:
    bad = "Half \ufffd"
    assert unreadable(Document("a", "a.txt", "Whole", "All of it.")) == 0
    assert unreadable(Document("a", "a.txt", bad, f"{bad}\n\n\ufffd\ufffd", author="Q\ufffd")) == 4
    assert unreadable(Document("a", "a.txt", source=Attribution(bad, "stated"), url=bad)) == 1
