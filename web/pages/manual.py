"""The help page: what a query can hold. The whole of it is in docs/queries.md."""

from __future__ import annotations

FORMS = (
    ("moon crew", "both words, in any inflection"),
    ('"south pole"', "these words next to each other, in this order"),
    ("moon OR lunar", "either word"),
    ("moon -landing", "the first word but not the second"),
    ("(launch OR landing) india", "groups"),
    ("land*", "words that begin with “land”"),
    ("armstrng~", "words that are one typo away"),
    ('"pole moon"~4', "both words within four words of each other"),
    ("title:moon", "the word in the title; body:moon finds it in the text"),
)
"""What can be typed, and which articles it finds."""
