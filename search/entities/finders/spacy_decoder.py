"""The decisions of spaCy's entity recogniser, taken for all the words of a batch at once.

spaCy's transition-based recogniser goes from word to word, one small multiplication each, which costs more than its
network. But its decision outside an entity depends on the word alone, and inside one on the entity's first word, the
word and the word before. So all decisions outside are one multiplication, and those inside follow for all entities
together, a word at a time. Transitions and their conditions are those of spaCy 3.8 (`BiluoPushDown`, `StateC`), with no
entities and no sentence boundaries set beforehand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from search.entities.finders.spacy_words import WordNetwork, is_of_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


class Decoder:
    """A recogniser whose decisions can be taken together."""

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        self._words, self._lower = WordNetwork(model.layers[0]), model.layers[1]
        self._bias: Floats = self._lower.get_param("b")
        self._weights: Floats = model.layers[2].get_param("W")
        self._weights_bias: Floats = model.layers[2].get_param("b")
        names = _action_names(recogniser)
        self._outside = np.array([i for i, name in enumerate(names) if name[0] in "BUO" and name != "U-"])
        self._action = np.array([name[0] for name in names])
        self._label = [name[2:] for name in names]
        self._inside = np.array([_position(names, f"I-{label}") for label in self._label])
        self._last = np.array([_position(names, f"L-{label}") for label in self._label])

    @classmethod
    def of(cls, nlp: Language) -> Decoder | None:
        """The decoder of a pipeline, or None where its recogniser is not one of this kind."""
        recogniser: Any = nlp.get_pipe("ner")
        if nlp.pipe_names != ["ner"] or not _is_known(recogniser):
            return None
        _prefer_numpy(recogniser.model)
        return cls(recogniser)

    def entities(self, docs: list[Doc]) -> list[list[tuple[int, int, str]]]:
        """The entities of every text as (first word, word after the last, label)."""
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        last_word = np.zeros(int(ends[-1]), dtype=bool)
        last_word[ends - 1] = True
        space = np.array([token.is_space for doc in docs for token in doc], dtype=bool)
        features: Floats = self._lower.predict(self._words.predict(docs))
        actions = self._outside_actions(features, last_word, space)
        closing = self._closing_words(features, actions, last_word)
        return [self._walk(actions, closing, int(end) - n, int(end)) for n, end in zip(lengths, ends, strict=True)]

    def _outside_actions(self, features: Floats, last_word: NDArray[np.bool_], space: NDArray[np.bool_]) -> Integers:
        padding = features[0]
        hidden = (features[1:, 0] + padding[1] + padding[2] + self._bias).max(axis=-1)
        scores = hidden @ self._weights[self._outside].T + self._weights_bias[self._outside]
        kinds = self._action[self._outside]
        scores[np.ix_(last_word, kinds == "B")] = -np.inf
        scores[np.ix_(space, kinds != "O")] = -np.inf
        chosen: Integers = self._outside[scores.argmax(axis=1)]
        return chosen

    def _closing_words(self, features: Floats, actions: Integers, last_word: NDArray[np.bool_]) -> Integers:
        """The last word of the entity that begins at each word that begins one."""
        starts = np.flatnonzero(self._action[actions] == "B")
        closing = np.zeros(len(actions), dtype=np.int64)
        words, inside, last = starts + 1, self._inside[actions[starts]], self._last[actions[starts]]
        while len(starts):
            hidden = (features[words + 1, 0] + features[starts + 1, 1] + features[words, 2] + self._bias).max(axis=-1)
            difference = (hidden * (self._weights[last] - self._weights[inside])).sum(axis=1)
            closes = difference + self._weights_bias[last] - self._weights_bias[inside] > 0
            closes |= last_word[words]
            closing[starts[closes]] = words[closes]
            starts, words, inside, last = starts[~closes], words[~closes] + 1, inside[~closes], last[~closes]
        return closing

    def _walk(self, actions: Integers, closing: Integers, start: int, end: int) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        free = start
        for word in start + np.flatnonzero(self._action[actions[start:end]] != "O"):
            if word >= free:
                free = 1 + int(closing[word] if self._action[actions[word]] == "B" else word)
                found.append((int(word) - start, free - start, self._label[actions[word]]))
        return found


def _action_names(recogniser: Any) -> list[str]:
    """Such as "B-ORG" and "O"; "U-" marks words that may not be entities, which nothing here sets."""
    return [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]


def _position(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _is_known(recogniser: Any) -> bool:
    """Three features a state, a hidden layer of maxout, and the five actions."""
    model = getattr(recogniser, "model", None)
    return bool(
        model is not None
        and model.name == "parser_model"
        and model.attrs.get("has_upper")
        and not model.attrs.get("unseen_classes")
        and recogniser.cfg.get("beam_width", 1) == 1
        and is_of_words(model.layers[0])
        and model.layers[1].get_param("W").ndim == 4
        and model.layers[1].get_param("W").shape[0] == 3
        and {name[0] for name in _action_names(recogniser)} == set("BILUO")
    )


def _prefer_numpy(model: Any) -> None:
    """Multiply with numpy's own BLAS, which is twice as fast as the one that comes with thinc."""
    from thinc.api import NumpyOps

    operations = NumpyOps(use_blis=False)
    for node in model.walk():
        node.ops = operations
