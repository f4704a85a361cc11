"""The language a document is written in."""

from search.facets import FacetField
from search.languages import all_languages
from search.model import Document


def values(document: Document) -> tuple[str, ...]:
    """The ISO 639-1 code."""
    return (document.language,) if document.language else ()


def label_of(value: str) -> str:
    """The language's name in English, or the code where it is not known."""
    language = all_languages().get(value)
    return language.name if language else value


FACET = FacetField("language", "Language", "Unknown language", 60, values, label_of, folded=True)
