"""Japanese.

Words are not separated by spaces, so the analyzer works with pairs of characters; days are written with numbers.
"""

from search.languages import Language

LANGUAGE = Language(
    code="ja",
    name="Japanese",
)
