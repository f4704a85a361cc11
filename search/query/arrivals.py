"""When documents came into an index: stamps of builds, and the bounds that people give for them.

A stamp is ISO 8601 in UTC to the millisecond, "2026-11-30T10:05:00.123Z", so that stamps sort as texts. A build's
documents carry the time at which it began; `built` of its manifest is later than that, and no later build begins
before it. Whoever asks for what was added since `built` therefore gets neither that build's documents nor misses one.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from search.query.periods import is_period, period_words

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z", re.ASCII)
_TICK = timedelta(milliseconds=1)


def stamp(after: str = "") -> str:
    """The present time, or just after a stamp that a clock which was set back has not reached yet."""
    now = datetime.now(UTC)
    if after:
        now = max(now, datetime.fromisoformat(after) + _TICK)
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z"


def is_bound(text: str) -> bool:
    """Whether a text is a year, month or day, or a stamp, with or without milliseconds."""
    of_day = _STAMP.fullmatch(text)
    return is_period(of_day[1] if of_day else text)


def reaches(added: str, bound: str) -> bool:
    """Whether a stamp is not before a bound; "", an unknown time, is before all of them."""
    return added >= floor(bound)


def words(bound: str) -> str:
    """A bound in words: "June 2024", "10 June 2024", "10 June 2024, 09:30 UTC"."""
    day, _, time = bound.partition("T")
    return f"{period_words(day)}, {time[:5]} UTC" if time else period_words(day)


def floor(bound: str) -> str:
    """The text that sorts before every stamp of the bound's time and after all earlier ones."""
    return bound.rstrip("Z")
