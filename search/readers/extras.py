"""Libraries that only some formats need, and so are not always installed."""

from __future__ import annotations

from search.errors import ExtraMissing


def missing(library: str, extra: str) -> ExtraMissing:
    """The error that says what to install."""
    return ExtraMissing(f"it needs {library}, which is not installed: pip install 'clippings[{extra}]'")
