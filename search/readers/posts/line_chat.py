"""LINE's export of a chat as text: a line for each day, and below it one a message, in columns between tabs.

[LINE] Chat history with Ada
Saved on: 2021/03/06 10:00

Thu, 3/4/2021                        2021/03/04(木)        2021.03.04 Thursday
10:01<tab>Ada<tab>The bridge is closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from search.readers.entry import Entry, Told
from search.readers.posts.chat_lines import Begin, clock, moment, order
from search.readers.posts.post_texts import worded

_TITLE = re.compile(r"[\ufeff\s]*\[LINE\][ \t]*(?P<title>[^\n]{1,200})")
_NAMES = re.compile(
    r"(?:chat history (?:with|in) |chat in |(?:與|与))?\s*(?P<name>.+?)\s*"
    r"(?:(?:との|の)トーク履歴|(?:的)?(?:聊天記錄|聊天记录)|님과 카카오톡 대화)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:(?P<weekday>[^\W\d_]{2,12})\.?,?[ \t]+)?(?P<one>\d{1,4})[./](?P<two>\d{1,2})[./](?P<three>\d{1,4})\.?[ \t]*"
    r"(?:\([^()\n]{1,12}\)|[^\W\d_]{1,12})?"
)
_MESSAGE = re.compile(
    r"(?:(?P<early>[^\W\d_]{1,4})[ ]?)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?:[ ]?(?P<late>[^\W\d_]{1,4}))?\t"
    r"(?:(?P<name>[^\t\n]{1,100})\t)?(?P<words>[^\t\n].*)"
)
_WORDLESS = re.compile(r"\[[^\[\]\n]{1,24}\]|☎[^\n]{0,60}")
"""A sticker, a picture or a call in the place of words, in whatever language."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HEAD = 20_000
_FEWEST = 2


@dataclass(slots=True)
class _Message:
    """A message with the numbers of its day, in the order of the phone; `name` is "" for what LINE says itself."""

    day: tuple[str, str, str]
    time: str
    name: str
    lines: list[str] = field(default_factory=list)


def is_chat(text: str) -> bool:
    """Whether a text is such an export: its title, and messages below a day."""
    if _TITLE.match(text) is None:
        return False
    return sum(bool(message.name) for message in _messages(text[:_HEAD])) >= _FEWEST


def messages(text: str, path: str) -> Iterator[Entry]:
    """The messages of a chat, in its order; stickers, pictures, calls and what LINE itself says have no words."""
    found = [*_messages(text)]
    first = order([message.day for message in found]) or _told_by_weekday(text)
    title = _TITLE.match(text)
    named = _NAMES.fullmatch(title["title"].strip()) if title else None
    chat = Told(named["name"] if named else "", "LINE's title of the chat")
    for message in found:
        words = _unquoted("\n".join(message.lines)).strip()
        if not message.name or _WORDLESS.fullmatch(words):
            yield Entry()
            continue
        shown, paragraphs = worded(words)
        day = Told(moment(Begin(0, 0, message.day, message.time), first), "LINE's line of the day")
        yield Entry(title=shown, paragraphs=paragraphs, source=chat, day=day, author=message.name.strip())


def _told_by_weekday(text: str) -> str:
    """What comes first in the days, "day" or "month", where the English weekdays beside them leave only that."""
    left = {"day", "month"}
    for line in text.split("\n"):
        dated = _DAY.fullmatch(line.strip())
        weekday = (dated["weekday"] or "")[:3].lower() if dated else ""
        if dated and weekday in _WEEKDAYS:
            one, two, year = (int(dated[name]) for name in ("one", "two", "three"))
            left -= {
                first for first, (d, m) in (("day", (one, two)), ("month", (two, one))) if not _is(weekday, year, m, d)
            }
    return left.pop() if len(left) == 1 else ""


def _is(weekday: str, year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).weekday() == _WEEKDAYS.index(weekday)
    except ValueError:
        return False


def _messages(text: str) -> Iterator[_Message]:
    """The messages below days; a line that is neither goes on with the message above it."""
    day: tuple[str, str, str] | None = None
    held: _Message | None = None
    for line in text.split("\n"):
        dated = _DAY.fullmatch(line.strip())
        sent = _MESSAGE.fullmatch(line.rstrip("\r")) if day else None
        if dated or sent:
            if held:
                yield held
            held = None
        if dated:
            day = (dated["one"], dated["two"], dated["three"])
        elif sent and day:
            kept = {name: value for name, value in sent.groupdict().items() if value}
            held = _Message(day, clock(kept), sent["name"] or "", [sent["words"]])
        elif held:
            held.lines.append(line)
    if held:
        yield held


def _unquoted(words: str) -> str:
    """A message of several lines, which stands between quotation marks, without them."""
    words = words.strip()
    return words[1:-1].replace('""', '"') if "\n" in words and words[0] == words[-1] == '"' else words
