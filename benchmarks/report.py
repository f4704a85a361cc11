"""Figures -> a Markdown table."""

from __future__ import annotations

from typing import Any

from benchmarks.questions import CLASSES


def markdown(figures: dict[str, Any]) -> str:
    """A table with a row an engine: CPU ms per question, median, first / warm, then 95th percentiles and the index."""
    lines = [f"{figures['docs']:,} documents; CPU ms per faceted search, first time / warm; median, below it p95", ""]
    head = ["", *CLASSES, "documents per CPU s", "index / text", "opening, CPU ms"]
    lines += [_row(head), _row(["---"] * len(head))]
    for name, engine in figures["engines"].items():
        index = [f"{engine[key]:,}" for key in ("build_docs_per_cpu_s", "index_bytes_per_corpus_byte", "open_cpu_ms")]
        lines.append(_row([name, *(_times(engine["query_cpu_ms"][kind]) for kind in CLASSES), *index]))
        lines.append(_row(["", *(_times(engine["query_cpu_ms_p95"][kind]) for kind in CLASSES), "", "", ""]))
    lines += ["", f"{figures['disagreements']} answers on which the engines disagree"]
    return "\n".join(lines)


def _times(times: dict[str, float]) -> str:
    return f"{times['first']:.1f} / {times['warm']:.1f}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
