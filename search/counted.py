"""Counts as people read them: the same on a page, in a terminal and in a text."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 document", "5,000 stories"."""
    many = f"{noun[:-1]}ies" if noun.endswith(("ry", "py")) else f"{noun}{'es' if noun.endswith('ch') else 's'}"
    return f"{count:,} {noun if count == 1 else many}"
