"""Figures -> Markdown tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.questions import CLASSES

Figures = Mapping[str, Any]


def markdown(figures: Figures) -> str:
    """All tables of one corpus: questions, what the index takes, and the server where it was asked."""
    parts = [questions(figures, "cpu"), questions(figures, "wall"), indexes(figures)]
    if "server" in figures:
        parts.append(server(figures["server"]))
    counted = f"{figures['disagreements']} answers on which the engines disagree"
    return "\n\n".join([f"**{figures['docs']:,} documents** ({counted})", *parts])


def questions(figures: Figures, clock: str) -> str:
    """A row an engine with the median of every class, and one with the 95th percentile; `clock` is "cpu" or "wall".

    The last row is what ours takes of the best of the others.
    """
    title = {"cpu": "CPU ms a question, first time / warm", "wall": "ms by the clock on the wall, first time / warm"}
    rows = [[title[clock], "", *CLASSES]]
    for name, engine in figures["engines"].items():
        for measure, key in (("median", f"query_{clock}_ms"), ("p95", f"query_{clock}_ms_p95")):
            rows.append([name, measure, *(_times(engine[key][kind]) for kind in CLASSES)])
    ours, *others = (engine[f"query_{clock}_ms"] for engine in figures["engines"].values())
    if others:
        rows.append(
            ["ours / best of the others", "median", *(_ratio(ours[c], [o[c] for o in others]) for c in CLASSES)]
        )
    return "\n".join(_table(rows))


def indexes(figures: Figures) -> str:
    """A row an engine: building, size, opening and memory."""
    head = ["", "documents a CPU s", "build, CPU s", "index / text", "opening, CPU ms", "first answer, CPU ms"]
    rows = [[*head, "memory: building, MB", "answering, MB"]]
    for name, engine in figures["engines"].items():
        keys = ("build_docs_per_cpu_s", "build_cpu_s", "index_bytes_per_corpus_byte", "open_cpu_ms")
        memory = f"{engine['build_memory_mb']['peak']:,}", f"{engine['resident_mb']:,}"
        numbers = [f"{engine[key]:,}" for key in (*keys, "first_answer_cpu_ms")]
        rows.append([name, *numbers, *memory])
    return "\n".join(_table(rows))


def server(served: Figures) -> str:
    """A row for each number of connections and what was asked for."""
    rows = [
        [
            "through the server",
            "connections",
            "requests a second",
            "p50, ms",
            "p99, ms",
            "server's CPU ms a request",
            "KB an answer",
        ]
    ]
    for kind in (name for name in served if name != "resident_mb"):
        for connections, level in served[kind].items():
            numbers = (level["requests_per_s"], level["p50_ms"], level["p99_ms"], level["server_cpu_ms"])
            kilobytes = level["answer_bytes"] / 1e3
            rows.append([kind, connections, *(f"{number:,.1f}" for number in (*numbers, kilobytes))])
    memory = [f"{count} {megabytes:,} MB" for count, megabytes in served["resident_mb"].items()]
    return "\n".join([*_table(rows), "", f"memory by the number of processes: {', '.join(memory)}"])


def reading(figures: Figures) -> str:
    """A row for text files and one for pages: what each stage of reading takes."""
    stages = [*next(iter(figures.values()))]
    rows = [["reading, CPU ms a file", *stages]]
    rows += [[kind, *(f"{times[stage]:.2f}" for stage in stages)] for kind, times in figures.items()]
    return "\n".join(_table(rows))


def growth(series: Sequence[Figures]) -> str:
    """A row for each size and engine: what grows with the corpus."""
    rows = [
        [
            "documents",
            "",
            "frequent word",
            "phrase",
            "all",
            "build, CPU s",
            "index, MB",
            "building, MB",
            "answering, MB",
        ]
    ]
    for figures in sorted(series, key=lambda figures: figures["docs"]):
        for name, engine in figures["engines"].items():
            times = [_times(engine["query_cpu_ms"][kind]) for kind in ("common", "phrase", "all")]
            size = f"{engine['index_bytes'] / 1e6:,.0f}"
            memory = f"{engine['build_memory_mb']['peak']:,}", f"{engine['resident_mb']:,}"
            rows.append([f"{figures['docs']:,}", name, *times, f"{engine['build_cpu_s']:,.1f}", size, *memory])
    return "\n".join(_table(rows))


def _times(times: Mapping[str, float]) -> str:
    return f"{times['first']:.1f} / {times['warm']:.1f}"


def _ratio(ours: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> str:
    return " / ".join(f"{ours[when] / min(other[when] for other in others):.2f}" for when in ("first", "warm"))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *others = rows
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, others)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
