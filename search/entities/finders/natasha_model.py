"""Russian names by Slovnet, with the weights that the package natasha brings: numpy alone, no other framework.

Natasha itself is not imported: it needs a library that does not run on the Pythons of today.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from search.entities.finders.raw_mentions import Raw
from search.errors import ExtraMissing
from search.model import Kind

NAME = "natasha"
_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_WEIGHTS = ("emb/navec_news_v1_1B_250K_300d_100q.tar", "model/slovnet_ner_news_v1.tar")


class NatashaFinder:
    """The names that Slovnet finds in Russian texts."""

    def __init__(self) -> None:
        require()
        from navec import Navec
        from slovnet import NER

        words, network = _weights()
        self._ner: Any = NER.load(str(network))
        self._ner.navec(Navec.load(str(words)))
        self.version = f"natasha-{metadata.version('natasha')}/1"

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        return [[Raw(span.start, span.stop, _KINDS[span.type]) for span in self._ner(text).spans] for text in texts]


@lru_cache(maxsize=1)
def natasha_finder() -> NatashaFinder:
    """The finder, loaded once."""
    return NatashaFinder()


def require() -> None:
    """Raises ExtraMissing where the packages or the weights are not there."""
    if not (find_spec("slovnet") and find_spec("navec") and all(path.is_file() for path in _weights())):
        raise ExtraMissing(
            "the Russian model is not installed; run: pip install '.[ru]' in the program's folder, or choose another"
        )


def _weights() -> list[Path]:
    found = find_spec(NAME)
    folders = found.submodule_search_locations if found else None
    return [Path(folder) / "data" / weights for folder in folders or ["."] for weights in _WEIGHTS]
