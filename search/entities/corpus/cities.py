"""Cities in a corpus under their present name: "Bombay" where there is a "Mumbai"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from search.entities.gazetteer import given_names, rows
from search.entities.spelling.name_keys import key
from search.model import Kind

Id = tuple[Kind, str]


def by_other_name(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """The other names of the largest cities to the present one, where that stands in the corpus."""
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        city: Id = ("place", _cities().get(name, name))
        if kind == "place" and city[1] != name and city in counts:
            merges[kind, name] = city
    return merges


@cache
def _cities() -> dict[str, str]:
    """Keys of other names to those of the cities; none that is a given name."""
    pairs = ((key(other), key(city)) for city, others in rows("city_names.tsv") for other in others.split(";"))
    return {other: city for other, city in pairs if other != city and other not in given_names()}
