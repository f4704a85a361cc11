"""What reading takes, by its stages: `python -m benchmarks.reading [--files 400]`.

CPU milliseconds a file, without names: made articles (`benchmarks.corpus`) as text files, their source and day above
the text, and the web pages of `tests/made/`. Every file is read three times, all of them in turn, and of each stage the
median round counts, so that neither what is loaded with the first nor what else the machine does tells much.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from benchmarks import corpus
from benchmarks.page_libraries import is_page
from benchmarks.report import reading
from search.annotators import date, language, layout, source
from search.config import Config
from search.model import Document
from search.readers import read
from search.stories.minhash import sketch

STAGES = ("reader", "language", "layout", "source", "date", "stories", "all")
_ROUNDS = 3
_ANNOTATORS = {"language": language, "layout": layout, "source": source, "date": date}

File = tuple[str, bytes]
Times = Mapping[str, float]
"""CPU milliseconds a file for each of STAGES."""


def measure(files: int) -> dict[str, Times]:
    """What reading takes: of so many articles, and of as many web pages, or all where there are fewer."""
    return {"text": timed([*texts(files)]), "page": timed(pages(files))}


def texts(count: int) -> Iterable[File]:
    """Made articles as people keep them in text files."""
    for document in corpus.documents(count):
        above = f"{document.source.name if document.source else ''}\n{document.day.value if document.day else ''}"
        yield document.path, f"{document.title}\n\n{above}\n\n{document.body}\n".encode()


def pages(count: int) -> Sequence[File]:
    """So many of the made web pages, of every kind its share."""
    from tests.made.cases import cases

    made = [(case.name, case.raw) for case in cases() if is_page(case.name)]
    return made[:: max(1, len(made) // count)][:count]


def timed(files: Sequence[File]) -> Times:
    """The times of files, whose reader and annotators are warm."""
    config = Config.load()
    rounds = [_round(files, config) for _ in range(1 + _ROUNDS)][1:]
    return {stage: median(times[stage] for times in rounds) for stage in STAGES}


def _round(files: Sequence[File], config: Config) -> Times:
    spent: dict[str, float] = defaultdict(float)
    for name, raw in files:
        since = time.process_time()
        documents = [record for record in read(raw, name, name) if isinstance(record, Document)]
        since = _next(spent, "reader", since)
        for document in documents:
            for stage, annotator in _ANNOTATORS.items():
                document = annotator.annotate(document, config)
                since = _next(spent, stage, since)
            sketch(document)
            since = _next(spent, "stories", since)
    spent["all"] = sum(spent.values())
    return {stage: seconds * 1e3 / len(files) for stage, seconds in spent.items()}


def _next(spent: dict[str, float], stage: str, since: float) -> float:
    now = time.process_time()
    spent[stage] += now - since
    return now


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=400, help="text files, and web pages (default 400)")
    print(reading(measure(parser.parse_args(arguments).files)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
