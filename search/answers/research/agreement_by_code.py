"""Sheets that several people have coded -> how far they agree, code by code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.answers.research.agreement import Agreement, agreement
from search.answers.research.coding_sheet import Coded
from search.errors import InputInvalid

Order = Mapping[str, Sequence[str]]
"""The values of a code, lowest first, by its name in small letters."""


def agreements(sheets: Sequence[tuple[str, Coded]], orders: Order) -> list[Agreement]:
    """How far sheets agree, each given with its name. Raises InputInvalid where they cannot be compared."""
    if len(sheets) < 2:
        raise InputInvalid("agreement needs the sheets of two people or more")
    (first, one), *others = sheets
    for name, sheet in others:
        if sheet.corpus != one.corpus:
            raise InputInvalid(f"{name} is of another corpus than {first}: {sheet.corpus}, not {one.corpus}")
    shared = [code for code in one.values if all(code in sheet.values for _, sheet in sheets)]
    if not shared:
        raise InputInvalid("the sheets have no code in common; the columns of a code need the same name")
    return [agreement(code, [sheet.values[code] for _, sheet in sheets], orders.get(code, ())) for code in shared]


def order_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A code and its values in order, as in "tone=low,middle,high". Raises InputInvalid."""
    name, _, values = text.partition("=")
    order = tuple(" ".join(value.split()) for value in values.split(","))
    if not name.strip() or not all(order) or len(order) < 2:
        raise InputInvalid(f"an order takes a code and its values, as in tone=low,middle,high, not “{text[:80]}”")
    return " ".join(name.split()).casefold(), order
