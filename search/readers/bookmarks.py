"""Lists of bookmarks as browsers and read-later services export them: addresses and titles, and no text."""

from __future__ import annotations

import re

_HEAD = 4096
_LIST = re.compile(
    rb"<!DOCTYPE\s+NETSCAPE-Bookmark|<title>\s*(?:Pocket Export|Instapaper: Export|Raindrop\.io Bookmarks)\s*</title>",
    re.IGNORECASE,
)
_SAVED = re.compile(rb"<a\s[^<>]*\b(?:add_date|time_added)\s*=", re.IGNORECASE)
_LINK = re.compile(rb"<a\s[^<>]*\bhref\s*=", re.IGNORECASE)


def why_no_article(raw: bytes) -> str:
    """Why a page is none, being a list of bookmarks; "" for any other page."""
    if not _LIST.search(raw[:_HEAD]) and not _SAVED.search(raw[:_HEAD]):
        return ""
    number = len(_LINK.findall(raw))
    return f"list of bookmarks, not articles ({number:,} addresses); save the pages as .html"
