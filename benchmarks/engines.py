"""How fast the engine is beside others: `python -m benchmarks.engines --docs 10000 [--rivals tantivy,sqlite] [--json]`.

Every engine indexes the same made-up corpus and is asked the same questions in turn, one at a time, in one process, so
that whatever else the machine does strikes all alike. "First" is the first time that a question is asked, "warm" the
times after it. Times are CPU milliseconds of all threads; answers are compared with one another.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from types import ModuleType

from benchmarks import corpus
from benchmarks.questions import CLASSES, Question, Questioner
from benchmarks.report import markdown
from benchmarks.rivals import Answer, Ask
from search.model import Document

OURS = "clippings"
RIVALS = ("tantivy", "sqlite", "stock")
_SAMPLE = 2_000
_WARM_ROUNDS = 2
_COMPARED = 7
"""Buckets of the source facet that are compared: a chosen source takes one of the eight that we show."""


@dataclass
class Measured:
    """One engine's figures. `cpu_ms` and `wall_ms` hold times by class of question and by "first" or "warm"."""

    build_cpu_s: float
    index_bytes: int
    open_ms: float = 0.0
    cpu_ms: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    wall_ms: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Outcome:
    """All engines' figures over one corpus, and the questions to which not all gave the same answer."""

    documents: int
    corpus_bytes: int
    engines: dict[str, Measured]
    disagreements: list[str]

    def as_json(self) -> dict[str, object]:
        """The figures for machines."""
        engines = {name: self._engine(measured) for name, measured in self.engines.items()}
        return {"docs": self.documents, "engines": engines, "disagreements": len(self.disagreements)}

    def _engine(self, measured: Measured) -> dict[str, object]:
        return {
            "build_docs_per_cpu_s": round(self.documents / measured.build_cpu_s, 1),
            "index_bytes_per_corpus_byte": round(measured.index_bytes / self.corpus_bytes, 3),
            "open_cpu_ms": round(measured.open_ms, 1),
            "query_cpu_ms": {kind: _summary(measured.cpu_ms, kind, median) for kind in CLASSES},
            "query_cpu_ms_p95": {kind: _summary(measured.cpu_ms, kind, p95) for kind in CLASSES},
            "query_wall_ms": {kind: _summary(measured.wall_ms, kind, median) for kind in CLASSES},
        }


def _summary(times: dict[tuple[str, str], list[float]], kind: str, of: object) -> dict[str, float]:
    assert callable(of)
    return {when: round(float(of(times[kind, when])), 3) for when in ("first", "warm")}


def p95(times: Sequence[float]) -> float:
    """The time that nineteen of twenty stay under."""
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


def measure(count: int, rivals: Sequence[str], per_class: int, folder: Path) -> Outcome:
    """Build every engine's index in a folder, ask all questions, compare."""
    modules = {name: importlib.import_module(f"benchmarks.rivals.{name}") for name in (OURS, *rivals)}
    _say(f"indexing {count:,} documents")
    measured = {name: _built(name, module, folder / name, count) for name, module in modules.items()}
    asks = {name: _opened(module, folder / name, measured[name]) for name, module in modules.items()}
    sample = list(islice(corpus.documents(count), _SAMPLE))
    corpus_bytes = sum(map(_text_bytes, sample)) * count // max(1, len(sample))
    questions = list(Questioner(sample).ask(per_class))
    _say(f"asking {len(questions)} questions")
    answers = _asked(asks, measured, questions)
    return Outcome(count, corpus_bytes, measured, _disagreements(questions, answers))


def _text_bytes(document: Document) -> int:
    return len(document.title.encode()) + len(document.body.encode())


def _built(name: str, module: ModuleType, folder: Path, count: int) -> Measured:
    folder.mkdir(parents=True)
    clock = _Clock()
    module.build(folder, clock.outside(corpus.documents(count)))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    _say(f"  {name}: {count / clock.elapsed:,.0f} documents a CPU second, {size / 1e6:,.1f} MB")
    return Measured(clock.elapsed, size)


class _Clock:
    """CPU seconds since it was made, but for those that a stream of documents took to make up."""

    def __init__(self) -> None:
        self._start = time.process_time()

    @property
    def elapsed(self) -> float:
        return time.process_time() - self._start

    def outside(self, documents: Iterator[Document]) -> Iterator[Document]:
        while True:
            start = time.process_time()
            document = next(documents, None)
            self._start += time.process_time() - start
            if document is None:
                return
            yield document


def _opened(module: ModuleType, folder: Path, measured: Measured) -> Ask:
    start = time.process_time()
    ask: Ask = module.opened(folder)
    measured.open_ms = (time.process_time() - start) * 1e3
    return ask


def _asked(asks: dict[str, Ask], measured: dict[str, Measured], questions: list[Question]) -> dict[str, list[Answer]]:
    answers: dict[str, list[Answer]] = {name: [] for name in asks}
    for ask in asks.values():
        ask(Question("all"))
    for turn in range(1 + _WARM_ROUNDS):
        for question in questions:
            for name, ask in asks.items():
                cpu, wall = time.process_time(), time.perf_counter()
                answer = ask(question)
                when = question.kind, "warm" if turn else "first"
                measured[name].cpu_ms[when].append((time.process_time() - cpu) * 1e3)
                measured[name].wall_ms[when].append((time.perf_counter() - wall) * 1e3)
                if not turn:
                    answers[name].append(answer)
    return answers


def _disagreements(questions: list[Question], answers: dict[str, list[Answer]]) -> list[str]:
    wrong = []
    for i, question in enumerate(questions):
        given = {name: (of[i].total, of[i].sources[:_COMPARED]) for name, of in answers.items()}
        if len(set(given.values())) > 1:
            wrong.append(f"{question}: {given}")
    return wrong


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def available(names: Sequence[str]) -> list[str]:
    """The rivals that are installed; the others are named on stderr."""
    found = []
    for name in names:
        try:
            importlib.import_module(f"benchmarks.rivals.{name}")
            found.append(name)
        except ModuleNotFoundError as error:
            _say(f"{name} is left out: {error}; pip install {error.name}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit status says whether all answers agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__.splitlines()[0])
    parser.add_argument("--docs", type=int, default=10_000, help="documents of the corpus (default 10000)")
    parser.add_argument("--rivals", default="tantivy,sqlite", help=f"of {', '.join(RIVALS)}; comma-separated, or empty")
    parser.add_argument("--per-class", type=int, default=12, help="questions of each of the ten classes (default 12)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    rivals = available([name for name in options.rivals.split(",") if name])
    with TemporaryDirectory() as folder:
        outcome = measure(options.docs, rivals, options.per_class, Path(folder))
    for line in outcome.disagreements[:20]:
        _say(f"not agreed: {line}")
    figures = outcome.as_json()
    print(json.dumps(figures) if options.json else markdown(figures))
    _say(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB of memory")
    return 1 if outcome.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
