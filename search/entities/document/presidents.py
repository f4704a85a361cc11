"""Presidents whom an article names by the surname alone: "President Bush", "the Bush administration".

In the article such a one is "President Bush", so that he is nobody else of that surname; the corpus says who he is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from search.entities import title_evidence
from search.entities.spelling.name_trimming import Found
from search.entities.spelling.person_parts import parts
from search.model import Kind

Id = tuple[Kind, str]

OFFICE = "president"
_TITLE = "President "
_MOSTLY = 0.75
"""In how many of the articles that name a president of that surname in full it must be the same one."""


def name_presidents(text: str, founds: Iterable[Found]) -> None:
    """Name those as presidents whom a document has by a surname alone, and calls so wherever it says an office.

    "Mrs. Clinton" is not who is meant by "the Clinton administration".
    """
    alone: defaultdict[str, list[Found]] = defaultdict(list)
    for found in founds:
        if found.kind == "person" and not found.known and " " not in found.key and " " not in found.name:
            alone[found.key].append(found)
    for mentions in alone.values():
        offices = {title_evidence.office(text, found.start, found.end) for found in mentions} - {""}
        women = any(
            title_evidence.gender_of_title(title_evidence.title(text, found.start)) == "f" for found in mentions
        )
        if offices == {OFFICE} and not women:
            for found in mentions:
                found.name = _TITLE + found.name


def is_unnamed(name_key: str) -> bool:
    """Whether the key of a person's name is a title and a surname alone."""
    given, _, surname = name_key.partition(" ")
    return given == OFFICE and bool(surname) and " " not in surname


def surname_alone(name: str) -> str:
    """The name without the title where it is a title and a surname alone."""
    return name.removeprefix(_TITLE) if is_unnamed(name.lower()) else name


def by_office(counts: Mapping[Id, int], called: Mapping[str, int]) -> dict[Id, Id]:
    """A president named by surname alone to the one whom most articles mean, else to the surname.

    `called` has the keys of full names, with the articles that call them president.
    """
    of_surname: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, articles in called.items():
        of_surname[parts(name).surname][name] = articles
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        if kind == "person" and is_unnamed(name):
            surname = name.partition(" ")[2]
            votes = of_surname[surname]
            full, most = votes.most_common(1)[0] if votes else ("", 0)
            merges[kind, name] = ("person", full if full and most >= _MOSTLY * votes.total() else surname)
    return merges
