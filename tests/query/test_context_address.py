"""The address of a concordance: what is read is what was written, and what is wrong is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.model import Query
from search.query.address import BadParameters
from search.query.context_address import Context, context_address, context_pairs, of_query, read_context
from tests.corpora import queries


@settings(max_examples=40, deadline=None)
@given(
    queries(), st.sampled_from(["day", "left", "right"]), st.integers(1, 500), st.integers(1, 50), st.integers(1, 99)
)
def test_a_concordance_survives_its_address(query: Query, order, width: int, window: int, page: int) -> None:
    query = replace(query, every=query.every - {"date"})
    context = replace(of_query(query), order=order, width=width, window=window, page=page, per_page=page)
    read = read_context(context_pairs(context))
    assert context_pairs(read) == context_pairs(context)
    assert (read.order, read.width, read.window, read.page, read.per_page) == (order, width, window, page, page)


def test_defaults_are_left_out() -> None:
    assert context_address(Context(Query("moon", sort="date", page=3, view="table")), "/context") == "/context?q=moon"
    assert read_context([("q", "moon"), ("sort", ""), ("page", "")]) == Context(Query("moon"))


def test_everything_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(BadParameters) as raised:
        read_context(
            [("sort", "lefft"), ("width", "9999"), ("since", "tomorrow"), ("sorrt", "x"), ("page", "1"), ("page", "2")]
        )
    assert [problem.parameter for problem in raised.value.problems] == ["sort", "width", "page", "sorrt", "since"]
    assert raised.value.problems[0].nearest == "left"
