"""Names of the gazetteer wherever they stand in a text, which a model sometimes misses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from search.entities.gazetteer import Gazetteer, gazetteer, given_names
from search.entities.spelling.name_keys import is_acronym, key, tidy
from search.entities.spelling.name_trimming import Found

_WORD = re.compile(r"(?<![^\W\d_])(?:(?:[A-Z]\.){2,}|[A-ZÀ-Þ][^\W\d_]*(?:['’][^\W\d_]+)*)")
"""A word with a capital: the tables have no name that begins otherwise."""
_LEADS_TO_PLACE = re.compile(
    r"\b(?:in|to|from|with|of|and|at|between|against|visit(?:ed|s|ing)?|across|near|into|inside|outside|over|for)\s+(?:the\s+)?$"
)


def with_known_names(text: str, founds: list[Found]) -> list[Found]:
    """What was found, with the countries, regions and bodies that were missed, in the order of the text.

    A known name that holds what was found ("French Guiana" for "Guiana") takes its place; inside a longer one ("Bank of
    Canada") it is none.
    """
    merged: list[Found] = []
    for found in sorted([*founds, *known_names(text)], key=lambda found: (found.start, -found.end, not found.known)):
        if not merged or found.start >= merged[-1].end:
            merged.append(found)
    return merged


def known_names(text: str) -> Iterator[Found]:
    """The countries, regions and bodies of the gazetteer in a text."""
    known = gazetteer()
    by_word = _by_first_word()
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for spelling in by_word.get(_first_word(word.group()), ()):
            found = _match(text, word.start(), spelling, known)
            if found:
                yield found
                end = found.end
                break


def _match(text: str, start: int, spelling: str, known: Gazetteer) -> Found | None:
    end = start + len(spelling)
    standing = text[start:end]
    if (
        tidy(standing) != spelling
        or text[end : end + 1].isalnum()
        or _is_part_of_another(text, start, end, spelling, known)
    ):
        return None
    entity = known.get(spelling)
    return Found(start, end, entity.kind, spelling, key(entity.name), entity.name) if entity else None


def _is_part_of_another(text: str, start: int, end: int, spelling: str, known: Gazetteer) -> bool:
    """Whether it is a part of a longer word or name: "pro-Russia", "Chad Baker", "Georgia" without "in"."""
    before = text[max(0, start - 25) : start]
    if before[-1:] == "-" and not known.get(before[:-1].split()[-1] if before[:-1].split() else ""):
        return True
    if before[-1:] in ("@", "#", "/", ".") or text[end : end + 2].strip(".") == "@":
        return True
    if spelling == "Capitol":
        return not _OF_CONGRESS.search(before)
    if is_acronym(spelling) or " " in spelling:
        return False
    if spelling.lower() in given_names() or spelling in _COMMON:
        return not _LEADS_TO_PLACE.search(before) or bool(re.match(r" [A-Z]", text[end : end + 2]))
    return bool(re.match(r"\s[A-Z][a-z]", text[end : end + 3]) and re.search(r"[A-Z]\w+ $", before))


_OF_CONGRESS = re.compile(r"\b(?:[Tt]he|U\.?S\.?|nation['’]s) $")
"""What stands before the Capitol that is not a state's."""
_COMMON = frozenset({"America", "Guinea", "Fed", "Vatican", "Arctic", "Caribbean", "Baltics", "Crimea"})
"""Names that are part of other names: "Bank of America", "Equatorial Guinea"."""


def dateline_cities(line: str) -> Iterator[Found]:
    """The cities and countries in capitals that date lines begin or end with: "MOSCOW, June 3"."""
    known = gazetteer()
    for word in _CAPITALS.finditer(line):
        name = word.group().title()
        entity, city = known.get(name), known.city(name)
        if entity or city:
            shown = entity.name if entity else name
            yield Found(word.start(), word.end(), entity.kind if entity else "place", name, key(shown), shown)


_CAPITALS = re.compile(r"(?<!\w)[A-Z]{3,}(?: [A-Z]{3,})?(?!\w)")


@cache
def _by_first_word() -> Mapping[str, tuple[str, ...]]:
    """The spellings that may begin with a word, the longest first."""
    by_word: defaultdict[str, list[str]] = defaultdict(list)
    for spelling in gazetteer().spellings:
        if (len(spelling) > 3 and not spelling.endswith(".")) or is_acronym(spelling):
            by_word[_first_word(spelling)].append(spelling)
    return {word: tuple(sorted(spellings, key=len, reverse=True)) for word, spellings in by_word.items()}


def _first_word(spelling: str) -> str:
    """Without the stops of an acronym, whose last is sometimes left out."""
    word = _WORD.match(spelling)
    return word.group().replace(".", "").replace("’", "'") if word else spelling
