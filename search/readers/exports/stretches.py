"""Articles of a text in which each ends with its number in the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from search.readers.exports.article import Entry


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
    rest = parse(text[start:])
    if rest is not None and rest.body:
        rest.number, rest.whole = number + 1, False
        yield rest
