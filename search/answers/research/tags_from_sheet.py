"""A sheet that was coded by hand (see `coding_sheet`) -> tags, one for each code of an article: "tone: low"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.answers.research.coding_sheet import coded
from search.counted import plural
from search.errors import InputInvalid
from search.tag import Tag
from search.tags.places import Places
from search.tags.tag_text import tag_of

_FIRST = 5
"""Cells and articles that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class CodedTags:
    """The tags of a sheet by the ids of articles, in the order of the codes, and what could not be used of it."""

    tags: tuple[tuple[str, Tag], ...]
    complaints: tuple[str, ...]


def coded_tags(text: str, places: Places, who: str, day: str) -> CodedTags:
    """The tags of a sheet. Raises InputInvalid where it is none, and where `who` cannot be used.

    Articles are found as lines of `tags.tsv` are: by their ids and the digests of their texts. So the sheet may be of
    an earlier build, whose fingerprint is another.
    """
    sheet = coded(text)
    tag_of("x", "", who, day)
    found = {doc_id: places.find(doc_id, digest) for doc_id, digest in sheet.digests.items()}
    tags: list[tuple[str, Tag]] = []
    unusable: list[str] = []
    for code, values in sheet.values.items():
        for doc_id, value in values.items():
            try:
                tag = tag_of(f"{code}: {value}", "", who, day)
            except InputInvalid as error:
                unusable.append(f"article {doc_id}, “{code[:40]}”: {error}")
                continue
            tags += ((one, tag) for one in found[doc_id].ids)
    missing = [f"article {doc_id}" for doc_id, places_of in found.items() if not places_of.ids]
    changed = sum(places_of.how == "changed" for places_of in found.values())
    complaints = [
        *_named(missing, "of no article of this index"),
        *_named([f"line {number}" for number in sheet.unread], "of no article"),
        *_named(unusable, "that cannot be a tag"),
        *([f"{plural(changed, 'article')} whose text has changed since it was coded"] * bool(changed)),
    ]
    return CodedTags(tuple(tags), tuple(complaints))


def _named(found: list[str], what: str) -> Iterator[str]:
    if found:
        more = f" and {len(found) - _FIRST:,} more" if len(found) > _FIRST else ""
        yield f"{plural(len(found), 'row')} {what}: {'; '.join(found[:_FIRST])}{more}"
