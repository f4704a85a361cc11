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
        ("SEARCH_PORT", "65536", "0 to 65535"),
        ("SEARCH_PORT", "-1", "0 to 65535"),
        ("SEARCH_MAX_BYTES", "0", "a whole number of bytes, 1 or more"),
        ("SEARCH_TODAY", "12/06/2024", "a day such as"),
        ("SEARCH_ENTITIES", "all", "model, rules or none"),
        ("SEARCH_MAP", "content", "FIELD=NAME pairs such as body=content"),
        ("SEARCH_MAP", "text=content", "FIELD is one of title, body, date"),
        ("SEARCH_MAP", "body=", "FIELD=NAME"),
        ("SEARCH_PUBLIC", "maybe", "yes or no"),
        ("SEARCH_STORIES", "some", "yes or no"),
        ("SEARCH_TRUSTED_HOSTS", "http://a.example", "host names such as"),
        ("SEARCH_TRUSTED_PROXIES", "proxy.example", "addresses or networks such as"),
        ("SEARCH_TRUSTED_PROXIES", "10.0.0.0/99", "addresses or networks such as"),
        ("SEARCH_TRUSTED_PROXIES", "none, ::1", "addresses or networks such as"),
        ("SEARCH_CORS_ORIGINS", "notes.example", "origins such as https://notes"),
        ("SEARCH_REQUEST_LOG", "all", "none, requests or queries"),
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


@pytest.mark.parametrize("token", ["short", "with a space in the middle of it", "ключ-длиннее-шестнадцати"])
def test_a_token_is_long_and_never_told(token: str) -> None:
    with pytest.raises(SettingInvalid, match="SEARCH_TOKEN is not valid: expected 16") as refused:
        Config.load({"SEARCH_TOKEN": token})
    assert token not in str(refused.value)
    assert "0123456789abcdef" not in repr(Config.load({"SEARCH_TOKEN": "0123456789abcdef"}))


def test_lists_have_commas_between_their_entries() -> None:
    config = Config.load({"SEARCH_TRUSTED_HOSTS": "Search.example, b", "SEARCH_CORS_ORIGINS": "https://a.example:8443"})
    assert config.trusted_hosts == ("search.example", "b")
    assert config.cors_origins == ("https://a.example:8443",)


def test_what_the_corpus_says_is_no_setting() -> None:
    assert "sources" not in settings()
    assert set(settings()) | {"sources"} == set(Config.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "networks"),
    [("none", ()), ("10.0.0.7", ("10.0.0.7/32",)), ("10.1.2.3/16, ::1", ("10.1.0.0/16", "::1/128"))],
)
def test_proxies_are_addresses_or_networks(text: str, networks: tuple[str, ...]) -> None:
    assert Config.load({"SEARCH_TRUSTED_PROXIES": text}).trusted_proxies == networks
    assert Config.load({}).trusted_proxies == ("127.0.0.1", "::1")
