"""How good the order of results is: `python -m benchmarks.ranking [COLLECTION_DIR ...] [--rivals sqlite] [--json]`.

Without a folder it is the small collection of `tests/gold/ranking`. What a folder has to hold says `benchmarks.judged`.
Each question is asked in its own words, as alternatives; nDCG@10, the mean average precision of the first thousand and
recall@100 are means over all questions, as trec_eval has them (a grade is a gain; unjudged documents are of no use).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import fmean

from benchmarks.judged import Collection, CollectionUnreadable, read_collection
from benchmarks.rankers import OURS, RANKERS

OWN = Path(__file__).parent.parent / "tests" / "gold" / "ranking"

Figures = dict[str, float]


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """The discounted gain of the first results, as a share of the best there could be."""
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(document, 0) for document in ranked[:depth]]) / _gain(best[:depth])


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / log2(place + 1) for place, grade in enumerate(grades, 1))


def average_precision(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """The mean, over all documents of use, of the precision at the place where each was found."""
    places = [place for place, document in enumerate(ranked, 1) if document in grades]
    return sum(found / place for found, place in enumerate(places, 1)) / len(grades)


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 100) -> float:
    """The share of the documents of use that are among the first results."""
    return len(grades.keys() & set(ranked[:depth])) / len(grades)


MEASURES = {"ndcg@10": ndcg, "map": average_precision, "recall@100": recall}


def measure(collection: Collection, ranker: str = OURS) -> Figures:
    """The figures of a ranker on a collection."""
    with RANKERS[ranker](collection.documents) as rank:
        ranked = {number: rank(text) for number, text in collection.questions.items()}
    return {
        name: fmean(of(ranked[number], grades) for number, grades in collection.judgements.items())
        for name, of in MEASURES.items()
    }


def markdown(table: Mapping[str, Mapping[str, Figures]]) -> str:
    """A row for each engine and collection."""
    lines = ["| collection | engine | nDCG@10 | MAP | recall@100 |", "|---|---|---|---|---|"]
    for collection, engines in table.items():
        for engine, figures in engines.items():
            lines.append(f"| {collection} | {engine} | {' | '.join(f'{figures[name]:.3f}' for name in MEASURES)} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ranking", description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[OWN], help="judged collections")
    others = ",".join(name for name in RANKERS if name != OURS)
    parser.add_argument("--rivals", default=others, help=f"of {others} (default all); comma-separated, or empty")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    rivals = [name for name in options.rivals.split(",") if name]
    if unknown := [name for name in rivals if name not in RANKERS]:
        parser.error(f"there is no rival {unknown[0]!r}; there are: {others}")
    try:
        collections = [read_collection(folder) for folder in options.folders]
    except (CollectionUnreadable, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    table = {collection.name: _figures(collection, [OURS, *rivals]) for collection in collections}
    print(json.dumps(table) if options.json else markdown(table))
    return 0


def _figures(collection: Collection, engines: Sequence[str]) -> dict[str, Figures]:
    """The figures of each engine; those that are not installed are named on stderr."""
    figures = {}
    for engine in engines:
        try:
            figures[engine] = measure(collection, engine)
        except ModuleNotFoundError as error:
            print(f"{engine} is left out: {error}; pip install {error.name}", file=sys.stderr)
    return figures


if __name__ == "__main__":
    sys.exit(main())
