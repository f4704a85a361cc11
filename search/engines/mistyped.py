"""Words of a query that were probably mistyped, and the query mended: the same for every engine.

A word is taken for mistyped if no article has it, or if few have it and a word one typo away stands in far more. Two
typos are only looked for in long words that no article has, and not in the first letter. What is proposed has all such
words mended at once. A word that some articles have is only mended where the query then finds more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, Protocol

from search.compounds import width
from search.engines.term_weights import stop_words
from search.model import Notice, Query
from search.query.clauses import Leaf, Word, parts
from search.query.readings import asked
from search.query.spelling import is_guessable, likeliest, mended

FAR_MORE = 15
"""How many times as many articles must have the other word: less is two words that are alike."""
FEW, SHARE = 5, 200
"""Articles that may have a mistyped word: so many, or one of so many of the index."""
SENTENCE = 4
"""Words of which half are unlikely to be mistyped: they are in another language."""
LONG, SOME = 8, 2
"""Letters of a word that may have two typos, and articles that must have the other one.

Of shorter words, and of those that are misprinted themselves, too many are as near.
"""
WEIGHED = 3
"""Words of which each may be meant, the most frequent: the others of the query say which of them is."""
LOOKED_AT = 8
"""Words of one query that are looked at, of those that articles have and of long ones that none has."""


class Candidate(NamedTuple):
    """A word of the corpus, the number of documents that have any of its terms, about, and its terms."""

    word: str
    documents: int
    terms: Collection[str]


def candidate(word: str, frequencies: Mapping[str, int]) -> Candidate:
    """A word with terms of which it is known how many documents have each.

    Languages have different terms, and a document has one language: so their documents add up. What is written in
    pieces may stand in the same ones; so may a word that is another one in capitals, of which both are counted.
    """
    in_one = sum(documents for term, documents in frequencies.items() if width(term) == 1)
    return Candidate(word, max(in_one, *frequencies.values()), frozenset(frequencies))


class Lexicon(Protocol):
    """The words of an index of `size` documents in some languages."""

    @property
    def size(self) -> int:
        """How many documents there are."""
        ...

    @property
    def languages(self) -> Collection[str]:
        """The languages that they are in."""
        ...

    def having(self, word: str) -> int:
        """How many documents have a word, in any form of it."""
        ...

    def near(self, word: str) -> Iterable[Candidate]:
        """The words that are one edit away from a word and mean something else."""
        ...

    def farther(self, word: str) -> Iterable[Candidate]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        ...


@dataclass(frozen=True, slots=True)
class Mistyped:
    """A word that `documents` have, the one that was probably meant, and others that may have been."""

    word: str
    documents: int
    meant: str
    others: tuple[str, ...] = ()


def proposals(
    query: Query, leaves: Iterable[Leaf], lexicon: Lexicon, count: Callable[[Query], int]
) -> tuple[Notice, ...]:
    """A notice for each mistyped word, each with the query mended and what that finds by `count`."""
    unmet = (leaf for leaf in leaves if not any(lexicon.having(word) for word in _in_one(leaf)))
    words = dict.fromkeys(part.text for leaf in unmet for part in parts(leaf) if isinstance(part, Word))
    guessable = [(word, lexicon.having(word)) for word in words if is_guessable(word)]
    found = list(_mistyped(guessable, lexicon))
    if len(words) > 1:
        found = _beside_the_others(query, found, count)
    unknown, rare = ([one for one in found if bool(one.documents) is known] for known in (False, True))
    kept = [*unknown, *_worth_it(query, unknown, rare, count)] if rare else unknown
    if not kept:
        return ()
    text = mended(query.text, _meant(kept))
    if _is_foreign(guessable) and not count(replace(query, text=text, match="all", page=1)):
        return ()
    finds = count(replace(query, text=text, page=1))
    in_order = [one for one in found if one in kept]
    return tuple(Notice("did_you_mean", _message(one, lexicon), text, finds) for one in in_order)


def _in_one(leaf: Leaf) -> Iterator[str]:
    """The words that the pieces of a leaf make: "mail" is not mistyped in "e-mail" where texts have "email"."""
    return (part.text for part in asked(leaf)[len(parts(leaf)) :] if isinstance(part, Word))


def _is_foreign(words: Sequence[tuple[str, int]]) -> bool:
    """Whether words, with their numbers of documents, are a sentence in a language that no article is in."""
    unknown = sum(1 for _, having in words if not having)
    return len(words) >= SENTENCE and 2 * unknown >= len(words)


def _mistyped(guessable: Sequence[tuple[str, int]], lexicon: Lexicon) -> Iterator[Mistyped]:
    most = max(FEW, lexicon.size // SHARE)
    rare = islice((word for word, having in guessable if 0 < having <= most), LOOKED_AT)
    looked_at = frozenset(rare)
    unknown = (word for word, having in guessable if not having and len(word) >= LONG)
    # Words of other languages are near to ours as well.
    long = frozenset() if _is_foreign(guessable) else frozenset(islice(unknown, LOOKED_AT))
    for word, having in guessable:
        if not having or word in looked_at:
            meant = likeliest(word, _likely(word, having, lexicon), WEIGHED)
            if not meant and word in long:
                meant = likeliest(word, _two_typos_away(word, lexicon), WEIGHED)
            if meant:
                yield Mistyped(word, having, meant[0], meant[1:])


def _likely(word: str, having: int, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    """The words near a word that may be meant by it, with their numbers of documents."""
    for other, documents, _ in lexicon.near(word):
        if not having or (
            documents >= FAR_MORE * having and other[0] == word[0] and not _is_stop_word(other, lexicon.languages)
        ):
            yield other, documents


def _two_typos_away(word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    return ((other, documents) for other, documents, _ in lexicon.farther(word) if documents >= SOME)


def _is_stop_word(word: str, languages: Iterable[str]) -> bool:
    return any(word in stop_words(language) for language in languages)


def _beside_the_others(query: Query, found: Sequence[Mistyped], count: Callable[[Query], int]) -> list[Mistyped]:
    """The same, each with the word, of those that may be meant, with which the query finds most."""
    chosen = list(found)
    for i, one in enumerate(found):
        finds: dict[str, int] = {}
        for meant in (one.meant, *one.others) if one.others else ():
            text = mended(query.text, _meant([*chosen[:i], replace(one, meant=meant), *chosen[i + 1 :]]))
            finds[meant] = count(replace(query, text=text, match="all", page=1))
        # Of equals the first: it is more frequent.
        chosen[i] = replace(one, meant=max(finds, key=finds.__getitem__, default=one.meant))
    return chosen


def _worth_it(
    query: Query, unknown: Sequence[Mistyped], rare: Sequence[Mistyped], count: Callable[[Query], int]
) -> list[Mistyped]:
    """The words that articles have but for which the query, with all others mended, finds no more."""

    def finds(some: Sequence[Mistyped]) -> int:
        text = mended(query.text, _meant([*unknown, *some]))
        return count(replace(query, text=text, match="all", page=1))

    kept = list(rare)
    most = finds(kept)
    if most <= finds([]):
        return []
    for one in rare:
        rest = [other for other in kept if other is not one]
        if rest and finds(rest) >= most:
            kept = rest
    return kept


def _meant(words: Iterable[Mistyped]) -> Mapping[str, str | None]:
    return {one.word: one.meant for one in words}


def _message(one: Mistyped, lexicon: Lexicon) -> str:
    asked = f"Did you mean “{one.meant}”?"
    if not one.documents:
        return f"No article has “{one.word}”. {asked}"
    only = "1 article has" if one.documents == 1 else f"{one.documents:,} articles have"
    return f"Only {only} “{one.word}”, but {lexicon.having(one.meant):,} have “{one.meant}”. {asked}"
