"""Templates that escape what they put out as Jinja does, without making an object of every piece.

A page has a thousand pieces. Jinja escapes each into a `Markup`, which says that it is escaped; but the pieces are only
joined then, and what is said of them is lost. A third of the time of a page's templates was that.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

import jinja2
import markupsafe

_characters: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes the characters of a plain string: what `escape` calls for one, or itself where there is no such thing."""


def escaped(value: object) -> str:
    """What `markupsafe.escape` gives; of a plain string as one that does not say so."""
    # Of nothing but a plain string: what comes from `Markup` or knows its own HTML is a matter for `escape`.
    return _characters(value) if type(value) is str else markupsafe.escape(value)


class EscapedTemplate(jinja2.Template):
    """A template whose compiled code escapes by `escaped`.

    The code calls `escape` for what is put out and for nothing else: what it keeps or hands on, the text of a macro or
    a block, becomes `Markup` as a whole. Were that name another one some day, Jinja's own function would be called.
    """

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # named by Jinja
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """The template of compiled code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        return template
