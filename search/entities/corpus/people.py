"""People in a corpus: whose a surname or a given name alone is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer, common_surnames, common_words
from search.entities.spelling.person_parts import parts
from search.model import Kind

Id = tuple[Kind, str]

_SHARE = 0.8
"""How much of the documents must agree; measured on news of several years, below these two people become one."""
_TIMES_AS_OFTEN = 3
_KNOWN_WELL = 5
"""Documents from which a surname is believed to be a person where it was taken for an organisation."""
_AS_OFTEN = 2
"""How often for each article with the full name a surname may be taken for an organisation, and is still a person's."""
_FIRMS = 10
"""From what part of its articles a name is that of a company, which longer names begin with."""
_KNOWN_BY_GIVEN_NAME = 10
_MOSTLY = 0.75
"""In how many of the articles that say for whom a surname alone stands it must be the same person."""
_FEW = 0.05
"""Up to which share of those who are called so others may have a given name as their surname."""
_ALMOST_ALL = 0.9
"""From how many documents, and from what share of all who have it, a person is known by a given name alone."""


def by_surname(counts: Mapping[Id, int], known: Gazetteer, alone: Mapping[str, Counter[str]]) -> dict[Id, Id]:
    """A name alone is the person for whom it stands in articles that say so (`alone`), in three of four of them.

    Where too few say so, it is the person who has it as a surname in four of five documents, or almost alone as a given
    name. A surname must be nobody's given name. It may have been taken for an organisation, where
    none has a longer name that begins with it ("Ford Motor").
    """
    surnames, given = _parts(counts)
    firms = _named_after(counts, surnames)
    merges: dict[Id, Id] = {}
    for (kind, name), count in counts.items():
        if " " in name or kind == "place" or known.place(name.title()):
            continue
        having, called = surnames.get(name, Counter()), given.get(name, Counter())
        whole = (
            (_by_articles(having, alone.get(name, Counter())) if kind == "person" or name not in firms else "")
            or (_by_surname(kind, count, having, called) if having else "")
            or (_by_given_name(kind, called) if having.total() <= _FEW * called.total() else "")
        )
        if whole:
            merges[kind, name] = ("person", whole)
    return merges


def _by_articles(people: Counter[str], votes: Counter[str]) -> str:
    if not people or votes.total() < _KNOWN_WELL:
        return ""
    full, most = votes.most_common(1)[0]
    return full if full in people and most >= _MOSTLY * votes.total() else ""


def _named_after(counts: Mapping[Id, int], people: Mapping[str, Counter[str]]) -> set[str]:
    """The surnames that are companies' as well: words, those of many people, or a part of longer names ("Dell Inc")."""
    firms = Counter[str]()
    for (kind, name), count in counts.items():
        if kind == "organisation" and " " in name:
            firms[name.partition(" ")[0]] += count
    return {
        name
        for (kind, name), count in counts.items()
        if kind == "organisation"
        and (
            name in common_words() | common_surnames()
            or firms[name] * _FIRMS >= count
            or count > _AS_OFTEN * people.get(name, Counter()).total()
        )
    }


def _by_given_name(kind: Kind, given: Counter[str]) -> str:
    if kind != "person" or not given:
        return ""
    full, count = given.most_common(1)[0]
    return full if count >= max(_KNOWN_BY_GIVEN_NAME, _ALMOST_ALL * given.total()) else ""


def _by_surname(kind: Kind, count: int, people: Counter[str], given: Counter[str]) -> str:
    full, most = people.most_common(1)[0]
    total = people.total()
    if kind == "organisation" and total < max(_TIMES_AS_OFTEN * count, _KNOWN_WELL):
        return ""
    agreed = count <= 2 * most >= 4 and most >= _SHARE * total and total >= _TIMES_AS_OFTEN * given.total()
    return full if agreed else ""


def _parts(counts: Mapping[Id, int]) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """The full names that have each surname and each given name, with their documents."""
    surnames: defaultdict[str, Counter[str]] = defaultdict(Counter)
    given: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (kind, name), count in counts.items():
        named = parts(name)
        if kind == "person" and named.given:
            surnames[named.surname][name] += count
            if named.given in lexicon.SURNAME_FIRST:
                surnames[named.given][name] += count
            else:
                given[named.given][name] += count
    return surnames, given
