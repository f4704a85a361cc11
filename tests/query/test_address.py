from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets import all_facets
from search.model import GROUPS, NONE, SORTS, VIEWS, Query
from search.query.address import (
    BadParameters,
    address,
    encode,
    listing_pairs,
    pairs,
    read,
    read_listing,
    without,
    write,
)

NAMES = tuple(all_facets())
KEYWORDS = tuple(name for name in NAMES if name != "date")
MULTIPLE = tuple(name for name, facet in all_facets().items() if facet.multiple)

periods = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2024", "2024-06", "0001", "1957-10"])
values = st.lists(st.text(min_size=1), min_size=1, max_size=3, unique=True).map(tuple)
days = st.lists(periods | st.just(NONE), min_size=1, max_size=3, unique=True).map(tuple)
choices = st.tuples(st.dictionaries(st.sampled_from(KEYWORDS), values), st.dictionaries(st.just("date"), days)).map(
    lambda both: {**both[0], **both[1]}
)
queries = st.builds(
    Query,
    text=st.text(),
    chosen=choices,
    excluded=choices,
    every=st.frozensets(st.sampled_from(MULTIPLE)),
    since=st.none() | periods,
    until=st.none() | periods,
    added_since=st.none() | periods | st.just("2026-11-30T10:05:00.123Z"),
    sort=st.none() | st.sampled_from(SORTS),
    group=st.none() | st.sampled_from(GROUPS),
    view=st.none() | st.sampled_from(VIEWS),
    page=st.integers(1, 1_000_000),
    per_page=st.integers(1, 100),
    facets=st.none() | st.frozensets(st.sampled_from(sorted(all_facets()))),
    facet_size=st.integers(1, 100),
)


def problems(parameters):
    with pytest.raises(BadParameters) as caught:
        read(parameters)
    return caught.value.problems


@given(queries)
def test_every_query_survives_its_address(query):
    assert read(parse_qsl(write(query), strict_parsing=bool(write(query)))) == query


@given(queries)
def test_an_address_is_written_one_way(query):
    assert write(read(pairs(query))) == write(query)


@given(st.lists(st.tuples(st.text(), st.text() | st.text("zü &+", min_size=90, max_size=120)), max_size=3))
def test_short_and_long_values_are_escaped_as_a_form_escapes_them(parameters):
    assert encode(parameters) == encode(parameters) == urlencode(parameters, safe="():,/*")


def test_parameters_stand_in_a_fixed_order_whatever_the_order_they_came_in():
    shuffled = [
        ("page", "2"), ("not.place", "Russia"), ("sort", "-date"), ("source", "The Hindu"), ("person.mode", "all"),
        ("date", "2024-06"), ("until", "2024"), ("person", "Ada"), ("source", "teleSUR"), ("q", "wind farm"),
    ]  # fmt: skip
    assert address(read(shuffled)) == (
        "/?q=wind+farm&date=2024-06&source=The+Hindu&source=teleSUR&person=Ada&person.mode=all&not.place=Russia"
        "&until=2024&sort=-date&page=2"
    )


@pytest.mark.parametrize(
    "parameters",
    [
        [],
        [("q", ""), ("since", ""), ("until", ""), ("sort", ""), ("source", "")],
        [("page", "1"), ("per_page", "10"), ("facet_size", "8"), ("person.mode", "any")],
        [("since", "  ")],
    ],
)
def test_empty_and_default_parameters_are_left_out_of_the_address(parameters):
    assert address(read(parameters)) == "/"


def test_an_address_keeps_readable_what_needs_no_escape():
    assert write(Query(chosen={"source": (NONE,), "person": ("O'Hara, Ann",)})) == "source=(none)&person=O%27Hara,+Ann"


def test_a_value_given_twice_counts_once():
    assert read([("source", "A"), ("source", "B"), ("source", "A")]).chosen == {"source": ("A", "B")}


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("Source", "source"), ("sources", "source"), ("persn", "person"), ("not.plce", "not.place"), ("zzz", None)],
)
def test_an_unknown_parameter_is_named_with_its_nearest_known_name(name, nearest):
    [problem] = problems([(name, "x")])
    assert (problem.parameter, problem.value, problem.nearest) == (name, "x", nearest)
    assert "per_page" in problem.accepted
    assert name in problem.detail


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"), ("page", "-1"), ("page", "two"), ("page", "1.0"), ("page", "٣"), ("page", "9" * 30),
        ("page", "0" * 5000 + "1"), ("page", " 1"), ("per_page", "101"), ("facet_size", "1000"),
        ("facets", "person;place"), ("facets", "persons"), ("added_since", "yesterday"),
        ("date", "June"), ("date", "2024-13"), ("date", "2024-02-30"), ("date", "24"), ("date", "June 24"),
        ("date", "0000"), ("not.date", "yesterday"), ("since", "2024-06-31"), ("until", "(none)"), ("since", "٢٠٢٤"),
        ("sort", "newest"), ("person.mode", "every"), ("person.mode", "ALL"),
    ],
)  # fmt: skip
def test_a_malformed_value_is_refused_by_name(name, value):
    [problem] = problems([(name, value)])
    assert (problem.parameter, problem.value) == (name, value)
    assert problem.accepted


@pytest.mark.parametrize(
    ("typed", "period"),
    [("June 2018", "2018-06"), ("2018-6", "2018-06"), ("10/06/2018", "2018-06-10"), ("junio de 2018", "2018-06")],
)
def test_a_date_is_chosen_and_excluded_as_people_type_it(typed, period):
    assert read([("date", typed), ("date", period), ("date", "(none)")]).chosen == {"date": (period, "(none)")}
    assert read([("not.date", typed)]).excluded == {"date": (period,)}


def test_the_nearest_value_is_offered():
    assert problems([("sort", "Date")])[0].nearest == "date"


@pytest.mark.parametrize("name", ["q", "since", "until", "sort", "page", "person.mode"])
def test_a_parameter_that_takes_one_value_refuses_two(name):
    values = {"q": "ab", "since": ("2023", "2024"), "until": ("2023", "2024"), "sort": ("date", "-date"), "page": "12"}
    first, second = values.get(name, ("any", "all"))
    assert problems([(name, first), (name, second)])[0].parameter == name


def test_mode_is_only_for_facets_of_which_a_document_has_several():
    assert problems([("source.mode", "all")])[0].parameter == "source.mode"


def test_everything_that_is_wrong_is_said_at_once():
    wrong = problems([("foo", ""), ("page", "0"), ("q", "fine"), ("date", "x")])
    assert [problem.parameter for problem in wrong] == ["foo", "page", "date"]


def test_the_message_is_short_however_long_the_value():
    assert len(str(BadParameters(problems([("page", "9" * 5000)])))) < 300


@given(
    queries.map(lambda query: query.turn(1)),
    st.text().map(str.strip),
    st.sampled_from(["count", "name"]),
    st.integers(1, 99),
)
def test_every_listing_survives_its_address(query, prefix, order, page):
    parameters = listing_pairs(query, read_listing("person", [("prefix", prefix), ("order", order)])[1], page)
    found, listing, turned = read_listing("person", parameters)
    assert (found, listing.contains, listing.order, turned) == (query, prefix, order, page)
    assert listing.offset == (page - 1) * listing.size


def test_a_listing_says_everything_that_is_wrong_with_it():
    with pytest.raises(BadParameters) as caught:
        read_listing("person", [("order", "size"), ("page", "x"), ("foo", "1")])
    assert [problem.parameter for problem in caught.value.problems] == ["order", "page", "foo"]


def test_an_address_without_what_could_not_be_read():
    assert without([("q", "a"), ("foo", "1"), ("page", "x"), ("since", "")], ["foo", "page"]) == [("q", "a")]
