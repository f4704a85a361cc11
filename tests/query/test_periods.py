"""Years, months and days."""

from __future__ import annotations

from datetime import date

import pytest

from search.query import periods
from tests.corpora import day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-06-10", date(2024, 6, 10), date(2024, 6, 10)),
    ],
)
def test_a_period_has_bounds(value: str, first: date, last: date) -> None:
    assert periods.bounds(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "24",
        "2024-13",
        "2024-00",
        "2024-06-00",
        "2024-02-30",
        "2024-6",
        "0000",
        "2024-06-10T12",
        "(none)",
        "２０２４x",
    ],
)
def test_what_is_no_period_is_none(value: str) -> None:
    assert not periods.is_period(value)
    with pytest.raises(ValueError):  # noqa: PT011 - the message differs with the fault
        periods.bounds(value)


def test_a_day_is_within_bounds_with_all_of_its_precision() -> None:
    june = day("2024-06")
    assert periods.within(june, *periods.bounds("2024-06"))
    assert periods.within(june, *periods.bounds("2024"))
    assert not periods.within(june, *periods.bounds("2024-06-10"))
    assert not periods.within(june, date(2024, 6, 2), None)
    assert periods.within(june, None, None)


def test_a_day_is_cut_to_what_it_knows() -> None:
    assert [periods.cut(day("2024-06"), interval) for interval in periods.INTERVALS] == ["2024", "2024-06", None]


@pytest.mark.parametrize(
    ("chosen", "years", "only", "expected"),
    [
        ([], 3, "2020", ("year", ())),
        ([], 1, "2020", ("month", ("2020",))),
        ([], 0, None, ("year", ())),
        (["2024"], 3, "2020", ("month", ("2024",))),
        (["2024", "2021"], 3, "2020", ("month", ("2021", "2024"))),
        (["2024-06"], 3, "2020", ("day", ("2024-06",))),
        (["2024-06-10", "2023"], 3, "2020", ("day", ("2024-06",))),
    ],
)
def test_the_finest_choice_opens(chosen: list[str], years: int, only: str | None, expected: object) -> None:
    assert periods.drill(chosen, years, only) == expected
