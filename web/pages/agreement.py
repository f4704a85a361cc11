"""The page on which coded sheets are compared, code by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.answers.research.agreement import Agreement
from search.answers.research.agreement_by_code import agreements, order_of
from search.answers.research.coding_sheet import Coded, coded
from search.counted import plural
from search.errors import InputInvalid
from web.pages.sent_file import SentFile

PATH = "/agreement"
MOST_SHEETS = 10
MOST_CODED = 20_000
"""Values in all sheets together: larger ones are for the terminal, where their bootstrap is no burden for others."""


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What the page shows; nothing but the form before something was sent. `order` is as it was typed."""

    found: tuple[Agreement, ...] = ()
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    order: str = ""


def agreement_page(files: Sequence[SentFile], order: str) -> AgreementPage:
    """How far the sheets agree. Raises InputInvalid."""
    if len(files) > MOST_SHEETS:
        raise InputInvalid(f"send at most {MOST_SHEETS} sheets; compare more with: python -m search agreement FILES")
    sheets = [(file.name, _coded(file)) for file in files]
    if sum(len(values) for _, sheet in sheets for values in sheet.values.values()) > MOST_CODED:
        raise InputInvalid(
            f"the sheets have more than {MOST_CODED:,} values; compare them with: python -m search agreement FILES"
        )
    orders = dict(order_of(part) for part in order.split(";") if part.strip())
    return AgreementPage(
        found=tuple(agreements(sheets, orders)),
        sheets=tuple(name for name, _ in sheets),
        unread=tuple(f"{name}: {plural(len(one.unread), 'line')} of no article" for name, one in sheets if one.unread),
        order=order,
    )


def _coded(file: SentFile) -> Coded:
    try:
        return coded(file.text)
    except InputInvalid as error:
        raise InputInvalid(f"{file.name}: {error}") from None
