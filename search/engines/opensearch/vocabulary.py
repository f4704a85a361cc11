"""The words and terms of documents, counted: what the index of words is made of.

    w   a folded word, or one that pieces make in one       m   documents that have it as it stands
    t   a term that it stands for                           n   documents that have the term
    s   documents in which the word stands for that term

Counting a word of the text at a time in Python took three times as long as all else that is done with a document; so
the arrays are used that the Whoosh engine makes of texts, a whole batch at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from search.compounds import width
from search.engines.columns.array_file import Array
from search.engines.columns.inversion import invert
from search.engines.columns.token_streams import Collector
from search.model import Document
from search.searched_text import searched_text

_DOCUMENTS, _WORDS = 1 << 15, 1 << 24
"""What one batch holds at most: some hundred megabytes while it is counted."""


class Vocabulary:
    """Counts of words and terms."""

    def __init__(self) -> None:
        self._terms: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._batches: defaultdict[int, Collector] = defaultdict(Collector)

    def add(self, document: Document) -> None:
        """Count a document."""
        self._collect(document, 1)

    def remove(self, documents: Iterable[Document]) -> None:
        """Count documents no longer."""
        for document in documents:
            self._collect(document, -1)

    def add_row(self, row: dict[str, Any]) -> None:
        """What an earlier index counted."""
        self._terms[row["t"]] = row["n"]
        self._pairs[row["w"], row["t"]] = row["s"]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Everything counted."""
        for sign in [*self._batches]:
            self._flush(sign)
        having: Counter[str] = Counter()
        for (word, term), count in self._pairs.items():
            # A document has one language, and so a word one term where it stands as it is, but for one in capitals.
            having[word] += count if width(term) == 1 else 0
        for (word, term), count in self._pairs.items():
            if count > 0:
                yield {"w": word, "t": term, "n": self._terms[term], "m": having[word], "s": count}

    def _collect(self, document: Document, sign: int) -> None:
        batch = self._batches[sign]
        batch.add((document.title, searched_text(document)), document.language)
        if batch.documents >= _DOCUMENTS or batch.words >= _WORDS:
            self._flush(sign)

    def _flush(self, sign: int) -> None:
        made = invert(self._batches.pop(sign).finish())
        terms, words = _strings(made, "terms"), _strings(made, "words")
        for term, count in zip(terms, made["terms_documents"].tolist(), strict=True):
            self._terms[term] += sign * count
        bounds = made["words_first"].tolist()
        stands_for, having = made["words_terms"].tolist(), made["words_documents"].tolist()
        for word, (first, end) in zip(words, pairwise(bounds), strict=True):
            for at in range(first, end):
                self._pairs[word, terms[stands_for[at]]] += sign * having[at]


def _strings(made: dict[str, Array], name: str) -> list[str]:
    raw, ends = made[f"{name}_bytes"].tobytes(), made[f"{name}_ends"].tolist()
    return [raw[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(ends)]


def mapping() -> dict[str, Any]:
    """The fields of an index of words."""
    number = {"type": "integer"}
    fields = {"w": {"type": "keyword"}, "t": {"type": "keyword"}, "n": number, "m": number}
    return {"dynamic": False, "properties": fields}


def settings() -> dict[str, Any]:
    """Its settings: always one shard, so that the most frequent words are exactly those."""
    index = {
        "number_of_shards": 1,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "max_result_window": 200_000,
        "max_terms_count": 200_000,
        "translog": {"durability": "request"},
    }
    return {"index": index}
