"""Which names a build counts as one: every spelling of a person, organisation or place, found by any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

from search.entities.name_keys import key
from search.ledger.database import reading


class NameForms:
    """The names of a build that are written like some that were asked for, each with all that count as the same."""

    def __init__(self, build: Path, asked: Collection[str]) -> None:
        """Read them once for all that will be asked. Raises IndexUnusable."""
        wanted = {key(name) for name in asked}
        named = defaultdict(set)
        forms = defaultdict(list)
        with reading(build) as database:
            query = "SELECT name, shown_kind, shown FROM names WHERE shown <> '' ORDER BY articles DESC, name"
            for name, kind, shown in database.execute(query):
                forms[kind, shown].append(name)
                if key(name) in wanted:
                    named[key(name)].add((kind, shown))
        self._named = dict(named)
        self._forms = {shown: forms[shown] for values in named.values() for shown in values}

    def of(self, name: str) -> list[str]:
        """The spellings of what a name stands for, those of most articles first; none where no article names it."""
        found = [form for shown in sorted(self._named.get(key(name), ())) for form in (shown[1], *self._forms[shown])]
        return list(dict.fromkeys(found))
