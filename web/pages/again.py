"""The page on which the search of a receipt is asked again: the same, or what came, went and changed."""

from __future__ import annotations

from dataclasses import dataclass

from search.answers.research.receipt_file import Compared, compared, kept
from search.errors import InputInvalid
from search.query.address import address
from web.api.receipts import told
from web.pages.sent_file import SentFile

PATH = "/again"
SHOWN = 500
"""Paths of each kind that are listed; the others are counted."""


@dataclass(frozen=True, slots=True)
class AgainPage:
    """What the page shows: a search asked again, and where its results are now. `lists` have no empty one."""

    compared: Compared | None = None
    url: str = ""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    most: int = SHOWN


def again_page(file: SentFile) -> AgainPage:
    """The search of a receipt now. Raises InputInvalid and IndexUnusable."""
    try:
        before = kept(file.text)
    except InputInvalid as error:
        raise InputInvalid(f"{file.name}: {error}") from None
    found = compared(before, told(before.query))
    lists = (("Came", found.came), ("Went", found.went), ("Changed", found.changed))
    return AgainPage(found, address(before.query), tuple(one for one in lists if one[1]))
