"""`tags.tsv`: what is read of its lines, what is said of the others, and that nobody's lines are lost."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from search.errors import InputInvalid
from search.model import NONE
from search.tag import Tag
from search.tags import tag_file
from search.tags.tag_file import FILE, FIRST, Entry, Problems, add, content_of, entries, remove, written

DIGEST = "9c1185a5c5e9fc54612808977ee8f548"


def read(text: str | bytes) -> tuple[list[Entry], Problems]:
    problems = Problems()
    return [*entries(Path(FILE), text if isinstance(text, bytes) else text.encode(), problems)], problems


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a.txt\t\tstrike", Entry(1, "a.txt", "", Tag("strike"))),
        (
            f"0123\t{DIGEST}\tstrike\ta note\tAda\t2026-11-30\tpress/a.txt",
            Entry(1, "0123", DIGEST, Tag("strike", "a note", "Ada", "2026-11-30")),
        ),
        (f"\t{DIGEST[:16].upper()}\t\tonly a note\r", Entry(1, "", DIGEST[:16], Tag("", "only a note"))),
        ('"a ""b"".txt"\t\t"x, ""y"""', Entry(1, 'a "b".txt', "", Tag('x, "y"'))),
        ("a.txt\t1,23E+15\tstrike", Entry(1, "a.txt", "", Tag("strike"))),
        ("a.txt\t\t  two \u00a0 words ", Entry(1, "a.txt", "", Tag("two words"))),
        ("a.txt\t\te\u0301meute\u200f", Entry(1, "a.txt", "", Tag("\u00e9meute"))),
        ("a.txt\t\tمی\u200cخواهم", Entry(1, "a.txt", "", Tag("می\u200cخواهم"))),
        ("\ufeffa.txt\t\t=1+1", Entry(1, "a.txt", "", Tag("=1+1"))),
        ("a.txt\t\t'=1+1\t'-2\t'@Ada", Entry(1, "a.txt", "", Tag("=1+1", "-2", "@Ada"))),
        ("a.txt\t\t'tis\t''", Entry(1, "a.txt", "", Tag("'tis", "''"))),
    ],
)
def test_a_line_says(line: str, expected: Entry) -> None:
    found, problems = read(line)
    assert (found, problems.count) == ([expected], 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a.txt\tstrike", "it needs an article, the digest of its text"),
        ("strike", "it needs an article"),
        ("a.txt\tstrike\ta note", "“strike” is not the digest of a text"),
        (f"a.txt\t{DIGEST}0\tstrike", "is not the digest"),
        ("\t\tstrike", "it names no article"),
        ("a.txt\t\t\t", "neither a tag nor a note"),
        (f"a.txt\t\t{NONE}", "cannot be called"),
        ("a.txt\t\t" + "x" * 101, "more than 100 characters"),
        ("a.txt\t\tx\t" + "y" * 1001, "more than 1,000 characters"),
        ("a.txt\t\tx\t" + "y" * 10_000_000, "longer than 20,000 characters"),
        ("a.txt\t\tbell\x07", "cannot be shown"),
        ("a.txt\t\tturned\u202e", "cannot be shown"),
        ("a.txt\t\t\x1b[2J", "cannot be shown"),
        (b"a.txt\t\tgr\xfcn", "not UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_no_other_is_lost(line: str | bytes, reason: str) -> None:
    raw = line if isinstance(line, bytes) else line.encode()
    found, problems = read(b"x.txt\t\tone\n" + raw + b"\nx.txt\t\ttwo\n")
    assert [(entry.line, entry.tag.name) for entry in found] == [(1, "one"), (3, "two")]
    assert problems.count == 1
    assert problems.first[0].startswith(f"{FILE}, line 2: ")
    assert reason in problems.first[0]
    assert len(problems.first[0]) < 200


def test_remarks_empty_lines_and_the_head_say_nothing() -> None:
    assert read("# a\tb\tc\n\n \t\r\narticle\tdigest\ttag\tnote\n") == ([], Problems())


def test_of_many_problems_the_first_are_told_and_all_are_counted() -> None:
    _, problems = read("nothing\n" * 1000)
    assert (problems.count, len(problems.first)) == (1000, FIRST)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    tags = [Tag("strike"), Tag("", "a note"), Tag('"quoted" and, so', '"', 'A "da"', "2026"), Tag("=cmd|' /C calc'!A0")]
    new = [written("0123", DIGEST, tag, "press/a\tb\n\x1b.txt" * 100) for tag in tags]
    add(tmp_path / FILE, new[:2])
    add(tmp_path / FILE, new[2:])
    found, problems = read((tmp_path / FILE).read_bytes())
    assert problems.count == 0
    assert [(entry.article, entry.digest, entry.tag) for entry in found] == [("0123", DIGEST, tag) for tag in tags]
    assert (tmp_path / FILE).read_text().startswith("article\tdigest\ttag\tnote\twho\tday\tpath\n")


def test_lines_that_people_wrote_stay_to_the_byte(tmp_path: Path) -> None:
    theirs = b"# mine\r\na.txt\t\tkept\r\n\xff\xfe broken\nb.txt\t\tgone\nc.txt\t\tlast, without an end"
    (tmp_path / FILE).write_bytes(theirs)
    add(tmp_path / FILE, [written("d", "", Tag("new"), "")])
    assert (tmp_path / FILE).read_bytes() == theirs + b"\nd\t\tnew\n"
    gone = remove(tmp_path / FILE, lambda found: [entry.line for entry in found if entry.tag.name == "gone"])
    assert gone == 1
    assert (tmp_path / FILE).read_bytes() == theirs.replace(b"b.txt\t\tgone\n", b"") + b"\nd\t\tnew\n"
    assert remove(tmp_path / FILE, lambda found: []) == 0
    assert remove(tmp_path / "absent.tsv", lambda found: [entry.line for entry in found]) == 0


def test_a_file_that_is_no_text_is_neither_read_nor_written_to(tmp_path: Path) -> None:
    raw = b"a.txt\t\tstrike\n\0\1\2"
    (tmp_path / FILE).write_bytes(raw)
    with pytest.raises(InputInvalid, match="it is not a text"):
        content_of(tmp_path / FILE)
    with pytest.raises(InputInvalid, match="it is not a text"):
        add(tmp_path / FILE, [written("d", "", Tag("new"), "")])
    assert (tmp_path / FILE).read_bytes() == raw


def test_nothing_is_read_or_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"a.txt\t\tsecret\n")
    (tmp_path / FILE).symlink_to(tmp_path / "secret")
    for change in (
        lambda: add(tmp_path / FILE, [written("d", "", Tag("new"), "")]),
        lambda: remove(tmp_path / FILE, lambda found: [entry.line for entry in found]),
    ):
        with pytest.raises(OSError, match="symbolic link"):
            change()
    assert (tmp_path / "secret").read_bytes() == b"a.txt\t\tsecret\n"


def test_what_a_spreadsheet_saved_as_unicode_text_is_read_and_becomes_utf_8(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("article\tdigest\ttag\r\na.txt\t\témeute\r\n".encode("utf-16"))
    add(tmp_path / FILE, [written("d", "", Tag("new"), "")])
    found, problems = read((tmp_path / FILE).read_bytes())
    assert ([entry.tag.name for entry in found], problems.count) == (["émeute", "new"], 0)


def test_a_file_does_not_grow_beyond_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_file, "MAX_BYTES", 100)
    add(tmp_path / FILE, [written("d", "", Tag("new"), "")])
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(InputInvalid, match="would be larger than 100 bytes"):
        add(tmp_path / FILE, [written("d", "", Tag("x" * 60), "")])
    assert (tmp_path / FILE).read_bytes() == before


LINES = 25
WRITER = """
import sys
from pathlib import Path
from search.model import Tag
from search.tags.tag_file import add, remove, written
for number in range(int(sys.argv[3])):
    add(Path(sys.argv[1]), [written("a", "", Tag(f"{sys.argv[2]} {number}"), ""), written("a", "", Tag("gone"), "")])
    remove(Path(sys.argv[1]), lambda found: [entry.line for entry in found if entry.tag.name == "gone"])
"""


def test_those_who_write_at_once_lose_no_line(tmp_path: Path) -> None:
    file = tmp_path / FILE
    writers = ["Ada", "Bea", "Cleo"]
    started = [subprocess.Popen([sys.executable, "-c", WRITER, str(file), name, str(LINES)]) for name in writers]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    found, problems = read(file.read_bytes())
    assert problems.count == 0
    assert sorted(entry.tag.name for entry in found) == sorted(f"{name} {n}" for name in writers for n in range(LINES))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(1)", "'=1+1", "''-2", "\uff1d1", "'tis", "a=1", '"=1"'])
def test_no_cell_is_a_formula_in_a_spreadsheet_and_none_comes_back_otherwise(tmp_path: Path, text: str) -> None:
    tag = Tag(text, text, text, text)
    add(tmp_path / FILE, [written("0" * 20, DIGEST, tag, text)])
    with (tmp_path / FILE).open(encoding="utf-8", newline="") as file:
        _, cells = csv.reader(file, delimiter="\t")  # as a spreadsheet takes them
    assert not any(cell[0] in "=+-@\uff1d" for cell in cells[2:])
    [entry] = read((tmp_path / FILE).read_bytes())[0]
    assert entry.tag == tag
