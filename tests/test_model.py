"""Changes of a query, each of which returns a new one, and days."""

from __future__ import annotations

from datetime import date

import pytest

from search.model import NONE, Day, Page, Query


def test_toggling_twice_is_nothing_and_any_change_returns_to_the_first_page() -> None:
    query = Query("x", page=4)
    chosen = query.toggle("source", "A").toggle("source", "B")
    assert chosen.chosen == {"source": ("A", "B")}
    assert chosen.page == 1
    assert chosen.toggle("source", "A").toggle("source", "B") == query.turn(1)
    assert query.chosen == {}


def test_choosing_lifts_an_exclusion_and_excluding_a_choice() -> None:
    query = Query().exclude("place", "Russia")
    assert query.state("place", "Russia") == "excluded"
    assert query.toggle("place", "Russia") == Query().toggle("place", "Russia")
    assert query.toggle("place", "Russia").exclude("place", "Russia") == query
    assert query.exclude("place", "Russia") == Query()


def day(value: str, time: str = "") -> Day:
    first = date.fromisoformat(value)
    return Day(first, first, "day", "stated", time=time)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (day("2024-06-10"), day("2024-06-10", "23:00+05:30"), True),
        (day("2024-06-10"), day("2024-06-11"), False),
        (day("2024-06-10"), day("2024-06-11", "03:00+00:00"), True),
        (day("2024-06-10"), day("2024-06-12", "03:00+00:00"), False),
        (day("2024-06-10"), Day(date(2024, 6, 1), date(2024, 6, 30), "month", "stated"), True),
        (day("2024-07-10"), Day(date(2024, 6, 1), date(2024, 6, 30), "month", "stated"), False),
    ],
)
def test_days_agree_that_may_be_one(one: Day, other: Day, agree: bool) -> None:
    assert one.agrees(other) == other.agrees(one) == agree


def test_a_date_replaces_what_it_contains_and_what_contains_it() -> None:
    query = Query().toggle("date", "2023").toggle("date", "2024")
    assert query.toggle("date", "2024-06").chosen == {"date": ("2023", "2024-06")}
    assert query.toggle("date", "2024-06").toggle("date", "2024").chosen == {"date": ("2023", "2024")}
    assert Query().toggle("date", NONE).toggle("date", "2024").chosen == {"date": (NONE, "2024")}


def test_clearing_a_facet_leaves_the_others() -> None:
    query = Query("x", every=frozenset({"place"}), since="2024", until="2025")
    query = query.toggle("place", "A").exclude("place", "B").toggle("source", "C").toggle("date", "2024")
    assert query.without("place") == Query("x", since="2024", until="2025").toggle("source", "C").toggle("date", "2024")
    assert query.without("date").since is None


def test_the_default_order_is_relevance_with_words_and_newest_first_without() -> None:
    assert (Query("x").order, Query(" ").order, Query("x", sort="date").order) == ("relevance", "-date", "date")


def test_pages_are_counted_up_and_there_is_always_one() -> None:
    assert [Page(Query(per_page=10), total, (), ()).pages for total in (0, 1, 10, 11)] == [1, 1, 1, 2]
