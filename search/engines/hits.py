"""What is found in one document -> a hit: marked, and with what each part of the query gave. The same for every engine.

Only a part of a very long article is looked at: from the first place where it has any of what is asked, as far as a
long article reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from search.engines.scoring import DECIMALS
from search.highlight.snippets import Standing, mark, snippet
from search.highlight.word_layout import Layout, runs
from search.model import Contribution, Document, Hit, Query
from search.query.clauses import Leaf, write

REACH = 10_000
"""Words, from the first occurrence on, in which a snippet is looked for."""
FORMS = 3
"""The forms of a word that are named as found."""
_LOOKED_AT = 5
"""Among so many first occurrences forms are looked for: not all of a text is."""
_ROUNDING = 1e-4
"""More than what rounding its parts takes from a score."""
_NAMES = 100
"""Mentions of chosen names, from the first on, that a snippet is looked for around."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a part of a query stands in one field of a document, and what that gives to its score.

    An occurrence is the positions, among the words of the field, of the words that make it.
    """

    leaf: Leaf
    field: str
    score: float
    occurrences: Sequence[tuple[int, ...]]


def hit(query: Query, document: Document, score: float, title: Layout, body: Layout, matches: Sequence[Match]) -> Hit:
    """A document as it is shown, with its rounded score; `matches` are in the order of the query."""
    layouts = {"title": title, "body": body}
    # A book is marked where it is first found, not to its end.
    last = REACH + min((match.occurrences[0][0] for match in matches if match.field == "body"), default=0)
    in_body = [
        Standing(positions, number)
        for number, match in enumerate(matches)
        if match.field == "body"
        for positions in match.occurrences
        if positions[-1] < last
    ]
    in_title = (positions for match in matches if match.field == "title" for positions in match.occurrences)
    return Hit(
        document,
        score,
        mark(title.text, title.places(in_title)),
        snippet(body, in_body, [*islice(_chosen_names(query, document), _NAMES)]),
        tuple(_why(score, [_contribution(match, layouts[match.field]) for match in matches])),
    )


def _why(score: float, parts: Sequence[Contribution]) -> Iterator[Contribution]:
    """The parts of a score; what they do not account for is that words stand close to each other."""
    yield from parts
    rest = score - sum(part.score for part in parts)
    if rest > _ROUNDING:
        yield Contribution("", "", (), 0, round(rest, DECIMALS))


def _chosen_names(query: Query, document: Document) -> Iterator[tuple[int, str]]:
    """Where the body has the entities that are chosen, in the order of its mentions."""
    if query.chosen:
        for mention in document.mentions:
            if mention.where == "body" and mention.name in query.chosen.get(mention.kind, ()):
                yield mention.start, mention.name


def _contribution(match: Match, layout: Layout) -> Contribution:
    first = islice((run for positions in match.occurrences for run in runs(positions)), _LOOKED_AT)
    forms: dict[str, str] = {}
    for start, end in map(layout.place, first):
        form = layout.text[start:end]
        forms.setdefault(form.casefold(), form)
        if len(forms) == FORMS:
            break
    found = tuple(forms.values())
    return Contribution(write(match.leaf), match.field, found, len(match.occurrences), round(match.score, DECIMALS))
