"""A concordance: every passage in which a query stands, with what is left and right of it in the text.

Lines are those of the marks on the pages of documents: a word or a phrase each, or all of the words that are near each
other. Left is what comes before, whichever way the script runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.answers.contexts.collocates import Collocate, Surroundings
from search.answers.contexts.passages import Field, Passage, passages
from search.answers.contexts.sorted_runs import in_order
from search.engines.base import Searcher, every_marked_document
from search.engines.marked_documents import MarkedDocument
from search.highlight.snippets import mark
from search.model import Query, Span
from search.query.clauses import leaves, positive_leaves
from search.query.context_address import WIDTH, Context, LineOrder
from search.query.syntax import parse

LONGEST_MATCH = 200
"""Characters of a match that are shown: words near each other may be far apart."""
MOST_PLACES = 100_000
"""Places that are looked at for the beginning of a concordance: of words near each other a line may have thousands."""
_CUT_WORD = 24
"""Characters of a word that is left out where a context would begin or end within it; a longer one is cut."""
_ORDERED_BY = 6
"""Words on a side by which lines are ordered."""
_ORDERED_WITHIN = 120
"""Characters in which those are looked for, whatever is shown: the order of lines does not depend on their width."""
_BLANKS = re.compile(r"\s+")
_GAP = Span(" … ", hit=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A passage in its context, and where it stands: offsets into the title, or into the article with its captions.

    `number` is that of its first mark on the page of the document. `day` is "" for an article without a date. `key` is
    what the line is sorted by beside its order of appearance.
    """

    id: str
    path: str
    title: str
    source: str
    day: str
    language: str
    field: Field
    start: int
    end: int
    number: int
    left: str
    match: tuple[Span, ...]
    right: str
    key: tuple[str, ...] = ()

    @property
    def matched(self) -> str:
        """The match as it stands."""
        return "".join(span.text for span in self.match)


def asked(query: Query) -> Query:
    """The query whose results are gone through: by day, oldest first, undated articles last."""
    return replace(query, sort="date", group=None, page=1, facets=frozenset())


def concordance(
    searcher: Searcher,
    query: Query,
    order: LineOrder = "day",
    width: int = WIDTH,
    around: Surroundings | None = None,
) -> Iterator[Line]:
    """All lines of a query in order, however many; `around` takes in what stands beside each match.

    By day is the order of the articles, and within one that of reading. By left or right goes from the match outwards,
    word by word, without regard to case and accents. Of near-duplicates that are grouped the first has lines.
    """
    lines = _lines(searcher, query, _KEYS[order], width, around)
    return lines if order == "day" else in_order(lines, Line, _key_of)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Lines in order, from so many articles, with their collocates; `more` says that there are others, of later days.

    `marks` says whether the query has anything that can be marked: one without words, or of excluded ones, has not.
    """

    lines: tuple[Line, ...]
    articles: int
    more: bool
    marks: bool
    collocates: tuple[Collocate, ...]


def what_to_give(text: str) -> str:
    """What to do, in words, where nothing can be marked of the text of a query."""
    told = "Give a word or a phrase to see every place where it stands."
    asked_for = parse(text).clause
    if any(leaves(asked_for)) and not any(positive_leaves(asked_for)):
        return f"{told} Words to exclude stand nowhere in the articles that are left."
    return told


def beginning(searcher: Searcher, context: Context, most: int, places: int = MOST_PLACES) -> Concordance:
    """The first lines by day, at most so many and of about so many places, in the order that is asked for."""
    around = Surroundings(context.window)
    lines: list[Line] = []
    more = False
    marks = bool(searcher.marked_patterns(context.query.text))
    for marked in _documents(searcher, context.query) if marks else ():
        if places <= 0:
            more = True
            break
        places -= sum(map(len, marked.found.values()))
        left = most - len(lines)
        found = [*islice(passages(marked), left + 1)]
        more = len(found) > left
        around.add(marked, found[:left])
        lines += [line(marked, passage, context.width, _KEYS[context.order]) for passage in found[:left]]
        if more:
            break
    lines.sort(key=_key_of)
    return Concordance(
        tuple(lines), len({one.id for one in lines}), more, marks, around.collocates(searcher) if lines else ()
    )


def _key_of(line: Line) -> tuple[str, ...]:
    return line.key


def _documents(searcher: Searcher, query: Query) -> Iterator[MarkedDocument]:
    return first_of_rows(every_marked_document(searcher, asked(query)), grouped=bool(query.group))


def _lines(searcher: Searcher, query: Query, key: _Key, width: int, around: Surroundings | None) -> Iterator[Line]:
    for marked in _documents(searcher, query):
        found = [*passages(marked)]
        if around is not None:
            around.add(marked, found)
        for passage in found:
            yield line(marked, passage, width, key)


def first_of_rows(documents: Iterator[MarkedDocument], *, grouped: bool) -> Iterator[MarkedDocument]:
    """Documents without those that share a row with one before, where near-duplicates are grouped."""
    seen: set[str] = set()
    for marked in documents:
        lead = marked.document.belongs.lead if grouped else ""
        if not lead or lead not in seen:
            seen |= {lead} - {""}
            yield marked


def line(marked: MarkedDocument, passage: Passage, width: int, key: _Key) -> Line:
    """A passage as a line."""
    document, text, at = marked.document, marked.layouts[passage.field].text, passage.stretch
    return Line(
        id=document.id,
        path=document.path,
        title=document.title,
        source=document.source.name if document.source else "",
        day=document.day.value if document.day else "",
        language=document.language,
        field=passage.field,
        start=at.start,
        end=at.end,
        number=passage.number,
        left=_before(text, passage.begin, at.start, width),
        match=_match(text, passage),
        right=_after(text, at.end, passage.end, width),
        key=key(text, passage),
    )


def _match(text: str, passage: Passage) -> tuple[Span, ...]:
    _, _, start, end, marks = passage.stretch
    pieces = [(start, end)]
    if end - start > LONGEST_MATCH:
        pieces = [(start, start + LONGEST_MATCH // 2), (end - LONGEST_MATCH // 2, end)]
    spans: list[Span] = []
    for low, high in pieces:
        inside = [(max(a, low) - low, min(b, high) - low) for a, b in marks if a < high and low < b]
        spans += [_GAP] * bool(spans)
        spans += [replace(span, text=_flat(span.text)) for span in mark(text[low:high], inside)]
    return tuple(spans)


def _before(text: str, begin: int, end: int, width: int) -> str:
    """What stands before a place, on one line: whole words, unless there are no blanks."""
    # Twice as much is taken, since blanks and ends of lines in a row are one.
    start = max(begin, end - 2 * width)
    flat = _flat(text[start:end])
    if len(flat) <= width and start == begin:
        return flat.lstrip()
    kept = flat[-width:]
    if flat[: -len(kept)][-1:].isalnum() and kept[:1] != " ":
        blank = kept.find(" ", 0, _CUT_WORD)
        kept = kept[blank + 1 :] if 0 <= blank < len(kept) - 1 else kept
    return kept.lstrip()[_leading_marks(kept.lstrip()) :]


def _after(text: str, start: int, end: int, width: int) -> str:
    """What stands behind a place, on one line."""
    stop = min(end, start + 2 * width)
    flat = _flat(text[start:stop])
    if len(flat) <= width and stop == end:
        return flat.rstrip()
    kept, beyond = flat[:width], flat[width:]
    if beyond[:1].isalnum() and kept[-1:] != " ":
        blank = kept.rfind(" ", max(0, width - _CUT_WORD))
        kept = kept[:blank] if blank > 0 else kept
    if _leading_marks(beyond[:1]) and len(kept) == width:
        kept = kept[: -_leading_marks(kept[::-1]) - 1]  # a letter some of whose marks are cut off
    return kept.rstrip()


def _leading_marks(text: str) -> int:
    """How many marks a text begins with that belong to the letter before."""
    return next((i for i, sign in enumerate(text) if not unicodedata.category(sign).startswith("M")), len(text))


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text)


# --- orders

_Key = Callable[[str, Passage], tuple[str, ...]]


def _by_left(text: str, passage: Passage) -> tuple[str, ...]:
    begin = max(passage.begin, passage.stretch.start - _ORDERED_WITHIN)
    return tuple(map(fold, surfaces(text[begin : passage.stretch.start])[: -_ORDERED_BY - 1 : -1]))


def _by_right(text: str, passage: Passage) -> tuple[str, ...]:
    end = min(passage.end, passage.stretch.end + _ORDERED_WITHIN)
    return tuple(map(fold, surfaces(text[passage.stretch.end : end])[:_ORDERED_BY]))


def _as_it_comes(text: str, passage: Passage) -> tuple[str, ...]:
    return ()


_KEYS: dict[LineOrder, _Key] = {"day": _as_it_comes, "left": _by_left, "right": _by_right}
