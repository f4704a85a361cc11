"""The name of a downloaded file, made from what was asked for: "clippings-north-korea-donald-trump-2018.csv"."""

from __future__ import annotations

from collections.abc import Iterator

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.model import NONE, Query

LONGEST = 60
"""Characters of what was asked for: names of files end at 255 bytes, and windows show fewer."""


def download_name(query: Query, form: str) -> str:
    """Letters and digits of any script, joined by hyphens, with the format behind a dot."""
    name = "clippings"
    for word in _asked(query):
        if len(name) + 1 + len(word) > LONGEST:
            break
        name = f"{name}-{word}"
    return f"{name}.{form}"


def _asked(query: Query) -> Iterator[str]:
    parts = [query.text, *(value for values in query.chosen.values() for value in values if value != NONE)]
    for part in parts:
        yield from ("".join(filter(str.isalnum, fold(word))) for word in surfaces(part))
    yield from (f"{said}-{bound}" for said, bound in (("from", query.since), ("to", query.until)) if bound)
