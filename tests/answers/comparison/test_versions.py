"""Two versions of a text: every change is named, and none that is not there."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from search.answers.comparison.alignment import aligned, in_common
from search.answers.comparison.text_sentences import LONGEST, plain, sentences, words
from search.answers.comparison.versions import MOST, Row, versions
from search.answers.comparison.versions_words import outcome
from tests.corpora import article


def between(before: str, after: str, title: str = "Ferry"):
    return versions(article(1, title, before), article(2, title, after))


def text_of(row: Row, without: str) -> str:
    return "".join(piece.text for piece in row.pieces if piece.mark != without)


_LETTERS = {
    "latin": ("abdefgiklmnoprstu", " ", ". "),
    "cyrillic": ("абвгдежзиклмнопрсту", " ", ". "),
    "arabic": ("ابتجدرسعفقكلمنهوي", " ", "؟ "),
    "devanagari": ("कखगघचछजटडणतदनपबमयरलव", " ", "। "),
    "han": ("".join(map(chr, range(0x4E10, 0x5200))), "", "。"),
    "kana": ("".join(map(chr, range(0x3042, 0x3094))) + "".join(map(chr, range(0x5400, 0x5600))), "", "！"),
    "thai": ("".join(map(chr, range(0x0E01, 0x0E2F))), "", " "),
}


class Edited:
    """A text of many sentences in one script, and another version of it with edits that are known."""

    def __init__(self, script: str, seed: int) -> None:
        self._rng = random.Random(f"{script} {seed}")
        self._letters, self._blank, self._end = _LETTERS[script]
        self.old = [self._sentence() for _ in range(self._rng.randint(14, 30))]
        self.new = [*self.old]
        self.added: set[str] = set()
        self.removed: set[str] = set()
        self.changed: set[tuple[str, str]] = set()
        self.moved: set[str] = set()
        # Every edit has a place of its own, and the one that moves passes sentences that stay.
        at = self._rng.sample(range(len(self.old) - 5), 3)
        one, two, three = (self.old[place] for place in at)
        if self._rng.random() < 0.7:
            self.removed.add(one)
            self.new.remove(one)
        if self._rng.random() < 0.7:
            other = self._edit(two)
            self.changed.add((two, other))
            self.new[self.new.index(two)] = other
        if self._rng.random() < 0.7:
            self.moved.add(three)
            self.new.remove(three)
            self.new.insert(self.new.index(self.old[-5] if three != self.old[-5] else self.old[-4]) + 5, three)
        if self._rng.random() < 0.7:
            more = self._sentence()
            self.added.add(more)
            self.new.insert(self._rng.randint(0, len(self.new)), more)

    def _word(self) -> str:
        return "".join(self._rng.choice(self._letters) for _ in range(self._rng.randint(4, 8)))

    def _sentence(self) -> str:
        found = self._blank.join(self._word() for _ in range(self._rng.randint(8, 16)))
        return found[:1].upper() + found[1:]

    def _edit(self, sentence: str) -> str:
        parts = (
            sentence.split(self._blank) if self._blank else [sentence[i : i + 6] for i in range(0, len(sentence), 6)]
        )
        at = self._rng.randrange(1, len(parts) - 1)
        parts[at : at + self._rng.randint(0, 2)] = [self._word() for _ in range(self._rng.randint(1, 2))]
        return self._blank.join(parts)

    def texts(self) -> tuple[str, str]:
        return self._end.join([*self.old, ""]), self._end.join([*self.new, ""])

    def expected(self) -> set[tuple[str, str, str]]:
        end = self._end.rstrip()
        return {
            *(("added", "", one + end) for one in self.added),
            *(("removed", one + end, "") for one in self.removed),
            *(("changed", one + end, two + end) for one, two in self.changed),
            *(("moved", one + end, one + end) for one in self.moved),
        }


@pytest.mark.parametrize("script", sorted(_LETTERS))
def test_every_change_is_named_and_none_is_invented(script: str) -> None:
    seen = 0
    for seed in range(30):
        edited = Edited(script, seed)
        found = between(*edited.texts())
        told = {
            (
                row.kind,
                plain(text_of(row, "added")) if row.before else "",
                plain(text_of(row, "removed")) if row.after else "",
            )
            for row in found.rows
            if row.kind != "same"
        }
        assert told == edited.expected(), seed
        assert sorted(row.before for row in found.rows if row.before) == [*range(1, len(edited.old) + 1)]
        assert [row.after for row in found.rows if row.after] == [*range(1, len(edited.new) + 1)]
        seen += len(told)
    assert seen > 60


@pytest.mark.parametrize("script", sorted(_LETTERS))
def test_a_text_is_the_same_as_itself(script: str) -> None:
    text, _ = Edited(script, 1).texts()
    found = between(text, text)
    assert (found.same, found.letter_for_letter, outcome(found)) == (True, True, "the same text, letter for letter")
    assert {row.kind for row in found.rows} == {"same"}


def test_an_article_beside_itself_is_said_to_be_one() -> None:
    one = article(1, "Ferry", "It sank.")
    assert outcome(versions(one, one)) == "the same text: both are the same article"


def test_other_typography_is_no_change_and_other_signs_are() -> None:
    found = between("“It sank”, she said — twice.\n\nNobody drowned.", '"It sank", she said - twice. Nobody\ndrowned.')
    assert (found.same, found.letter_for_letter) == (True, False)
    assert outcome(found) == "the same text, but for typography or the ends of lines"
    for other in ("It sank , 10² m.", "It sank, 102 m.", "it sank, 10 m.", "It sank 10 m."):
        assert not between("It sank, 10 m.", other).same, other


def test_a_figure_that_was_changed_is_what_differs() -> None:
    [row] = between("The storm killed 1,200 people on Monday.", "The storm killed 1,350 people on Monday.").rows
    assert [(piece.text, piece.mark) for piece in row.pieces] == [
        ("The storm killed ", "same"), ("1,200 ", "removed"), ("1,350 ", "added"), ("people on Monday.", "same"),
    ]  # fmt: skip


def test_a_headline_is_compared_by_words() -> None:
    found = versions(article(1, "Ferry sinks", "It sank."), article(2, "Ferry sinks, 3 saved", "It sank."))
    assert [(piece.text, piece.mark) for piece in found.headline] == [("Ferry sinks", "same"), (", 3 saved", "added")]
    assert outcome(found) == "the headline differs; 1 sentence the same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The ferry sank at the pole of the Moon", "The ferry sank at the pole"),
        ("It sank , they said.", "It sank, they said."),
        ("They said it sank.", "They said it sank ."),
        ("他说：“好的。”他走了", "他说：“好。”昨天他走了"),
        ("One two", "Two one"),
        ("", "One"),
    ],
)
def test_the_pieces_are_both_texts(one: str, two: str) -> None:
    found = versions(article(1, one, one), article(2, two, two))
    assert "".join(piece.text for piece in found.headline if piece.mark != "added") == one
    assert "".join(piece.text for piece in found.headline if piece.mark != "removed") == two
    assert (found.same_headline, found.same) == (False, False)


def test_a_sentence_that_was_moved_and_changed_is_both() -> None:
    tail = "The harbour was closed. Rain fell all night. The mayor came."
    moved = "Ada Long told the crew of the ferry to leave on Monday morning."
    found = between(f"{moved} {tail}", f"{tail} {moved.replace('Monday', 'Tuesday')}")
    assert [(row.kind, row.before, row.after, row.elsewhere) for row in found.rows if row.kind != "same"] == [
        ("changed", 1, 4, True)
    ]


def test_texts_that_have_nothing_in_common_are_added_and_removed() -> None:
    found = between("The ferry sank in the bay.", "今天下雨了，没有人出门。")
    assert found.counts == {"same": 0, "moved": 0, "changed": 0, "added": 1, "removed": 1}


@pytest.mark.parametrize(("one", "two"), [("", ""), ("", "It sank."), ("It sank.", ""), ("\n\n \n", "…")])
def test_empty_texts_are_compared(one: str, two: str) -> None:
    found = between(one, two)
    assert found.same is (one == two)


def test_what_is_too_long_to_compare_is_counted_and_is_never_called_the_same() -> None:
    body = " ".join(f"Line {n} went out." for n in range(MOST + 7))
    found = between(body, body + " ")
    assert found.left_out == (7, 7)
    assert not found.same
    assert between(body, body).same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith left. He ran.", ["Mr. Smith left.", "He ran."]),
        ("The U.S. Army left at 5 p.m. on Monday. It ran.", ["The U.S. Army left at 5 p.m. on Monday.", "It ran."]),
        ("Am 3. Mai fiel Regen. Er blieb.", ["Am 3. Mai fiel Regen.", "Er blieb."]),
        ("Prices rose 3.5% in 2024. Nobody cared!", ["Prices rose 3.5% in 2024.", "Nobody cared!"]),
        ("«Он ушёл.» Она осталась…", ["«Он ушёл.»", "Она осталась…"]),
        ("他说：“好的。”走了。", ["他说：“好的。”", "走了。"]),
        ("वह घर गया। बारिश हुई।", ["वह घर गया।", "बारिश हुई।"]),
        ("ฝนตกหนักมาก เขาไปตลาด", ["ฝนตกหนักมาก", "เขาไปตลาด"]),
        ("One line\nof two. Next\n\nA headline\n\nEnd", ["One line of two.", "Next", "A headline", "End"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [*sentences(text)] == expected


@pytest.mark.parametrize(
    "text", ["x" * 9_000, "word " * 3_000, "a line\n" * 2_000, "." * 9_000, '."' * 5_000, "今" * 9_000]
)
def test_what_never_ends_is_cut_and_nothing_is_lost(text: str) -> None:
    found = [*sentences(text)]
    assert max(map(len, found)) <= LONGEST
    assert "".join("".join(found).split()) == "".join(text.split())


def test_words_joined_are_the_sentence() -> None:
    for sentence in (
        "It’s 1,200.5 (or so) – Müller-Lüdenscheidt!",
        "他说：“好的。”",
        "ไม่ได้",
        "كم؟",
        "वह घर गया।",
        "_ - _",
    ):
        assert "".join(words(sentence)) == sentence
    assert words("It’s 1,200.5 now.") == ["It’s ", "1,200.5 ", "now", "."]


def test_as_much_as_can_be_is_aligned() -> None:
    rng = random.Random(7)
    for _ in range(300):
        one, two = ([rng.choice("abcd") for _ in range(rng.randint(0, 12))] for _ in range(2))
        pairs = aligned(one, two)
        assert all(one[i] == two[j] for i, j in pairs)
        assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
        table = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]
        for i, left in enumerate(one):
            for j, right in enumerate(two):
                table[i + 1][j + 1] = table[i][j] + 1 if left == right else max(table[i][j + 1], table[i + 1][j])
        assert len(pairs) == table[-1][-1]
        assert in_common(one, two) == (2 * len(pairs) / (len(one) + len(two)) if one or two else 1.0)


def test_titles_that_are_missing_are_compared_too() -> None:
    one = article(1, "", "It sank.")
    assert versions(one, replace(one, id="0" * 20)).same
    assert not versions(one, article(2, "Ferry", "It sank.")).same
