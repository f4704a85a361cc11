"""What `sources.toml` says of publishers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search.errors import SettingInvalid
from search.sources import Sources, domain_of, load

SAID = """
[aliases]
"The Quay Gazette" = ["quaygazette", "Quay-Gazette Online"]
[folders]
"wire" = "Harbour Wire"
"Wire/Sports/" = "Harbour Sports"
[domains]
"https://www.quay.example/" = "The Quay Gazette"
"blog.quay.example" = "Quay Blog"
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    (tmp_path / "sources.toml").write_text(SAID)
    return load(tmp_path)


@pytest.mark.parametrize("name", ["The Quay Gazette", "QuayGazette", "quay gazette online", "THE QUAY GAZETTE"])
def test_every_spelling_has_one_name(sources: Sources, name: str) -> None:
    assert sources.named(name) == "The Quay Gazette"


def test_a_name_of_which_nothing_is_said_stays(sources: Sources) -> None:
    assert sources.named("Other") == Sources().named("Other") == "Other"


@pytest.mark.parametrize(
    ("path", "publisher"),
    [
        ("press/wire/1.txt", "Harbour Wire"),
        ("press/WIRE/deep/1.txt", "Harbour Wire"),
        ("press/wire/sports/1.txt", "Harbour Sports"),
        ("press/wire.txt", ""),
        ("wire/1.txt", ""),
        ("press/other/wire/1.txt", ""),
    ],
)
def test_a_folder_below_the_corpus_has_a_publisher(sources: Sources, path: str, publisher: str) -> None:
    assert sources.of_folder(path)[0] == publisher


@pytest.mark.parametrize(
    ("domain", "publisher"),
    [
        ("quay.example", "The Quay Gazette"),
        ("m.quay.example", "The Quay Gazette"),
        ("blog.quay.example", "Quay Blog"),
        ("notquay.example", ""),
        ("example", ""),
    ],
)
def test_a_domain_has_the_publisher_of_what_it_is_part_of(sources: Sources, domain: str, publisher: str) -> None:
    assert sources.of_domain(domain)[0] == publisher


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.Quay.example:443/a?b#c", "quay.example"),
        ("//quay.example/a", "quay.example"),
        ("quay.example", "quay.example"),
        ("http://ada@quay.example/", "quay.example"),
        ("", ""),
    ],
)
def test_the_domain_of_an_address(url: str, domain: str) -> None:
    assert domain_of(url) == domain


def test_the_file_may_stand_beside_the_folder_and_the_one_inside_wins(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    assert load(folder) == Sources()
    (tmp_path / "sources.toml").write_text('[folders]\na = "Outside"\n')
    assert load(folder).folders == {"a": "Outside"}
    (folder / "sources.toml").write_text('[folders]\na = "Inside"\n')
    assert load(folder).folders == {"a": "Inside"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[aliases", "cannot be read"),
        ("\x00", "cannot be read"),
        ("[publishers]\n", "'publishers'.*expected the tables"),
        ('aliases = "x"\n', "'aliases'.*expected the tables"),
        ("[folders]\na = 1\n", r"'a' in \[folders\] must be a publisher"),
        ('[aliases]\na = "b"\n', r"'a' in \[aliases\] must be a list"),
    ],
)
def test_what_cannot_be_used_is_told_with_the_file(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / "sources.toml").write_text(text)
    with pytest.raises(SettingInvalid, match=rf"sources\.toml.*{wrong}"):
        load(tmp_path)


@pytest.mark.parametrize("place", ["in", "."])
def test_a_link_is_not_followed_and_nothing_of_what_it_leads_to_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("[folders]\nsecret = 'The Secret'\nsecret\n")
    (tmp_path / place / "sources.toml").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(SettingInvalid, match=r"sources\.toml cannot be read: symbolic link") as raised:
        load(tmp_path / "in")
    assert "ecret" not in str(raised.value).replace(str(tmp_path), "")


def test_nor_is_a_pipe_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sources.toml")
    with pytest.raises(SettingInvalid, match=r"sources\.toml cannot be read: not a regular file but a pipe"):
        load(tmp_path)
