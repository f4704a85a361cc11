"""What a build keeps of the corrections that it obeys, among the facts of its ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from search.engines.name_table import Value
from search.entities.corpus.counted_names import Agreement
from search.entities.corrections import Corrections
from search.ledger.writer import LedgerWriter
from search.model import Kind


def agree(ledger: LedgerWriter, agreement: Agreement, obeyed: Corrections) -> None:
    """Keep what names count as, which corrections that follows, and what of these could not be used."""
    ledger.agree(agreement.rows())
    ledger.say(corrections=obeyed.digest, complaints=json.dumps(agreement.complaints))


def added_fact(obeyed: Corrections) -> str:
    """The names of `add`, as the ledger keeps them."""
    return json.dumps(sorted((name, *value) for name, value in obeyed.added.items()))


def added_of(facts: Mapping[str, str]) -> dict[str, Value]:
    """The names of `add` that a build has looked for."""
    return {name: (cast(Kind, kind), shown) for name, kind, shown in json.loads(facts.get("added", "[]"))}
