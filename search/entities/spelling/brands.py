"""Brands that end like a possessive: "McDonald's", "Macy's" keep their "'s"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_keys import key, tidy
from search.entities.spelling.name_trimming import Found
from search.languages import all_languages

_WITH_S = re.compile(r"(?<![\w'’])(?P<name>[A-Z][\w&]*[a-z](?: [A-Z][\w&]*[a-z])?)['’]s(?![\w'’])")
_OWNS_NOTHING = re.compile(
    r"[,.;:!?)\]\"”]|\s*(?:\n|$)|\s(?:and|or|in|at|on|to|from|for|with|by|than|but|which|where|when|while|because|said|says"
    r"|has|had|have|is|are|was|were|will|would|can|could|may|must|also|did|does|told|announced|reported|employs|sells"
    r"|plans|operates|opened|hired|\w+ed (?:an?|the|its|their|about|more|some|all|\d[\d,]*|two|three|four|five|ten))\b"
)
"""What follows a name, and no thing that it owns."""


_CONTRACTED = all_languages()["en"].stop_words | {"let", "today", "everybody", "everyone", "somebody", "nobody", "god"}
"""What "'s" stands behind for "is", "us" or a day."""


def brands(text: str, founds: list[Found]) -> Iterator[Found]:
    """Every mention of the names that stand in a text with "'s" alone, and own nothing that follows."""
    if "'s" not in text and "’s" not in text:
        return
    places: defaultdict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _WITH_S.finditer(text):
        places[match["name"]].append(match)
    met = {found.key for found in founds}
    for name, matches in places.items():
        if key(name) in met and _is_brand(text, name, matches):
            for match in matches:
                shown = tidy(match.group())
                yield Found(match.start(), match.end(), "organisation", shown, key(shown), shown)


def _is_brand(text: str, name: str, matches: Collection[re.Match[str]]) -> bool:
    if name.lower() in _CONTRACTED or gazetteer().get(name) or gazetteer().city(name) or gazetteer().demonym(name):
        return False
    alone = sum(bool(_OWNS_NOTHING.match(text, match.end())) for match in matches)
    owned = any(text[: match.start()].endswith((" of ", " than ")) for match in matches)
    return alone * 2 >= len(matches) and not owned and not re.search(rf"\b{re.escape(name)}\b(?!['’]s)", text)
