"""Where a query is marked in the articles that it finds, as positions among their words: the same for every engine.

What is marked is what the index has found: prefixes and typos stand for the terms that they stand for in all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.compounds import TextTerms, text_terms
from search.engines.scoring import FIELDS
from search.highlight.word_layout import Layout
from search.model import Document, Notice
from search.query.clauses import Clause, Leaf, Part, positive_leaves
from search.query.patterns import Occurrence, Pattern, occurrences, resolve
from search.query.required import pairs_of_run
from search.query.syntax import parse
from search.searched_text import searched_text


class Marking(NamedTuple):
    """A leaf that is marked wherever it stands; in a document without it, its `pairs` are, if it has any.

    Found by most of its words, a document may have of a sentence without spaces no more than some pairs.
    """

    whole: Leaf
    pairs: tuple[Leaf, ...]


MarkedPatterns = tuple[tuple[Pattern, tuple[Pattern, ...]], ...]
"""Markings with terms in place of words."""


class WordCounts(NamedTuple):
    """How many words the titles and searched texts of all documents have, and how often some terms are among them."""

    words: int
    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document, with its texts laid out and what is marked in them: by field, in no order."""

    document: Document
    layouts: Mapping[str, Layout]
    found: Mapping[str, Sequence[Occurrence]]


def markings(text: str, affordable: Callable[[Clause], tuple[Clause, tuple[Notice, ...]]]) -> tuple[Marking, ...]:
    """What a query marks, without what is too much work to look for."""
    parsed = parse(text)
    clause, _ = affordable(parsed.clause)
    marked = dict.fromkeys(positive_leaves(clause))
    return tuple(Marking(leaf, pairs_of_run(leaf, parsed.quoted)) for leaf in marked)


def patterns(wanted: Sequence[Marking], expand: Callable[[Part], frozenset[str]]) -> MarkedPatterns:
    """Markings with the terms that `expand` finds for each part."""
    return tuple((resolve(whole, expand), tuple(resolve(pair, expand) for pair in pairs)) for whole, pairs in wanted)


def marked_document(document: Document, marked: MarkedPatterns) -> MarkedDocument:
    """Where patterns stand in a document, by reading it."""
    texts = dict(zip(FIELDS, (document.title, searched_text(document)), strict=True))
    # What has no term anywhere is nowhere: its texts need not be analysed.
    asked = any(pattern.every for whole, pairs in marked for pattern in (whole, *pairs))
    terms = {name: text_terms(text, document.language) for name, text in texts.items()} if asked else {}
    found: dict[str, list[Occurrence]] = {name: [] for name in FIELDS}
    for whole, pairs in marked:
        there = _occurrences(terms, whole)
        for one in [there] if any(there.values()) else [_occurrences(terms, pair) for pair in pairs]:
            for name, places in one.items():
                found[name] += places
    return MarkedDocument(document, {name: Layout(text) for name, text in texts.items()}, found)


def _occurrences(terms: Mapping[str, TextTerms], pattern: Pattern) -> dict[str, list[Occurrence]]:
    return {name: occurrences(text, pattern) for name, text in terms.items() if pattern.in_field(name)}
