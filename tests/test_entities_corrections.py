"""`entities.toml`: what a person says of names wins, and what cannot be used is said with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from search.entities.corpus import Census
from search.entities.corrections import load
from search.model import Document, Kind, Mention, Part
from search.renaming import Renaming, Value, renamed


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


def corrected(folder: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The values of the document under the file in the folder, and what is complained about."""
    corrections = load(folder)
    census = Census()
    added = corrections.added_to(GIVEN)
    census.add(added)
    names = corrections.over(census.renaming(), census.documents)
    mentions = renamed(added, names).mentions
    complaints = corrections.problems + corrections.unmet(names, census.documents)
    return [(mention.name, mention.kind) for mention in mentions], complaints


def read(folder: Path, text: str | bytes) -> list[tuple[str, str]]:
    (folder / "entities.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return corrected(folder)[0]


UNTOUCHED = [(mention.name, mention.kind) for mention in GIVEN.mentions]


def test_without_a_file_nothing_changes(tmp_path: Path) -> None:
    assert corrected(tmp_path) == (UNTOUCHED, [])


def test_names_are_merged_retyped_hidden_and_added(tmp_path: Path) -> None:
    text = """
hide = ["replay more videos"]

[person]
"Sergei Naryshkin" = ["Sergei Narishkin"]

[organisation]
"Acme" = []

[add.place]
"Lonn Valley" = []
"""
    assert read(tmp_path, text) == [
        ("Sergei Naryshkin", "person"),
        ("Acme", "organisation"),
        ("Oslo", "place"),
        ("Lonn Valley", "place"),
    ]


def test_what_the_corpus_merged_wrongly_is_split(tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_text('[organisation]\n"Vedanasti" = []\n')
    merged: Renaming = {("organisation", "Vedanasti"): ("organisation", "Vedanosti")}
    values: list[Value] = [("organisation", "Vedanasti"), ("organisation", "Vedanosti")]
    assert load(tmp_path).over(merged, values) == {}


def test_a_chain_of_names_ends_at_its_last(tmp_path: Path) -> None:
    text = '[place]\n"Christiania" = ["Oslo"]\n"Kristiania" = ["Christiania"]\n'
    assert ("Kristiania", "place") in read(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[place]\n"Bergen" = ["Voss"]\n"Voss" = ["Bergen"]\n', "line 2: .*each counted as the other"),
        ('[city]\n"Bergen" = []\n', "line 1: 'city' is no kind of entity"),
        ('[place]\n"Bergen" = "Voss"\n', "line 2: 'Bergen' takes a list"),
        ('[place]\n"Bergen" = = []\n', "line 2: cannot be read"),
        ('hide = "Voss"\n', "line 1: 'hide' takes a list"),
        (b'hide = []\n[place]\n"B\xe9rgen" = []\n', "line 3: is not UTF-8"),
        ('[place]\n"Christiania" = ["Voss"]\n"Kristiania" = ["Voss"]\n', "line 2: 'Voss' was given to 'Christiania'"),
        ('[place]\n"Atlantis" = []\n', "line 2: no article names 'Atlantis'"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line_and_the_rest_applies(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    rest = '[person]\n"Sergei Naryshkin" = ["Sergei Narishkin"]\n'
    changed = read(tmp_path, (text if isinstance(text, bytes) else text.encode()) + rest.encode())
    complaints = corrected(tmp_path)[1]
    assert changed == [("Sergei Naryshkin", "person"), *UNTOUCHED[1:]]
    assert any(re.search(message, complaint) for complaint in complaints), complaints


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"\x00" * 5000, b"[" * 5000, b"a=" * 5000, b"a=" + b"[" * 50_000]
)
def test_any_file_is_survived(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == UNTOUCHED
