"""Lines that recur in the files of a folder are no part of an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.build.build import build
from search.folder.recurring_lines import among, as_text, lines_of, recurring
from search.model import Query
from search.store import builds
from tests.edited_folders import Watched, config

SAID = [
    "The ferry to the island was late again, and nobody on the quay was surprised by it, the mayor least of all.",
    "The council voted for a new bridge over the estuary, although the engineers had warned that it takes nine years.",
    "The bakery behind the church opened again after the flood, and a queue reached from its door to the boats.",
    "The school has found a teacher of music who plays the organ, the trumpet and the saw, though not all at one time.",
]
NEXT = [f"{said} So it was told by those who had been there on the day, and by some who had not." for said in SAID]


def article(number: int, between: str, *, above: str = "", below: str = "") -> str:
    title = f"What the people of number {number} say today"
    lines = [above, title, "June 3, 2019", SAID[number], between, NEXT[number], below]
    return "\n\n".join(filter(None, lines)) + "\n"


def bodies(folder: Path, index: Path) -> dict[str, str]:
    made = config(index, entities="none")
    build(folder, made)
    hits = builds.open_index(made.index).searcher.search(Query(per_page=100)).hits
    return {hit.document.path.partition("/")[2]: hit.document.body for hit in hits}


def fill(folder: Path, texts: list[str], encoding: str = "utf-8") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode(encoding))


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("Story Continued Below", "utf-8"),
        ("* Read the Quay Gazette in the evening", "utf-8"),
        ("Читайте «Вестник» по вечерам", "utf-8"),
        ("Lesen Sie den Anzeiger täglich", "cp1252"),
    ],
)
def test_a_line_that_stands_in_three_files_is_furniture(tmp_path: Path, line: str, encoding: str) -> None:
    fill(tmp_path / "press", [article(number, line) for number in range(3)], encoding)
    found = bodies(tmp_path / "press", tmp_path / "index")
    assert list(found.values()) == [f"{SAID[number]}\n\n{NEXT[number]}" for number in (0, 1, 2)]


def test_a_line_that_stands_in_two_files_of_a_folder_is_of_the_article(tmp_path: Path) -> None:
    line = "How the bridge came down"
    fill(tmp_path / "press", [article(number, line) for number in (0, 1)])
    fill(tmp_path / "press" / "more", [article(number, line) for number in (2, 3)])
    assert all(line in body for body in bodies(tmp_path / "press", tmp_path / "index").values())


def test_a_heading_of_one_story_stays_in_its_near_duplicates(tmp_path: Path) -> None:
    line = "How the bridge came down"
    fill(
        tmp_path / "press",
        [article(0, line, below=f"{NEXT[number]} Number {number} adds this.") for number in range(4)],
    )
    assert all(line in body for body in bodies(tmp_path / "press", tmp_path / "index").values())


def test_a_sentence_that_recurs_is_furniture_only_around_the_article(tmp_path: Path) -> None:
    line = "The mayor did not answer our questions."
    texts = [article(number, line, below="Ferries are run with help from our readers.") for number in range(3)]
    fill(tmp_path / "press", texts)
    for body in bodies(tmp_path / "press", tmp_path / "index").values():
        assert line in body
        assert "readers" not in body


def test_a_paragraph_that_recurs_is_of_the_article(tmp_path: Path) -> None:
    line = f"{SAID[3]} {SAID[3]}"
    fill(tmp_path / "press", [article(number, line) for number in range(3)])
    assert all(line in body for body in bodies(tmp_path / "press", tmp_path / "index").values())


def test_the_name_above_the_articles_is_no_title_but_a_title_that_recurs_is(tmp_path: Path) -> None:
    fill(
        tmp_path / "press",
        [article(number, "", above="The Quay Gazette for Saltmere and the islands") for number in range(3)],
    )
    fill(tmp_path / "press" / "column", [f"Letters to the editor\n\n{SAID[n]}\n\n{SAID[n + 1]}\n" for n in range(3)])
    made = config(tmp_path / "index", entities="none")
    build(tmp_path / "press", made)
    hits = builds.open_index(made.index).searcher.search(Query(per_page=100)).hits
    titles = {hit.document.path: hit.document.title for hit in hits}
    assert titles["press/1.txt"] == "What the people of number 1 say today"
    assert titles["press/column/1.txt"] == "Letters to the editor"


def test_files_are_read_again_when_other_lines_recur_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.ledger.writer.RACE", -(10**18))  # as if the files were older than they are
    folder, line = tmp_path / "press", "Read the Gazette by the sea"
    fill(folder, [article(number, line) for number in range(2)])
    (folder / "other.txt").write_text(article(3, ""))
    assert line in bodies(folder, tmp_path / "index")["0.txt"]
    (folder / "2.txt").write_text(article(2, line))
    watched = Watched()
    build(folder, config(tmp_path / "index", entities="none"), watched)
    assert watched.stages == [("reading", 3)]
    assert not any(line in body for body in bodies(folder, tmp_path / "index").values())
    (folder / "1.txt").unlink()
    assert line in bodies(folder, tmp_path / "index")["0.txt"]


def test_lines_of_files_that_are_long_or_have_many_are_bounded() -> None:
    many = lines_of("\n".join(f"line {number}" for number in range(5_000)).encode())
    assert len(many) == 400 * 16
    assert lines_of(b"a line\n" * 200_000) == b""
    assert lines_of(b"") == b""
    assert [*recurring([("a", b""), ("b", b"")])] == [("a", b""), ("b", b"")]


def test_lines_are_found_again_by_their_digests() -> None:
    raw = f"Mehr  für Sie\r\n{SAID[0]}\r\n".encode("cp1252")
    files = [("a", lines_of(raw)), *((str(n), lines_of(f"Mehr  für Sie\n{SAID[n]}".encode("cp1252"))) for n in (1, 2))]
    digests = dict(recurring(files))["a"]
    assert as_text(among(raw, digests), "cp1252") == {"Mehr für Sie"}
    assert among(raw, b"") == ()
