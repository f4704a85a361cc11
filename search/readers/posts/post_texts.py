"""The words of a post: its paragraphs, and a headline where it begins with one."""

from __future__ import annotations

from search.readers.records.record_values import paragraphs, shown

_HEADLINE = 150
"""Characters of a first line that may be a headline; channels of news set one above a blank line."""
_SENTENCE = (".", "!", "?", "…", ":", ";", ",", "。")


def worded(text: str) -> tuple[str, tuple[str, ...]]:
    """The headline, "" for none, and the paragraphs of a text, which may have markup and entities."""
    text = shown(text).strip()
    head, blank, rest = text.partition("\n\n")
    is_headline = bool(blank and rest.strip()) and "\n" not in head and len(head) <= _HEADLINE
    if is_headline and not head.rstrip().endswith(_SENTENCE) and any(map(str.isalpha, head)):
        return head.strip(), tuple(filter(str.strip, paragraphs(rest)))
    return "", tuple(filter(str.strip, paragraphs(text)))
