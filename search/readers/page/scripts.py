"""Days in a page's scripts: under a name that says published, or where a small program writes the date line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from search.readers.page.elements import Element, is_elsewhere

_SCRIPTS = 60
_LONGEST = 300_000
_SMALL = 400
"""Characters of a script that does no more than write a line."""
_QUOTED = re.compile(r"[\"'](?P<date>(?:19|20)\d\d[-/]?[01]\d[-/]?[0-3]\d[^\"'<>\n]{0,25})[\"']")
_KEY = re.compile(
    r"(?:date_?-?published|publish(?:ed|ing)?_?-?(?:date|time|at|on)|publication_?-?(?:date|time)|pub_?-?date"
    r"|(?:article|post|story)_?-?date|first_?-?published(?:_?-?at)?|date_?-?publication|release_?-?date)"
    r"(?:_?-?(?:iso|utc|gmt))?[\"']?\s*[:=,]\s*$",
    re.IGNORECASE,
)
_KEY_LENGTH = 50
_DATE = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?![\d/.-])")
_NO_DAY = re.compile(r"expir|cookie|deadline|version|copyright|until|new Date\(\)\s*>", re.IGNORECASE)
_AROUND = frozenset({"head", "body", "html"})


def script_days(tree: Element) -> list[str]:
    """The one day that scripts call published, and the one that a small script writes into the article; ISO dates."""
    keyed: dict[str, None] = {}
    written: dict[str, None] = {}
    for script in islice(tree.iter("script"), _SCRIPTS):
        text = script.text or ""
        if len(text) > _LONGEST or "ld+json" in (script.get("type") or ""):
            continue
        keyed |= dict.fromkeys(
            _iso(found["date"]) for found in _QUOTED.finditer(text) if _is_keyed(text, found.start())
        )
        if len(text) <= _SMALL and not _NO_DAY.search(text) and _is_inside(script):
            written |= dict.fromkeys(map(_joined, _DATE.finditer(text)))
    return [*_alone(keyed), *_alone(written)]


def _alone(days: dict[str, None]) -> Iterator[str]:
    """The day, if there is but one: of several, most are those of other stories."""
    if len(days) == 1:
        yield from days


def _is_keyed(text: str, at: int) -> bool:
    return _KEY.search(text, max(0, at - _KEY_LENGTH), at) is not None


def _iso(date: str) -> str:
    digits = re.sub(r"\D", "", date)
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"


def _joined(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _is_inside(script: Element) -> bool:
    """Whether a script stands among what is shown of the article, not beside the page."""
    parent = next(script.iterancestors(), None)
    return parent is not None and parent.tag not in _AROUND and not is_elsewhere(script)
