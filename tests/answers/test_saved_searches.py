"""`searches.toml`: what is read of it, what is said of the rest, and that people's own lines stay as they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search.answers.saved_searches import FILE, MOST, SavedSearch, add, load, remove, saved, written
from search.model import Query

WRITTEN = """\
# Ours. Ask before you change anything.
[[search]]
name = "Harbour strikes"   # since March
address = "http://127.0.0.1:8000/?q=strike&place=Oslo&page=3"
note = "for Fridays"

[other]
left = "alone"

[[ search ]]
address = '?q=%22south+pole%22&sort=-date'
name = "Pole"
"""


def put(folder: Path, text: str) -> Path:
    file = folder / FILE
    file.write_text(text, encoding="utf-8")
    return file


def names(folder: Path) -> list[str]:
    found = load(folder, folder / "index")
    assert not found.problems
    return [one.name for one in found.searches]


def test_searches_are_read_as_addresses_are(tmp_path: Path) -> None:
    put(tmp_path, WRITTEN)
    found = load(tmp_path, tmp_path / "index")
    assert found.problems == ()
    assert found.searches == (
        SavedSearch("Harbour strikes", Query("strike", chosen={"place": ("Oslo",)}), "for Fridays"),
        SavedSearch("Pole", Query('"south pole"', sort="-date")),
    )


def test_the_file_may_lie_beside_the_folder_and_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "index").mkdir()
    put(tmp_path, WRITTEN)
    put(tmp_path / "index", '[[search]]\nname = "Own"\naddress = "?q=own"\n')
    assert [one.name for one in load(tmp_path / "press", tmp_path / "index").searches] == [
        "Harbour strikes",
        "Pole",
        "Own",
    ]
    assert load(None, tmp_path / "nowhere").searches == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[search]]\nname = "a"\naddress = "?sort=best"\n', "“sort” cannot be “best”"),
        ('[[search]]\nname = "a"\naddress = "?sauce=x"\n', "There is no parameter “sauce”"),
        ('[[search]]\naddress = "?q=a"\n', "a search needs a name"),
        ('[[search]]\nname = "a"\n', "has a name, an address"),
        ('[[search]]\nname = 3\naddress = "?q=a"\n', "each a text in quotation marks"),
        ('[[search]]\nname = "a\\u001b[31m"\naddress = "?q=a"\n', "all of them printable"),
        ('[[search]]\nname = "Kept"\naddress = "?q=a"\n', "another search named “Kept”"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_are_used(tmp_path: Path, text: str, said: str) -> None:
    put(tmp_path, '[[search]]\nname = "Kept"\naddress = "?q=kept"\n' + text)
    found = load(tmp_path, tmp_path / "index")
    assert [one.name for one in found.searches] == ["Kept"]
    [problem] = found.problems
    assert said in problem
    assert f"{FILE}, search 2: " in problem


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[[search", b"search = 3\n", b"[search]\nname = 'a'\n", b"x" * 1_000_001]
)
def test_a_file_of_another_kind_is_ignored_and_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    found = load(tmp_path, tmp_path / "index")
    assert found.searches == ()
    assert f"{FILE} cannot be read: " in found.problems[0]


def test_a_pipe_and_a_link_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    (tmp_path / "index").mkdir()
    (tmp_path / "secret").write_text('[[search]]\nname = "secret"\naddress = "?q=a"\n')
    (tmp_path / "index" / FILE).symlink_to(tmp_path / "secret")
    found = load(tmp_path, tmp_path / "index")
    assert (found.searches, len(found.problems)) == ((), 2)
    with pytest.raises(OSError, match="not followed"):
        add(tmp_path / "index" / FILE, saved("a", "?q=a"))
    assert "secret" in (tmp_path / "secret").read_text()


def test_what_is_added_and_removed_leaves_every_other_line_alone(tmp_path: Path) -> None:
    file = put(tmp_path, WRITTEN.rstrip("\n"))
    new = saved('"Quotes" \\ and Zoë', '/?q="a+b"&not.place=R%26D', "x = 'y' # z")
    add(file, new)
    assert file.read_text().startswith(WRITTEN)
    assert load(tmp_path, tmp_path / "index").searches[2] == new
    assert remove(file, new.name)
    assert file.read_text() == WRITTEN + "\n"
    assert remove(file, "Harbour strikes")
    assert file.read_text().startswith("# Ours. Ask before you change anything.\n[other]\nleft")
    assert names(tmp_path) == ["Pole"]
    assert not remove(file, "Harbour strikes")


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    add(tmp_path / FILE, saved("First", "?q=first"))
    assert (tmp_path / FILE).read_text().startswith("# Searches that the front page lists")
    assert names(tmp_path) == ["First"]


def test_what_nobody_can_put_a_line_into_is_left_alone(tmp_path: Path) -> None:
    odd = put(tmp_path, 'search = [{name = "a", address = "?q=a"}, {name = "b", address = "?q=b"}]\n')
    before = odd.read_bytes()
    assert names(tmp_path) == ["a", "b"]
    with pytest.raises(ValueError, match=r"by hand|annot"):
        add(odd, saved("c", "?q=c"))
    with pytest.raises(ValueError, match="by hand"):
        remove(odd, "a")
    assert odd.read_bytes() == before


def test_names_are_given_once_and_searches_have_an_end(tmp_path: Path) -> None:
    many = "\n".join(written(SavedSearch(f"Search {n}", Query(str(n + 1)))) for n in range(MOST))
    file = put(tmp_path, many)
    assert len(names(tmp_path)) == MOST
    for name in ("Search 7", "One more"):
        with pytest.raises(ValueError, match=r"already|remove one first"):
            add(file, saved(name, "?q=x"))
