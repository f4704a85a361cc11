"""Articles of a text in which each ends with its number in the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from search.readers.exports.article import Entry
from search.readers.exports.lines import is_furniture, shown
from search.readers.exports.page_text import MARK

_FOOT = re.compile(
    r"search summary|recherche|suche?|búsqueda|zoek|ricerca|results? found|timestamp|factiva|dow jones|©"
    r"|copyright|certifica|document est protégé|europresse|cedrom|tous droits|all rights|alle rechte|eureka",
    re.IGNORECASE,
)
"""What stands behind the last article of an export."""


def articles(text: str, ends: Sequence[re.Match[str]], parse: Callable[[str], Entry | None]) -> Iterator[Entry]:
    """What stands before each end, parsed, with the end's group "id".

    A stretch that is no article belongs to the one before it, which quoted such a line. Behind the last end there may
    be an article that the file breaks off in.
    """
    held: Entry | None = None
    number, begins, start = 0, 0, 0
    for end in ends:
        entry = parse(text[start : end.start()])
        if entry is None and held is not None:
            entry = parse(text[begins : end.start()]) or held
        elif entry is not None:
            if held is not None:
                yield held
            number, begins = number + 1, start
        if entry is not None:
            entry.number, entry.own_id = number, end["id"]
            held = entry
        start = end.end() if held is not None else start
    if held is not None:
        yield held
    if held is not None and _goes_on(text[start:], parse):
        yield Entry(number + 1, whole=False)


def _goes_on(rest: str, parse: Callable[[str], Entry | None]) -> bool:
    """Whether another article begins behind the last end, and not what the database says of the search or of itself."""
    lines = [line for line in shown(rest) if not is_furniture(line) and not line.startswith(MARK)]
    return bool(lines) and (parse(rest) is not None or not any(map(_FOOT.search, lines)))
