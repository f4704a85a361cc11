import pytest

from search.query.periods import period_short, period_words
from web.pages.wording import moment_words, percent, wider


@pytest.mark.parametrize(
    ("value", "words", "short", "path"),
    [
        ("2024", "2024", "2024", ("2024",)),
        ("2024-06", "June 2024", "Jun", ("2024", "2024-06")),
        ("2024-06-01", "1 June 2024", "1", ("2024", "2024-06", "2024-06-01")),
        ("0987-12-31", "31 December 0987", "31", ("0987", "0987-12", "0987-12-31")),
    ],
)
def test_periods_in_words(value, words, short, path):
    assert (period_words(value), period_short(value), wider(value)) == (words, short, path)


def test_a_moment_is_told_by_its_day():
    assert moment_words("2026-11-22T19:44:00Z") == "22 November 2026"


@pytest.mark.parametrize(
    ("share", "words"), [(1, "100%"), (0.5, "50%"), (0.034, "3.4%"), (0.00043, "0.043%"), (0, "0%")]
)
def test_a_share_has_the_digits_that_matter(share, words):
    assert percent(share) == words
