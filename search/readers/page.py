"""What an lxml element can do here, and questions that several readers of a page ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Element(Protocol):
    """The part of an lxml element that is used here."""

    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, default: str = "") -> str:
        """An attribute."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and its descendants, with these tags."""
        ...

    def iterancestors(self) -> Iterator[Element]:
        """The elements around it, the innermost first."""
        ...

    def __iter__(self) -> Iterator[Element]:
        """The children."""
        ...

    def text_content(self) -> str:
        """All the text inside."""
        ...


def words(element: Element) -> str:
    """The text inside on one line."""
    return " ".join(element.text_content().split())


def letters(text: str) -> str:
    """A text's letters and digits in one case: equal where two places write the same words."""
    return "".join(filter(str.isalnum, text.casefold()))


def named(element: Element) -> str:
    """What the attributes call an element, in lower case: classes, id and properties."""
    return " ".join(element.get(key) or "" for key in ("class", "id", "itemprop", "property", "rel", "role")).lower()


def property_value(element: Element) -> str:
    """What an element with a property says: its machine's form, or else what is shown."""
    return next(filter(None, (element.get(key) for key in ("content", "datetime", "title"))), "") or words(element)
