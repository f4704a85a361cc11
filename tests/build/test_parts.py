"""A folder that is read in parts and merged gives the index that one machine makes of it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from search.build.build import build
from search.build.part_run import PartDone, in_part, read_part
from search.build.taken import Taken
from search.config import Config
from search.errors import IndexMissing, SearchError
from search.folder.events import Exceeded, FileTask, Finished
from search.folder.walk import Found
from search.ledger import database
from search.reading import part_lookup
from search.reading.part_file import END, HEAD, RECORDS, PartWriter, contents, frames, head_of, part_files
from search.reading.part_lookup import CHANGED, DAMAGED, UNREAD, Keeper
from search.reading.part_table import head
from search.store import builds
from tests.edited_folders import EDITS, NAMES, TEXTS, Edit, Watched, answers, config, edit, outcome, put

BANNER = "Harbour Gazette\n\n"
DATED = "Quay rebuilt\n\n{}\n\nThe council of Bergen said that Ingrid Halvorsen would open a new quay to all ferries."
WORDING = [
    *TEXTS,
    *(BANNER + text for text in TEXTS[:6]),  # a line that recurs, once enough files have it
    DATED.format("03/04/2024"),  # whose order of day and month others settle
    DATED.format("25/04/2024").replace("quay", "lighthouse"),
    DATED.format("June 10").replace("quay", "slipway"),  # whose year they settle
]
MANY = [f"n{number}.txt" for number in range(8)]


class Merged(Watched):
    """Keeps what a build took from parts as well."""

    taken: Taken

    def merged(self, taken: Taken) -> None:
        self.taken = taken


def read_all(folder: Path, settings: Config, of: int, parts: Path) -> list[PartDone]:
    """Every part, each as if on a machine with an index folder of its own."""
    return [
        read_part(folder, replace(settings, index=settings.index / str(number)), number, of, parts)
        for number in range(1, of + 1)
    ]


def everything(
    index: Path, settings: Config, folder: Path, parts: Path | None = None, told: Merged | None = None
) -> object:
    """What a build gives: answers, and the whole ledger but for times and when articles came."""
    found = outcome(index, lambda: build(folder, replace(settings, index=index), told, parts=parts))
    path = builds.build_folder(index, builds.read_manifest(index))
    rows = [replace(row, seconds=0.0) for row in database.rows(path)]
    return found, rows, database.totals(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve articles, one a file."""
    folder = tmp_path / "press"
    for number in range(12):
        body = " ".join(TEXTS[number % 5].split())
        put(folder / f"{number}.txt", [f"Ferry {number}\n\nJune {number + 10}, 2024\n\n{body} It was no {number}."])
    return folder


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    return tmp_path / "parts"


def plain(tmp_path: Path, **settings: object) -> Config:
    return config(tmp_path / "index", entities="rules", **settings)


def merge(folder: Path, settings: Config, parts: Path) -> Merged:
    told = Merged()
    build(folder, settings, told, parts=parts)
    return told


WRITES = st.tuples(
    st.just("write"),
    st.sampled_from([*NAMES, *MANY]),
    st.lists(st.integers(0, len(WORDING) - 1), min_size=1, max_size=3),
    st.just(""),
)
FOLDERS = st.lists(WRITES, min_size=3, max_size=14)


def as_one_machine(engine: str, first: list[Edit], later: list[Edit], of: int, entities: str) -> None:
    """Read in parts and merge; change the folder and merge again; read the parts again and merge into that index."""
    with TemporaryDirectory() as place:
        folder, parts = Path(place, "press"), Path(place, "parts")
        put(folder / "z.txt", [TEXTS[0]])
        settings = config(Path(place, "machines"), engine=engine, entities=entities)
        for change in first:
            edit(folder, change, WORDING)
        done = read_all(folder, settings, of, parts)
        told = Merged()
        alone = everything(Path(place, "one"), settings, folder)
        assert everything(Path(place, "merged"), settings, folder, parts, told) == alone
        assert (told.taken.files, told.taken.read) == (sum(part.files for part in done), 0)
        for change in later:
            edit(folder, change, WORDING)
        changed = everything(Path(place, "two"), settings, folder)
        assert everything(Path(place, "late"), settings, folder, parts) == changed
        read_all(folder, settings, of, parts)
        assert everything(Path(place, "merged"), settings, folder, parts) == changed


@settings(max_examples=25)
@given(FOLDERS, EDITS, st.sampled_from([1, 2, 5]), st.sampled_from(["rules", "none"]))
def test_the_index_of_parts_is_that_of_one_machine(
    first: list[Edit], later: list[Edit], of: int, entities: str
) -> None:
    as_one_machine("memory", first, later, of, entities)


@settings(max_examples=12)
@given(FOLDERS, EDITS, st.sampled_from([1, 2, 5]))
def test_so_it_is_in_the_usual_engine(first: list[Edit], later: list[Edit], of: int) -> None:
    as_one_machine("whoosh", first, later, of, "rules")


def test_every_file_is_in_one_part_wherever_the_folder_is(folder: Path) -> None:
    for path in (f"press/{number}.txt" for number in range(200)):
        assert [in_part(path, number, 5) for number in range(1, 6)].count(True) == 1
        assert in_part(path, 2, 5) == in_part(path.replace("press", "other"), 2, 5)
    assert all(any(in_part(f"press/{n}.txt", number, 5) for n in range(200)) for number in range(1, 6))


def test_parts_of_a_folder_that_stands_elsewhere_on_each_machine_are_as_good(
    folder: Path, parts: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "mnt" / "press")
    read_all(tmp_path / "mnt" / "press", plain(tmp_path), 2, parts)
    assert merge(folder, plain(tmp_path), parts).taken == Taken(2, 12)


def test_a_file_that_changed_meanwhile_is_named_and_read(folder: Path, parts: Path, tmp_path: Path) -> None:
    read_all(folder, plain(tmp_path), 2, parts)
    put(folder / "3.txt", ["Storm\n\nJune 4, 2024\n\n" + TEXTS[2]])
    put(folder / "new.txt", ["Boats\n\nJune 5, 2024\n\n" + TEXTS[3]])
    told = merge(folder, plain(tmp_path), parts)
    assert told.taken == Taken(2, 11, 2, [("press/3.txt", CHANGED), ("press/new.txt", UNREAD)])
    assert "Storm" in str(answers(tmp_path / "index"))


def test_a_file_of_the_same_size_and_stamp_is_told_by_its_bytes(folder: Path, parts: Path, tmp_path: Path) -> None:
    read_all(folder, plain(tmp_path), 1, parts)
    file = folder / "3.txt"
    status = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Ferry 3", b"Ferry 9"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert merge(folder, plain(tmp_path), parts).taken.named == [("press/3.txt", CHANGED)]


def test_what_a_part_that_is_missing_would_have_read_is_read(folder: Path, parts: Path, tmp_path: Path) -> None:
    done = read_all(folder, plain(tmp_path), 3, parts)
    done[1].file.unlink()
    told = merge(folder, plain(tmp_path), parts)
    assert [warning.partition(";")[0] for warning in told.warnings] == ["parts: missing: part 2/3"]
    assert (told.taken.read, told.taken.files) == (done[1].files, 12 - done[1].files)
    assert builds.read_manifest(tmp_path / "index").documents == 12


def test_parts_of_another_division_are_used_without_a_word_on_what_they_lack(
    folder: Path, parts: Path, tmp_path: Path
) -> None:
    read_all(folder, plain(tmp_path), 2, parts)
    read_part(folder, plain(tmp_path), 1, 7, parts)
    told = merge(folder, plain(tmp_path), parts)
    assert (told.warnings, told.taken) == ([], Taken(3, 12))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"program": "older"}, "another version of the program"),
        ({"fingerprint": "other"}, "other settings"),
        ({"today": "2025-12-31"}, "SEARCH_TODAY=2025-12-31"),
        ({"folder": "journal"}, "a folder called journal, not press"),
    ],
)
def test_a_part_that_does_not_fit_is_named_and_not_used(
    facts: dict[str, str], said: str, folder: Path, parts: Path, tmp_path: Path
) -> None:
    done = read_all(folder, plain(tmp_path), 2, parts)
    _with_head(done[0].file, facts)
    told = merge(folder, plain(tmp_path), parts)
    assert said in told.warnings[0]
    assert told.taken.read == done[0].files
    _with_head(done[1].file, facts)
    with pytest.raises(SearchError, match=r"no part in .* can be used") as raised:
        merge(folder, plain(tmp_path), parts)
    assert str(raised.value).count(said) == 2


def _with_head(file: Path, facts: dict[str, str]) -> None:
    """Write a part anew as if it were of something else."""
    told = head_of(file)
    assert told is not None
    writer = PartWriter(file.parent / "other", structs.replace(told, **facts))
    with file.open("rb") as opened:
        for frame in list(frames(file))[1:-1]:
            kept = contents(opened, frame.at, frame.length)
            assert kept is not None
            writer.add(frame.kind, kept, frame.key, frame.path)
    writer.finish()
    writer.file.replace(file)


@settings(max_examples=30)
@given(st.floats(0, 1, exclude_max=True), st.sampled_from(["flip", "cut", "zeros"]))
def test_damage_anywhere_in_a_part_loses_nothing(where: float, what: str) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place, "press")
        for number in range(5):
            put(folder / f"{number}.txt", [TEXTS[number]])
        settings = config(Path(place, "machines"), entities="rules")
        (done,) = read_all(folder, settings, 1, Path(place, "parts"))
        raw = bytearray(whole := done.file.read_bytes())
        at = int(where * len(raw))
        if what == "flip":
            raw[at] ^= 16
        else:
            raw[at:] = bytes(len(raw) - at) if what == "zeros" else b""
        done.file.write_bytes(raw)
        told = Merged()
        alone = everything(Path(place, "one"), settings, folder)
        try:
            assert everything(Path(place, "merged"), settings, folder, done.file.parent, told) == alone
        except AssertionError:
            raise
        except IndexMissing:  # the head was hit, so that there was no part at all
            assert head_of(done.file) is None
        else:
            assert told.warnings or told.taken.read or what == "flip" or raw == whole  # it ends in zeros


def test_a_long_file_is_kept_in_pieces(
    folder: Path, parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_lookup, "_MOST", 200)
    put(folder / "long.jsonl", TEXTS[:6])
    settings = plain(tmp_path)
    (done,) = read_all(folder, settings, 1, parts)
    assert sum(frame.kind == RECORDS for frame in frames(done.file)) >= 3
    told = Merged()
    alone = everything(tmp_path / "one", settings, folder)
    assert everything(tmp_path / "merged", settings, folder, parts, told) == alone
    assert told.taken.read == 0
    (piece, *_) = [frame for frame in frames(done.file) if frame.kind == RECORDS]
    raw = bytearray(done.file.read_bytes())
    raw[piece.at + piece.length] ^= 1
    done.file.write_bytes(raw)
    told = Merged()
    assert everything(tmp_path / "again", settings, folder, parts, told) == alone
    assert told.taken.named == [("press/long.jsonl", DAMAGED)]


def test_what_took_too_much_of_a_part_is_left_to_the_merge(folder: Path, parts: Path, tmp_path: Path) -> None:
    """Another machine may have more memory, or other limits."""
    put(folder / "bomb.jsonl", TEXTS[:3])
    settings = plain(tmp_path)
    writer = PartWriter(parts, head(folder, settings, 1, 1))
    keeper = Keeper(writer)
    found = Found(folder / "bomb.jsonl", "press/bomb.jsonl", ".jsonl", 1)
    keeper.expected(FileTask(found))
    keeper.add(found, Exceeded("press/bomb.jsonl#1", "used more than 200 MB"))
    keeper.add(found, Finished(b"digest", 0.1))
    writer.finish()
    assert {frame.kind for frame in frames(writer.file)} == {HEAD, END}


def test_a_part_that_is_run_again_reads_what_is_new(folder: Path, parts: Path, tmp_path: Path) -> None:
    read_all(folder, plain(tmp_path), 1, parts)
    (folder / "3.txt").unlink()
    put(folder / "new.txt", ["Boats\n\nJune 5, 2024\n\n" + TEXTS[3]])
    (done,) = read_all(folder, plain(tmp_path), 1, parts)
    assert (done.files, done.earlier) == (12, 11)
    (anew,) = [
        read_part(folder, plain(tmp_path), 1, 1, parts, full=True),
    ]
    assert (anew.files, anew.earlier) == (12, 0)


def test_of_two_runs_of_a_part_at_once_one_is_kept(folder: Path, parts: Path, tmp_path: Path) -> None:
    settings = plain(tmp_path)
    late = PartWriter(parts, head(folder, settings, 1, 1))
    (done,) = read_all(folder, settings, 1, parts)
    kept = done.file.read_bytes()
    with pytest.raises(SearchError, match="run twice at once"):
        late.finish()
    assert done.file.read_bytes() == kept
    assert part_files(parts) == [done.file]


def test_parts_among_the_articles_are_no_articles(folder: Path, tmp_path: Path) -> None:
    settings = replace(plain(tmp_path), index=folder / "index")
    read_part(folder, settings, 1, 1, folder / "index" / "parts")
    read_part(folder, settings, 1, 1, folder / "kept")
    assert merge(folder, settings, folder / "kept").taken == Taken(1, 12)
    manifest = builds.read_manifest(folder / "index")
    assert (manifest.documents, manifest.skipped) == (12, 0)
    build(folder, settings)
    assert builds.read_manifest(folder / "index") == manifest


@pytest.mark.parametrize("made", ["nothing", "an empty folder", "a file"])
def test_without_parts_there_is_no_merge(made: str, folder: Path, parts: Path, tmp_path: Path) -> None:
    if made == "an empty folder":
        parts.mkdir()
    elif made == "a file":
        parts.write_text("")
    with pytest.raises(SearchError, match="run every part first with --part"):
        merge(folder, plain(tmp_path), parts)
    assert not (tmp_path / "index" / "manifest.json").exists()


def test_a_folder_that_cannot_be_written_is_said(folder: Path, parts: Path, tmp_path: Path) -> None:
    parts.write_text("")
    with pytest.raises(SearchError, match=r"cannot write to .*parts \(File exists\)"):
        read_part(folder, plain(tmp_path), 1, 1, parts)


def test_names_that_are_added_by_hand_later_are_found(folder: Path, parts: Path, tmp_path: Path) -> None:
    settings = plain(tmp_path)
    read_all(folder, settings, 2, parts)
    (folder / "entities.tsv").write_text("add\tperson\tcrew\n")
    alone = everything(tmp_path / "one", settings, folder)
    told = Merged()
    assert everything(tmp_path / "merged", settings, folder, parts, told) == alone
    assert (told.taken.read, "crew" in str(alone)) == (0, True)
