"""Flags over environment over defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from search.config import Config, mapped, settings
from search.errors import SettingInvalid


def test_flags_win_over_the_environment_and_that_over_defaults() -> None:
    environ = {"SEARCH_INDEX": "elsewhere", "SEARCH_PORT": "8080", "SEARCH_TODAY": "2024-06-12"}
    config = Config.load(environ, index=None, port=9000)
    assert (config.index, config.port, config.today) == (Path("elsewhere"), 9000, date(2024, 6, 12))
    assert Config.load({}).engine == "whoosh"
    assert Config.load({"SEARCH_ENGINE": ""}).engine == "whoosh"


@pytest.mark.parametrize(
    ("variable", "value", "accepted"),
    [
        ("SEARCH_PORT", "http", "a port number"),
        ("SEARCH_TODAY", "12/06/2024", "a day such as"),
        ("SEARCH_ENTITIES", "all", "model, rules or none"),
        ("SEARCH_MAP", "content", "FIELD=NAME pairs such as body=content"),
        ("SEARCH_MAP", "text=content", "for the fields title, body, date"),
        ("SEARCH_MAP", "body=", "FIELD=NAME"),
    ],
)
def test_a_setting_that_cannot_be_used_names_the_variable_and_what_it_takes(
    variable: str, value: str, accepted: str
) -> None:
    with pytest.raises(SettingInvalid, match=f"{variable}='{value}'.*{accepted}"):
        Config.load({variable: value})


def test_the_names_of_fields_are_said_by_pairs() -> None:
    said = (("body", "wire copy"), ("date_published", "day"))
    assert Config.load({"SEARCH_MAP": "body=wire copy, date = day"}).map == said
    assert mapped("--map", "body=wire copy,date=day") == said
    with pytest.raises(SettingInvalid, match="--map='x'"):
        mapped("--map", "x")


def test_what_the_corpus_says_is_no_setting() -> None:
    assert "sources" not in settings()
    assert set(settings()) | {"sources"} == set(Config.__dataclass_fields__)
