"""A receipt that was kept -> the same question asked again: the same, or what came, went and changed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from search.answers.research.receipt import Receipt
from search.errors import InputInvalid
from search.ledger.texts import Text, fingerprint
from search.model import Query
from search.query import address

_SAYS = re.compile(r"^(Address|Total|Corpus|Results): (.+?)\r?$", re.MULTILINE)
_LISTED = re.compile(r"^([0-9a-f]{32})  (.+?)\r?$", re.MULTILINE)
_KEEP = "keep one with: python -m search query WORDS --receipt > FILE"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a receipt says: what was asked, and what was found."""

    query: Query
    total: int
    corpus: str
    results: str
    found: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A search asked again. `came`, `went` and `changed` are paths; `corpus` is whether the folder is the same too.

    `total` is what the receipt counted.
    """

    now: Receipt
    total: int
    corpus: bool
    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the same articles were found, word for word, and counted as before."""
        return not (self.came or self.went or self.changed) and self.total == self.now.page.total


def kept(text: str) -> Kept:
    """A receipt, as text or JSON. Raises InputInvalid."""
    try:
        found = _from_json(text) if text.lstrip().startswith("{") else _from_text(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputInvalid(f"this is not a receipt, or only a part of one; {_KEEP}") from None
    except address.BadParameters as error:
        raise InputInvalid(f"the address in the receipt cannot be read: {error}") from None
    if fingerprint(found.found) != found.results:
        raise InputInvalid(f"the receipt was changed: its articles do not have its fingerprint; {_KEEP}")
    return found


def compared(before: Kept, now: Receipt) -> Compared:
    """What a receipt says beside what is found now."""
    old = {(text.path, text.digest) for text in before.found}
    new = {(text.path, text.digest) for text in now.found}
    went, came = {path for path, _ in old - new}, {path for path, _ in new - old}
    return Compared(
        now=now,
        total=before.total,
        corpus=before.corpus == now.corpus,
        came=tuple(sorted(came - went)),
        went=tuple(sorted(went - came)),
        changed=tuple(sorted(came & went)),
    )


def _from_json(text: str) -> Kept:
    answer = json.loads(text)
    told = answer.get("receipt", answer)
    found = tuple(Text(str(article["path"]), str(article["digest"])) for article in told["articles"])
    return Kept(_query(told["address"]), int(told["total"]), str(told["corpus"]), str(told["results"]), found)


def _from_text(text: str) -> Kept:
    says = dict(_SAYS.findall(text.partition("\n\n")[2].partition("\n\n")[0]))
    found = tuple(Text(path, digest) for digest, path in _LISTED.findall(text))
    total = int(says["Total"].split()[0].replace(",", ""))
    return Kept(_query(says["Address"]), total, says["Corpus"], says["Results"], found)


def _query(written: str) -> Query:
    return address.read(parse_qsl(urlsplit(written).query, keep_blank_values=True))
