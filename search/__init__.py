"""Search over a folder of articles: reading, annotating, indexing, asking.

For programs and notebooks: `search.open_index("index")` gives a `Corpus`; see `search/corpus.py`. What it answers with
are the dataclasses of `search/model.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.corpus import Corpus, open_index

__all__ = ["Corpus", "open_index"]


def __getattr__(name: str) -> Any:
    # Only when it is asked for: every module of the program is below this one, and most need no index.
    if name in __all__:
        from search import corpus

        return getattr(corpus, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
