"""WhatsApp's export of a chat as text: a line a message, with its day and hour as the phone writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.readers.entry import Entry, Told
from search.readers.posts.post_texts import worded

_MARKS = "\u200e\u200f\u202a\u202b\u202c\ufeff"
"""Signs of direction that phones put before lines."""
_DAY = r"(?P<one>\d{1,4})[./-]\s?(?P<two>\d{1,2})[./-]\s?(?P<three>\d{2,4})\.?"
_HOUR = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
_HALF = r"(?:[\s\u202f]?(?P<half>[ap]\.?\s?m\.?|[AP]\.?\s?M\.?|[^\W\d_]{2,4}))?"
_BEGIN = re.compile(
    rf"^[{_MARKS}]*(?:\[{_DAY},?\s{_HOUR}{_HALF}\]\s|"
    + re.sub(r"\?P<(\w+)>", r"?P<\1_>", rf"{_DAY},?\s(?:\w+\s)?{_HOUR}{_HALF}\s[-–]\s")
    + r")",
    re.MULTILINE,
)
_SENDER = re.compile(rf"[{_MARKS}~\s]*(?P<name>[^:\n]{{1,60}}):\s(?P<words>.*)", re.DOTALL)
_NO_WORDS = re.compile(
    rf"[{_MARKS}\s]*(?:<[^<>\n]{{3,80}}>|[^\s()]{{1,80}}\.\w{{2,4}} \([^()\n]{{4,40}}\))[{_MARKS}\s]*"
    r"|\u200e[^\n]{1,60}"
)
"""A picture or a recording in the place of words: <Media omitted>, "a.jpg (file attached)".

An iPhone puts a sign of direction before what it says itself, in whatever language.
"""
_NOTICE = re.compile(r"[^:\n]{1,60}:\s\u200e")
"""What an iPhone says of encryption above all messages, which is longer than its other notices."""
_AFTERNOON = frozenset({"pm", "下午", "午後", "오후", "μμ", "م"})
_MORNING = frozenset({"am", "上午", "午前", "오전", "πμ", "ص"})
_FEWEST = 2
"""Messages in the beginning of a text that make it a chat."""
_HEAD = 20_000
_NAME = re.compile(
    r"(?:WhatsApp[ -]Chat|Chat de WhatsApp|Discussion WhatsApp|Chat WhatsApp|Conversa do WhatsApp|WhatsApp-chat|"
    r"Чат WhatsApp|WhatsApp)[ -]*(?:with|mit|con|avec|com|met|med|с|-)?\s+(?P<name>.+?)(?:\s\(\d+\))?\.(?:txt|zip)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message. `numbers` are the three of its day, in the order of the phone; `time` is "08:00"."""

    numbers: tuple[str, str, str]
    day: str
    time: str
    text: str


def is_chat(text: str) -> bool:
    """Whether a text begins as such an export does: with a day, an hour and a name, several times."""
    if not _BEGIN.match(text.lstrip(_MARKS + "\n ")):
        return False
    head = text[:_HEAD]
    starts = [*_BEGIN.finditer(head)]
    named = sum(_SENDER.match(head, start.end()) is not None for start in starts)
    return named >= _FEWEST and 2 * named >= len(starts)


def messages(text: str, path: str) -> Iterator[Entry]:
    """The messages of a chat, in its order; those of the program itself, and pictures, have no words."""
    found = _messages(text)
    order = _order([message.numbers for message in found])
    name = _NAME.search(path)
    chat = Told(name["name"].strip() if name else "", "name of the chat's file")
    for at, message in enumerate(found):
        yield Entry() if not at and _NOTICE.match(message.text) else _entry(message, order, chat)


def _messages(text: str) -> list[_Message]:
    starts = [*_BEGIN.finditer(text)]
    ends = [*(after.start() for _, after in pairwise(starts)), len(text)]
    return [_message(start, text[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _message(start: re.Match[str], text: str) -> _Message:
    kept = {name.rstrip("_"): value for name, value in start.groupdict().items() if value}
    half = re.sub(r"[.\s]", "", kept.get("half", "").lower())
    hour = int(kept["hour"]) % 12 + 12 * (half in _AFTERNOON) if half in _AFTERNOON | _MORNING else int(kept["hour"])
    numbers = (kept["one"], kept["two"], kept["three"])
    return _Message(numbers, start[0].strip(f"{_MARKS}[]-– \n"), f"{hour:02}:{kept['minute']}", text.strip())


def _order(days: Sequence[tuple[str, str, str]]) -> str:
    """What comes first in the days of a chat: "year", "day", "month", or "" where none of them tells.

    A number above 12 tells; else the messages stand in their order, which only one of both readings keeps.
    """
    if any(len(one) == 4 for one, _, _ in days):
        return "year"
    if any(int(one) > 12 for one, _, _ in days):
        return "day"
    if any(int(two) > 12 for _, two, _ in days):
        return "month"
    kept = [order for order in ("day", "month") if _rises([_key(day, order) for day in days])]
    return kept[0] if len(kept) == 1 else ""


def _key(day: tuple[str, str, str], order: str) -> tuple[int, int, int]:
    one, two, three = map(int, day)
    return (three, two, one) if order == "day" else (three, one, two)


def _rises(days: Sequence[tuple[int, int, int]]) -> bool:
    return all(before <= after for before, after in pairwise(days))


def _entry(message: _Message, order: str, chat: Told) -> Entry:
    sent = _SENDER.match(message.text)
    if sent is None or _NO_WORDS.fullmatch(sent["words"]):
        return Entry()
    title, paragraphs = worded(sent["words"])
    entry = Entry(title=title, paragraphs=paragraphs, source=chat, author=sent["name"].strip(_MARKS + " ~"))
    return replace(entry, day=Told(_written(message, order), "WhatsApp's line"))


def _written(message: _Message, order: str) -> str:
    """The day as ISO 8601 where its order is known, else as the phone wrote it."""
    one, two, three = message.numbers
    if not order:
        return f"{one}/{two}/{three}"
    year, month, day = {"year": (one, two, three), "day": (three, two, one), "month": (three, one, two)}[order]
    full = year if len(year) == 4 else f"20{year.zfill(2)}"
    return f"{full}-{month.zfill(2)}-{day.zfill(2)}T{message.time}"
