"""The places that articles begin with, in their usual spelling: "NAIROBI (AP) --", "MOSCOW —", "OSLO, Nov 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.entities import lexicon
from search.entities.gazetteer import common_words, gazetteer
from search.entities.spelling.name_keys import in_title_case, key, tidy
from search.entities.spelling.name_trimming import Found

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WORD = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>{_WORD}(?: {_WORD}){{0,3}})(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
    r"(?:(?P<agency>,? ?\([A-Z][\w ./&-]{1,30}\) ?(?:--?|[–—]))| ?(?:--|[–—]) "
    rf"|,? (?:{_MONTH} \d|\d{{1,2}} {_MONTH}|\d{{4}}-\d\d-\d\d))",
    re.MULTILINE,
)


def dateline_places(text: str) -> Iterator[Found]:
    """The place of every line that begins as a dateline does.

    Before an agency any words in capitals are one, but for labels; before a dash or a day, none with a common word.
    """
    known = gazetteer()
    for line in _DATELINE.finditer(text):
        start, end = line.span("place")
        name = in_title_case(tidy(text[start:end]))
        entity, city = known.get(name), known.cities.get(key(name))
        words = key(name).split()
        if not (entity or city) and any(
            word in (lexicon.GENERIC if line["agency"] else common_words()) for word in words
        ):
            continue
        if entity:
            yield Found(start, end, entity.kind, name, key(entity.name), entity.name)
        else:
            yield Found(start, end, "place", name, key(name), city.name if city else name)
