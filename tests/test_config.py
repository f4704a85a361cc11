"""Flags over environment over defaults."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from search.config import Config
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
    ],
)
def test_a_setting_that_cannot_be_used_names_the_variable_and_what_it_takes(
    variable: str, value: str, accepted: str
) -> None:
    with pytest.raises(SettingInvalid, match=f"{variable}='{value}'.*{accepted}"):
        Config.load({variable: value})
