"""The days found in a document, and what their words leave open until the documents around it are known.

"June 10" without a year and 10/06/2024 are answered by others: by the median day of the folder, by the order in which
most dates of the source or folder are written. A claim keeps all that is needed to answer it later, so that no file is
read again for it.
"""

from __future__ import annotations

import json
import re
from calendar import isleap
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

import msgspec

from search.annotators.date_order import First
from search.annotators.date_zones import offset
from search.model import Day

YEAR = "year"
GUESSES = frozenset({"htmldate", "address", "month in the address", "script", "time element", "title of the page"})
"""The rules by which a declared day is no more than likely."""
_OTHERS = 5
"""Days that are kept though they lost."""
_YEARS = 8
"""How far from a median day the right year may be: a February 29 can be eight years from the next."""
_LOCAL = re.compile(r"address|date line|dateline|json-ld datePublished|meta|element that says|time element of")
_CHANGED = re.compile(r"modif|updat|change", re.IGNORECASE)
_SHOWN_CHANGE = "line of the last change"
_WESTERN, _EASTERN = 12, 10
"""Before this hour of universal time it may be yesterday in the west, and from that one on tomorrow in the east."""

Answers = Mapping[str, tuple[str, str]]
"""By what is asked, YEAR or the sign between two numbers: the median day, "day" or "month", and who says so."""
NOTHING: Answers = {}


@dataclass(frozen=True, slots=True)
class Claim:
    """A day that was found. `note` says how what its words leave open was decided, "" for nothing.

    With `asks` YEAR only month and day of `day` are known. With a sign ("/") `other` is the day with both changed over,
    and `first` what comes first in `day`. An open day's time is without its offset, which `zone` gives. `shows` is the
    order of a date in numbers that can be read in one only, with its sign: "day/".
    """

    day: Day
    note: str = ""
    asks: str = ""
    first: First = "day"
    other: date | None = None
    zone: str = ""
    shows: str = ""


def questions(claims: Sequence[Claim]) -> frozenset[str]:
    """What must be asked of other documents."""
    return frozenset(claim.asks for claim in claims if claim.asks)


def shown(claims: Sequence[Claim]) -> str:
    """The first order of day and month that a date shows, with its sign ("day/"), "" where none does."""
    return next((claim.shows for claim in claims if claim.shows), "")


def settled(claims: Sequence[Claim], answers: Answers, today: date) -> tuple[Day | None, tuple[Day, ...]]:
    """The day of publication, or None, and the days that lost to it, the likeliest first."""
    claims = [_ordered(claim, claims) for claim in claims]
    answered = [(claim, day) for claim in claims if (day := _answered(claim, answers, today))]
    found = [day for _, day in answered]
    if found and (local := _local(found)):
        return local, tuple(_others([local, *found])[:_OTHERS])
    sure = [day for claim, day in answered[1:] if not claim.asks]
    return _confirmed(found[0], sure) if found else None, tuple(_others(found)[:_OTHERS])


def _ordered(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The claim with day and month changed over, where another place says that day and none says this one."""
    if claim.other is None:
        return claim
    known = {one.day.first for one in claims if one is not claim and one.other is None and one.day.precision == "day"}
    if claim.other not in known or claim.day.first in known:
        return claim
    sure = claim.day.span is not None and claim.day.span.rule not in GUESSES
    day = replace(claim.day, first=claim.other, last=claim.other, how="stated" if sure else claim.day.how)
    return replace(claim, day=day, other=None, asks="", note="order of day and month from another date of the document")


def _local(found: Sequence[Day]) -> Day | None:
    """The day before or after that of a stamp in universal time, where another place gives it as the local one.

    A bare date may be one of universal time too: then two places must agree on the other day.
    """
    stamp = found[0]
    zone = stamp.time.endswith("+00:00")
    if stamp.precision != "day" or not (zone or _is_bare(stamp)):
        return None
    near = [day for day in found[1:] if _is_local(day, stamp, int(stamp.time[:2]) if zone else None)]
    rules = {day.span.rule for day in near if day.span and near and day.first == near[0].first}
    if not near or not (zone or len(rules) > 1):
        return None
    rule = near[0].span.rule if near[0].span else ""
    span = replace(near[0].span, rule=f"{rule}, local day of the time in UTC") if near[0].span else None
    time = "" if _CHANGED.search(rule) else near[0].time
    return replace(near[0], how="stated", span=span, time=time)


def _is_bare(day: Day) -> bool:
    """Whether a day stands in a page's metadata without a time."""
    return not day.time and day.span is not None and day.span.rule.startswith("meta")


def _is_local(day: Day, stamp: Day, hour: int | None) -> bool:
    """Whether another place gives a day at which the stamp's moment may be; `hour` of universal time, None for any."""
    rule = day.span.rule if day.span else ""
    apart = (day.first - stamp.first).days
    if day.precision != "day" or day.time.endswith("+00:00"):
        return False
    if _CHANGED.search(rule):  # nothing is changed before it is published: what the clock in the west shows is its day
        western = day.time[-6:-5] == "-" and hour is not None and hour < _WESTERN
        return rule.startswith(_SHOWN_CHANGE) and apart == -1 and western
    if not _LOCAL.match(rule):
        return False
    west, east = hour is None or hour < _WESTERN, hour is None or hour >= _EASTERN
    return (apart == -1 and west) or (apart == 1 and east and hour is not None)


def _answered(claim: Claim, answers: Answers, today: date) -> Day | None:
    answer, who = answers.get(claim.asks, ("", ""))
    if claim.asks == YEAR:
        first = nearest(claim.day.first, date.fromisoformat(answer), today) if answer else None
        return _on(claim, first, f"year from the median day of the {who}") if first else None
    if claim.asks and claim.other and answer:
        first = claim.day.first if answer == claim.first else claim.other
        return _on(claim, first, f"{answer} first as in most dates of the {who}")
    return _on(claim, claim.day.first, claim.note)


def _on(claim: Claim, first: date, note: str) -> Day:
    """The claim's day, if it is this one, with the note in its rule."""
    day = claim.day
    if not (claim.asks or note):
        return day
    span = replace(day.span, rule=f"{day.span.rule}, {note}") if day.span and note else day.span
    if not claim.asks:
        return replace(day, span=span)
    return replace(day, first=first, last=first, span=span, time=day.time and day.time + offset(claim.zone, first))


def nearest(day: date, median: date, today: date) -> date | None:
    """The day in the year that brings it nearest to the median, not after today; of two the earlier."""
    years = range(max(1, median.year - _YEARS), median.year + _YEARS + 1)
    found = (day.replace(year=year) for year in years if (day.month, day.day) != (2, 29) or isleap(year))
    return min((one for one in found if one <= today), key=lambda one: abs(one - median), default=None)


def _confirmed(day: Day, others: Sequence[Day]) -> Day:
    """A likely day is stated where another place says the same: two that agree are right as often as a sure one."""
    if day.how == "stated" or day.span is None or day.span.rule not in GUESSES:
        return day
    same = any(other.value == day.value and other.span and other.span.rule != "htmldate" for other in others)
    return replace(day, how="stated") if same else day


def _others(found: Sequence[Day]) -> list[Day]:
    """The days after the first that say something else than it and than each other."""
    others: dict[str, Day] = {}
    for day in found[1:]:
        if not found[0].value.startswith(day.value):
            others.setdefault(day.value, day)
    return [*others.values()]


def to_json(claims: Sequence[Claim]) -> str:
    """Claims as text, for the time until they are asked again."""
    return json.dumps([asdict(claim) for claim in claims], default=date.isoformat)


def from_json(text: str) -> tuple[Claim, ...]:
    """The claims of such a text."""
    return msgspec.convert(json.loads(text), tuple[Claim, ...])
