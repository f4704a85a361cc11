"""Spans as HTML: every text escaped, what was found in <mark>."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from search.model import Span

_MARKED = Markup("<mark>%s</mark>")
"""What is put in is escaped."""


def highlighted(spans: Iterable[Span]) -> Markup:
    """The texts of spans, one after the other. A filter and no loop of a template: a page has a hundred of them."""
    return Markup("").join(_MARKED % span.text if span.hit else escape(span.text) for span in spans)
