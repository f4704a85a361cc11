"""What the facets are: one module a facet, each with one `FACET`.

Writer, address, sidebar and JSON loop over `all_facets()`; a new module here is all that a new facet needs. The date is
a facet of days, not of keywords: `values` gives nothing for it and the engines count it from `Document.day`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from search.model import NONE, Document


@dataclass(frozen=True, slots=True)
class FacetField:
    """A facet: its name in addresses, its labels on the page, and the values it takes from a document.

    `order` places it in the sidebar. `multiple` says that a document may have several values, so that "all of these"
    makes sense. `folded` facets start closed, and `optional` ones are shown only where there is a value.
    """

    name: str
    label: str
    none_label: str
    order: int
    values: Callable[[Document], tuple[str, ...]]
    label_of: Callable[[str], str] = str
    multiple: bool = False
    folded: bool = False
    optional: bool = False


@cache
def all_facets() -> Mapping[str, FacetField]:
    """Every facet by name, in the order of the sidebar."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    found: list[FacetField] = [module.FACET for module in modules]
    return {facet.name: facet for facet in sorted(found, key=lambda facet: facet.order)}


@cache
def keyword_facets() -> tuple[FacetField, ...]:
    """The facets that count words, which is all but the date."""
    return tuple(facet for facet in all_facets().values() if facet.name != "date")


def keywords(document: Document) -> dict[str, tuple[str, ...]]:
    """The values of every keyword facet, without duplicates, in the order in which the document has them."""
    return {facet.name: cleaned(facet.values(document)) for facet in keyword_facets()}


@lru_cache(maxsize=1 << 16)
def cleaned(values: tuple[str, ...]) -> tuple[str, ...]:
    """Values as they are counted: each once, on one line, and none that looks like the sign for no value."""
    folded = (" ".join(value.split()) for value in values)
    return tuple(dict.fromkeys(value if value != NONE else "none" for value in folded if value))
