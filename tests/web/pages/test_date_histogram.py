import pytest

from search.model import NONE, Bucket, Facet
from web.pages.date_histogram import HEIGHT, LEAST, bars


def dates(counts, interval):
    buckets = tuple(Bucket(value, value, count) for value, count in counts.items())
    return Facet("date", "Date", "any", buckets, len(counts), 0, Bucket(NONE, "No date", 0), interval)


def row(counts, interval):
    return [bar.bucket.value for bar in bars(dates(counts, interval))]


@pytest.mark.parametrize(
    ("counts", "interval", "expected"),
    [
        ({}, "year", []),
        ({"2020": 1}, "year", ["2020"]),
        ({"2020": 1, "2023": 2}, "year", ["2020", "2021", "2022", "2023"]),
        ({"2023-03": 1}, "month", [f"2023-{month:02}" for month in range(1, 13)]),
        ({"2020-01": 1, "2023-12": 1}, "month", [f"{year}-{m:02}" for year in (2020, 2023) for m in range(1, 13)]),
        ({"2024-02-10": 1}, "day", [f"2024-02-{day:02}" for day in range(1, 30)]),
        ({"2023-02-10": 1}, "day", [f"2023-02-{day:02}" for day in range(1, 29)]),
    ],
)
def test_gaps_are_columns_too(counts, interval, expected):
    assert row(counts, interval) == expected


def test_a_mistaken_year_does_not_push_the_others_into_a_corner():
    assert row({"0001": 1, "2023": 5, "2024": 5}, "year") == ["0001", "2023", "2024"]


def test_heights_follow_the_counts_and_nothing_that_counts_is_invisible():
    heights = [bar.height for bar in bars(dates({"2020": 1000, "2021": 500, "2022": 1, "2024": 0}, "year"))]
    assert heights == [HEIGHT, HEIGHT // 2, LEAST, 0, 0]
    assert all(bar.top + bar.height == HEIGHT for bar in bars(dates({"2020": 3, "2021": 2}, "year")))
