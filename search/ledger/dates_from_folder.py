"""What documents leave open, answered by the other documents of their folder and source.

All of it comes from the records of a ledger, so that it follows every file that comes or goes, and the order in which
files are read makes no difference: only days that need no answer themselves give one. The folder of a row or a mail is
its file.

A year is taken from the median of the stated days of the folder, or of the corpus where the folder has none, unless
these days are spread over years: then the nearest year would be wrong as often as right. The order of day and month is
that of most dates in numbers which can be read in one order only, of the same source, or else in the same folder. The
time at which a file was changed is no evidence: copying a folder sets it for all files.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from search.annotators.date_claims import YEAR, Answers, from_json, settled
from search.model import Day, Document

COLUMNS = "folder TEXT, shows TEXT, asks TEXT, claims TEXT, answers TEXT"
"""Of a record: its folder, an order of day and month that it shows, what it asks, its days, and what was answered."""
_DATED = "asks = '' AND date_how = 'stated' AND length(date) = 10"
INDEXES = f"""
CREATE INDEX records_by_day ON records (folder, date) WHERE {_DATED};
CREATE INDEX records_by_order ON records (folder, shows) WHERE shows <> '';
CREATE INDEX records_by_order_of_source ON records (source, shows) WHERE shows <> '';
CREATE INDEX records_asking ON records (path) WHERE asks <> '';
"""
# A day without its year is never further than this from the same day in the nearest year.
_HALF_A_YEAR = 183
_TOGETHER = 2 / 3
"""The share of days within half a year of their median from which on it tells the year."""
# Rows that are held while they are answered.
_PAGE = 500
_ROW = re.compile(r"(?:#\d+)+$")


def folder_of(path: str, file: str) -> str:
    """Where a document has its neighbours: its folder or archive, or its file if that has many."""
    inside = _ROW.sub("", path) if path != file else path
    return inside if inside != path else path.rpartition("/")[0]


def settle(ledger: sqlite3.Connection, today: date) -> set[str]:
    """Answer every record anew; the ids of the indexed ones whose days are others than before."""
    known, changed, last = _Known(ledger), set[str](), ""
    while page := ledger.execute(_ASKING, (last, _PAGE)).fetchall():
        updates: list[tuple[str | None, ...]] = []
        for path, doc_id, folder, source, asks, claims, before in page:
            answers = known.answers(asks.split(), folder, source)
            now = json.dumps(answers, sort_keys=True)
            if now == before:
                continue
            days = settled(from_json(claims), answers, today)
            updates.append((now, *day_columns(days[0]), path))
            # None stands where it is answered for the first time: then nothing carries the old day.
            if before is not None and settled(from_json(claims), json.loads(before), today) != days:
                changed.add(doc_id)
        ledger.executemany(_ANSWERED, updates)
        last = page[-1][0]
    return changed & {row[0] for row in ledger.execute("SELECT id FROM records WHERE asks <> '' AND copy_of = ''")}


_ASKING = """
SELECT path, id, folder, source, asks, claims, answers FROM records WHERE asks <> '' AND path > ? ORDER BY path LIMIT ?
"""
_ANSWERED = "UPDATE records SET answers = ?, date = ?, date_how = ?, date_rule = ? WHERE path = ?"


def day_columns(day: Day | None) -> tuple[str, str, str]:
    """What the ledger says of a day: its value, how it is known, and the rule."""
    return (day.value, day.how, day.span.rule if day.span else "") if day else ("", "", "")


def answered(ledger: sqlite3.Connection, document: Document, today: date) -> Document:
    """The document with the days that the answers to it give."""
    asking = "SELECT claims, answers FROM records WHERE id = ? AND asks <> ''"
    for claims, answers in ledger.execute(asking, (document.id,)):
        day, others = settled(from_json(claims), json.loads(answers), today)
        return replace(document, day=day, other_days=others)
    return document


class _Known:
    """What the records of a ledger say, each thing asked once."""

    def __init__(self, ledger: sqlite3.Connection) -> None:
        self._ledger = ledger
        self._median, self._order = cache(self._find_median), cache(self._find_order)

    def answers(self, asks: list[str], folder: str, source: str) -> Answers:
        """Whatever can be answered of it."""
        return dict(self._answered(asks, folder, source))

    def _answered(self, asks: list[str], folder: str, source: str) -> Iterator[tuple[str, tuple[str, str]]]:
        for ask in asks:
            if ask == YEAR:
                folders = ((folder, "folder"), (None, "corpus"))
                found = next(((days, who) for which, who in folders if (days := self._median(which)) is not None), None)
            else:
                scopes = (("source", source, "source"), ("folder", folder, "folder"))
                orders = ((self._order(column, value, ask), who) for column, value, who in scopes if value)
                found = next(((order, who) for order, who in orders if order), None)
            if found and found[0]:
                yield ask, found

    def _find_median(self, folder: str | None) -> str | None:
        """The median day, "" where the days are too far apart to have one, None where there is none at all."""
        where, values = (f"{_DATED} AND folder = ?", (folder,)) if folder is not None else (_DATED, ())
        count = self._count(where, values)
        if not count:
            return None
        middle = f"SELECT date FROM records WHERE {where} ORDER BY date LIMIT 1 OFFSET ?"  # noqa: S608
        median = str(self._ledger.execute(middle, (*values, (count - 1) // 2)).fetchone()[0])
        day = date.fromisoformat(median)
        near = self._count(f"{where} AND date BETWEEN ? AND ?", (*values, *_around(day)))
        return median if near >= _TOGETHER * count else ""

    def _find_order(self, column: str, value: str, mark: str) -> str:
        """What comes first in most dates with a sign between their numbers, "" where neither does."""
        days, months = (self._count(f"{column} = ? AND shows = ?", (value, first + mark)) for first in ("day", "month"))
        return "" if days == months else "day" if days > months else "month"

    def _count(self, where: str, values: tuple[str, ...]) -> int:
        return int(self._ledger.execute(f"SELECT count(*) FROM records WHERE {where}", values).fetchone()[0])  # noqa: S608


def _around(day: date) -> tuple[str, str]:
    first = max(day.toordinal() - _HALF_A_YEAR, 1)
    last = min(day.toordinal() + _HALF_A_YEAR, date.max.toordinal())
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
