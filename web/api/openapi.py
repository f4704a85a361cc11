"""`/openapi.json`: the JSON endpoint described in OpenAPI 3.1, generated from the types of its answers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from search.answers import types
from search.answers.as_json import EXPORTS, RECEIPT, SEARCH
from search.answers.comparison import version_types
from search.answers.contexts import context_types
from search.answers.contexts.context_rows import API as CONTEXT
from search.answers.research import research_types
from search.facets import all_facets
from search.model import GROUPS, MATCHES, NONE, SORTS, VIEWS
from search.query import address, context_address, timeline_address
from search.query.periods import INTERVALS

Described = dict[str, Any]
"""A piece of an OpenAPI document."""

_ANSWERS: Mapping[str, type] = {
    SEARCH: types.Search,
    "/api/documents/{id}": types.Document,
    "/api/documents/{id}/compare/{other}": version_types.Versions,
    "/api/facets/{name}": types.Listing,
    "/api/timeline": types.Timeline,
    "/api/suggest": types.Suggestions,
    RECEIPT: research_types.Receipted,
    CONTEXT: context_types.Context,
}
_SUMMARIES = {
    SEARCH: "A page of results with every facet's counts",
    "/api/documents/{id}": "One complete document",
    "/api/documents/{id}/compare/{other}": "Two versions of an article, sentence by sentence",
    "/api/facets/{name}": "All values of one facet under a query, filtered and paged",
    "/api/timeline": "Counts over time for one or two queries",
    CONTEXT: "The lines in which a query stands, left, match and right, and its collocates",
    RECEIPT: "What a search found, with fingerprints, to be kept and compared",
    "/api/suggest": "Names, sources and words that match what has been typed",
}
_TEXT: Described = {"type": "string"}
_ID: Described = {"type": "string", "pattern": "^[0-9a-f]{20}$"}
_NOT_GIVEN = ""
"""An empty parameter counts as absent: forms send their empty fields."""
_PERIODS: list[Described] = [
    {"pattern": "^(?!0000)[0-9]{4}$", "examples": ["2024"]},
    {"pattern": "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$", "examples": ["2024-06"]},
    {"format": "date", "pattern": "^(?!0000)", "examples": ["2024-06-10"]},
    {"const": _NOT_GIVEN},
]
_BOUND: Described = {"type": "string", "anyOf": _PERIODS}
_STAMP = "^(?!0000)[0-9-]{10}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{3})?Z$"
_ARRIVAL: Described = {
    "type": "string",
    "anyOf": [*_PERIODS, {"format": "date-time", "pattern": _STAMP}],
}
_DATE: Described = {"type": "string", "anyOf": [*_PERIODS, {"const": NONE}]}


@cache
def document() -> Described:
    """The whole description."""
    schemas, components = msgspec.json.schema_components(
        [*_ANSWERS.values(), types.Problems], ref_template="#/components/schemas/{name}"
    )
    answered = dict(zip(_ANSWERS, schemas[:-1], strict=True))
    paths = {path: _get(path, _SUMMARIES[path], _json(schema)) for path, schema in answered.items()}
    paths |= {f"{SEARCH}.{form}": _get(SEARCH, f"All results as {form}", _ANYTHING) for form in EXPORTS}
    paths[f"{CONTEXT}.csv"] = _get(CONTEXT, "All lines as csv", _ANYTHING)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Clippings", "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }


_ANYTHING: Described = {"description": "The results, streamed", "content": {"*/*": {}}}


def _json(schema: Described) -> Described:
    return {"description": "The answer", "content": {"application/json": {"schema": schema}}}


def _get(path: str, summary: str, answer: Described) -> Described:
    problem = {"schema": {"$ref": "#/components/schemas/Problems"}}
    failed = {"description": "What went wrong", "content": {"application/problem+json": problem}}
    return {
        "get": {"summary": summary, "parameters": _parameters(path), "responses": {"200": answer, "default": failed}}
    }


def _parameters(path: str) -> list[Described]:
    match path:
        case "/api/documents/{id}":
            return [_in_path("id", _ID)]
        case "/api/documents/{id}/compare/{other}":
            return [_in_path("id", _ID), _in_path("other", _ID)]
        case "/api/facets/{name}":
            named = _in_path("name", {"type": "string", "enum": list(all_facets())})
            return [named, *map(_optional, dict.fromkeys((*address.names(), *address.LISTING_NAMES)))]
        case "/api/timeline":
            return [*map(_optional, (*address.names(), *timeline_address.names()))]
        case _ if path == CONTEXT:
            own = {"sort": _one_of(*context_address.ORDERS), "page": _number(address.MAX_PAGE)}
            own |= {"width": _number(context_address.MAX_WIDTH), "window": _number(context_address.MAX_WINDOW)}
            own |= {"per_page": _number(address.MAX_PER_PAGE)}
            others = [_optional(name) for name in address.names() if name not in own]
            return others + [{"name": name, "in": "query", "schema": schema} for name, schema in own.items()]
    return [*map(_optional, address.names())]


def _in_path(name: str, schema: Described) -> Described:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _optional(name: str) -> Described:
    return {"name": name, "in": "query", "schema": _schema(name)}


def _schema(name: str) -> Described:
    """What a parameter takes."""
    name = name.removeprefix("vs.")
    facet = name.removeprefix("not.")
    if facet in all_facets():
        return {"type": "array", "items": _DATE if facet == "date" else _TEXT}
    if name.endswith(".mode"):
        return {**_one_of("any", "all"), "default": "any"}
    known = {
        "since": _BOUND,
        "until": _BOUND,
        "added_since": _ARRIVAL,
        "sort": _one_of(*SORTS),
        "group": _one_of(*GROUPS),
        "match": _one_of(*MATCHES),
        "view": _one_of(*VIEWS),
        "by": _one_of(*INTERVALS),
        "order": _one_of(*address.ORDERS),
        "facets": {"type": "string", "pattern": _FACETS, "examples": ["source,person"]},
        "page": _number(address.MAX_PAGE),
        "per_page": _number(address.MAX_PER_PAGE),
        "facet_size": _number(address.MAX_FACET_SIZE),
    }
    return known.get(name, _TEXT)


_FACETS = f"^(none|({'|'.join(all_facets())})(,({'|'.join(all_facets())}))*|)$"


def _one_of(*words: str) -> Described:
    return {"type": "string", "enum": [*words, _NOT_GIVEN]}


def _number(most: int) -> Described:
    return {"type": "integer", "minimum": 1, "maximum": most}
