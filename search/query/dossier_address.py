"""The addresses of names: `name` and `page` of one; `kind`, `name`, `other_kind` and `other` of two."""

from __future__ import annotations

from search.model import KINDS
from search.query.address import MAX_PAGE, BadParameters, Pairs, Problem, number, one_of, single, unknown

NAMED = ("name", "page")
COMPARED = ("kind", "name", "other_kind", "other")


def read_name(parameters: Pairs) -> tuple[str, int]:
    """The name, and the page of its mentions, from 1. Raises BadParameters."""
    problems = [unknown(name, value, NAMED) for name, value in parameters if name not in NAMED]
    name = _named(problems, parameters, "name")
    page = number(problems, "page", _values(parameters, "page"), MAX_PAGE)
    if problems:
        raise BadParameters(problems)
    return name, page


def read_compared(parameters: Pairs) -> tuple[tuple[str, str], tuple[str, str]]:
    """Two kinds, each with a name. Raises BadParameters."""
    problems = [unknown(name, value, COMPARED) for name, value in parameters if name not in COMPARED]
    kinds = [one_of(problems, name, _values(parameters, name), KINDS) or KINDS[0] for name in ("kind", "other_kind")]
    names = [_named(problems, parameters, name) for name in ("name", "other")]
    if problems:
        raise BadParameters(problems)
    return (kinds[0], names[0]), (kinds[1], names[1])


def _named(problems: list[Problem], parameters: Pairs, name: str) -> str:
    value = single(problems, name, _values(parameters, name)).strip()
    if not value:
        detail = f"The address has no “{name}” parameter to say whose page to show."
        problems.append(Problem(name, "", detail, "a name"))
    return value


def _values(parameters: Pairs, wanted: str) -> list[str]:
    return list(dict.fromkeys(value for name, value in parameters if name == wanted and value))
