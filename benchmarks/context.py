"""What lines in context cost: `python -m benchmarks.context [--docs 20000] [--json]`.

The corpus is that of the engines. CPU seconds per 10,000 lines are told for the lines by day, by the words on the left,
and by day with collocates; the queries are words that stand in many articles and in some, a phrase of two words that
every article has, words near each other, and a prefix.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks import corpus
from search.answers.contexts.collocates import Surroundings
from search.answers.contexts.concordance import concordance
from search.engines.base import Searcher, engine
from search.model import Query

PER = 10_000
_COMMON, _RARER, _NEXT = (corpus.forms_of(rank)[0] for rank in (50, 200, 100))
QUERIES = {
    "common word": _COMMON,
    "rarer word": _RARER,
    "phrase": '"of the"',
    "near": f'"{_COMMON} {_NEXT}"~10',
    "prefix": f"{_RARER[:3]}*",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Lines of a query, and CPU seconds for PER of them: by day, by the words on the left, by day with collocates."""

    query: str
    lines: int
    day: float
    left: float
    collocates: float


def measure(count: int, folder: Path) -> dict[str, Cost]:
    """The costs over so many articles, by kind of query; `folder` is an empty one to work in."""
    whoosh = engine("whoosh")
    whoosh.write(folder, corpus.documents(count))
    with closing(whoosh.searcher(folder)) as searcher:
        return {kind: _cost(searcher, text) for kind, text in QUERIES.items()}


def _cost(searcher: Searcher, text: str) -> Cost:
    query = Query(text)

    def with_collocates() -> int:
        around = Surroundings()
        lines = sum(1 for _ in concordance(searcher, query, around=around))
        around.collocates(searcher)
        return lines

    lines, day = _timed(lambda: sum(1 for _ in concordance(searcher, query)))
    _, left = _timed(lambda: sum(1 for _ in concordance(searcher, query, "left")))
    _, collocates = _timed(with_collocates)
    share = PER / max(1, lines)
    return Cost(text, lines, day * share, left * share, collocates * share)


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    began = process_time()
    found = work()
    return found, process_time() - began


def table(costs: dict[str, Cost]) -> str:
    """The costs as a table."""
    rows = [f"| query | lines | by day | by left | collocates |\n|{'---|' * 5}"]
    rows += [f"| {k} | {c.lines:,} | {c.day:.2f} | {c.left:.2f} | {c.collocates:.2f} |" for k, c in costs.items()]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.context", description=__doc__)
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        costs = measure(asked.docs, Path(folder))
    print(json.dumps({kind: asdict(cost) for kind, cost in costs.items()}) if asked.json else table(costs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
