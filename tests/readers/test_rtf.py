"""Rich text: what is shown of it, whatever it is written with, and no more."""

from __future__ import annotations

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import read
from search.readers.office.rtf_text import read_rtf
from tests.made_exports import rtf
from tests.made_files import BODY, TITLE, rich_text


def shown(inside: str) -> str:
    return read_rtf(f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{inside}}}".encode("latin-1")).text


SHOWN = (
    (r"A \u8220?quoted\u8221? word", "A “quoted” word"),
    (r"caf\'e9 and \'93quotes\'94", "café and “quotes”"),
    (r"{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}\f1\'cf\'f0\'e8\f0\'e9", "Приé"),
    (r"{\fonttbl{\f1\fcharset128 MS Gothic;}}\f1\'93\'fa\'96\'7b", "日本"),
    (r"\uc2\u26085\'93\'fa\u26412\'96\'7b!", "日本!"),
    (r"\u-10179?\u-8703?", "\U0001f601"),
    (r"one\par two\line three\tab four", "one\n\ntwo\n\nthree\tfour"),
    (r"a\~b\_c\-d", "a\xa0b-cd"),
    (r"{\field{\*\fldinst{HYPERLINK \"https://example.org/\"}}{\fldrslt{the link}}}", "the link"),
    (r"{\info{\title T}{\author A}}text{\header page 1}{\pict\pngblip 89504e47}", "text"),
    (r"text{\footnote A note.} goes on", "text goes on\n\nA note."),
    (r"\{braces\} and \\", "{braces} and \\"),
    (r"{\*\unknown hidden}seen", "seen"),
    (r"\trowd HD\cell Title\cell\row LP\cell Words\cell\row", "HD\n\nTitle\n\nLP\n\nWords"),
    (r"before{\pict\bin5 }}}{\}after", "beforeafter"),
    (r"\u99999999? and \uc-5\u233? and \ansicpg99999 done", "\ue0ff and é? and done"),
)


@pytest.mark.parametrize(("inside", "text"), SHOWN)
def test_what_is_shown(inside: str, text: str) -> None:
    assert shown(inside) == text


def test_a_file_is_a_document_with_its_title() -> None:
    (document,) = read(rich_text(), "a.rtf", "news/a.rtf")
    assert isinstance(document, Document)
    assert document.text == f"{TITLE}\n\n{BODY}"


def test_any_text_comes_back_from_rich_text() -> None:
    text = "Ünï\n\n“日本” 😁 {x} \\y"
    assert read_rtf(rtf(text)).text == text


WRAPPED = (
    "The council voted on Tuesday to close the harbour bridge to all",
    "traffic after engineers found a crack in one of its piers that is",
    "as long as a hand. Cars have to go by the ferry, which runs every",
    "twenty minutes and is free for everybody who lives on the other",
    "bank.",
    "The mayor said that the work would take until the end of autumn,",
    "and that the money for it had been set aside in the budget of the",
    "year before. Nobody could say on the day what a new bridge would",
    "cost, and when it might be ready.",
)


@pytest.mark.parametrize("blank", [True, False])
def test_lines_that_are_ended_at_a_margin_are_those_of_their_paragraphs(blank: bool) -> None:
    lines = [*WRAPPED[:5], *([""] if blank else []), *WRAPPED[5:]]
    assert shown("\\par ".join(lines)) == "\n".join(WRAPPED[:5]) + "\n\n" + "\n".join(WRAPPED[5:])


def test_a_word_that_is_cut_at_such_a_line_is_whole() -> None:
    lines = [
        WRAPPED[0],
        "traffic after engineers found a crack in one of its founda-",
        "tions that is no longer than a hand. Cars have to go by boat,",
    ]
    assert "foundations\nthat is no longer" in shown("\\par ".join((*lines, *WRAPPED[3:])))


def test_short_paragraphs_and_lists_are_paragraphs() -> None:
    lines = [
        "A list of what the shop has",
        "Tea",
        "Coffee from the hills",
        "Milk",
        "Bread",
        "Salt",
        "Rice",
        "Eggs",
        "Oil",
    ]
    assert shown("\\par ".join(lines)) == "\n\n".join(lines)


@pytest.mark.parametrize("raw", [b"", b"  \n", b"{\\rtf1}", b"{\\rtf1 {\\pict 00}\\par 12 34}"])
def test_what_holds_no_text_is_skipped_with_a_reason(raw: bytes) -> None:
    with pytest.raises(FileSkipped, match=r"empty|no text"):
        list(read(raw, "a.rtf", "news/a.rtf"))


def test_text_that_is_named_rtf_is_read_as_text() -> None:
    (document,) = read(f"{TITLE}\n\n{BODY}\n".encode(), "a.rtf", "news/a.rtf")
    assert isinstance(document, Document)
    assert BODY in document.text


BOMBS = {
    "closing": b"{\\rtf1 word " + b"}" * 1_000_000 + b"x",
    "bytes that are not there": b"{\\rtf1 word \\bin2000000000 x}",
    "bytes before the beginning": b"{\\rtf1 word \\bin-5 x}" * 1000,
    "numbers": b"{\\rtf1 word " + b"\\u9999999999?\\uc9999999999 " * 20_000 + b"}",
    "signs": b"{\\rtf1 word " + b"\\'" * 500_000 + b"}",
    "backslashes": b"{\\rtf1 word " + b"\\" * 500_001,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_nothing_comes_of_a_bomb_that_is_bigger_than_its_file(bomb: str) -> None:
    (document,) = read(BOMBS[bomb], "a.rtf", "news/a.rtf")
    assert isinstance(document, Document)
    assert document.text.startswith("word")
    assert len(document.text) <= len(BOMBS[bomb])


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(FileSkipped, match="nested more than 2,000 groups deep"):
        list(read(b"{\\rtf1 " + b"{" * 1_000_000, "a.rtf", "news/a.rtf"))
