"""The network of spaCy's recogniser up to its decisions, with what it makes of each word kept: words recur.

What the network makes of a word by itself (its norm, prefix, suffix and shape, and its vector) is a third of its work,
and depends on the word alone. Only what follows, the layers that look at the words around, is done for every word anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
_KEPT = 50_000
"""Words whose values are kept, 400 bytes each; past that, all are forgotten."""
_MIXED = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern: a word and its norm make one key."""
_STAGES = 2
"""What a tok2vec network is made of: one that embeds each word, and one that looks at those around."""


def is_of_words(network: Any) -> bool:
    """Whether a network begins with a part that sees each word by itself, and one that looks at those around it."""
    first = network.layers[0] if network.layers else None
    return first is not None and len(first.layers) == _STAGES and first.name.startswith("extract_features")


class WordNetwork:
    """The network of a recogniser, which gives a row of values for every word of some texts."""

    def __init__(self, network: Any) -> None:
        tok2vec, *self._rest = network.layers
        self._embed, self._encode = tok2vec.layers
        self._rows: dict[int, int] = {}
        self._values: Floats = np.empty((0, 0), dtype=np.float32)

    def predict(self, docs: list[Doc]) -> Floats:
        """The values of every word of the texts, one text after the other."""
        from spacy.attrs import NORM, ORTH

        attributes = np.concatenate([doc.to_array([ORTH, NORM]) for doc in docs])
        keys: list[int] = (attributes[:, 0] ^ (attributes[:, 1] * _MIXED)).tolist()
        self._learn(docs, keys)
        values = self._values[[self._rows[key] for key in keys]]
        ends = np.cumsum([len(doc) for doc in docs])
        found: Any = self._encode.predict(np.split(values, ends[:-1]))
        for layer in self._rest:
            found = layer.predict(found)
        return np.vstack(found)

    def _learn(self, docs: list[Doc], keys: list[int]) -> None:
        """Embed the words that are not known yet."""
        from spacy.tokens import Doc

        if len(self._rows) > _KEPT:
            self._rows.clear()
        if self._rows.keys() >= set(keys):
            return
        tokens = (token for doc in docs for token in doc)
        new = {key: token for key, token in zip(keys, tokens, strict=True) if key not in self._rows}
        words = Doc(docs[0].vocab, words=[token.text for token in new.values()])
        for word, token in zip(words, new.values(), strict=True):
            if word.norm != token.norm:
                word.norm_ = token.norm_
        self._keep(new, np.vstack(self._embed.predict([words])))

    def _keep(self, keys: Iterable[int], embedded: Floats) -> None:
        begin = len(self._rows)
        end = begin + len(embedded)
        if end > len(self._values):
            grown = np.empty((2 * end, embedded.shape[1]), dtype=np.float32)
            grown[:begin] = self._values[:begin] if begin else 0
            self._values = grown
        self._values[begin:end] = embedded
        self._rows.update((key, row) for row, key in enumerate(keys, begin))
