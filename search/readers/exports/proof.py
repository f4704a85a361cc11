"""What a file says it holds, compared with what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from search.model import Note
from search.readers import Record, Rejected, Remark
from search.readers.exports.article import Entry, document

Run = tuple[int, int]
"""The first and the last of numbers in a row."""
_NAMED = 40
"""Missing numbers, or runs of them, that are named one by one."""


def records(entries: Iterable[Entry], path: str, encoding: str, stated: int, exports: int = 1) -> Iterator[Record]:
    """The documents of an export's articles, and what the file says it holds; `stated` is 0 where it does not.

    Where several `exports` stand in the file one after the other, `stated` is what they hold together.

    An article that the file breaks off in is named and left out. A file of one article gives one document, at its own
    path.
    """
    following = iter(entries)
    first, second = next(following, None), next(following, None)
    if first and first.whole and second is None:
        note = [_told([first.number], stated, exports)] if stated else []
        made = document(first, path, encoding)
        yield replace(made, notes=(*note, *made.notes))
        return
    whole: list[int] = []
    for entry in chain(filter(None, (first, second)), following):
        place = f"{path}#{entry.number}"
        if entry.whole:
            whole.append(entry.number)
            yield document(entry, place, encoding)
        else:
            yield Rejected(place, "truncated: the file ends in the middle of this article; export it again")
    yield Remark(path, (_told(whole, stated, exports),))


def _told(numbers: Sequence[int], stated: int, exports: int) -> Note:
    if not stated:
        return Note(f"{len(numbers):,} articles in one file, which does not say how many it holds")
    missing = _missing(numbers, stated)
    of = "1 article" if stated == 1 else f"{stated:,} articles"
    told = f"{len(numbers):,} of the {of} that the file says it holds"
    told += f", in {exports:,} exports one after the other" if exports > 1 else ""
    if missing:
        return Note(f"{told}; missing: {spelled(missing)}", warning=True)
    return Note(told, warning=len(numbers) != stated)


def _missing(numbers: Iterable[int], stated: int) -> list[Run]:
    """The runs between numbers that were found: a file may state any number, so what it lacks is never listed."""
    found = sorted(number for number in {*numbers} if 1 <= number <= stated)
    return [(one + 1, two - 1) for one, two in pairwise([0, *found, stated + 1]) if two > one + 1]


def spelled(runs: Sequence[Run]) -> str:
    """Runs of numbers in their order: "7, 12-14 and 80"."""
    shown = [_run(one, two) for one, two in runs[:_NAMED]]
    if len(runs) > _NAMED:
        return f"{', '.join(shown)} and {sum(two - one + 1 for one, two in runs[_NAMED:]):,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _run(one: int, two: int) -> str:
    return str(one) if one == two else f"{one}, {two}" if two == one + 1 else f"{one}-{two}"
