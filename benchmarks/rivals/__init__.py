"""The engines that are compared, each behind the same two functions.

A module here has `build(folder, documents)`, which writes an index into an empty folder, and `opened(folder)`, which
gives the function from a question to its answer. The job is the same for all: the exact number of results, the best ten
with title and marked snippet, and the most frequent sources, people, organisations, places and years or months of all
results.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.questions import Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What is compared: the number of results and of those of the most frequent sources, most first."""

    total: int
    sources: tuple[int, ...]


Ask = Callable[[Question], Answer]
