"""Subtitles (.srt, WebVTT): what is said, as paragraphs, without the times at which it is shown.

    12                                          at times a number, or a name
    00:01:04,000 --> 00:01:08,200 align:start
    <v Ada Quayle>We sold the ferry             the words, in some lines
    in March.

Source: W3C, WebVTT: The Web Video Text Tracks Format; what players of video read as SubRip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry
from search.readers.records.record_values import resolved

SUFFIXES = (".srt", ".vtt")

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}(?:[ \t].*)?")
_HEADER = re.compile(r"WEBVTT(?:[ \t-]+(?P<title>\S.*))?")
_SAID = re.compile(r"(?P<name>Language|Title)[ \t]*:[ \t]*(?P<value>\S.*)", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,40})?[ \t]+(?P<name>[^<>]{1,80})>")
_MARKUP = re.compile(r"</?[^<>]{1,200}>|\{\\[^{}]{1,80}\}")
_CHANGES = re.compile(r"(?:[-–—]|>{2,})\s*(?=\S)")
"""What another speaker's line begins with."""
_LONG = 500
"""Characters after which a paragraph ends with its sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is shown, and who says it, where that is said."""

    words: str
    voice: str = ""


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The one document of a file. Raises FileSkipped where nothing in it has a time."""
    text, encoding = decoded(raw, options.charset, options.twice)
    lines = text.split("\n")
    count = sum(1 for line in lines if _TIMES.fullmatch(line))
    if not count:
        raise FileSkipped("no subtitles, which have times above them; rename it to .txt if it is plain text")
    said = _head(lines)
    found = Entry(
        title=said.get("title", ""),
        paragraphs=tuple(paragraphs(_shown(lines))),
        language=said.get("language", ""),
        notes=(Note(f"text of {count:,} subtitles, without their times"),),
    )
    yield entry.document(found, path, encoding)


def _head(lines: list[str]) -> dict[str, str]:
    """What stands above the first blank line of WebVTT."""
    header = _HEADER.fullmatch(lines[0].strip())
    if not header:
        return {}
    found = {"title": header["title"] or ""}
    for line in lines[1:]:
        if not line.strip():
            break
        if said := _SAID.fullmatch(line.strip()):
            found[said["name"].lower()] = said["value"]
    return found


def _shown(lines: list[str]) -> Iterator[Line]:
    """The lines below times, down to a blank one; one that is only shown again, as it rolls up, comes once."""
    inside, last = False, ""
    for at, line in enumerate(lines):
        if _TIMES.fullmatch(line):
            inside = True
        elif not line.strip():
            inside = False
        elif inside and not (line.strip().isdecimal() and at + 1 < len(lines) and _TIMES.fullmatch(lines[at + 1])):
            voice = _VOICE.search(line)
            words = " ".join(resolved(_MARKUP.sub("", line)).split())
            if words and words != last:
                yield Line(words, voice["name"].strip() if voice else "")
            last = words or last


def paragraphs(lines: Iterable[Line]) -> Iterator[str]:
    """Lines put together to paragraphs: one for each speaker, or of some sentences."""
    whole, speaker = "", ""
    for line in lines:
        mark = _CHANGES.match(line.words)
        words = line.words[mark.end() :] if mark else line.words
        other = line.voice not in ("", speaker)
        if other:
            speaker = line.voice
            words = f"{speaker}: {words}"
        if whole and (mark or other or (len(whole) > _LONG and whole.endswith((".", "!", "?", "…")))):
            yield whole
            whole = ""
        whole = f"{whole} {words}".strip()
    if whole:
        yield whole
