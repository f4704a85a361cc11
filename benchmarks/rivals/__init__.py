"""The engines that are compared, each behind the same two functions.

A module here has `build(folder, documents)`, which writes an index into an empty folder, and `opened(folder)`, which
gives the function from a question to its answer. The job is the same for all, and answers are compared: the exact
number of results, the best ten with title and a snippet of about 240 characters in which what was asked is marked, and
of each of FACETS the most frequent values of all results with their exact counts. As usual with facets, one in which
the question has a choice is counted as if it had none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.questions import Question

FACETS = ("source", "person", "organisation", "place", "year")
SHOWN = 8
"""Values of a facet; of years, all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is compared: the results, those that were drawn, and the counts of each facet without what is chosen in it.

    Counts are of the most frequent values, most first.
    """

    total: int
    hits: int
    counts: Mapping[str, tuple[int, ...]]


Ask = Callable[[Question], Answer]
