"""Subtitles become what is said, and nothing of when."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import read
from tests.made_article import BODY


def one(text: str | bytes, name: str = "a.srt") -> Document:
    raw = text if isinstance(text, bytes) else text.encode()
    (document,) = read(raw, name, f"news/{name}")
    assert isinstance(document, Document)
    return document


SRT = """1
00:00:01,000 --> 00:00:04,000
<i>The keeper of the light</i>
{\\an8}retires at eighty.

2
00:00:04,100 --> 00:00:06,000
- Who lights it now?
- Nobody &amp; nothing.
3
00:00:06,100 --> 00:00:09,000 X1:40 X2:600
40
computers do.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_are_put_together_and_numbers_times_and_styles_are_left(end: str, mark: str) -> None:
    document = one(mark + SRT.replace("\n", end))
    assert document.body.split("\n\n") == [
        "The keeper of the light retires at eighty.",
        "Who lights it now?",
        "Nobody & nothing. 40 computers do.",
    ]
    assert document.notes == (Note("text of 3 subtitles, without their times"),)


def test_voices_are_named_and_what_rolls_up_comes_once() -> None:
    text = """WEBVTT Kind of talk
Language: de-CH

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 position:0%
<v.loud Ada Quayle>Das Licht<00:02.000><c> brennt</c></v>

00:04.000 --> 00:06.000
Das Licht brennt
seit heute.

00:06.000 --> 00:08.000
<v Tom Arkle>Endlich.
"""
    document = one(text, "a.vtt")
    assert document.body == "Ada Quayle: Das Licht brennt seit heute.\n\nTom Arkle: Endlich."
    assert (document.title, document.declared["language"]) == ("Kind of talk", "de")


def test_a_long_talk_has_paragraphs_of_whole_sentences() -> None:
    cues = "\n\n".join(f"{n}\n00:00:{n:02},0 --> 00:00:{n:02},9\n{BODY.split('. ')[0]}." for n in range(1, 20, 2))
    last = cues.replace("--> 00:00:", "--> 00:01:")
    paragraphs = one(f"{cues}\n\n{last}").body.split("\n\n")
    assert all(each.endswith(".") for each in paragraphs)


@pytest.mark.parametrize("text", ["Only words.", "WEBVTT\n\nNOTE nothing is said here\n"])
def test_a_file_without_subtitles_is_named(text: str) -> None:
    with pytest.raises(FileSkipped, match="no subtitles"):
        one(text)


ASS = r"""[Script Info]
; made by hand
Title: The light

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{\i1}The keeper of the light{\i0},\Nas he is called,
Comment: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,check this
Dialogue: 0,0:00:02.00,0:00:04.00,Default,,0,0,0,,{\p1}m 0 0 l 100 0 100 100{\p0}
Dialogue: 0,0:00:04.00,0:00:06.00,Default,,0,0,0,,retires at eighty.
Dialogue: 1,0:00:04.00,0:00:06.00,Default,,0,0,0,,retires at eighty.
Dialogue: 0,0:00:06.00,0:00:09.00,Default,Ada Quayle,0,0,0,,Who lights it now?
"""


def test_substation_alpha_has_words_and_voices_and_neither_styles_nor_drawings() -> None:
    document = one(ASS, "a.ass")
    assert document.title == "The light"
    assert document.body.split("\n\n") == [
        "The keeper of the light, as he is called, retires at eighty.",
        "Ada Quayle: Who lights it now?",
    ]
    assert document.notes == (Note("text of 3 subtitles, without their times"),)


def test_a_file_of_substation_alpha_in_which_nothing_is_said_is_named() -> None:
    with pytest.raises(FileSkipped, match="no subtitles"):
        one("[Script Info]\nTitle: The light\n", "a.ass")
