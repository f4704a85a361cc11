"""Two versions of an article, sentence by sentence: what was added, removed, changed or moved, and what is the same.

Only typography is forgiven: kinds of quotation marks and dashes, blanks, ends of lines and paragraphs. A capital letter
or a comma is a change. Sentences in common in the same order are the same; one that both have in another place has
moved. Of the rest, sentences with enough words in common in the same order are versions of each other.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import Literal

from search.answers.comparison.alignment import aligned
from search.answers.comparison.sentence_pairs import paired
from search.answers.comparison.text_sentences import plain, sentences, words
from search.model import Document

Kind = Literal["same", "moved", "changed", "added", "removed"]
KINDS: tuple[Kind, ...] = ("same", "moved", "changed", "added", "removed")
Mark = Literal["same", "added", "removed"]

MOST = 5_000
"""Sentences of each text that are compared; and `MOST_SIGNS` code points."""
MOST_SIGNS = 400_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence or headline that both versions have, or one of them."""

    text: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, with its number in each version, from 1; None where it has none. `pieces` are the words of both.

    A changed sentence may have moved too: `elsewhere` says so.
    """

    kind: Kind
    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions beside each other. `rows` are in the order of the later text, removed ones where they stood,
    before what was added there.

    `same` says that headlines and sentences are the same but for typography, `letter_for_letter` that the titles and
    texts of the articles are. `left_out` is how many sentences of each were too many to compare.
    """

    before: Document
    after: Document
    headline: tuple[Piece, ...]
    rows: tuple[Row, ...]
    left_out: tuple[int, int]
    letter_for_letter: bool

    @property
    def counts(self) -> dict[Kind, int]:
        """How many sentences there are of each kind."""
        found = Counter(row.kind for row in self.rows)
        return {kind: found[kind] for kind in KINDS}

    @property
    def same_headline(self) -> bool:
        """Whether the headlines are the same but for typography."""
        return all(piece.mark == "same" for piece in self.headline)

    @property
    def same(self) -> bool:
        """Whether nothing differs. Of texts too long to compare, only those that are equal to the letter do not."""
        if self.letter_for_letter:
            return True
        return self.same_headline and not any(self.left_out) and all(row.kind == "same" for row in self.rows)


def versions(before: Document, after: Document) -> Versions:
    """The headlines and articles of two documents, compared; what stands around the articles is not."""
    (old, old_more), (new, new_more) = _within_bounds(before.body), _within_bounds(after.body)
    return Versions(
        before=before,
        after=after,
        headline=_pieces(before.title, after.title),
        rows=tuple(_rows(old, new)),
        left_out=(old_more, new_more),
        letter_for_letter=(before.title, before.body) == (after.title, after.body),
    )


def _within_bounds(text: str) -> tuple[list[str], int]:
    """The sentences that are compared, and how many are not."""
    kept: list[str] = []
    signs = more = 0
    for sentence in sentences(text):
        signs += len(sentence)
        if len(kept) < MOST and signs <= MOST_SIGNS:
            kept.append(sentence)
        else:
            more += 1
    return kept, more


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    keys = [*map(plain, old)], [*map(plain, new)]
    pairs = paired(*keys)
    origin = {pair.after: pair for pair in pairs}
    removed = deque(sorted(set(range(len(old))) - {pair.before for pair in pairs}))
    place = {pair.after: pair.before for pair in pairs if pair.in_place}
    bounds = [*accumulate((place.get(j, len(old)) for j in reversed(range(len(new)))), min)][::-1]
    for j, sentence in enumerate(new):
        # What was removed stands before what was added in its place, behind the last sentence that kept its own.
        while removed and removed[0] < bounds[j]:
            yield _removed(old, removed.popleft())
        pair = origin.get(j)
        if pair is None:
            yield Row("added", None, j + 1, (Piece(sentence, "added"),))
            continue
        if pair.kind == "changed":
            pieces = _pieces(old[pair.before], sentence)
            yield Row("changed", pair.before + 1, j + 1, pieces, elsewhere=not pair.in_place)
        else:
            yield Row(pair.kind, pair.before + 1, j + 1, (Piece(sentence, "same"),))
    for i in removed:
        yield _removed(old, i)


def _removed(old: Sequence[str], i: int) -> Row:
    return Row("removed", i + 1, None, (Piece(old[i], "removed"),))


def _kept(old: str, new: str) -> Iterator[tuple[str, Mark]]:
    """A word that both have, and the blank behind it where only one of them has one."""
    word = new.rstrip()
    blanks = old[len(old.rstrip()) :], new[len(word) :]
    if blanks[0] == blanks[1]:
        yield new, "same"
        return
    yield word, "same"
    if blanks[0]:
        yield blanks[0], "removed"
    else:
        yield blanks[1], "added"


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both: what was removed stands before what was added in its place.

    Without what was added they are the earlier text, without what was removed the later one, but for typography.
    """
    old, new = words(" ".join(before.split())), words(" ".join(after.split()))
    found: list[tuple[str, Mark]] = []
    i = j = 0
    ends = (len(old), len(new))
    for here, there in chain(aligned([*map(plain, old)], [*map(plain, new)]), (ends,)):
        found += [(word, "removed") for word in old[i:here]]
        found += [(word, "added") for word in new[j:there]]
        found += chain.from_iterable(map(_kept, old[here : here + 1], new[there : there + 1]))
        i, j = here + 1, there + 1
    runs = groupby(found, key=itemgetter(1))
    return tuple(Piece("".join(word for word, _ in run), mark) for mark, run in runs)
