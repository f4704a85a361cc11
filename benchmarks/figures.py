"""What was measured, and its shape for machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.hosts import Built, Cost
from benchmarks.questions import CLASSES

WHEN = ("first", "warm")

Times = dict[tuple[str, str], list[Cost]]
"""What questions took, by their class and by one of WHEN."""


@dataclass
class Measured:
    """One engine's figures.

    `opening` is that in a fresh process, `first` what the very first question after it took, for all documents;
    `resident_mb` the memory of that process after all questions.
    """

    built: Built
    opening: Cost
    first: Cost
    times: Times = field(default_factory=lambda: defaultdict(list))
    resident_mb: float = 0.0

    def as_json(self, documents: int, corpus_bytes: int) -> dict[str, object]:
        """The figures for machines, over a corpus of so many documents and bytes of text."""
        build, opening = self.built.cost, self.opening
        return {
            "build_docs_per_cpu_s": round(documents / build.cpu_ms * 1e3, 1),
            "build_docs_per_wall_s": round(documents / build.wall_ms * 1e3, 1),
            "build_cpu_s": round(build.cpu_ms / 1e3, 2),
            "build_memory_mb": {"before": round(self.built.before_mb), "peak": round(self.built.peak_mb)},
            "index_bytes": self.built.index_bytes,
            "index_bytes_per_corpus_byte": round(self.built.index_bytes / corpus_bytes, 3),
            "open_cpu_ms": round(opening.cpu_ms, 1),
            "open_wall_ms": round(opening.wall_ms, 1),
            "first_answer_cpu_ms": round(self.first.cpu_ms, 1),
            "resident_mb": round(self.resident_mb),
            "query_cpu_ms": self._all(median, lambda cost: cost.cpu_ms),
            "query_cpu_ms_p95": self._all(p95, lambda cost: cost.cpu_ms),
            "query_wall_ms": self._all(median, lambda cost: cost.wall_ms),
            "query_wall_ms_p95": self._all(p95, lambda cost: cost.wall_ms),
        }

    def _all(
        self, of: Callable[[Sequence[float]], float], clock: Callable[[Cost], float]
    ) -> dict[str, dict[str, float]]:
        """A measure of each class of questions: `{"phrase": {"first": 1.5, "warm": 1.1}, ...}`."""
        return {kind: {when: round(of([*map(clock, self.times[kind, when])]), 3) for when in WHEN} for kind in CLASSES}


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay under."""
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


@dataclass
class Outcome:
    """All engines' figures over one corpus, and the questions to which not all gave the same answer.

    `server` is what `serving.serve` says, where it was asked.
    """

    documents: int
    corpus_bytes: int
    engines: dict[str, Measured]
    disagreements: list[str]
    server: dict[str, object] | None = None

    def as_json(self) -> dict[str, object]:
        """The figures for machines."""
        engines = {name: of.as_json(self.documents, self.corpus_bytes) for name, of in self.engines.items()}
        return {
            "docs": self.documents,
            "corpus_bytes": self.corpus_bytes,
            "engines": engines,
            "disagreements": len(self.disagreements),
            **({"server": self.server} if self.server else {}),
        }
