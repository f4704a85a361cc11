"""Days that programs write where none is known."""

from __future__ import annotations

from datetime import date

import pytest

from search.annotators import date as dates
from search.config import Config
from search.model import Document

CONFIG = Config(entities="none", today=date(2026, 1, 1))


def day(written: str, key: str = "date_published", **more: str) -> str:
    rule = {"date_published": "date_rule", "date_created": "created_rule"}[key]
    document = Document(
        "x", "news/a.jsonl#1", text="Words", language="en", declared={key: written, rule: "key", **more}
    )
    found = dates.annotate(document, CONFIG).day
    return found.value if found else ""


@pytest.mark.parametrize("key", ["date_published", "date_created"])
@pytest.mark.parametrize(
    "written",
    [
        *("0001-01-01T00:00:00", "0001-01-01", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00", "1970-01-01"),
        *("1969-12-31T19:00:00-05:00", "1970-01-01T01:00:00+01:00", "1900-01-01", "1900-01-01T00:00:00"),
        *("1899-12-30T00:00:00", "1899-12-31", "1601-01-01T00:00:00Z", "0", "19700101T000000Z"),
    ],
)
def test_a_placeholder_is_no_day(written: str, key: str) -> None:
    assert day(written, key) == ""


@pytest.mark.parametrize(
    "written", ["Thu, 01 Jan 1970 00:00:00 GMT", "1/1/1900", "30 December 1899", "01.01.1900 00:00"]
)
def test_a_placeholder_in_words_is_no_day(written: str) -> None:
    assert day(written) == ""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1970-01-01T12:30:00Z", "1970-01-01"),
        ("1970-01-02", "1970-01-02"),
        ("1900-01-02", "1900-01-02"),
        ("1900", "1900"),
        ("1970-01", "1970-01"),
        ("20210312T080000Z", "2021-03-12"),
        ("20210312", "2021-03-12"),
        ("1615550400000000", "2021-03-12"),
    ],
)
def test_a_day_beside_it_is_one(written: str, value: str) -> None:
    assert day(written) == value


def test_another_day_takes_the_place_of_a_placeholder() -> None:
    assert day("1970-01-01T00:00:00Z", other_dates="key updated\t2021-03-12") == "2021-03-12"
