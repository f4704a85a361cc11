"""Which files of a folder are read, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search.errors import SearchError
from search.folder.walk import Found, Skipped, walk


def walked(folder: Path, max_bytes: int = 1000) -> list[Found | Skipped]:
    return list(walk(folder, max_bytes))


def test_files_come_in_the_order_of_their_paths_relative_to_the_folders_parent(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    for name in ("b/1.txt", "a.txt", "b.txt", "B.html", "b-1.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    paths = [found.path for found in walked(folder)]
    assert paths == sorted(paths)
    assert set(paths) == {"press/B.html", "press/a.txt", "press/b-1.txt", "press/b.txt", "press/b/1.txt"}


def test_what_is_not_read_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"x" * 1001)
    (tmp_path / "photo.gif").write_bytes(b"x")
    (tmp_path / "noending").write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "big.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    reasons = {Path(skipped.path).name: skipped.reason for skipped in walked(tmp_path) if isinstance(skipped, Skipped)}
    assert "SEARCH_MAX_BYTES" in reasons.pop("big.txt")
    assert reasons.pop("photo.gif").startswith(".gif files are not supported (image); if it shows text, save it as ")
    assert reasons.pop("noending").startswith("no file extension; rename it to .txt, ")
    assert reasons.pop("link.txt").startswith("symbolic link, not followed; ")
    assert reasons.pop("pipe.txt").startswith("not a regular file but a pipe, ")
    assert not reasons


def test_what_a_browser_saves_with_a_page_is_no_article(tmp_path: Path) -> None:
    beside = (
        "a_files/ad.html",
        "a_files/b/photo.png",
        "a_files/style.css",
        "b-Dateien/saved_resource.html",
        "c.files/x.js",
    )
    kept = ("a.html", "a_files/report.pdf", "b.htm", "c.xhtml", "d_files/e.html", "files/f.html")
    for name in (*beside, *kept):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = walked(tmp_path)
    assert {item.path.partition("/")[2] for item in found if isinstance(item, Found)} == {*kept}
    reasons = {item.path.partition("/")[2]: item.reason for item in found if isinstance(item, Skipped)}
    assert set(reasons) == {*beside}
    assert reasons["b-Dateien/saved_resource.html"] == "part of the saved page b.htm; no action needed"


def test_hidden_files_and_settings_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/a.txt", ".DS_Store", "sources.toml", "tags.tsv", "entities.tsv", "entities.toml"):
        (tmp_path / name).write_text("x")
    assert walked(tmp_path) == []


@pytest.mark.parametrize(
    "index", [("builds/1/documents.json", "manifest.json"), ("builds/1/documents.json", "build.lock"), ("build.lock",)]
)
def test_an_index_among_the_articles_is_no_part_of_them(tmp_path: Path, index: tuple[str, ...]) -> None:
    for name in (*(f"index/{name}" for name in index), "builds/a.txt", "b/manifest.json", "c/build.lock", "c/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [item.path for item in walked(tmp_path)] == [
        f"{tmp_path.name}/b/manifest.json",
        f"{tmp_path.name}/builds/a.txt",
        f"{tmp_path.name}/c/build.lock",
        f"{tmp_path.name}/c/d.txt",
    ]


def test_a_file_that_describes_another_is_no_document(tmp_path: Path) -> None:
    described = {"a.txt": "x", "a.txt.json": '{"title": "A"}', "b.html": "x", "b.json": '{"date": "2021"}'}
    own = {"c.txt": "x", "c.json": '{"body": "A text of its own."}', "d.txt": "x", "d.json": "[1]", "e.json": "{}"}
    lists = {"f.csv": "x", "f.json": '{"title": "F"}', "g.txt": "x", "g.json": '{"title": ', "h.json": '{"title": "H"}'}
    for name, content in (described | own | lists).items():
        (tmp_path / name).write_text(content)
    found = {item.file.name: item.beside for item in walked(tmp_path) if isinstance(item, Found)}
    assert {name: by.name for name, by in found.items() if by} == {"a.txt": "a.txt.json", "b.html": "b.json"}
    assert set(found) == set(described | own | lists) - {"a.txt.json", "b.json"}


def test_names_with_quotes_spaces_emoji_and_broken_bytes_are_printable(tmp_path: Path) -> None:
    for name in (b"a \"b\" 'c' \xf0\x9f\x98\x80.txt", b"\xff\xfe.txt"):
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
            file.write(b"x")
    names = [found.path.split("/", 1)[1] for found in walked(tmp_path)]
    assert names == ["a \"b\" 'c' 😀.txt", "\\xff\\xfe.txt"]
    assert all(found.file.read_bytes() == b"x" for found in walked(tmp_path) if isinstance(found, Found))


def test_a_missing_folder_and_a_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="no such folder"):
        walked(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(SearchError, match=r"a\.txt is a file"):
        walked(tmp_path / "a.txt")
