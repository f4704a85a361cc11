"""What the articles of a corpus say of the names in them: an acronym explained, an office, two people in one article.

It is counted as facts, each in so many documents, so that a document can be taken out again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from search.entities import title_evidence
from search.entities.document.presidents import is_unnamed
from search.entities.spelling.name_keys import is_acronym, key
from search.entities.spelling.person_parts import may_be_one, parts
from search.model import Document, Mention

Relation = Literal["acronym", "short", "form", "alone", "office", "apart"]


class Fact(NamedTuple):
    """What a document says.

    An acronym (its key) stands for a name, one word of it (its key) for an organisation's (its key), a form or a
    surname alone (its key) for the person of another key, a person (the key) has an office, or two people (their keys,
    in order) are both in the document.
    """

    relation: Relation
    of: str
    what: str


Facts = Mapping[Fact, int]
"""In how many documents each was said."""

_MOST_COMPARED = 50
"""People of one surname in a document that are compared with each other."""


def facts_of(document: Document) -> frozenset[Fact]:
    """What a document says of the names in it."""
    if not document.mentions:
        return frozenset()
    texts = {"title": document.title, "body": document.body, "text": document.text}
    found = {fact for mention in document.mentions for fact in _of_mention(texts[mention.where], mention)}
    return frozenset(found | set(_apart(document)))


def _of_mention(text: str, mention: Mention) -> Iterator[Fact]:
    standing = text[mention.start : mention.end]
    if mention.kind == "organisation" and " " in mention.name:
        if is_acronym(standing):
            yield Fact("acronym", key(standing), mention.name)
        elif _is_one_end(key(standing), key(mention.name)):
            yield Fact("short", key(standing), key(mention.name))
    if mention.kind == "person" and " " in mention.name and not is_unnamed(key(mention.name)):
        name, form = key(mention.name), key(standing)
        if form and form != name:
            yield Fact("form" if " " in form else "alone", form, name)
        if named := title_evidence.office(text, mention.start, mention.start):
            yield Fact("office", name, named)


def _is_one_end(short: str, name: str) -> bool:
    """Whether it is one word with which a longer name begins or ends: "Harvard", "Times"."""
    return bool(short) and " " not in short and (name.startswith(f"{short} ") or name.endswith(f" {short}"))


def _apart(document: Document) -> Iterator[Fact]:
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    for mention in document.mentions:
        if mention.kind == "person" and parts(key(mention.name)).given:
            by_surname[parts(key(mention.name)).surname].add(key(mention.name))
    for names in by_surname.values():
        ordered = sorted(names)[:_MOST_COMPARED]
        for i, a in enumerate(ordered):
            for b in ordered[i + 1 :]:
                if may_be_one(parts(a), parts(b)):
                    yield Fact("apart", a, b)


class People:
    """What a corpus says of its people."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._offices: defaultdict[str, set[str]] = defaultdict(set)
        for fact in facts:
            if fact.relation == "office":
                self._offices[fact.of].add(fact.what)

    def linked(self, a: str, b: str) -> int:
        """In how many documents one of two names stands for the other's person."""
        return self._facts.get(Fact("form", a, b), 0) + self._facts.get(Fact("form", b, a), 0)

    def apart(self, a: str, b: str) -> int:
        """In how many documents they are two people."""
        first, second = sorted((a, b))
        return self._facts.get(Fact("apart", first, second), 0)

    def offices(self, name: str) -> set[str]:
        """What somebody is called by anywhere."""
        return self._offices.get(name, set())


def acronyms(facts: Facts) -> dict[str, Counter[str]]:
    """The names that each acronym stands for, with their documents."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact, count in sorted(facts.items()):
        if fact.relation == "acronym":
            found[fact.of][fact.what] += count
    return dict(found)
