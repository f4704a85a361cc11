"""Time zones as newspapers print them -> offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

# Offset, and the abbreviations for it. IST is India: Israel's and Ireland's papers do not print it.
_TABLE = """
+00:00 UTC GMT Z
+01:00 WAT CET BST
+02:00 CEST EET CAT SAST
+03:00 EEST MSK МСК EAT
+05:00 PKT
+05:30 IST
+05:45 NPT
+07:00 WIB ICT
+08:00 WITA HKT SGT PHT AWST
+09:00 WIT JST KST
+10:00 AEST
+11:00 AEDT
+12:00 NZST
+13:00 NZDT
-03:00 BRT ART
-04:00 AST EDT
-05:00 EST CDT
-06:00 CST MDT
-07:00 MST PDT
-08:00 PST
"""
_OFFSETS: Mapping[str, str] = {
    name: offset for offset, *names in map(str.split, _TABLE.strip().splitlines()) for name in names
}
# American papers leave out whether summer time is in force; the place and the day say it.
_PLACES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_SIGNED = re.compile(r"([+\-−–])\s?(\d{1,2}):?(\d\d)?$")

NAMES = tuple(sorted((*_OFFSETS, *_PLACES), key=len, reverse=True))
"""Every abbreviation that is known, the longest first."""


def offset(zone: str, day: date) -> str:
    """A zone as printed -> the offset as in "+05:30", or "" where no zone is printed or it is not known."""
    name = zone.strip().upper()
    signed = _SIGNED.search(name)
    if signed:
        return f"{'+' if signed[1] == '+' else '-'}{int(signed[2]):02}:{signed[3] or '00'}"
    return _OFFSETS.get(name) or (_offset_at(_PLACES[name], day) if name in _PLACES else "")


def _offset_at(place: str, day: date) -> str:
    """The offset in force at a place at noon of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(place)).isoformat()[-6:]
