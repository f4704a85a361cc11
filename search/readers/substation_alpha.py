r"""Subtitles of SubStation Alpha (.ass, .ssa): what is said, as paragraphs, without times, styles and drawings.

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:04.00,Default,Ada,0,0,0,,{\i1}We sold the ferry{\i0}\Nin March.

The text is the last field, commas and all. Source: the specification of SubStation Alpha v4.00+, as players read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import PLAIN, Options, Rejected, entry
from search.readers.characters.encoding import decoded
from search.readers.entry import Entry
from search.readers.subtitles import Line, paragraphs

SUFFIXES = (".ass", ".ssa")

_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
"""The fields of a line where no "Format" names them."""
_OVERRIDES = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
_BREAK = re.compile(r"\\[Nnh]")
_VOICES = ("name", "actor")


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The one document of a file. Raises FileSkipped where nothing in it is said."""
    text, encoding = decoded(raw, options.charset, options.twice)
    lines = [line.strip() for line in text.split("\n")]
    said = [*_said(lines)]
    if not said:
        raise FileSkipped("no subtitles, which begin with Dialogue; rename it to .txt if it is plain text")
    titles = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("title:"))
    found = Entry(
        title=next(titles, ""),
        paragraphs=tuple(paragraphs(said)),
        notes=(Note(f"text of {len(said):,} subtitles, without their times"),),
    )
    yield entry.document(found, path, encoding)


def _said(lines: list[str]) -> Iterator[Line]:
    """What each line of dialogue says, and who says it; what is only shown again, in other layers, comes once."""
    fields, events, last = _FIELDS, False, ""
    for line in lines:
        name, _, value = line.partition(":")
        if line.startswith("["):
            events = line.lower() == "[events]"
        elif events and name.lower() == "format":
            fields = [each.strip().lower() for each in value.split(",")]
        elif name.lower() == "dialogue" and not _DRAWING.search(value):
            values = dict(zip(fields, value.split(",", len(fields) - 1), strict=False))
            words = " ".join(_BREAK.sub(" ", _OVERRIDES.sub("", values.get("text", ""))).split())
            if words and words != last:
                yield Line(words, next((values[key].strip() for key in _VOICES if values.get(key)), ""))
            last = words or last
