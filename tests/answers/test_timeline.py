import pytest

from search.answers.timeline import MOST, timeline
from search.model import Query
from tests.corpora import article, searcher_over


@pytest.fixture
def over(tmp_path):
    """A function from dates to a searcher over an article for each; those that begin with a star are of a comet."""
    made = []

    def open_over(*dates):
        documents = [
            article(n, "A comet" if day.startswith("*") else "Rain", date=day.strip("*")) for n, day in enumerate(dates)
        ]
        made.append(searcher_over(tmp_path / str(len(made)), "memory", documents))
        return made[-1]

    return open_over


def drawn(found):
    return {period.value: (*period.counts, period.every) for period in found.periods}


def test_every_period_has_the_results_in_it_and_all_articles_in_it(over):
    found = timeline(over("2020-01-05", "*2020-02-10", "2020-02-11", "*2020-04-01"), [Query("comet")], "month")
    assert drawn(found) == {"2020-01": (0, 1), "2020-02": (1, 2), "2020-03": (0, 0), "2020-04": (1, 1)}
    assert [period.share(0) for period in found.periods] == [0.0, 0.5, None, 1.0]


def test_two_queries_are_counted_side_by_side(over):
    found = timeline(over("2019", "*2021", "*2021"), [Query("comet"), Query("rain")], "year")
    assert drawn(found) == {"2019": (0, 1, 1), "2020": (0, 0, 0), "2021": (2, 0, 2)}
    assert found.totals == (2, 1)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["1950", "2020"], "year"),
        (["2016-01", "2020-01"], "month"),
        (["2020-01-01", "2020-02-03"], "day"),
        (["2020-01-01", "2020-12-31"], "month"),
        (["2020-01-01", "2020-01-01"], "day"),
        (["2020", "2020"], "year"),
        (["2020-05", "2020-07"], "month"),
    ],
)
def test_without_a_wish_the_finest_comfortable_interval_is_taken(over, dates, expected):
    assert timeline(over(*dates), [Query()]).interval == expected


def test_only_intervals_that_fit_are_offered(over):
    far = timeline(over("1950-01-01", "2020-01-01"), [Query()], "day")
    assert (far.interval, far.intervals) == ("year", ("year",))
    near = timeline(over("2019-12-31", "2020-01-01"), [Query()])
    assert near.intervals == ("year", "month", "day")


def test_what_has_no_such_period_is_counted_outside(over):
    searcher = over("2020-05-01", "2020-07-01", "2020", "2020-06", "")
    assert timeline(searcher, [Query()], "year").outside == (1,)
    assert timeline(searcher, [Query()], "month").outside == (2,)
    assert timeline(searcher, [Query()], "day").outside == (3,)


def test_a_chosen_year_is_all_there_is(over):
    searcher = over("2019-01-01", "*2020-03-01", "2020-05-01", "2021-01-01")
    found = timeline(searcher, [Query(chosen={"date": ("2020",)})], "month")
    assert drawn(found) == {"2020-03": (1, 1), "2020-04": (0, 0), "2020-05": (1, 1)}
    assert found.outside == (0,)


def test_a_chosen_month_has_no_wider_interval(over):
    found = timeline(over("2020-03-01", "2020-03-04", "2020-05-01"), [Query(chosen={"date": ("2020-03",)})], "year")
    assert found.intervals == ("month", "day")
    assert found.interval == "day"
    assert [period.value for period in found.periods] == ["2020-03-01", "2020-03-02", "2020-03-03", "2020-03-04"]


def test_bounds_hold_for_results_and_corpus(over):
    found = timeline(
        over("2018", "*2019", "*2020", "2020", "2021"), [Query("comet", since="2020", until="2020")], "year"
    )
    assert drawn(found) == {"2020": (1, 2)}


def test_a_mistaken_date_does_not_make_an_endless_row(over):
    found = timeline(over("0101", "2020", "2021"), [Query()])
    assert [period.value for period in found.periods] == ["0101", "2020", "2021"]
    assert len(found.periods) <= MOST


def test_a_corpus_without_dates_has_no_period(over):
    found = timeline(over("", ""), [Query()])
    assert (found.periods, found.outside) == ((), (2,))


def test_the_counts_are_those_of_the_click(over):
    searcher = over("*2020-01-05", "*2020-02-10", "2020-02-11", "*2021-04-01", "*2021")
    query = Query("comet", chosen={"language": ("en",)})
    for by in ("year", "month", "day"):
        for period in timeline(searcher, [query], by).periods:
            clicked = query.toggle("date", period.value)
            assert searcher.search(clicked).total == period.counts[0]
