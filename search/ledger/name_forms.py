"""Which names a build counts as one: every spelling of a person, organisation or place, found by any of them.

Spellings are looked for in all texts, wherever they stand. A surname that is this person's where it stands alone is no
such spelling if other people have it too: looking for "Paul" finds each Paul Ryan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from search.entities.corpus.folding import SURNAME
from search.entities.spelling.name_keys import key
from search.ledger.database import reading

Shown = tuple[str, str]
"""The kind of a name, and the name that it is counted as."""
FEW = 0.05
"""Articles with a surname in other people's names, as a share of those of the name, up to which it is looked for."""


class NameForms:
    """The names of a build that are written like some that were asked for, each with all that count as the same."""

    def __init__(self, build: Path, asked: Collection[str]) -> None:
        """Read them once for all that will be asked. Raises IndexUnusable."""
        wanted = {key(name) for name in asked}
        named: defaultdict[str, set[Shown]] = defaultdict(set)
        forms: defaultdict[Shown, list[str]] = defaultdict(list)
        articles = Counter[Shown]()
        surnames: defaultdict[str, set[Shown]] = defaultdict(set)
        with reading(build) as database:
            query = "SELECT name, shown_kind, shown, articles, why FROM names WHERE shown <> ''"
            for name, kind, shown, count, why in database.execute(f"{query} ORDER BY articles DESC, name"):
                forms[kind, shown].append(name)
                articles[kind, shown] += count
                if key(name) in wanted:
                    named[key(name)].add((kind, shown))
                if SURNAME in why:
                    surnames[key(name)].add((kind, shown))
        chosen = {shown for values in named.values() for shown in values}
        self._named = dict(named)
        self._forms = {shown: forms[shown] for shown in chosen}
        doubtful = {surname for surname, values in surnames.items() if values & chosen}
        others = _others(doubtful, forms, articles)
        self._of_others = {
            (surname, shown)
            for surname in doubtful
            for shown in surnames[surname] & chosen
            if others[surname].total() - others[surname][shown] > FEW * articles[shown]
        }

    def of(self, name: str) -> list[str]:
        """The spellings of what a name stands for, those of most articles first; none where no article names it."""
        return list(dict.fromkeys(form for form, shared in self._every(name) if not shared))

    def shared(self, name: str) -> list[str]:
        """The surnames that are none of those spellings, because other people have them, too."""
        kept = set(self.of(name))
        return list(dict.fromkeys(form for form, shared in self._every(name) if shared and form not in kept))

    def _every(self, name: str) -> Iterator[tuple[str, bool]]:
        """Every spelling, and whether others have it. What was asked for itself is looked for in any case."""
        asked = key(name)
        for shown in sorted(self._named.get(asked, ())):
            yield shown[1], False
            for form in self._forms[shown]:
                yield form, key(form) != asked and (key(form), shown) in self._of_others


def _others(
    surnames: Collection[str], forms: dict[Shown, list[str]], articles: Counter[Shown]
) -> defaultdict[str, Counter[Shown]]:
    """Whose names have a surname among their words, with the articles of these people."""
    found: defaultdict[str, Counter[Shown]] = defaultdict(Counter)
    if surnames:
        for shown, names in forms.items():
            if shown[0] == "person":
                for word in {word for name in names for word in key(name).split()} & set(surnames):
                    found[word][shown] = articles[shown]
    return found
