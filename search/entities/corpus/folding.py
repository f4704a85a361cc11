"""Across the corpus: which names of different documents are one entity.

    census = Census()
    for document in documents: census.add(document)
    renaming = census.renaming()
    documents = (renamed(document, renaming) for document in documents)

The documents are not read again: what they were named is enough. `fold_corpus` does it for a list.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from search.engines.name_table import Value, renamed
from search.entities import lexicon
from search.entities.corpus.channels import by_news
from search.entities.corpus.cities import by_other_name
from search.entities.corpus.evidence import Fact, Facts, People, Relation, acronyms, facts_of
from search.entities.corpus.given_names import by_given_name
from search.entities.corpus.offices import by_chamber, by_country, by_subject
from search.entities.corpus.people import by_surname
from search.entities.corpus.short_forms import by_short_form
from search.entities.corpus.spellings import reversals, variants
from search.entities.document.organisations import without_suffix
from search.entities.document.presidents import OFFICE, by_office, surname_alone
from search.entities.gazetteer import LARGE_CITY, Gazetteer, gazetteer, given_names
from search.entities.spelling.name_keys import is_acronym, key
from search.model import Document, Kind

_KIND_SHARE = 0.6
_PERSON_SHARE = 0.3
"""How much of the documents must have a name as a person's that looks like one: models take "Ana Vega" for a firm."""
_CITY_SHARE = 0.2
"""From which share of the documents a city remains one beside a university or a person of its name."""
_MOST_SURNAMES = 2
_BRAND_SHARE = 0.25
"""How much of the documents must have a name with "'s" as a brand's; in others the text does not say that it is one."""
_ACRONYM_SHARE = 0.8
"""How much of the documents must agree; measured on news of several years, below these two people become one."""


@dataclass(slots=True)
class Census:
    """What the documents name: in how many documents each value stands, and what they say of them."""

    documents: Counter[Value] = field(default_factory=Counter)
    facts: Counter[Fact] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents.update({(mention.kind, mention.name) for mention in document.mentions})
        self.facts.update(facts_of(document))

    def remove(self, document: Document) -> None:
        """Count a document no more, which was counted with the same mentions."""
        for value in {(mention.kind, mention.name) for mention in document.mentions}:
            _less(self.documents, value)
        for fact in facts_of(document):
            _less(self.facts, fact)

    def renaming(self) -> Folded:
        """Which value each value is counted as, and why; those that stay are left out.

        It depends on what was counted, not on the order: ties must not fall otherwise when a document comes later.
        """
        return renaming(dict(sorted(self.documents.items())), dict(sorted(self.facts.items())))


def _less(counts: Counter[Any], value: object) -> None:
    counts[value] -= 1
    if not counts[value]:
        del counts[value]


def fold_corpus(documents: Iterable[Document]) -> list[Document]:
    """The documents, in order, under names that agree across all of them: for corpora that fit into memory."""
    read = list(documents)
    census = Census()
    for document in read:
        census.add(document)
    names = census.renaming()
    return [renamed(document, names) for document in read]


Id = tuple[Kind, str]
"""A kind and a key: what the steps below merge."""


class Folded(dict[Value, Value]):
    """Which value each value is counted as; `why` names the rules that made it so, in their order."""

    def __init__(self, values: Mapping[Value, Value], why: Mapping[Value, tuple[str, ...]]) -> None:
        super().__init__(values)
        self.why = why


def renaming(documents: Mapping[Value, int], facts: Facts) -> Folded:
    """Which value each value is counted as, from the number of documents that have it and what they say of it."""
    known = gazetteer()
    ids: dict[Value, Id] = {value: (value[0], key(value[1])) for value in documents}
    counts: Counter[Id] = Counter()
    for value, count in documents.items():
        counts[ids[value]] += count
    merging = _Merging(counts, frozenset(_known_keys(counts, known)))
    merging.take("its kind in most articles", _by_kind(merging.counts(), merging.fixed))
    merging.take("an acronym that articles explain", _by_acronym(merging.counts(), acronyms(facts)))
    merging.take("a company with and without its legal form", _by_suffix(merging.counts()))
    merging.take("a channel and its news", by_news(merging.counts()))
    merging.take("another name of a city", by_other_name(merging.counts()))
    merging.take("a short given name, a middle name or Jr.", by_given_name(merging.counts(), People(facts)))
    merging.take("a president whom articles name in full", by_office(merging.counts(), _presidents(facts, merging)))
    merging.take("the other order of the names", reversals(merging.counts()))
    merging.take("another spelling", variants(merging.counts(), known))
    merging.take(
        "a short name that articles have with the long one", by_short_form(merging.counts(), _short(facts, merging))
    )
    merging.take("an office with and without its country", by_country(merging.counts(), known))
    merging.take("a body of a chamber without it", by_chamber(merging.counts()))
    merging.take("a ministry under the name of its subject", by_subject(merging.counts()))
    merging.take(SURNAME, by_surname(merging.counts(), known, _alone(facts, merging)))
    found = _as_values(documents, {value: merging.end(of) for value, of in ids.items()}, known)
    return Folded(found, {value: merging.why(ids[value]) or (SPELLING,) for value in found})


def _presidents(facts: Facts, merging: _Merging) -> Counter[str]:
    """The full names of those who are called president, with the documents that do so."""
    called = Counter[str]()
    for fact, count in facts.items():
        if fact.relation == "office" and fact.what == OFFICE:
            called[merging.end(("person", fact.of))[1]] += count
    return called


def _alone(facts: Facts, merging: _Merging) -> dict[str, Counter[str]]:
    """Whom each surname alone stands for where articles say it, with their documents."""
    return _votes(facts, merging, "alone", "person")


def _short(facts: Facts, merging: _Merging) -> dict[str, Counter[str]]:
    """Which organisation each first or last word alone stands for where articles say it, with their documents."""
    return _votes(facts, merging, "short", "organisation")


def _votes(facts: Facts, merging: _Merging, relation: Relation, kind: Kind) -> dict[str, Counter[str]]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact, count in facts.items():
        if fact.relation == relation:
            votes[fact.of][merging.end((kind, fact.what))[1]] += count
    return dict(votes)


SURNAME = "a surname that is almost always this person's"
"""Why a surname alone is counted as a name: where it stands alone, that is."""
SPELLING = "the form that most articles have"
"""Why a name is shown in a form that differs in case, accents or punctuation alone."""


_MOST_STEPS = 9
"""Merges that one name goes through: no step merges what it has merged before."""


@dataclass(slots=True)
class _Merging:
    """The merges so far. `fixed` are the keys that stand in the gazetteer: others may join them, they join nothing."""

    original: Counter[Id]
    fixed: frozenset[str]
    into: dict[Id, Id] = field(default_factory=dict)
    rules: dict[Id, str] = field(default_factory=dict)

    def why(self, of: Id) -> tuple[str, ...]:
        """The rules by which it has become what it is."""
        found: list[str] = []
        while of in self.into and len(found) < _MOST_STEPS:
            found.append(self.rules[of])
            of = self.into[of]
        return tuple(dict.fromkeys(found))

    def end(self, of: Id) -> Id:
        """What it has become."""
        for _ in range(_MOST_STEPS):
            if of not in self.into:
                break
            of = self.into[of]
        return of

    def counts(self) -> Counter[Id]:
        """The documents of what is left."""
        total: Counter[Id] = Counter()
        for of, count in self.original.items():
            total[self.end(of)] += count
        return total

    def take(self, rule: str, merges: Mapping[Id, Id]) -> None:
        """Carry merges out, but for those that would rename a known name or close a circle."""
        for of, into in merges.items():
            if of[1] not in self.fixed and self.end(into) != of:
                self.into[of] = into
                self.rules[of] = rule


def _known_keys(counts: Iterable[Id], known: Gazetteer) -> Iterator[str]:
    for _, name in counts:
        entity, city = known.known.get(name), known.cities.get(name)
        if (entity and key(entity.name) == name) or (city and city.thousands >= LARGE_CITY):
            yield name


def _by_kind(counts: Counter[Id], fixed: frozenset[str]) -> dict[Id, Id]:
    """A name has the kind that it has in most documents. "Tarn River" speaks for the place "Tarn"."""
    kinds: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for (kind, name), count in counts.items():
        kinds[name][kind] += count
        head, _, tail = name.partition(" ")
        if kind == "place" and tail in lexicon.LANDFORM and ("place", head) in counts:
            kinds[head]["place"] += count
    merges: dict[Id, Id] = {}
    for name, votes in kinds.items():
        kind, most = votes.most_common(1)[0]
        if votes["person"] >= _PERSON_SHARE * votes.total() and _looks_like_a_person(name):
            kind, most = "person", votes.total()
        agreed = most >= _KIND_SHARE * votes.total() or (" " in name and 2 * most > votes.total())
        if name not in fixed and agreed:
            others = [other for other in votes if other != kind and not _is_city(other, name, votes)]
            merges.update({(other, name): (kind, name) for other in others})
    return merges


def _is_city(kind: Kind, name: str, votes: Counter[Kind]) -> bool:
    """Whether articles mean a city of the gazetteer by a name that most have for something else: "Columbia, S.C."."""
    return kind == "place" and name in gazetteer().cities and votes[kind] >= _CITY_SHARE * votes.total()


def _looks_like_a_person(name: str) -> bool:
    """Whether it is a given name and one or two words that say nothing of an organisation or a place."""
    first, *rest = name.split()
    plain = not {*rest} & (lexicon.ORGANISATION | lexicon.COMPANY_TAIL | lexicon.PLACE | lexicon.GENERIC)
    return 1 <= len(rest) <= _MOST_SURNAMES and plain and first in given_names()


def _by_acronym(counts: Counter[Id], learned: Mapping[str, Counter[str]]) -> dict[Id, Id]:
    merges: dict[Id, Id] = {}
    for acronym, names in learned.items():
        by_key, by_stem = Counter[str](), Counter[str]()
        for name, count in names.items():
            by_key[key(name)] += count
            by_stem[without_suffix(key(name))] += count
        stem, most = by_stem.most_common(1)[0]
        long = max((name for name in by_key if without_suffix(name) == stem), key=lambda name: by_key[name])
        agreed = most >= _ACRONYM_SHARE * by_stem.total() and acronym != long
        if agreed and ("organisation", acronym) in counts and ("organisation", long) in counts:
            merges["organisation", acronym] = ("organisation", long)
    return merges


def _by_suffix(counts: Counter[Id]) -> dict[Id, Id]:
    """Companies that differ in "Inc" or "Co" alone."""
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for kind, name in counts:
        if kind == "organisation":
            by_stem[without_suffix(name)].append(name)
    merges: dict[Id, Id] = {}
    for names in by_stem.values():
        most = max(names, key=lambda name: (counts["organisation", name], -len(name), name))
        merges.update({("organisation", name): ("organisation", most) for name in names if name != most})
    return merges


def _as_values(documents: Mapping[Value, int], ends: Mapping[Value, Id], known: Gazetteer) -> dict[Value, Value]:
    """Every value under the name that most documents have for what it has become (`ends`)."""
    forms: defaultdict[Id, Counter[str]] = defaultdict(Counter)
    for value, count in documents.items():
        forms[ends[value]][surname_alone(value[1])] += count
    shown: dict[Id, str] = {of: _shown(of, names, known) for of, names in forms.items()}
    renamed_values = {value: (end[0], shown[end]) for value, end in ends.items()}
    return {value: new for value, new in renamed_values.items() if value != new}


def _shown(of: Id, names: Counter[str], known: Gazetteer) -> str:
    entity = known.known.get(of[1])
    if entity and entity.name in names:
        return entity.name
    if len(names) == 1:
        return next(iter(names))
    own = {name: count for name, count in names.items() if key(name) == of[1]} or dict(names)
    brands = {name: count for name, count in own.items() if of[0] == "organisation" and name.endswith("'s")}
    if brands and sum(brands.values()) >= _BRAND_SHARE * sum(own.values()):
        own = brands
    return max(own, key=lambda name: (not name.isupper() or is_acronym(name), own[name], name))
