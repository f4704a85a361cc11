"""What may be meant by what is typed: names and sources, each as the filter that says so, and words of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from search.analysis.folds import fold
from search.analysis.surfaces import is_unspaced, surfaces
from search.engines.base import Searcher, labels
from search.facets import FacetField, keyword_facets
from search.model import Bucket, Listing, Query
from search.query.address import address
from search.query.syntax import QUOTES

SHORTEST = 2
LONGEST = 8
"""Words of a text that names somebody: more are a question."""
MOST = 5
"""Suggestions that are made: a line of them."""
LOOKED_AT = 200
"""Values of each facet that are looked at, most frequent first, of those with what was typed in any place: "us" stands
in many names."""
READ_FIRST = 20
"""Labels with what was typed in any place that are read before anything is counted: most words name nobody."""
WORDS_LOOKED_AT = 20
"""Words that begin as the last one does, most frequent first, that are counted under the query."""
WORD = "q"
"""Stands for the facet of a word: the parameter that takes it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value of a facet or a word; `count` is what `query` finds.

    A value is a filter there, in place of the words; a word ends what was typed of it, and `value` is the whole text.
    """

    facet: str
    facet_label: str
    value: str
    label: str
    count: int
    query: Query

    @property
    def url(self) -> str:
        """Where the filter is in force."""
        return address(self.query)


def suggestions(searcher: Searcher, query: Query, *, unfinished: bool = False) -> tuple[Suggestion, ...]:
    """What the whole text may name or, if it names nothing, what its last word may; best known first.

    A name has what was typed as whole words. While the last word is `unfinished`, it may also be the beginning of one,
    if more articles have the name than have what was typed as words.
    """
    found = _first_found(searcher, query, _whole)
    return found or (_first_found(searcher, query, _begins) if unfinished else ())


def _first_found(searcher: Searcher, query: Query, fits: Callable[[str, str], bool]) -> tuple[Suggestion, ...]:
    for rest, name in _readings(query.text):
        asked = replace(query, text=rest, page=1)
        facets = (facet for facet in keyword_facets() if not facet.folded)
        found = [(facet, bucket) for facet in facets for bucket in _of_facet(searcher, asked, facet, name, fits)]
        if found and fits is _begins:
            # A word that more articles have than the name is a word, and not the beginning of that name.
            words = searcher.count(replace(query, text=f"{rest} {name}", match="all", page=1))
            found = [(facet, bucket) for facet, bucket in found if bucket.count > words]
        if found:
            found.sort(key=lambda named: (-named[1].count, named[1].label))
            return tuple(_suggestion(asked, facet, bucket) for facet, bucket in found[:MOST])
    return ()


def _suggestion(asked: Query, facet: FacetField, bucket: Bucket) -> Suggestion:
    chosen = asked.toggle(facet.name, bucket.value)
    return Suggestion(facet.name, facet.label, bucket.value, bucket.label, bucket.count, chosen)


def completions(searcher: Searcher, query: Query) -> tuple[Suggestion, ...]:
    """The words of the corpus that the last word may be the beginning of; those that find most first."""
    last = query.text.split(" ")[-1]
    if len(last) < SHORTEST or surfaces(last) != [last] or is_unspaced(last) or _in_quotes(query.text):
        return ()
    before = query.text.removesuffix(last)
    found = (_word(searcher, query, before, word) for word in searcher.words(fold(last), WORDS_LOOKED_AT))
    return tuple(sorted((word for word in found if word.count), key=lambda word: (-word.count, word.label))[:MOST])


def _word(searcher: Searcher, query: Query, before: str, word: str) -> Suggestion:
    completed = replace(query, text=before + word, page=1)
    return Suggestion(WORD, "Word", completed.text, word, searcher.count(completed), completed)


def _in_quotes(text: str) -> bool:
    return sum(map(text.count, QUOTES)) % 2 == 1


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """The text as nothing and a name, then as words and a name. Operators name nobody."""
    words = text.split()
    if len(words) > LONGEST or any(char in '"()*~:' for char in text) or any(word.startswith("-") for word in words):
        return
    for number in dict.fromkeys((len(words), 1)):
        name = " ".join(words[-number:])
        if len(name) >= SHORTEST:
            yield " ".join(words[:-number]), name


def _of_facet(
    searcher: Searcher, query: Query, facet: FacetField, name: str, fits: Callable[[str, str], bool]
) -> Iterator[Bucket]:
    wanted = _spaced(name)
    few = labels(searcher, facet.name, name, READ_FIRST)
    if few is not None and not any(fits(_spaced(label), wanted) for label in few):
        return
    listed = searcher.values(query, Listing(facet.name, contains=name, size=LOOKED_AT))
    for bucket in listed.buckets:
        if bucket.state == "none" and bucket.count and fits(_spaced(bucket.label), wanted):
            yield bucket


def _whole(label: str, name: str) -> bool:
    """Whether the words of a name stand in a label, one after the other."""
    return bool(name) and f"{name} " in f"{label} "


def _begins(label: str, name: str) -> bool:
    """The same, where the last word of the name may go on."""
    return bool(name) and name in label


def _spaced(text: str) -> str:
    """The folded words of a text, each behind a blank."""
    return "".join(f" {fold(surface)}" for surface in surfaces(text))
