"""The values of records -> words and addresses: what objects and lists stand for in the place of a string."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from math import isfinite

_INNER = (
    *("name", "title", "rendered", "main", "original", "value", "text", "#text", "content", "html", "literal", "raw"),
    *("displayName", "display_name", "real_name", "domain"),
    *("$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "$uuid"),
)
"""Where an object in the place of a string keeps the string; those with "$" are MongoDB's extended JSON."""
_ADDRESSES = ("href", "url", "link", "@href", "canonical")
_PARTS_OF_A_NAME = (("given", "family"), ("firstName", "lastName"), ("first_name", "last_name"), ("first", "last"))
_ITEMS = 1000
_DEPTH = 4
_LONG = 80
"""Characters that make the items of a list paragraphs rather than names."""
_MARKUP = re.compile(
    r"</(?:p|div|br|a|b|i|em|strong|span|h\d|li|ul|blockquote|jats:\w{1,20})>|<(?:br|p|img)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"<(?:/(?:p|div|jats:(?:p|title|sec)|h\d|li|blockquote|tr|ul|ol|pre|figcaption)|br\s*/?)>", re.IGNORECASE
)
# Letters of ASCII only: another alphabet's that is an "s" in capitals begins no script.
_UNSEEN = re.compile(
    r"<(?:(?P<script>(?a:script)\b[^<>]{0,2000}>)|(?P<style>(?a:style)\b[^<>]{0,2000}>)|(?P<comment>!--))",
    re.IGNORECASE,
)
_ENDS = {
    "script": re.compile(r"</(?a:script)\s*>", re.IGNORECASE),
    "style": re.compile(r"</(?a:style)\s*>", re.IGNORECASE),
    "comment": re.compile(r"-->"),
}
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def words(value: object, depth: int = _DEPTH) -> str:
    """A value as words: a string, a number, what an object says, or a list of such."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _of_object(value, depth) if depth else ""
    if isinstance(value, list):
        texts = [words(item, depth - 1) for item in value[:_ITEMS]] if depth else []
        return ("\n\n" if any(len(text) > _LONG for text in texts) else ", ").join(filter(None, texts))
    number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return str(value) if number else ""


def _of_object(value: Mapping[str, object], depth: int) -> str:
    for given, family in _PARTS_OF_A_NAME:
        if isinstance(value.get(family), str):
            return f"{words(value.get(given))} {words(value[family])}".strip()
    if "date-parts" in value:
        return _date_parts(value["date-parts"])
    return next(filter(None, (words(value[key], depth - 1) for key in _INNER if key in value)), "")


def _date_parts(value: object) -> str:
    """The first day of CSL's lists of year, month and day: [[2023, 3, 14]] is "2023-03-14"."""
    first = value[0] if isinstance(value, list) and value else None
    parts = [words(part) for part in first[:3]] if isinstance(first, list) else []
    return "-".join(part.zfill(2) for part in parts) if parts and all(map(str.isdigit, parts)) else ""


def address(value: object) -> str:
    """The address that a value gives: itself, that of an object, or of the first in a list that has one."""
    if isinstance(value, dict):
        return next((words(value[key]) for key in _ADDRESSES if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        return next(filter(None, map(address, value[:_ITEMS])), "")
    return words(value)


def shown(text: str) -> str:
    """The text without markup and with its entities resolved, where it has any; systems escape them twice at times."""
    if "<" in text and _MARKUP.search(text):
        text = _ANY_TAG.sub("", _BREAK.sub("\n\n", _seen(text)))
    return resolved(resolved(text))


def _seen(text: str) -> str:
    """The text without its scripts, styles and comments; what begins as one and does not end is kept.

    An end that is not found once is not sought again, so that many beginnings without one take no longer.
    """
    kept, at, endless = list[str](), 0, set[str]()
    for begins in _UNSEEN.finditer(text):
        kind = begins.lastgroup or ""
        if begins.start() < at or kind in endless:
            continue
        if ends := _ENDS[kind].search(text, begins.end()):
            kept.append(text[at : begins.start()])
            at = ends.end()
        else:
            endless.add(kind)
    return "".join([*kept, text[at:]])


def resolved(text: str) -> str:
    """The text with the characters that its entities stand for; an ampersand without a semicolon is one."""
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def paragraphs(text: str) -> list[str]:
    """Split at blank lines, or at every line where there are none."""
    return re.split(r"\n\s*\n" if re.search(r"\n\s*\n", text) else r"\n", text)
