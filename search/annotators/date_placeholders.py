"""Days that programs write where none is known: they are no day of any article."""

from __future__ import annotations

from datetime import date, datetime

_ZEROS = frozenset(
    {
        date.min,  # of .NET and of Go
        date(1601, 1, 1),  # of Windows' files
        date(1899, 12, 30),  # of OLE and of spreadsheets
        date(1899, 12, 31),  # of Excel
        date(1900, 1, 1),  # of SQL Server
    }
)
"""Days on which calendars of programs begin, whatever the hour."""
_UNIX = datetime(1970, 1, 1)
"""Where Unix begins to count: a placeholder at midnight there, in whatever zone it is told, or without an hour."""


def is_placeholder(day: date, time: str) -> bool:
    """Whether a declared day is one that stands for none. `time` is as in `Day.time`, "" for none."""
    return day in _ZEROS or _moment(day, time) == _UNIX


def _moment(day: date, time: str) -> datetime | None:
    """The moment in universal time; without a zone, as it is written."""
    try:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{time or '00:00'}")
    except ValueError:
        return None
    offset = moment.utcoffset()
    return moment.replace(tzinfo=None) - offset if offset is not None else moment
