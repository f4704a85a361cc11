"""All that `make bench` measures: `python -m benchmarks [--docs 10000] [--growth 1000,10000,100000] [--results DIR]`.

One corpus in full, the server over it, the reading of files by its stages, and a few figures for corpora of growing
size. The folder of results gets `figures.json`, `growth.jsonl` (a line a size, written as soon as it is there),
`report.md` and `growth.png`. A size that the folder has a line of is not measured again: a series can be taken up where
it was left.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from benchmarks import engines, plot, reading, report
from benchmarks.report import Figures

RESULTS = Path(__file__).parent / "results"
_GROWTH = "1000,3000,10000,30000"
_READ = 400
"""Text files and web pages that are read, at most: what a file takes does not grow with their number."""
_RIVALS_UP_TO = 100_000


def machine() -> str:
    """The machine in words."""
    memory = round(psutil.virtual_memory().total / 2**30)
    cores = psutil.cpu_count() or 1
    program = f"{platform.system()}, Python {platform.python_version()}"
    return f"{cores} cores ({_processor()}), {memory} GB of memory, {program}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        models = [line for line in information.read_text().splitlines() if line.startswith("model name")]
        if models:
            return models[0].partition(":")[2].strip()
    return platform.processor() or platform.machine()


def measure_one(documents: int, rivals: Sequence[str], per_class: int, serve: bool) -> Figures:
    """The figures of one corpus; those on which engines disagree are named on stderr."""
    with TemporaryDirectory() as folder:
        outcome = engines.measure(documents, rivals, per_class, Path(folder), serve)
    engines.tell_disagreements(outcome)
    return outcome.as_json()


def measure_growth(sizes: Sequence[int], per_class: int, rivals_up_to: int, results: Path) -> list[Figures]:
    """The figures of corpora of several sizes: those of the file of lines, and the others, which it gets."""
    path = results / "growth.jsonl"
    series: list[Figures] = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    for size in sizes:
        if size not in {figures["docs"] for figures in series}:
            rivals = engines.available(["tantivy", "sqlite"]) if size <= rivals_up_to else []
            series.append(measure_one(size, rivals, per_class, serve=False))
            with path.open("a") as lines:
                lines.write(json.dumps(series[-1]) + "\n")
    return [figures for figures in series if figures["docs"] in sizes]


def write_report(figures: Figures, series: Sequence[Figures], results: Path) -> None:
    """Write the tables and the plot."""
    parts = [f"Measured on {date.today():%d %B %Y} on {machine()}.", report.markdown(figures)]
    parts.append(report.reading(figures["reading"]))
    parts += ["**Growth** (CPU ms a question, first time / warm)", report.growth(series)]
    try:
        plot.draw(series, results / "growth.png")
        parts.append("![Growth](growth.png)")
    except ModuleNotFoundError as error:
        engines.say(f"no plot: {error}; pip install {error.name}")
    (results / "report.md").write_text("\n\n".join(parts) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write and print; the exit status says whether all answers agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--docs", type=int, default=10_000, help="documents of the corpus (default 10000)")
    parser.add_argument("--rivals", help=f"of {','.join(engines.RIVALS)}; with commas (default: all installed)")
    parser.add_argument("--per-class", type=int, default=12, help="questions of each of the ten classes (default 12)")
    parser.add_argument("--growth", default=_GROWTH, help=f"sizes of the series (default {_GROWTH}), up to 1000000")
    parser.add_argument(
        "--rivals-up-to", type=int, default=_RIVALS_UP_TO, help="the largest size that rivals get (default 100000)"
    )
    parser.add_argument("--results", type=Path, default=RESULTS, help="the folder of results")
    options = parser.parse_args(arguments)
    options.results.mkdir(parents=True, exist_ok=True)
    rivals = engines.chosen(options.rivals, options.docs)
    figures = {
        **measure_one(options.docs, rivals, options.per_class, serve=True),
        "reading": reading.measure(min(options.docs, _READ)),
    }
    (options.results / "figures.json").write_text(json.dumps(figures, indent=1))
    sizes = [int(size) for size in options.growth.split(",") if size]
    series = measure_growth(sizes, options.per_class, options.rivals_up_to, options.results)
    write_report(figures, series, options.results)
    print((options.results / "report.md").read_text())
    return 1 if any(one["disagreements"] for one in (figures, *series)) else 0
