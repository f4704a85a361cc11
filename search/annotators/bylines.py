"""Who wrote a document, by its bylines and by the lines of its date, which often name the writer too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from search.annotators.date_spans import find
from search.annotators.layout_words import BYLINE, WRITER, WRITERS
from search.annotators.media_names import known
from search.languages import all_languages
from search.readers.page.roles import without_role

_PIECES = re.compile(r"\s[|·•–—]\s|\s(?=[^\W\d_]{2,12}\s?[:：／]\s?[^\W\d_])")
"""What parts the pieces of a line: a mark between blanks, or the label of the next piece."""
_EDGE = " ,|·•–—-/"


def writers_in(lines: Sequence[str], language: str) -> list[str] | None:
    """The names in the first line that names a writer, [] where that is an agency, None where no line does.

    A byline comes first, then what stands beside a day: "2021-03-04 | Text: Ada Quayle", "4 March 2021 by Ada Quayle".
    """
    whole = ((pattern.match(line), False) for pattern in (BYLINE, WRITER) for line in lines)
    beside = (piece for line in lines for piece in _beside_day(line, language))
    pieces = ((pattern.match(piece), pattern is BYLINE) for piece in beside for pattern in (BYLINE, WRITER))
    for match, full in chain(whole, pieces):
        name = (match["name"] or match.groupdict().get("before") or "") if match else ""
        if match and not _is_calendar(name, language) and (" " in name or not full):
            return [] if known(name) else [without_role(name), *_others(match)]
    return None


def _beside_day(line: str, language: str) -> Iterator[str]:
    """The pieces of a line between and beside its days; none where it has no day."""
    spans = find(line, language)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(line)]
    for start, end in zip(ends, starts, strict=True) if spans else ():
        yield from (piece.strip(_EDGE) for piece in _PIECES.split(line[start:end]))


def _is_calendar(name: str, language: str) -> bool:
    """Whether a name is made of days and months alone: "By Thursday, 4 March"."""
    tables = all_languages()
    table = tables.get(language) or tables["en"]
    return all(word in table.weekdays or word in table.months for word in name.lower().split())


def _others(named: re.Match[str]) -> list[str]:
    """The names behind the first in a byline."""
    more = WRITERS.match(named.string, named.end("name")) if named["name"] else None
    names = [*more["others"].split(", "), more["last"]] if more else []
    return [name for name in names if name and not known(name)]
