"""The receipt of a search over the live build."""

from __future__ import annotations

from datetime import date

from search.answers.research.receipt import Receipt, receipt
from search.model import Query
from search.store.builds import build_folder
from web.live import live


def told(query: Query) -> Receipt:
    """What a query finds now. Raises IndexUnusable."""
    index = live().current
    return receipt(index, build_folder(live().folder, index.manifest), query, date.today())
