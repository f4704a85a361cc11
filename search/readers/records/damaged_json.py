"""JSON that ends too early, or of which several values stand one behind the other: what is whole in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)
_CLOSES = {"[": "]", "{": "}"}
_SPACE = re.compile(r"[\s,]*")


@dataclass(slots=True)
class _Open:
    """A bracket that is open: how many whole objects an array holds, and where the last of them ends."""

    sign: str
    items: int = 0
    end: int = 0


def kept(text: str, wrong: int) -> object | None:
    """The value that a text holds up to where it goes wrong, without anything that is not whole; None for nothing.

    Of the arrays that are open there, the one with the most whole objects is taken for the list of records.
    """
    open_now: list[_Open] = []
    for token in _TOKEN.finditer(text, 0, wrong):
        sign = token[0]
        if sign in _CLOSES:
            open_now.append(_Open(sign))
        elif sign[0] != '"':
            if not open_now or _CLOSES[open_now.pop().sign] != sign:
                return None
            if sign == "}" and open_now:
                open_now[-1].items += 1
                open_now[-1].end = token.end()
    arrays = [place for place, each in enumerate(open_now) if each.sign == "[" and each.items]
    if not arrays:
        return None
    chosen = max(arrays, key=lambda place: (open_now[place].items, -place))
    closing = "".join(_CLOSES[each.sign] for each in reversed(open_now[: chosen + 1]))
    try:
        found: object = json.loads(text[: open_now[chosen].end] + closing)
    except (ValueError, RecursionError):
        return None
    return found


def in_a_row(text: str) -> list[object] | None:
    """Objects that stand one behind the other without a list around them, None where the text is anything else."""
    decoder, at, found = json.JSONDecoder(), 0, list[object]()
    while (at := _next(text, at)) < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, dict):
            return None
        found.append(value)
    return found


def _next(text: str, at: int) -> int:
    """Where the blanks and commas at a place end."""
    found = _SPACE.match(text, at)
    return found.end() if found else at
