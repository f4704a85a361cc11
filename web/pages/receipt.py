"""The receipt of a search as its page shows it: the text for a methods section, and what to keep for asking again."""

from __future__ import annotations

from dataclasses import dataclass

from search.answers.as_json import RECEIPT
from search.answers.research.receipt import command, methods
from search.model import Query
from search.query.address import address
from web.api.receipts import told

PATH = "/receipt"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the page says. `download` is the receipt as JSON, `results` the search itself."""

    text: str
    articles: int
    corpus: str
    fingerprint: str
    command: str
    download: str
    results: str


def proof(query: Query) -> Proof:
    """A receipt in words. Raises IndexUnusable."""
    found = told(query)
    return Proof(
        text=methods(found),
        articles=len(found.found),
        corpus=found.corpus,
        fingerprint=found.results,
        command=command(found.query),
        download=address(found.query, RECEIPT),
        results=address(found.query),
    )


def link(query: Query) -> str:
    """The address of the page of a query's receipt."""
    return address(query.turn(1), PATH)
