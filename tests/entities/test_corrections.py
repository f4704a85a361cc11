"""`entities.tsv`: what a person says of names wins, and what cannot be used is said with its line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from search.engines.name_table import Renaming, Value, renamed
from search.entities.corpus.folding import Census
from search.entities.corrections import load
from search.entities.corrections_file import FILE, Entry, erase, write
from search.kept_file import writable
from search.model import Document, Kind, Mention, Part


def document(body: str, *names: tuple[str, Kind]) -> Document:
    mentions = tuple(Mention(name, kind, body.index(name), body.index(name) + len(name)) for name, kind in names)
    return Document("1", "a.txt", text=body, parts=(Part("body", 0, len(body)),), mentions=mentions)


GIVEN = document(
    "Sergei Narishkin of Acme left Lonn Valley for Oslo. Replay More Videos",
    ("Sergei Narishkin", "person"),
    ("Acme", "person"),
    ("Oslo", "place"),
    ("Replay More Videos", "organisation"),
)


def tsv(*lines: str) -> bytes:
    """Lines written with " | " for a tab."""
    return "".join(line.replace(" | ", "\t") + "\n" for line in lines).encode()


def corrected(folder: Path, index: Path | None = None) -> tuple[list[tuple[str, str]], list[str]]:
    """The values of the document under the files, and what is complained about."""
    corrections = load(folder, index or folder / "index")
    census = Census()
    added = corrections.added_to(GIVEN)
    census.add(added)
    folded = census.renaming()
    names = corrections.over(folded, census.documents)
    complaints = corrections.problems + corrections.unmet(folded, census.documents)
    return [(mention.name, mention.kind) for mention in renamed(added, names).mentions], complaints


def read(folder: Path, content: bytes) -> list[tuple[str, str]]:
    (folder / FILE).write_bytes(content)
    return corrected(folder)[0]


UNTOUCHED = [(mention.name, mention.kind) for mention in GIVEN.mentions]


def test_without_a_file_nothing_changes(tmp_path: Path) -> None:
    assert corrected(tmp_path) == (UNTOUCHED, [])


def test_names_are_renamed_retyped_hidden_and_added(tmp_path: Path) -> None:
    lines = tsv(
        "# a remark",
        "",
        "hide | organisation | replay more videos",
        "rename | person | Sergei Narishkin | Sergei Naryshkin",
        "retype | person | Acme | organisation",
        'add | place | "Vale of Lonn" | Lonn Valley',
    )
    assert read(tmp_path, b"\xef\xbb\xbf" + lines.replace(b"\n", b"\r\n")) == [
        ("Sergei Naryshkin", "person"),
        ("Acme", "organisation"),
        ("Oslo", "place"),
        ("Vale of Lonn", "place"),
    ]
    assert corrected(tmp_path)[1] == []


def final(folder: Path, values: dict[Value, Value], *lines: str) -> dict[Value, Value | None]:
    """What values that the corpus counts as others count as under a file of these lines."""
    (folder / FILE).write_bytes(tsv(*lines))
    names: Renaming = {value: new for value, new in values.items() if value != new}
    found = load(folder, folder / "index")
    assert found.problems == []
    return {value: found.over(names, values.keys()).get(value, value) for value in values}


SPELT: Value = ("organisation", "Vedanosti")
MISSPELT: Value = ("organisation", "Vedanasti")


def test_what_the_corpus_merged_wrongly_is_split(tmp_path: Path) -> None:
    together: dict[Value, Value] = {SPELT: SPELT, MISSPELT: SPELT}
    assert final(tmp_path, together, "split | organisation | Vedanasti") == {SPELT: SPELT, MISSPELT: MISSPELT}


def test_what_is_merged_takes_the_spelling_that_the_corpus_shows_and_what_is_renamed_the_one_given(
    tmp_path: Path,
) -> None:
    apart: dict[Value, Value] = {SPELT: SPELT, MISSPELT: MISSPELT}
    merged = final(tmp_path, apart, "merge | organisation | Vedanasti | VEDANOSTI")
    assert merged == {SPELT: SPELT, MISSPELT: SPELT}
    shouted: Value = ("organisation", "VEDANOSTI")
    assert final(tmp_path, apart, "rename | organisation | Vedanosti | VEDANOSTI")[SPELT] == shouted
    all_of_it: dict[Value, Value] = {SPELT: SPELT, MISSPELT: SPELT}
    renamed_all = final(tmp_path, all_of_it, "rename | organisation | Vedanosti | VEDANOSTI")
    assert renamed_all == {SPELT: shouted, MISSPELT: shouted}


def test_a_chain_of_lines_ends_at_its_last(tmp_path: Path) -> None:
    lines = ("rename | place | Oslo | Christiania", "rename | place | Christiania | Kristiania",
             "retype | place | Kristiania | organisation", "hide | organisation | Acme")  # fmt: skip
    assert ("Kristiania", "organisation") in read(tmp_path, tsv(*lines))
    assert ("Acme", "person") in corrected(tmp_path)[0]  # the kind counts


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("merge | place | Bergen | Voss\nmerge | place | Voss | Bergen", r"line 3: 'Voss' would be counted as itself"),
        ("hide | city | Bergen", "line 2: 'city' is not a kind: .*person, organisation or place"),
        ("retype | person | Acme | firm", "line 2: 'firm' is not a kind"),
        ("delete | place | Oslo", "line 2: 'delete' is not a correction: .*hide, rename"),
        ("merge | place | Oslo", "line 2: 'merge' takes a kind, a name and the name to count it as"),
        ("hide | place", "line 2: 'hide' takes a kind, a name"),
        ("hide", "line 2: nothing is not a kind"),
        ("hide place Oslo", "line 2: 'hide place Oslo' is not a correction: .*tab"),
        ("hide | place | Oslo | Bergen", "line 2: 'hide' takes"),
        ("hide | place | ...", "line 2: 'hide' takes"),
        ("rename | person | Sergei Narishkin | Other", "line 2: the person 'Sergei Narishkin' is already corrected in"),
        ("hide | place | Atlantis", "line 2: no article names the place 'Atlantis': check the spelling"),
        ("hide | place | Acme", "line 2: no article names the place 'Acme': there is a person"),
        ("merge | place | Oslo | Atlantis", "line 2: no article names the place 'Atlantis'"),
        ("add | place | Atlantis | Atlantide", "line 2: no article names the place 'Atlantis'"),
        (b"hide\tplace\tB\xe9rgen", "line 2: not UTF-8"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line_and_the_rest_applies(
    tmp_path: Path, line: str | bytes, message: str
) -> None:
    first = tsv("rename | person | Sergei Narishkin | Sergei Naryshkin")
    given = line if isinstance(line, bytes) else tsv(line).rstrip(b"\n")
    changed = read(tmp_path, first + given + b"\n" + tsv("hide | organisation | Replay More Videos"))
    complaints = corrected(tmp_path)[1]
    assert changed[0] == ("Sergei Naryshkin", "person")
    assert [name for name, _ in changed[1:]] in (["Acme", "Oslo"], ["Acme", "Atlantis"])
    assert any(re.search(f"{FILE}, {message}", complaint) for complaint in complaints), complaints
    assert len(complaints) <= 3


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"\x00" * 5000, b"\t" * 5000, b"hide\t" * 5000, b"\r" * 5000, b"a" * 100_000]
)
def test_any_file_is_survived(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == UNTOUCHED


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    values, [complaint] = corrected(tmp_path)
    assert (values, FILE in complaint) == (UNTOUCHED, True)


def test_the_former_file_is_said_to_be_read_no_more(tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_text('hide = ["Oslo"]')
    values, [complaint] = corrected(tmp_path)
    assert values == UNTOUCHED
    assert "entities.toml is no longer read" in complaint
    assert FILE in complaint


# --- which file


def test_the_file_beside_the_articles_and_that_of_the_index_both_count(tmp_path: Path) -> None:
    folder, index = tmp_path / "press", tmp_path / "index"
    for made in (folder, index):
        made.mkdir()
    (tmp_path / FILE).write_bytes(tsv("hide | place | Oslo"))
    (index / FILE).write_bytes(tsv("hide | person | Acme", "rename | place | Oslo | Bergen"))
    values, [complaint] = corrected(folder, index)
    assert [name for name, _ in values] == ["Sergei Narishkin", "Replay More Videos"]
    assert "index/entities.tsv, line 2" in complaint
    assert writable(FILE, folder, index) == tmp_path / FILE
    (folder / FILE).write_bytes(tsv("hide | organisation | Replay More Videos"))
    assert [name for name, _ in corrected(folder, index)[0]] == ["Sergei Narishkin", "Bergen"]
    assert writable(FILE, folder, index) == folder / FILE


def test_without_a_folder_to_write_to_it_is_the_one_of_the_index(tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert writable(FILE, tmp_path, index) == tmp_path / FILE
    assert writable(FILE, None, index) == index / FILE


# --- writing


def test_a_line_is_added_and_all_others_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / FILE
    before = b"# mine\r\nhide\tplace\tB\xe9rgen\n\nhide\tplace\tOslo\nno newline"
    file.write_bytes(before)
    file.chmod(0o600)
    write(Entry(file, 0, "hide", "person", "Acme"))
    assert file.read_bytes() == before + b"\nhide\tperson\tAcme\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_was_said_of_a_name_before_is_replaced_and_spellings_to_add_are_not(tmp_path: Path) -> None:
    file = tmp_path / FILE
    entry = Entry(file, 0, "rename", "place", "Oslo", ("Christiania",))
    for one in (
        Entry(file, 0, "hide", "place", "OSLO"),
        Entry(file, 0, "add", "place", "Oslo", ("Aslo",)),
        Entry(file, 0, "add", "place", "Oslo", ("Aslo",)),
        entry,
    ):
        write(one)
    said = [line for line in file.read_text().splitlines() if not line.startswith("#")]
    assert said == ["add\tplace\tOslo\tAslo", "rename\tplace\tOslo\tChristiania"]
    assert load(tmp_path, tmp_path).problems == []


def test_a_line_is_taken_out_again_unless_it_is_another_now(tmp_path: Path) -> None:
    file = tmp_path / FILE
    write(Entry(file, 0, "hide", "place", "Oslo"))
    [entry] = load(tmp_path, tmp_path / "index").entries
    assert not erase(replace(entry, name="Bergen"))
    assert erase(entry)
    assert load(tmp_path, tmp_path / "index").entries == []
    assert file.read_text().startswith("#")


@pytest.mark.parametrize("change", [write, erase])
def test_a_link_is_neither_read_nor_written_through(tmp_path: Path, change: Callable[[Entry], object]) -> None:
    shared, file = tmp_path / "shared.tsv", tmp_path / "in" / FILE
    file.parent.mkdir()
    shared.write_text("hide\tplace\tOslo\nthe secret of the house next door\n")
    file.symlink_to(shared)
    told = [f"{file} cannot be read: symbolic link, not followed; it was ignored"]
    assert corrected(file.parent) == (UNTOUCHED, told)
    assert writable(FILE, file.parent, tmp_path / "index") == file
    with pytest.raises(OSError, match="symbolic link"):
        change(Entry(file, 0, "hide", "place", "Oslo"))
    assert file.is_symlink()
    assert shared.read_text() == "hide\tplace\tOslo\nthe secret of the house next door\n"
    assert [path.name for path in file.parent.iterdir()] == [FILE]


def test_what_is_put_in_the_place_of_the_file_while_it_is_written_is_replaced_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, file = tmp_path / "shared.tsv", tmp_path / FILE
    shared.write_text("untouched")
    flushed = os.fsync

    def swap(descriptor: int) -> None:
        flushed(descriptor)
        if not file.exists():  # the folder is flushed as well, when the new file is in its place
            file.symlink_to(shared)

    monkeypatch.setattr(os, "fsync", swap)
    write(Entry(file, 0, "hide", "place", "Oslo"))
    assert shared.read_text() == "untouched"
    assert not file.is_symlink()
    assert file.read_text().endswith("hide\tplace\tOslo\n")


@pytest.mark.parametrize("place", ["in", "index"])
def test_a_pipe_in_the_place_of_the_file_is_told_and_not_waited_for(tmp_path: Path, place: str) -> None:
    for name in ("in", "index"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / place / FILE)
    names, [told] = corrected(tmp_path / "in", tmp_path / "index")
    assert names == UNTOUCHED
    assert f"{tmp_path / place / FILE} cannot be read: not a regular file but a pipe" in told
