"""What a writer does for a newspaper, where it stands beside the name as if it were a part of it."""

from __future__ import annotations

_KNOWN = "reporter correspondent editor writer columnist journalist producer contributor"
_ROLES = frozenset(_KNOWN.split())
_KINDS = """
staff senior chief special local political sports business news city education health science deputy managing associate
contributing freelance guest data investigative
"""
_BEFORE_ROLES = frozenset(_KINDS.split())
_FEWEST = 2
"""Words of a name at least, beside a role."""


def without_role(name: str) -> str:
    """A name without the role before or behind it: "Local Democracy Reporter Ada Quayle", "Ada Quayle Staff Writer"."""
    words = name.split()
    if words[:1] in (["The"], ["Our"]):
        return name  # which is no person's: "The Sports Editor"
    at = max((index for index, word in enumerate(words) if word.lower() in _ROLES), default=-1)
    if 0 <= at < len(words) - _FEWEST:
        return " ".join(words[at + 1 :])
    if at < 0 or at != len(words) - 1:
        return name
    while at > _FEWEST and words[at - 1].lower() in _BEFORE_ROLES:
        at -= 1
    return " ".join(words[:at]) if at >= _FEWEST else name
