"""People in a corpus whose names differ in the given name, a middle name or "Jr." alone: when they are one.

"Joe Biden", "Joseph R. Biden" and "Joseph R. Biden Jr." are; "John F. Kennedy" and the senator John Kennedy are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from search.entities import lexicon, title_evidence
from search.entities.corpus.evidence import People
from search.entities.document.presidents import is_unnamed
from search.entities.gazetteer import common_surnames
from search.entities.spelling.given_forms import other_forms
from search.entities.spelling.person_parts import Parts, may_be_one, parts
from search.model import Kind

Id = tuple[Kind, str]

_TOO_MANY_FOR_TWO = 4
"""Documents with a long and a short given name, or with and without "Jr.", from which they are one person's."""
_THEIRS = 0.8
"""How much of the documents with a surname must be theirs, so that a middle initial more or less says nothing."""
_APART = 0.3
"""From which share of the documents of the rarer name, that have both as two people, they are two."""
_MOST_COMPARED = 200
"""Names of one surname that are compared with each other: the most frequent ones."""


def by_given_name(counts: Mapping[Id, int], people: People) -> dict[Id, Id]:
    """The forms of one person's name to the most frequent of them."""
    by_surname: defaultdict[str, list[str]] = defaultdict(list)
    for kind, name in counts:
        if kind == "person" and len(parts(name).given) > 1 and not is_unnamed(name):
            by_surname[parts(name).surname].append(name)
    merges: dict[Id, Id] = {}
    for surname, names in by_surname.items():
        if len(names) > 1 and len(surname) > 2:
            merges.update(_Surname(sorted(names), counts, people).merges())
    return merges


class _Surname:
    """The people of one surname."""

    def __init__(self, names: list[str], counts: Mapping[Id, int], people: People) -> None:
        self._count = {name: counts["person", name] for name in names}
        self._total = sum(self._count.values())
        self._names = sorted(names, key=lambda name: (-self._count[name], name))[:_MOST_COMPARED]
        self._people = people

    def merges(self) -> Iterator[tuple[Id, Id]]:
        """Each rarer form and the most frequent one of its person."""
        alike = {a: [b for b in self._names if b != a and self._are_one(a, b)] for a in self._names}
        clear = {name for name, others in alike.items() if self._agree([parts(other) for other in others], parts(name))}
        joined = {name: {name} for name in self._names}
        for a in clear:
            for b in clear.intersection(alike[a]):
                together = joined[a] | joined[b]
                joined.update(dict.fromkeys(together, together))
        for name, forms in joined.items():
            shown = min(
                forms, key=lambda form: (-self._count[form], len(parts(form).middle), bool(parts(form).suffix), form)
            )
            if shown != name:
                yield ("person", name), ("person", shown)

    @staticmethod
    def _agree(others: list[Parts], of: Parts) -> bool:
        """Whether the longer forms of a name are of one person: "Chris Vega" is of Christine or Christopher."""
        longer = [one for one in others if one.middle and not of.middle]
        spelled = {one.middle for one in longer if one.spelled_out}
        given = [one.given for one in others if one.given != of.given]
        alike = all(b == a or b in other_forms(a) for a in given for b in given)
        return len({one.initials for one in longer}) <= 1 and len(spelled) <= 1 and alike

    def _are_one(self, a: str, b: str) -> bool:
        first, second = parts(a), parts(b)
        if not may_be_one(first, second) or self._are_two(a, b):
            return False
        if first.given in lexicon.SURNAME_FIRST:
            return first.given == second.given and first.middle == second.middle
        if first.suffix != second.suffix and first.given == second.given and first.middle == second.middle:
            return self._is_mostly_junior(a, b)
        if first.given != second.given and self._may_be_two(a, b):
            return self._are_sure(a, b)
        is_initial = bool(first.middle) != bool(second.middle) and not (first.spelled_out or second.spelled_out)
        return self._are_sure(a, b) if is_initial or first.suffix != second.suffix else True

    def _are_two(self, a: str, b: str) -> bool:
        """Whether articles have both, or give them offices of which they have none in common."""
        if self._people.apart(a, b) > _APART * min(self._count[a], self._count[b]):
            return True
        of_a, of_b = (self._people.offices(name) & title_evidence.FEDERAL for name in (a, b))
        return bool(of_a and of_b) and not of_a & of_b

    def _may_be_two(self, a: str, b: str) -> bool:
        """Whether too few articles have two forms of a given name, or many others the surname: two men named King."""
        few = self._count[a] + self._count[b] < _TOO_MANY_FOR_TWO
        return few or (parts(a).surname in common_surnames() and self._theirs(a) < _THEIRS * self._total)

    def _theirs(self, name: str) -> int:
        """The documents of all forms that may be one person's."""
        return sum(count for other, count in self._count.items() if may_be_one(parts(other), parts(name)))

    def _are_sure(self, a: str, b: str) -> bool:
        """Whether more than the likeness says so: an article, an office of both, or a rare surname that is theirs."""
        if self._people.linked(a, b) or self._people.offices(a) & self._people.offices(b):
            return True
        is_rare = parts(a).surname not in common_surnames()
        return is_rare and self._theirs(a) >= _THEIRS * self._total and self._total >= _TOO_MANY_FOR_TWO

    def _is_mostly_junior(self, a: str, b: str) -> bool:
        """Whether a name is mostly followed by "Jr.": without it too it is then the same man's."""
        junior, plain = (a, b) if parts(a).suffix else (b, a)
        total = self._count[junior] + self._count[plain]
        return parts(junior).suffix == "jr" and self._count[junior] >= self._count[plain] and total >= _TOO_MANY_FOR_TWO
