"""The fields between two lines of dashes (YAML) or of plus signs (TOML) at the head of many Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from search.readers.records.record_keys import HOSTS, KEYS, READERS, SAVED

FRONT_MATTER = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(
    r"^(?P<key>[^\W\d_][\w -]{0,30}?)(?::[ \t]*|[ \t]*=[ \t]*)"
    r"(?:(?P<value>[^\s][^\n]*?)[ \t]*$|\n(?P<items>(?:[ \t]*-[ \t]+\S[^\n]*(?:\n|\Z))+))",
    re.MULTILINE,
)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?P<item>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<name>[^\[\]]*)\]\]|\[(?P<words>[^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_NAMES = {
    "title": ("title",),
    "author": ("byline", "author", "authors"),
    "language": ("language", "lang"),
    "date_published": ("date", "pubdate", "publish_date", "date_published", "published"),
    "source": ("source", "site", "outlet", "publication", "publisher"),
    "url": ("source_url", "url", "link"),
}
"""What the fields are called; of several that are there, the last one counts."""
_NO_NAMES = SAVED | READERS | HOSTS | {"name", "heading", "subject", "time", "day", "media", "dateline"}
"""Names of records' fields that mean something else here, as the day on which a note was made."""
_ROLE = re.compile(r"(?:name|naam|nom|nombre|nome)[ \t]*:[ \t]*(?=\S)", re.IGNORECASE)
"""What stands before the name in a list of writers that have more than one."""


def declared(text: str) -> dict[str, str]:
    """What front matter says, by the keys of `Document.declared`; nothing where a text has none."""
    block = FRONT_MATTER.match(text)
    if not block:
        return {}
    fields = _FIELD.finditer(block["fields"])
    found = {field["key"].strip().lower(): _value(field["value"] or "", field["items"] or "") for field in fields}
    named = ((field, name) for field, names in _NAMES.items() for name in names if found.get(name))
    said = {field: found[name] for field, name in named}
    said |= {field: value for field, value in _in_other_words(found) if field not in said}
    if "url" not in said and _ADDRESS.fullmatch(found.get("source", "")):
        said["url"] = found["source"]  # where a clipping comes from
    rules = {"date_rule": "date_published", "source_rule": "source"}
    return said | {rule: "front matter" for rule, field in rules.items() if field in said}


def _in_other_words(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that have the names that records have for them, in any language."""
    folded = {re.sub(r"[\W_]", "", name): value for name, value in found.items()}
    for field in _NAMES:
        names = (name for name in KEYS[field] if name not in _NO_NAMES and folded.get(name))
        if name := next(names, ""):
            yield field, folded[name]


def _value(value: str, items: str) -> str:
    """A value without its quotation marks; of a list, its items, and of links, their words."""
    each = [_ROLE.sub("", found["item"], count=1) for found in _ITEM.finditer(items)] or [value]
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        each = value[1:-1].split(",")
    shown = (_LINK.sub(lambda link: link["name"] or link["words"] or "", item.strip(" \"'")) for item in each)
    return ", ".join(filter(None, (item.strip(" \"'") for item in shown)))
