"""Date columns: when documents were published, and how many in each year, month or day.

In the file `MAIN.columns` (see `array_file`), for N documents with D different dates:

    dates             [N]   the document's date, as a number below D; D is no date, D + 1 a document that is gone
    dates_first       [D]   first and ...
    dates_last        [D]   ... last day, as proleptic Gregorian ordinals (1 is 0001-01-01), ascending
    dates_precision   [D]   0 year, 1 month, 2 day

Whatever is asked about dates is answered for the D dates first and only then looked up for documents.
"""

from __future__ import annotations

from array import array
from collections import Counter
from datetime import date

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask, narrow
from search.engines.columns.distinct import heads
from search.model import NONE, Day, Precision, Query
from search.query import periods


class DayWriter:
    """Collects the dates, document by document."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._dates = array("i")

    def add(self, day: Day | None) -> None:
        """The next document's date."""
        if day is None:
            self._dates.append(-1)
            return
        key = day.first.toordinal(), day.last.toordinal(), periods.INTERVALS.index(day.precision)
        self._dates.append(self._numbers.setdefault(key, len(self._numbers)))

    def carry(self, before: Days, documents: Ints, living: Mask) -> None:
        """The dates of documents of an earlier index; those that are gone have none."""
        known = [self._numbers.setdefault(key, len(self._numbers)) for key in before.table()]
        # What is gone, like what has no date, is looked up in the last place.
        numbers = np.array([*known, -1], np.int32)
        self._dates.frombytes(numbers.take(np.where(living, before.of(documents), len(numbers) - 1)).tobytes())

    def arrays(self, living: Mask) -> dict[str, Array]:
        """The arrays of the dates. Dates that no document has may stay."""
        ordered = sorted(self._numbers)
        place = np.empty(len(ordered) + 1, np.int64)
        place[[self._numbers[key] for key in ordered]] = np.arange(len(ordered))
        # A document without a date has -1, which numpy takes as the last place.
        place[-1] = len(ordered)
        table = np.array(ordered, np.int64).reshape(-1, 3)
        return {
            "dates": narrow(np.where(living, place[np.frombuffer(self._dates, "i4")], len(ordered) + 1)),
            "dates_first": narrow(table[:, 0]),
            "dates_last": narrow(table[:, 1]),
            "dates_precision": narrow(table[:, 2]),
        }

    def first_days(self) -> Ints:
        """The first day of every document, as an ordinal; 0 is no date."""
        ordinals = np.array([first for first, _, _ in self._numbers] + [0], np.int64)
        days: Ints = ordinals[np.frombuffer(self._dates, "i4")]
        return days


class Days:
    """The dates of all documents, read where they lie. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._dates = file["dates"]
        self._first = file["dates_first"].astype(np.int64)
        self._last = file["dates_last"].astype(np.int64)
        self._precision = file["dates_precision"]
        self._years = _years(self._first)
        self._year_starts = heads(self._years)
        self._totals = np.bincount(self._dates, minlength=len(self._first) + 2)

    def table(self) -> list[tuple[int, int, int]]:
        """The different dates: first day, last day and precision."""
        parts = (part.tolist() for part in (self._first, self._last, self._precision))
        return list(zip(*parts, strict=True))

    def of(self, documents: Ints) -> Ints:
        """The dates of some documents, as numbers in the table; its length is no date."""
        return np.minimum(self._dates.take(documents).astype(np.int64), len(self._first))

    def between(self, since: str | None, until: str | None) -> Mask:
        """Which documents lie between two bounds, with all of their precision."""
        low = periods.bounds(since)[0].toordinal() if since else 0
        high = periods.bounds(until)[1].toordinal() if until else date.max.toordinal()
        return self._of_documents((low <= self._first) & (self._last <= high), undated=False)

    def having(self, value: str) -> Mask:
        """Which documents lie in a period, or, for NONE, have no date."""
        if value == NONE:
            return self._of_documents(np.zeros(len(self._first), np.bool_), undated=True)
        if not periods.is_period(value):
            return np.zeros(len(self._dates), np.bool_)
        return self.between(value, value)

    def _of_documents(self, of_dates: Mask, *, undated: bool) -> Mask:
        mask: Mask = np.append(of_dates, (undated, False)).take(self._dates)
        return mask

    def count(self, mask: Mask, documents: Ints, query: Query) -> tuple[Counter[tuple[str, Precision]], int]:
        """How many of some documents have each date as stated, and how many have none."""
        return self.summed(self.tally(mask, documents), query)

    def summed(self, counts: Ints, query: Query) -> tuple[Counter[tuple[str, Precision]], int]:
        """The counts of a tally by date as stated, and of what has none.

        Years that the query does not open are counted as a whole, under the year.
        """
        years, sums = self._by_year(counts[:-2])
        opened = _opened(years, query)
        found = Counter({(f"{year:04}", _YEAR): count for year, count in zip(years, sums, strict=True)})
        for year in opened.intersection(years):
            del found[f"{year:04}", _YEAR]
            low, high = np.searchsorted(self._years, (year, year + 1))
            for number in range(low, high):
                if counts[number]:
                    found[self.stated(number)] += int(counts[number])
        return found, int(counts[-2])

    def opened(self, counts: Ints, query: Query) -> set[int]:
        """The years of a tally whose dates are counted one by one."""
        return _opened(self._by_year(counts[:-2])[0], query)

    def merged(self, opened: set[int]) -> Ints:
        """For every date of the table the first one that is counted with it; its length, no date, is itself."""
        numbers = np.arange(len(self._first) + 1)
        alone = np.isin(self._years, [*opened])
        # Dates ascend, so years do: the first of a year is where the year would be put in.
        numbers[:-1] = np.where(alone, numbers[:-1], np.searchsorted(self._years, self._years))
        return numbers

    def counted_as(self, number: int, opened: set[int]) -> tuple[str, Precision]:
        """What a date of the table is counted under: itself or its year."""
        year = int(self._years[number])
        return self.stated(number) if year in opened else (f"{year:04}", _YEAR)

    def tally(self, mask: Mask, documents: Ints) -> Ints:
        """How many of some documents have each date of the table; then how many have none, and how many are gone."""
        # Of more than half it is quicker to count the others.
        if 2 * len(documents) <= len(mask):
            return np.bincount(self._dates.take(documents), minlength=len(self._totals))
        return self._totals - np.bincount(self._dates.compress(~mask), minlength=len(self._totals))

    def _by_year(self, counts: Ints) -> tuple[list[int], list[int]]:
        sums = np.add.reduceat(counts, self._year_starts) if len(counts) else counts
        years = np.flatnonzero(sums)
        return self._years.take(self._year_starts.take(years)).tolist(), sums.take(years).tolist()

    def stated(self, number: int) -> tuple[str, Precision]:
        """A date of the table as it was stated."""
        precision = periods.INTERVALS[self._precision[number]]
        return date.fromordinal(int(self._first[number])).isoformat()[: _LENGTHS[precision]], precision


_YEAR: Precision = "year"
_LENGTHS: dict[Precision, int] = {"year": 4, "month": 7, "day": 10}


def _opened(years: list[int], query: Query) -> set[int]:
    """Those of some years whose dates are counted one by one."""
    return {int(v[:4]) for v in _marked(query)} | (set(years) if len(years) == 1 else set())


def _marked(query: Query) -> list[str]:
    marked = (*query.chosen.get("date", ()), *query.excluded.get("date", ()))
    return [value for value in marked if periods.is_period(value)]


def _years(ordinals: Ints) -> Ints:
    # numpy's own dates turn days into years without a loop; they count from 1970.
    since_1970 = ordinals - date(1970, 1, 1).toordinal()
    return since_1970.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
