"""The fields between two lines of dashes (YAML) or of plus signs (TOML) at the head of many Markdown files."""

from __future__ import annotations

import re

FRONT_MATTER = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z][\w -]{0,30}?)(?::[ \t]*|[ \t]*=[ \t]*)"
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


def declared(text: str) -> dict[str, str]:
    """What front matter says, by the keys of `Document.declared`; nothing where a text has none."""
    block = FRONT_MATTER.match(text)
    if not block:
        return {}
    fields = _FIELD.finditer(block["fields"])
    found = {field["key"].strip().lower(): _value(field["value"] or "", field["items"] or "") for field in fields}
    named = ((field, name) for field, names in _NAMES.items() for name in names if found.get(name))
    said = {field: found[name] for field, name in named}
    if "url" not in said and _ADDRESS.fullmatch(found.get("source", "")):
        said["url"] = found["source"]  # where a clipping comes from
    rules = {"date_rule": "date_published", "source_rule": "source"}
    return said | {rule: "front matter" for rule, field in rules.items() if field in said}


def _value(value: str, items: str) -> str:
    """A value without its quotation marks; of a list, its items, and of links, their words."""
    each = [found["item"] for found in _ITEM.finditer(items)] or [value]
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        each = value[1:-1].split(",")
    shown = (_LINK.sub(lambda link: link["name"] or link["words"] or "", item.strip(" \"'")) for item in each)
    return ", ".join(filter(None, (item.strip(" \"'") for item in shown)))
