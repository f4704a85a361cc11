import pytest

from search.answers.timeline import Period, Timeline
from web.pages.timeline_chart import HEIGHT, LEAST, charts


def timeline(*periods, interval="year"):
    series = len(periods[0][1])
    return Timeline(interval, (interval,), tuple(Period(*period) for period in periods), (0,) * series, (0,) * series)


def drawn(found):
    return charts(found, lambda series, value: f"/{series}/{value}", "article")


def test_bars_are_as_high_as_what_they_stand_for_and_stand_on_the_base():
    counts, shares = drawn(timeline(("2020", (40,), 40), ("2021", (20,), 80), ("2022", (1,), 1000)))
    assert [bar.height for bar in counts.bars] == [HEIGHT, HEIGHT / 2, 3.8]
    assert [bar.height for bar in shares.bars] == [HEIGHT, HEIGHT / 4, LEAST]
    for bar in (*counts.bars, *shares.bars):
        assert bar.y + bar.height == counts.height


def test_every_bar_says_what_it_stands_for_and_leads_to_it():
    counts, shares = drawn(timeline(("2020-06", (3,), 4), interval="month"))
    assert [(bar.words, bar.url) for bar in counts.bars] == [("June 2020: 3", "/0/2020-06")]
    assert [bar.words for bar in shares.bars] == ["June 2020: 75%"]


def test_two_queries_share_the_place_of_a_period():
    counts, _ = drawn(timeline(("2020", (1, 2), 2), ("2021", (0, 2), 2)))
    assert [(bar.series, bar.target.x) for bar in counts.bars] == [(0, "6%"), (1, "25%"), (1, "75%")]
    assert {bar.target.width for bar in counts.bars} == {"19%"}


def test_periods_without_any_article_are_one_gap_and_no_result_is_none():
    counts, _ = drawn(timeline(("2020", (1,), 1), ("2021", (0,), 0), ("2022", (0,), 0), ("2023", (0,), 5)))
    assert [(gap.x, gap.width) for gap in counts.gaps] == [("25%", "50%")]
    assert len(counts.bars) == 1


@pytest.mark.parametrize(
    ("most", "lines"),
    [
        (1, ["1"]),
        (2, ["2", "1"]),
        (3, ["4", "2"]),
        (7, ["8", "4"]),
        (15, ["20", "10"]),
        (21, ["30", "15"]),
        (299, ["300", "150"]),
        (41, ["60", "30"]),
        (3210, ["4,000", "2,000"]),
    ],
)
def test_lines_are_at_round_numbers_of_articles(most, lines):
    counts, _ = drawn(timeline(("2020", (most,), 10_000)))
    assert [line.words for line in counts.lines] == lines


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ([f"{year}" for year in range(1998, 2021)], ["2000", "2005", "2010", "2015", "2020"]),
        (["2020"], ["2020"]),
        ([f"{year}-{month:02}" for year in (2012, 2013, 2014) for month in range(4, 13)], ["Apr 2012"]),
        ([f"{year}-{month:02}" for year in (2012, 2013, 2014) for month in range(1, 13)], ["2012", "2013", "2014"]),
        (["2020-03", "2020-04", "2020-05"], ["Mar 2020", "Apr 2020", "May 2020"]),
        ([f"2020-{month:02}-{day:02}" for month in (6, 7) for day in range(1, 31)], ["Jun 2020", "Jul 2020"]),
        (["2020-06-09", "2020-06-10"], ["9 Jun", "10 Jun"]),
    ],
)
def test_round_years_and_the_beginnings_of_years_and_months_are_named(values, named):
    counts, _ = drawn(timeline(*((value, (1,), 1) for value in values)))
    assert [line.words for line in counts.names][: len(named)] == named


def test_few_periods_are_named_whatever_their_number():
    for number in (1, 5, 6, 100, 420):
        counts, _ = drawn(timeline(*((f"{1500 + n}", (1,), 1) for n in range(number))))
        assert 1 <= len(counts.names) <= 5
        assert counts.names[0].words == "1500"
