"""What near-duplicates and stories cost: `python -m benchmarks.stories [--docs 10000] [--per-class 12] [--json]`.

The corpus is that of the engines, and every thirtieth article is printed again by somebody else, a day later and cut.
CPU seconds and bytes are told per 10,000 articles; a query with near-duplicates in one row beside the same without.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from benchmarks import corpus
from benchmarks.questions import CLASSES, Questioner
from search.engines.base import engine
from search.model import Attribution, Belonging, Document, Part, Query
from search.readers import document_id
from search.store import checksums
from search.stories import assignment, minhash, near_duplicates, pair_cache
from search.stories.minhash import Sketched, SketchWriter, sketch

Result = TypeVar("Result")

PER = 10_000
_EVERY, _KEPT = 30, 0.8
"""How often an article is printed again, and how much of it."""
_SAMPLE = 2_000
_ENGINE = engine("whoosh")


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU seconds and bytes per 10,000 articles, near-duplicates found, and CPU milliseconds of queries by class.

    `grown_cpu_s` is telling them again after one article has changed. `precision` and `recall` are of pairs of an
    article and its reprint. A query's times are medians: as articles, and with near-duplicates in one row.
    """

    docs: int
    sketching_cpu_s: float
    telling_cpu_s: float
    grown_cpu_s: float
    bytes: int
    precision: float
    recall: float
    query_cpu_ms: dict[str, tuple[float, float]]


def documents(count: int) -> Iterator[Document]:
    """The first `count` articles of the corpus, some of them printed again."""
    for number, document in enumerate(corpus.documents(count)):
        yield document
        if number % _EVERY == 0:
            yield _reprint(document)


def _reprint(document: Document) -> Document:
    path = f"{document.path}.again"
    start = document.parts[-1].start
    text = document.text[: start + int((len(document.text) - start) * _KEPT)]
    day = document.day and replace(document.day, first=document.day.first + timedelta(1),
                                   last=document.day.last + timedelta(1))  # fmt: skip
    parts = (document.parts[0], Part("body", start, len(text)))
    mentions = tuple(mention for mention in document.mentions if mention.end <= len(text) - start)
    source = Attribution("Another Paper", "stated")
    return replace(
        document, id=document_id(path), path=path, text=text, parts=parts, day=day, source=source, mentions=mentions
    )


def measure(count: int, per_class: int, folder: Path) -> Costs:
    """The costs over so many articles; `folder` is an empty one to work in."""
    every = [*documents(count)]
    share = PER / len(every)
    index, grown = folder / "index", folder / "grown"
    index.mkdir()
    grown.mkdir()
    _ENGINE.write(index, every)
    sketched, sketching = _timed(lambda: [Sketched(document, sketch(document)) for document in every])
    told, telling_s = _timed(lambda: _told(index, index, sketched))
    _ENGINE.add_stories(index, told)
    changed = replace(every[1], day=every[-1].day)
    one = [found if found.document.id != changed.id else Sketched(changed, found.sketch) for found in sketched]
    _, again = _timed(lambda: _told(grown, index, one, index, {changed.id}))
    names = (minhash.FILE, near_duplicates.FILE, *pair_cache.FILES, assignment.FILE, "MAIN.stories")
    taken = sum((index / name).stat().st_size for name in names)
    precision, recall = _right(every, told)
    times = _asked(index, every[:_SAMPLE], per_class)
    return Costs(
        len(every), sketching * share, telling_s * share, again * share, round(taken * share), precision, recall, times
    )


def _told(
    folder: Path, index: Path, found: Sequence[Sketched], before: Path | None = None, gone: Collection[str] = ()
) -> dict[str, Belonging]:
    with closing(SketchWriter(folder)) as writer:
        for _ in writer.passing(found):
            pass
    told = assignment.tell(folder, lambda ids: _ENGINE.documents(index, ids), before, gone)
    checksums.write(folder)  # which the next build compares
    return told


def _right(every: Sequence[Document], told: dict[str, Belonging]) -> tuple[float, float]:
    """Precision and recall of near-duplicates: an article and its reprint, and nothing else."""
    leads = {document.path: told.get(document.id, Belonging()).lead for document in every}
    again = [path for path in leads if path.endswith(".again")]
    right = sum(leads[path] == leads[path.removesuffix(".again")] != "" for path in again)
    named = sum(lead != "" for lead in leads.values()) / 2
    return right / max(1.0, named), right / max(1, len(again))


def _asked(index: Path, sample: Sequence[Document], per_class: int) -> dict[str, tuple[float, float]]:
    times: dict[str, list[list[float]]] = {kind: [[], []] for kind in CLASSES}
    with closing(_ENGINE.searcher(index)) as searcher:

        def cost(query: Query) -> float:
            searcher.search(query)  # what is read for the first time is no matter of grouping
            return 1e3 * _timed(lambda: searcher.search(query))[1]

        for question in Questioner(sample).ask(per_class):
            for side, query in zip(
                times[question.kind], (question.query, replace(question.query, group="story")), strict=True
            ):
                side.append(cost(query))
    return {kind: (median(one), median(other)) for kind, (one, other) in times.items()}


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    began = process_time()
    return work(), process_time() - began


def table(costs: Costs) -> str:
    """The figures for people, as Markdown."""
    kinds = " | ".join(CLASSES)
    times = " | ".join("{:.1f} / {:.1f}".format(*costs.query_cpu_ms[kind]) for kind in CLASSES)
    return (
        f"Per {PER:,} articles, measured over {costs.docs:,}: sketching {costs.sketching_cpu_s:.1f} CPU s, telling"
        f" {costs.telling_cpu_s:.1f} CPU s ({costs.grown_cpu_s:.1f} after a change), {costs.bytes / 1e6:.1f} MB.\n"
        f"Reprints found: precision {costs.precision:.3f}, recall {costs.recall:.3f}.\n\n"
        f"| CPU ms, as articles / in rows | {kinds} |\n|{'---|' * (len(CLASSES) + 1)}\n| warm | {times} |"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the costs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__)
    parser.add_argument("--docs", type=int, default=PER)
    parser.add_argument("--per-class", type=int, default=12)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        costs = measure(options.docs, options.per_class, Path(folder))
    print(json.dumps(asdict(costs)) if options.json else table(costs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
