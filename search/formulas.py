"""What a spreadsheet takes for a formula, and the apostrophe that keeps it from doing so."""

from __future__ import annotations

_BEGINNING = frozenset(
    "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
"""What a formula may begin with (OWASP, "CSV Injection")."""
_GUARD = "'"


def harmless(text: str) -> str:
    """A text with an apostrophe before it where a spreadsheet may take it for a formula."""
    return f"{_GUARD}{text}" if text[:1] in _BEGINNING else text


def guarded(text: str) -> str:
    """The same, for a file that is read again: a text that has such an apostrophe itself gets one more."""
    return f"{_GUARD}{text}" if text.lstrip(_GUARD)[:1] in _BEGINNING else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text[:1] == _GUARD and text.lstrip(_GUARD)[:1] in _BEGINNING else text
