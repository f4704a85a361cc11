"""Where a query is marked in the documents of an index, out of its lists of positions: nothing is read to find that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.engines.columns.array_file import Ints
from search.engines.columns.snapshot import Snapshot
from search.engines.marked_documents import MarkedDocument, Marking
from search.engines.scoring import FIELDS
from search.query.clauses import Leaf
from search.query.patterns import Occurrence

_AT_ONCE = 100
"""Documents whose positions are looked up together: a list is gone through once for all of them."""


def marked_documents(snapshot: Snapshot, wanted: Sequence[Marking], documents: Ints) -> Iterator[MarkedDocument]:
    """Documents in the order given, each with where it is marked."""
    for begin in range(0, len(documents), _AT_ONCE):
        numbers: list[int] = documents[begin : begin + _AT_ONCE].tolist()
        found = _marked(snapshot, wanted, numbers)
        for number in numbers:
            shown = snapshot.read(number)
            layouts = dict(zip(FIELDS, (shown.title, shown.body), strict=True))
            yield MarkedDocument(shown.document, layouts, {name: found[name].get(number, []) for name in FIELDS})


_ByDocument = dict[int, list[Occurrence]]


def _marked(snapshot: Snapshot, wanted: Sequence[Marking], numbers: Sequence[int]) -> dict[str, _ByDocument]:
    """Where some documents are marked, by field."""
    marked: dict[str, _ByDocument] = {name: {} for name in FIELDS}
    for whole, pairs in wanted:
        there = _occurrences(snapshot, whole, numbers)
        _add(marked, there)
        without = [number for number in numbers if not any(of.get(number) for of in there.values())] if pairs else []
        for pair in pairs if without else ():
            _add(marked, _occurrences(snapshot, pair, without))
    return marked


def _occurrences(snapshot: Snapshot, leaf: Leaf, numbers: Sequence[int]) -> dict[str, _ByDocument]:
    matched = snapshot.match(leaf)
    return {name: snapshot.occurrences(matched, name, numbers) for name in matched.found}


def _add(marked: dict[str, _ByDocument], there: dict[str, _ByDocument]) -> None:
    for name, in_field in there.items():
        for number, places in in_field.items():
            marked[name].setdefault(number, []).extend(places)
