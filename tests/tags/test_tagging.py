"""Which article a line is about, and what is said of the lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.ledger.texts import Stored
from search.tag import Tag
from search.tags import tag_report
from search.tags.places import Found, Places
from search.tags.tag_file import FILE
from search.tags.tag_report import TagReport
from search.tags.tagging import Content, load, put_on

HERE, THERE, TWICE, AGAIN, COPY = (
    Stored("1" * 20, "press/a.txt", bytes.fromhex("aa" * 16), ""),
    Stored("2" * 20, "press/wire/b.txt", bytes.fromhex("bb" * 16), ""),
    Stored("3" * 20, "press/c.csv#1", bytes.fromhex("cc" * 16), ""),
    Stored("4" * 20, "press/c.csv#2", bytes.fromhex("cc" * 16), ""),
    Stored("5" * 20, "press/z.txt", bytes.fromhex("aa" * 16), "1" * 20),
)
PLACES = Places([HERE, THERE, TWICE, AGAIN, COPY])


@pytest.mark.parametrize(
    ("article", "digest", "expected"),
    [
        (HERE.id, "", Found((HERE.id,))),
        (HERE.path, "", Found((HERE.id,))),
        ("wire/b.txt", "", Found((THERE.id,))),
        ("b.txt", "", Found(())),
        ("news/a.txt", "", Found(())),
        ("", "aa" * 16, Found((HERE.id,))),
        ("", "aa" * 8, Found((HERE.id,))),
        (HERE.id, "aa" * 16, Found((HERE.id,))),
        ("9" * 20, "bb" * 16, Found((THERE.id,), "moved")),
        ("old/place.txt", "bb" * 16, Found((THERE.id,), "moved")),
        (HERE.id, "bb" * 16, Found((THERE.id,), "moved")),  # another text stands in its place now
        (HERE.id, "ff" * 16, Found((HERE.id,), "changed")),
        (TWICE.id, "cc" * 16, Found((TWICE.id,))),
        ("9" * 20, "cc" * 16, Found((TWICE.id, AGAIN.id), "moved")),
        ("9" * 20, "ff" * 16, Found(())),
        ("9" * 20, "bb" * 8 + "cc" * 8, Found(())),  # only the beginning is that of a text
        (COPY.id, "", Found((HERE.id,))),
        (COPY.path, "aa" * 16, Found((HERE.id,))),
        (COPY.path, "ff" * 16, Found((HERE.id,), "changed")),
        ("", "", Found(())),
    ],
)
def test_a_line_is_about(article: str, digest: str, expected: Found) -> None:
    assert PLACES.find(article, digest) == expected


def test_every_line_is_accounted_for(tmp_path: Path) -> None:
    lines = [
        f"{HERE.id}\t\tstrike\tfirst\tAda",
        f"{HERE.path}\t\tstrike\tfirst\tAda\t2026",  # the same again
        f"{HERE.id}\t\tstrike\tfirst\tBen",
        f"old.txt\t{'bb' * 16}\tmoved",
        f"{THERE.id}\t{'ff' * 16}\tchanged",
        f"old.txt\t{'cc' * 16}\ttwice",
        "nowhere.txt\t\tlost",
        "broken",
    ]
    tags, report = put_on(Content(((tmp_path / FILE, "\n".join(lines).encode()),), digest="x"), PLACES)
    assert tags == {
        HERE.id: (Tag("strike", "first", "Ada"), Tag("strike", "first", "Ben")),
        THERE.id: (Tag("moved"), Tag("changed")),
        TWICE.id: (Tag("twice"),),
        AGAIN.id: (Tag("twice"),),
    }
    assert report == TagReport("x", 6, 4, 2, 1, 1, 1, 2, report.first)
    assert report.lines + report.unused == len(lines)
    assert report.words == (
        "6 lines on 4 articles, 2 found by the text alone, 1 on a text that has changed since,"
        " 1 on several articles with the same text, 1 repeated, 2 not used"
    )
    assert [said.partition(", ")[2] for said in report.complaints] == [
        "line 7: no article of this index is “nowhere.txt”",
        "line 8: it needs an article, the digest of its text (or nothing) and a tag, with tabs between them",
    ]
    tag_report.write(tmp_path, report)
    assert tag_report.read(tmp_path) == report


def test_further_lines_are_counted(tmp_path: Path) -> None:
    _, report = put_on(Content(((tmp_path / FILE, b"x.txt\t\ty\n" * 60),), digest="x"), PLACES)
    assert len([*report.complaints]) == 21
    assert [*report.complaints][-1] == "tags: 40 more lines could not be used"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "index" / FILE).write_bytes(b"\0\1\2")
    found = load(tmp_path, tmp_path / "index")
    assert len(found.problems) == 2
    assert "symbolic link, not followed; it was ignored" in found.problems[0]
    assert "it is not a text; in a spreadsheet, save it as text with tabs; it was ignored" in found.problems[1]
    assert found.digest
    assert load(tmp_path / "elsewhere", tmp_path) != Content()
    assert load(None, tmp_path / "nothing") == Content()
