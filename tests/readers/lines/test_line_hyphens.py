"""Words that the end of a line cuts are found whole, and what is no such word stays as it is."""

from __future__ import annotations

import pytest

from search.model import Document
from search.readers import read
from search.readers.lines.line_hyphens import mended


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("after a re-\nmarkable storm, and can-\ncelled until", "after a remarkable\nstorm, and cancelled\nuntil"),
        ("wegen der Regie-\n   rungskrise, heißt es", "wegen der Regierungskrise,\n   heißt es"),
        ("после бури па-\nром вернулся", "после бури паром\nвернулся"),
        ("a re\u00ad\nmarkable storm", "a remarkable\nstorm"),
        ("a re\u2010\nmarkable storm", "a remarkable\nstorm"),
        ("> it was re-\n> markable, they", "> it was remarkable,\n> they"),
        ("of the fer-\nries.\n\nThe next day", "of the ferries.\n\nThe next day"),
        ("a well-known, well-\nknown man", "a well-known, well-known\nman"),
    ],
)  # fmt: skip
def test_a_word_that_is_cut_is_put_together(written: str, read_as: str) -> None:
    assert mended(written) == read_as


@pytest.mark.parametrize(
    "written",
    [
        "die Hafen-\nund Fährbetriebe",
        "pre-\npost-\nanti-",
        "see https://example.org/some-\nthing for more",
        "said Jean-\nPaul of the port",
        "the end of a cut-\n\nnext paragraph",
        "a dash -\nlike this",
        "in 2019-\nand later",
    ],
)
def test_what_is_no_cut_word_stays(written: str) -> None:
    assert mended(written) == written


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_file_is_read_so(suffix: str) -> None:
    (document,) = read(b"It was closed after a re-\nmarkable storm.", f"a{suffix}", f"news/a{suffix}")
    assert isinstance(document, Document)
    assert document.text == "It was closed after a remarkable\nstorm."
