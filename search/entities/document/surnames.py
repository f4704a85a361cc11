"""Who of a document a surname alone stands for: by what is said of it there, not by who was named last.

The evidence, strongest first: a title and the gender that a title or a pronoun tells; whom the article is about, by its
headline, its first paragraph and how often each is named; and, where all that is even, who was named last before.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from search.entities import lexicon, title_evidence
from search.entities.gazetteer import Gazetteer, given_genders, given_names
from search.entities.spelling.name_trimming import Found
from search.entities.spelling.person_parts import parts
from search.entities.title_evidence import Gender

_WITH_TWO_SURNAMES = 3
_MOST_WEIGHED = 8
"""People of one surname between whom evidence is weighed; among more, the one named last is meant."""
_HEADLINE, _FIRST_PARAGRAPH, _OFFICE, _RELATIVE = 3, 2, 3, -2
"""What they add to the number of times that somebody is named."""


@dataclass(slots=True)
class _Person:
    """A person whom a surname may stand for. `named` is how often, `weight` what else speaks for the article's subject.

    `told` is whether the text says the gender, and not the given name alone. `starts` ascend: there may be thousands.

    One without a full name is who has an office that none of the others has: a president whose wife is named in full.
    """

    key: str
    starts: list[int]
    gender: Gender = ""
    told: bool = False
    offices: set[str] = field(default_factory=set)
    relative: bool = False
    weight: int = 0
    named: int = 0


def follow_surnames(text: str, founds: list[Found], full: Mapping[str, Sequence[Found]], known: Gazetteer) -> None:
    """Surnames (or given names) alone become the full name that they stand for; `full` has the mentions of each."""
    people = _People(text, founds, full)
    _free_places(text, founds, people)
    shorts = [
        (found, who) for found in founds if not found.known and found.key not in full if (who := people.of(found))
    ]
    shorts = [(found, who) for found, who in shorts if found.kind == "person" or not known.place(found.name)]
    # What titles make plain comes first: it tells whom the article is about.
    unsure = [(found, who) for found, who in shorts if not people.settle_by_title(found, who)]
    for found, who in unsure:
        people.settle(found, who)


def _free_places(text: str, founds: list[Found], people: _People) -> None:
    """Take a place for the person of that surname, where the text says so: "Mr. Jordan", "Jordan: I did not".

    Then it is the person wherever it does not stand as places do, after "in" or in a row of places. Countries reply as
    well: "Jordan replied" says so only where nothing stands as a place.
    """
    edges = {edge for found in founds if found.kind == "place" for edge in (found.start, found.end)}
    doubtful: defaultdict[str, list[Found]] = defaultdict(list)
    for found in founds:
        if found.kind == "place" and people.has_surname(found):
            doubtful[found.key].append(found)
    for mentions in doubtful.values():
        free = [found for found in mentions if not _stands_as_place(text, found, edges)]
        told = any(_is_called_person(text, found) for found in free)
        if told or (len(free) == len(mentions) and any(_SPEAKS.match(text, found.end) for found in free)):
            for found in free:
                found.known, found.kind = "", "person"


def _is_called_person(text: str, found: Found) -> bool:
    begins = found.start == 0 or text[found.start - 1] == "\n"
    return bool(title_evidence.title(text, found.start) or (begins and _LABEL.match(text, found.end)))


def _stands_as_place(text: str, found: Found, places: Collection[int]) -> bool:
    """Whether a preposition of places stands before it, or another place beside it."""
    joint_before = _JOINT_BEFORE.search(text, max(0, found.start - 8), found.start)
    joint_after = _JOINT.match(text, found.end)
    beside = (joint_before and joint_before.start() in places) or (joint_after and joint_after.end() in places)
    return bool(beside or _IN.search(text, max(0, found.start - 10), found.start))


_JOINT = re.compile(r", (?:and |or )?| (?:and|or) ")
_JOINT_BEFORE = re.compile(r"(?:, (?:and |or )?| (?:and|or) )$")
_IN = re.compile(r"\b(?:in|to|from|into|near|across|of|through|outside|neighbou?ring) $")
_LABEL = re.compile(r":\s")
_SPEAKS = re.compile(
    r",? (?:also |later |then )?(?:said|says|told|asked|replied|argued|tweeted|insisted|testified|added|wrote|noted)\b"
)


class _People:
    def __init__(self, text: str, founds: list[Found], full: Mapping[str, Sequence[Found]]) -> None:
        self._text = text
        self._starts = [found.start for found in founds if found.kind == "person"]
        self._surnames, self._given = _short_forms(full)
        self._full = full
        self._people: dict[str, _Person] = {}
        self._unnamed: dict[str, _Person] = {}
        self._ordered: dict[str, list[tuple[int, str]]] = {}
        self._first_paragraph = _first_paragraph(text)

    def of(self, found: Found) -> Collection[str]:
        """The full names that a mention may stand for."""
        names = self._surnames.get(found.key, ())
        return names or (self._given.get(found.key, ()) if found.kind == "person" else ())

    def has_surname(self, found: Found) -> bool:
        """Whether somebody of the document who is named in full has it as a surname."""
        return found.key in self._surnames

    def settle_by_title(self, found: Found, names: Collection[str]) -> bool:
        """Give a mention to whom its title says; whether that was plain."""
        office = title_evidence.office(self._text, found.start, found.end)
        gender = title_evidence.gender_of_title(title_evidence.title(self._text, found.start))
        if len(names) > _MOST_WEIGHED or not (office or gender):
            return False
        people = [self._person(name) for name in sorted(names)]
        if len(people) > 1 or people[0].told:
            people = _of_gender(people, gender)
        fitting = self._of_office(people, office)
        if not fitting:
            self._name(found, self._unnamed_one(found, office, gender))
        elif len(fitting) == 1:
            self._name(found, fitting[0])
        return len(fitting) < 2

    def settle(self, found: Found, names: Collection[str]) -> None:
        """Give a mention to whom it stands for by all that is known once the titles have been read."""
        if len(names) > _MOST_WEIGHED:
            found.key, found.kind = self._last_named(found, names), "person"
            return
        people = [self._person(name) for name in sorted(names)]
        if found.key in self._unnamed:
            people.append(self._unnamed[found.key])
        office = title_evidence.office(self._text, found.start, found.end)
        fitting = self._of_office(people, office) or people
        if len(fitting) > 1:
            told = title_evidence.gender_of_title(title_evidence.title(self._text, found.start))
            pronoun = title_evidence.gender_of_pronoun(self._text, found.end, self._next_person(found.end))
            fitting = _of_gender(fitting, told or pronoun) or fitting
        self._name(found, self._subject(found, fitting))

    def _name(self, found: Found, person: _Person) -> None:
        person.named += 1
        found.key, found.kind = person.key, "person"

    def _unnamed_one(self, found: Found, office: str, gender: Gender) -> _Person:
        """Who has the surname and this office, and is never named in full."""
        person = self._unnamed.setdefault(found.key, _Person(found.key, [], gender))
        person.starts.append(found.start)
        if office:
            person.offices.add(office)
            person.weight = _OFFICE
        return person

    def _of_office(self, people: list[_Person], office: str) -> list[_Person]:
        """Those who are called by an office; where nobody is, those who may have it."""
        if not office:
            return people
        holders = [person for person in people if office in person.offices]
        return holders or [person for person in people if self._may_hold(person, office)]

    @staticmethod
    def _may_hold(person: _Person, office: str) -> bool:
        """Whether an office may be that of a person whom nobody calls by it."""
        if office not in title_evidence.FEDERAL:
            return True
        others = person.offices & title_evidence.FEDERAL
        return not (person.relative or others or (person.gender == "f" and office == "president"))

    def _next_person(self, at: int) -> int:
        i = bisect.bisect_left(self._starts, at)
        return self._starts[i] if i < len(self._starts) else len(self._text)

    def _subject(self, found: Found, people: list[_Person]) -> _Person:
        """Whom the article is about; of those who are even, who was named last before, or first after."""
        if len(people) == 1:
            return people[0]
        most = max(person.weight + person.named for person in people)
        even = [person for person in people if person.weight + person.named == most]
        before = [
            (person.starts[at - 1], person.key)
            for person in even
            if (at := bisect.bisect_left(person.starts, found.start))
        ]
        last = max(before)[1] if before else even[0].key
        return next(person for person in even if person.key == last)

    def _person(self, name: str) -> _Person:
        if name not in self._people:
            self._people[name] = self._described(name)
        return self._people[name]

    def _described(self, name: str) -> _Person:
        """What the text says of a person where the full name stands."""
        mentions = self._full[name][:_MOST_DESCRIBED]
        person = _Person(name, sorted(found.start for found in self._full[name]), named=len(self._full[name]))
        person.relative = parts(name).suffix == "jr"
        titles: Gender = ""
        pronouns: Gender = ""
        for found in mentions:
            person.offices |= title_evidence.offices_around(self._text, found.start, found.end)
            is_relative, told = title_evidence.relative(self._text, found.start, found.end)
            person.relative |= is_relative
            titles = titles or title_evidence.gender_of_title(title_evidence.title(self._text, found.start)) or told
            pronouns = pronouns or title_evidence.gender_of_pronoun(self._text, found.end, self._next_person(found.end))
        by_name = given_genders().get(parts(name).given, "")
        person.gender = titles or _agreed(by_name, pronouns)
        person.told = bool(titles or (person.gender and pronouns))
        first, last = self._first_paragraph
        person.weight += _HEADLINE * any(start < first for start in person.starts)
        person.weight += _FIRST_PARAGRAPH * any(first <= start < last for start in person.starts)
        person.weight += _RELATIVE * person.relative
        return person

    def _last_named(self, found: Found, names: Collection[str]) -> str:
        """Of many the one named last before; where none is, the one named most."""
        if found.key not in self._ordered:
            places = ((mention.start, name) for name in names for mention in self._full[name])
            most = max(names, key=lambda name: (len(self._full[name]), name))
            self._ordered[found.key] = [(-1, most), *sorted(places)]
        ordered = self._ordered[found.key]
        return ordered[bisect.bisect_left(ordered, (found.start,)) - 1][1]


def _of_gender(people: Iterable[_Person], gender: Gender) -> list[_Person]:
    return [person for person in people if not gender or person.gender in ("", gender)]


def _agreed(by_name: str, by_pronoun: Gender) -> Gender:
    """The gender of a given name and of a pronoun, nothing where they say different things."""
    told = {by_name, by_pronoun} - {""}
    return "f" if told == {"f"} else "m" if told == {"m"} else ""


_MOST_DESCRIBED = 20
"""Mentions of a full name whose surroundings are read."""


def _first_paragraph(text: str) -> tuple[int, int]:
    """Where the headline ends, and where the first line below it does."""
    headline = max(0, text.find("\n\n"))
    start = headline
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n", start)
    return headline, end if end >= 0 else len(text)


def _short_forms(full: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What may stand alone for each full name: surnames, and given names or the first of two surnames."""
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for name in full:
        words = name.split()
        suffix = parts(name).suffix
        alone = words[:-1] if suffix else words
        surnames[alone[-1]].add(name)
        given[words[0]].add(name)
        if words[0] in lexicon.SURNAME_FIRST:
            surnames[words[0]].add(name)
        for length in range(2, len(alone)):
            surnames[" ".join(alone[-length:])].add(name)
        if suffix:
            surnames[f"{alone[-1]} {suffix}"].add(name)
        if len(alone) == _WITH_TWO_SURNAMES and alone[1] not in given_names():
            given[alone[1]].add(name)
    return surnames, given
