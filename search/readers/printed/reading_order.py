"""The stretches of words on a page -> its lines in the order in which one reads them.

The order of the file is kept where it reads down a page: most programs write column after column. Where it goes across,
or up again, the page is taken apart by what is white: bands of lines, and columns in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from search.readers.printed.segment import Segment

_DISORDER = 3
"""Steps across or up a page of which its order is believed no more."""
_ROWS = 3
"""Lines that must stand side by side to be columns."""
_PROSE = 14
"""Characters of a usual line of a column: what is shorter is a table, which is read across."""
_GUTTER = 0.5
"""The least width of the white between columns, in heights of print."""


def ordered(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Runs of lines, each read downwards in one column."""
    joined = [*_rows(segments)]
    across = sum(_astray(one, other) for one, other in pairwise(segments))
    if across < _DISORDER and 2 * across < max(2, len(segments) - 1):
        return [*_runs(joined)]
    return [run for band, gutters in _bands(_in_rows(segments)) for run in _columns(band, gutters)]


def _astray(one: Segment, other: Segment) -> bool:
    """Whether the step from one to the next goes on in the same line beyond a gap, or up into what stands above."""
    return one.beside(other) or (other.bottom >= one.top and one.above(other))


def _rows(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The stretches with those put together that follow each other on a line."""
    held: Segment | None = None
    for segment in segments:
        if held and held.beside(segment) and segment.left >= held.right - held.height:
            held = _together([held, segment])
            continue
        if held:
            yield held
        held = segment
    if held:
        yield held


def _together(row: Sequence[Segment]) -> Segment:
    return Segment(
        " ".join(segment.text for segment in row),
        min(segment.left for segment in row),
        max(segment.right for segment in row),
        min(segment.bottom for segment in row),
        max(segment.top for segment in row),
    )


def _runs(lines: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Lines that follow each other downwards in one column."""
    run: list[Segment] = []
    for line in lines:
        if run and not (line.top <= run[-1].top and line.above(run[-1])):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _in_rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """All stretches from the top of the page to its foot, those of a line side by side."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda each: -(each.top + each.bottom)):
        if rows and rows[-1][0].beside(segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda each: each.left) for row in rows]


Row = list[Segment]
White = list[tuple[float, float]]


def _bands(rows: Sequence[Row]) -> Iterator[tuple[list[Row], White]]:
    """Stretches of rows that leave the same places white, with these places."""
    if not rows:
        return
    left = min(row[0].left for row in rows)
    right = max(segment.right for row in rows for segment in row)
    band: list[Row] = []
    white: White = []
    for row in rows:
        free = _white(row, left, right)
        shared = _shared(white, free) if band else free
        if band and _begins(row, free, band, white, shared):
            yield band, _inner(band, white)
            band, shared = [], free
        band.append(row)
        white = shared
    yield band, _inner(band, white)


def _begins(row: Row, free: White, band: list[Row], white: White, shared: White) -> bool:
    """Whether a row is no more of a band: with it the band would lose its columns, or get them from this row on."""
    before, after = bool(_inner(band, white)), bool(_inner([*band, row], shared))
    return before != after or (not after and bool(_inner([row], free)))


def _white(row: Row, left: float, right: float) -> White:
    """What a row leaves free between two edges."""
    edges = [left, *(edge for segment in row for edge in (segment.left, segment.right)), right]
    least = _GUTTER * median(segment.height for segment in row)
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start > least]


def _shared(one: White, other: White) -> White:
    found = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(start, end) for start, end in found if end - start > 1]


def _inner(band: Sequence[Row], white: White) -> White:
    """The places that have text on both sides: those between columns."""
    left = min(row[0].left for row in band)
    right = max(segment.right for row in band for segment in row)
    return [(start, end) for start, end in white if start > left and end < right]


def _columns(band: Sequence[Row], gutters: White) -> Iterator[list[Segment]]:
    """The runs of a band: one for every column, or one of whole rows."""
    columns = [_between(band, start, end) for start, end in _spans(gutters)]
    if len(columns) > 1 and all(map(_is_prose, columns)):
        yield from columns
    else:
        yield [_together(row) for row in band]


def _spans(gutters: White) -> list[tuple[float, float]]:
    edges = [float("-inf"), *(edge for gutter in sorted(gutters) for edge in gutter), float("inf")]
    return [*zip(edges[::2], edges[1::2], strict=True)]


def _between(band: Sequence[Row], start: float, end: float) -> list[Segment]:
    rows = ([segment for segment in row if start <= (segment.left + segment.right) / 2 <= end] for row in band)
    return [_together(row) for row in rows if row]


def _is_prose(column: Sequence[Segment]) -> bool:
    return len(column) >= _ROWS and median(len(line.text) for line in column) >= _PROSE
