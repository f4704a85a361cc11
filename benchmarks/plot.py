"""How all grows with the corpus: a picture of figures over the number of documents, on log-log axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]

PANELS: dict[str, Callable[[Figures], float]] = {
    "a frequent word, first time asked (CPU ms)": lambda engine: engine["query_cpu_ms"]["common"]["first"],
    "the same, warm (CPU ms)": lambda engine: engine["query_cpu_ms"]["common"]["warm"],
    "a phrase, first time asked (CPU ms)": lambda engine: engine["query_cpu_ms"]["phrase"]["first"],
    "all documents (CPU ms)": lambda engine: engine["query_cpu_ms"]["all"]["warm"],
    "building (CPU s)": lambda engine: engine["build_cpu_s"],
    "memory while answering (MB)": lambda engine: engine["resident_mb"],
}
_STYLES = {"clippings": ("#b3261e", 2.4), "tantivy": ("#1d5d9b", 1.3), "sqlite": ("#4b7f52", 1.3)}
_OTHERS = (("#8a6d3b", 1.3), ("#777777", 1.3))


def draw(series: Sequence[Figures], path: Path) -> None:
    """Draw a panel for each figure, with a line for each engine. Raises ModuleNotFoundError without matplotlib."""
    import matplotlib

    matplotlib.use("svg" if path.suffix == ".svg" else "agg")
    from matplotlib import pyplot

    figure, grid = pyplot.subplots(2, 3, figsize=(12, 7), layout="constrained")
    for axes, (title, of) in zip(grid.flat, PANELS.items(), strict=True):
        for name, (sizes, values) in _lines(series, of).items():
            colour, width = _style(name)
            axes.loglog(sizes, values, marker="o", markersize=3.5, color=colour, linewidth=width, label=name)
        axes.set_title(title, fontsize=10)
        axes.grid(visible=True, which="major", alpha=0.3)
    for axes in grid[1]:
        axes.set_xlabel("documents")
    grid.flat[0].legend(fontsize=8)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def _lines(series: Sequence[Figures], of: Callable[[Figures], float]) -> dict[str, tuple[list[int], list[float]]]:
    lines: dict[str, tuple[list[int], list[float]]] = {}
    for figures in sorted(series, key=lambda figures: figures["docs"]):
        for name, engine in figures["engines"].items():
            sizes, values = lines.setdefault(name, ([], []))
            sizes.append(figures["docs"])
            values.append(of(engine))
    return lines


def _style(name: str) -> tuple[str, float]:
    return _STYLES.get(name) or _OTHERS[name == "stock"]
