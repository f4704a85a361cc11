"""What is one click away has the address of the query that it leads to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.model import Query
from search.query.address import write
from search.query.links import Clicks
from tests.query.test_address import NAMES, periods, queries


@given(queries, st.sampled_from(NAMES), st.data())
def test_addresses_are_those_of_the_queries(query: Query, facet: str, data: st.DataObject) -> None:
    known = [*query.chosen.get(facet, ()), *query.excluded.get(facet, ())]
    new = periods if facet == "date" else st.text(min_size=1)
    value = data.draw(st.sampled_from(known) | new if known else new)
    assert Clicks(query).toggle(facet, value) == write(query.toggle(facet, value))
    assert Clicks(query).exclude(facet, value) == write(query.exclude(facet, value))
