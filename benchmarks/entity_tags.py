"""Names against the tags of a tagged corpus: are the people and countries that editors named among the values, once?

The corpus is JSON lines with `title`, `body`, and lists of tags `people` ("james-baker", "reagan") and `places`
("usa", "west-germany"), as the Reuters-21578 collection has them; it may be packed with xz.
"""

from __future__ import annotations

import json
import lzma
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from search.entities.gazetteer import gazetteer, rows
from search.entities.spelling.name_keys import key
from search.model import Document, Part

SAMPLE = 300
SEED = 21578
_TAGS = {"usa": "United States", "uk": "United Kingdom", "ussr": "Soviet Union", "uae": "United Arab Emirates"}
"""Tags that are no name with hyphens for spaces."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document with what editors tagged it with: words of people's names, and names of countries."""

    document: Document
    people: tuple[tuple[str, ...], ...]
    countries: frozenset[str]


@dataclass
class TagScore:
    """Counts over documents; `values` are those of the whole sample that stand for each tagged person."""

    tagged: int = 0
    found: int = 0
    right: int = 0
    given: int = 0
    wanted: int = 0
    values: defaultdict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    missed: list[str] = field(default_factory=list)

    def people_recall(self) -> float:
        """The share of tagged people who are among the values of their document."""
        return self.found / max(1, self.tagged)

    def values_per_person(self) -> float:
        """How many facet values stand for a tagged person, on average: 1 is best."""
        return sum(map(len, self.values.values())) / max(1, len(self.values))

    def countries_f1(self) -> float:
        """Of the countries tagged and the countries found. Tags are of what a story is about, so 1 is out of reach."""
        return 2 * self.right / max(1, self.given + self.wanted)


def read(file: Path, sample: int = SAMPLE, seed: int = SEED) -> list[Tagged]:
    """As many documents that name somebody, drawn with a seed."""
    with lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else file.open(encoding="utf-8") as opened:
        named = [row for row in map(json.loads, opened) if row["people"] and row["body"]]
    drawn = random.Random(seed).sample(named, min(sample, len(named)))
    return [_tagged(row["title"], row["body"], row["people"], row["places"]) for row in drawn]


def _tagged(title: str, body: str, people: Sequence[str], places: Sequence[str]) -> Tagged:
    name = f"{title}\n{body}"
    paragraphs = body.replace("\n", "\n\n")
    document = Document(
        name, name, title=title, text=paragraphs, parts=(Part("body", 0, len(paragraphs)),), language="en"
    )
    named = (_TAGS.get(place, place.replace("-", " ").title()) for place in places)
    countries = (entity.name if (entity := gazetteer().get(name)) else name for name in named)
    return Tagged(document, tuple(tuple(key(tag).split()) for tag in people), frozenset(countries))


def score(tagged: Iterable[Tagged], read_documents: Iterable[Document]) -> TagScore:
    """The values of documents, in the order of the tags, against these."""
    total = TagScore()
    for one, document in zip(tagged, read_documents, strict=True):
        people = {mention.name for mention in document.mentions if mention.kind == "person"}
        for tag in one.people:
            meant = {name for name in people if _stands_for(tag, key(name).split())}
            total.tagged += 1
            total.found += bool(meant)
            total.values[tag] |= meant
            total.missed += [] if meant else [f"{' '.join(tag)}: {document.title}"]
        places = {mention.name for mention in document.mentions if mention.kind == "place"} & _countries()
        total.right += len(places & one.countries)
        total.given += len(places)
        total.wanted += len(one.countries)
    return total


def _stands_for(tag: tuple[str, ...], words: list[str]) -> bool:
    """Whether a name is that of a tagged person: all its words, or the surname alone, or with another first name."""
    return set(tag) <= set(words) or words == [tag[-1]]


@cache
def _countries() -> frozenset[str]:
    """Those of the gazetteer, the ones that are no more included."""
    return frozenset(name for kind, name, *_ in rows("places.tsv") if kind == "country")


def lines(total: TagScore) -> Iterator[str]:
    """The figures."""
    yield (
        f"people recall {total.people_recall():.3f} ({total.found} of {total.tagged} tags),"
        f" {total.values_per_person():.2f} values a tagged person"
    )
    counted = f"{total.right} right of {total.given} found and {total.wanted} tagged"
    yield f"countries F {total.countries_f1():.3f} ({counted})"
