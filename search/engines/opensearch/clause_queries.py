"""Clauses and choices -> the queries of the cluster.

A leaf is found by filters, which are exact. What it scores is said in a script of our own formula, from how often it
stands in a field: exactly so for words and plain phrases, and never too little for all others (`is_exact`), so that
whoever looks at the best by that score knows what may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from search.compounds import width
from search.engines import facet_buckets, scoring
from search.engines.opensearch.document_fields import BESIDE, HOLE, key
from search.facets import FacetField, all_facets
from search.model import NONE, Query
from search.query import arrivals, periods
from search.query.clauses import And, Clause, Leaf, Not, Or
from search.query.patterns import Pattern
from search.query.readings import Piece, Reading

Ask: TypeAlias = dict[str, Any]
NOTHING: Ask = {"match_none": {}}
EVERYTHING: Ask = {"match_all": {}}
LENGTHS = {"title": "nt", "body": "nb"}
_Way: TypeAlias = tuple[Ask, str, int]
"""A query, the formula by which its score is read, and the number n in that."""


def all_of(queries: Sequence[Ask]) -> Ask:
    """What all queries find."""
    return queries[0] if len(queries) == 1 else {"bool": {"filter": [*queries]}} if queries else EVERYTHING


def any_of(queries: Sequence[Ask]) -> Ask:
    """What any query finds."""
    if len(queries) < 2:
        return queries[0] if queries else NOTHING
    return {"bool": {"should": [*queries], "minimum_should_match": 1}}


def none_of(query: Ask) -> Ask:
    """What a query does not find."""
    return {"bool": {"must_not": [query]}}


def clause_query(clause: Clause, patterns: Mapping[Leaf, Pattern]) -> Ask:
    """The documents that match a clause."""
    match clause:
        case And(clauses):
            return all_of([clause_query(inner, patterns) for inner in dict.fromkeys(clauses)])
        case Or(clauses):
            return any_of([clause_query(inner, patterns) for inner in dict.fromkeys(clauses)])
        case Not(inner):
            return none_of(clause_query(inner, patterns))
        case leaf:
            return pattern_query(patterns[leaf])


def pattern_query(pattern: Pattern) -> Ask:
    """The documents in which a pattern stands."""
    ways = [_standing(name, pattern, reading) for name in _fields(pattern) for reading in pattern.readings]
    return any_of([way for way in ways if way != NOTHING])


def most_query(parts: Iterable[tuple[Ask, int]], barred: Sequence[Ask]) -> Ask:
    """Documents by what the parts that they have weigh together: that is their score."""
    weighed = [{"constant_score": {"filter": part, "boost": weight}} for part, weight in parts if weight]
    return {"bool": {"should": weighed, "minimum_should_match": 1, "filter": [*barred]}} if weighed else NOTHING


def at_least(query: Ask, score: int) -> Ask:
    """The documents that a query scores so high, which are whole numbers up to 2^24."""
    return {"function_score": {"query": query, "min_score": score}}


def _fields(pattern: Pattern) -> list[str]:
    return [name for name in scoring.FIELDS if pattern.in_field(name)]


def _terms_of(pattern: Pattern, piece: Piece) -> list[str]:
    return sorted(term for term in pattern.terms[piece.part] if width(term) == piece.width)


def _standing(field: str, pattern: Pattern, reading: Reading) -> Ask:
    pieces = [_terms_of(pattern, piece) for piece in reading]
    if not all(pieces):
        return NOTHING
    reach = pattern.reach(reading)
    if len(pieces) == 1:
        return {"terms": {field: pieces[0]}}
    return _phrase(field, reading, pieces) if reach is None else _near(field, pieces, reach)


def _phrase(field: str, reading: Reading, pieces: Sequence[Sequence[str]]) -> Ask:
    """Pieces side by side: those that take several positions leave holes behind them."""
    spots = [
        " ".join([BESIDE.join(terms), *[HOLE] * (piece.width - 1)])
        for piece, terms in zip(reading, pieces, strict=True)
    ]
    return {"match_phrase": {field: {"query": " ".join(spots)}}}


def _near(field: str, pieces: Sequence[Sequence[str]], reach: int) -> Ask:
    """A stretch that holds a place of each piece. Equal pieces are one: they may stand at one place."""
    different = [*dict.fromkeys(map(tuple, pieces))]
    if len(different) == 1:
        return {"terms": {field: [*different[0]]}}
    rules = [_any_term(terms) for terms in different]
    gaps = reach - len(different)
    return {"intervals": {field: {"all_of": {"intervals": rules, "ordered": False, "max_gaps": gaps}}}}


def _any_term(terms: Sequence[str]) -> Ask:
    rules = [{"match": {"query": term}} for term in terms]
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


# --- scores


def is_exact(pattern: Pattern) -> bool:
    """Whether the cluster scores a pattern by how often it stands there; else by more than that."""
    if pattern.words == 1:
        return all(len(reading) == 1 or _is_plain(pattern, reading) for reading in pattern.readings)
    return len(pattern.readings) == 1 and pattern.distance is None and _is_plain(pattern, pattern.readings[0])


def _is_plain(pattern: Pattern, reading: Reading) -> bool:
    return all(piece.width == 1 for piece in reading)


def pattern_score(pattern: Pattern, weight: float, average: Mapping[str, float]) -> Ask:
    """A pattern scored as `scoring` does, as near as numbers of 32 bits go, or somewhat higher."""
    each = [
        _weighted(name, way, average[name])
        for name in _fields(pattern)
        for reading in pattern.readings
        for way in _frequencies(name, pattern, reading)
    ]
    if not each:
        return NOTHING
    inner = each[0] if len(each) == 1 else {"bool": {"should": each}}
    formula = "double f = _score; return params.w * f * (params.k + 1) / (f + params.k);"
    return _scripted(inner, formula, w=weight, k=scoring.K1)


def _frequencies(field: str, pattern: Pattern, reading: Reading) -> list[_Way]:
    """Queries whose scores, each read by a formula, add up to how often a reading stands in a field, or to more."""
    pieces = [_terms_of(pattern, piece) for piece in reading]
    if not all(pieces):
        return []
    if pattern.reach(reading) is not None:
        # Every stretch begins with a place of a piece, so there are no more of them than of such places.
        return [(_term_counts(field, sorted({term for terms in pieces for term in terms})), "_score", 1)]
    if len(pieces) == 1 or not _is_plain(pattern, reading):
        return [(_term_counts(field, pieces[0]), "_score", 1)]
    if all(len(terms) == 1 for terms in pieces):
        # The cluster adds the count of the phrase once for each of its terms.
        return [(_phrase(field, reading, pieces), "_score / params.n", len(pieces))]
    rules = [_any_term(terms) for terms in pieces]
    side_by_side = {"intervals": {field: {"all_of": {"intervals": rules, "ordered": True, "max_gaps": 0}}}}
    return [(side_by_side, "Math.rint(_score / (1.0 - _score))", 1)]  # they score f / (f + 1)


def _term_counts(field: str, terms: Sequence[str]) -> Ask:
    each = [{"term": {field: {"value": term}}} for term in terms]
    return each[0] if len(each) == 1 else {"bool": {"should": each}}


def _weighted(field: str, way: _Way, average: float) -> Ask:
    query, frequency, n = way
    b = scoring.B[field]
    formula = f"return {frequency} * params.w / (params.a + params.c * doc['{LENGTHS[field]}'].value);"
    return _scripted(query, formula, w=scoring.WEIGHTS[field], a=1.0 - b, c=b / average, n=n)


def _scripted(query: Ask, formula: str, **params: float) -> Ask:
    return {"script_score": {"query": query, "script": {"source": formula, "params": params}}}


# --- choices


def base_filters(query: Query) -> list[Ask]:
    """What holds for results and for every facet alike: bounds, exclusions, "all of these"."""
    found: list[Ask] = []
    if query.since:
        found.append({"range": {"d0": {"gte": periods.bounds(query.since)[0].toordinal()}}})
    if query.until:
        found.append({"range": {"d1": {"lte": periods.bounds(query.until)[1].toordinal()}}})
    if query.added_since:
        found.append({"range": {"added": {"gte": arrivals.floor(query.added_since)}}})
    for name, facet in all_facets().items():
        found += [none_of(having(facet, value)) for value in query.excluded.get(name, ())]
        if facet_buckets.mode(query, facet) == "all":
            found += [having(facet, value) for value in query.chosen.get(name, ())]
    return found


def chosen_filters(query: Query) -> dict[str, Ask]:
    """The OR-ed choices by facet: each is ignored by the counts of its own."""
    return {
        name: any_of([having(facet, value) for value in query.chosen[name]])
        for name, facet in all_facets().items()
        if query.chosen.get(name) and facet_buckets.mode(query, facet) != "all"
    }


def having(facet: FacetField, value: str) -> Ask:
    """The documents that have a value."""
    if facet.name == "date":
        if value == NONE:
            return none_of({"exists": {"field": "d0"}})
        if not periods.is_period(value):
            return NOTHING
        first, last = (day.toordinal() for day in periods.bounds(value))
        return all_of([{"range": {"d0": {"gte": first}}}, {"range": {"d1": {"lte": last}}}])
    if value == NONE:
        return none_of({"exists": {"field": f"f_{facet.name}"}})
    return {"term": {f"f_{facet.name}": key(facet, value)}}
