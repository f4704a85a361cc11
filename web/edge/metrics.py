"""`/metrics`: figures about requests and the index, for Prometheus."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, cast

from flask import Blueprint, Flask, Response, current_app
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
    values,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from search.errors import ClusterUnreachable, IndexMissing, IndexUnusable, SettingInvalid
from web.edge.after_answer import Answered, on_answered
from web.live import live

metrics = Blueprint("metrics", __name__)

FIGURES = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which the processes of a server keep their figures, where there are several."""

_KEY = "clippings.metrics"
_LATEST: Final = "livemostrecent"
"""Of all processes, what the one that was asked last has said: the one that answers."""
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meter:
    """The figures of one application. Raises SettingInvalid where there is no folder to keep them in."""

    def __init__(self) -> None:
        _require_folder()
        if FIGURES in os.environ:
            # The library chooses when it is loaded, which was before there were several processes.
            values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        # One of its own: the library's common one takes each name once in a process, and a process may have several
        # applications.
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "clippings_requests", "Requests answered.", ("method", "rule", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "clippings_request_seconds",
            "Time until the response is ready or, for downloads, until it has been sent.",
            ("rule",),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._up = self._gauge("clippings_index_up", "1 if there is an index to search, otherwise 0.")
        self._documents = self._gauge("clippings_index_documents", "Documents in the index.")
        if FIGURES not in os.environ:
            ProcessCollector(registry=self.registry)

    def _gauge(self, name: str, means: str) -> Gauge:
        return Gauge(name, means, registry=self.registry, multiprocess_mode=_LATEST)

    def count(self, answered: Answered) -> None:
        """Count one request."""
        self._requests.labels(answered.method, answered.rule, str(answered.status)).inc()
        self._seconds.labels(answered.rule).observe(answered.seconds)

    def look(self) -> None:
        """Update the figures about the index."""
        try:
            documents = live().current.manifest.documents
        except (IndexMissing, IndexUnusable, ClusterUnreachable):
            documents = 0
        self._up.set(bool(documents))
        self._documents.set(documents)

    @property
    def figures(self) -> bytes:
        """The figures as they are sent; where several processes answer, those of all of them together."""
        if FIGURES not in os.environ:
            return generate_latest(self.registry)
        everyone = CollectorRegistry()
        MultiProcessCollector(everyone)  # type: ignore[no-untyped-call]
        everyone.register(_Everyone(Path(os.environ[FIGURES])))
        return generate_latest(everyone)


def _require_folder() -> None:
    """Raise SettingInvalid where the variable names something else than a folder that takes files."""
    folder = os.environ.get(FIGURES)
    if folder is not None and not (Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise SettingInvalid(f"{FIGURES} names no folder that takes files: {folder!r}; make it, or unset the variable")


class _Everyone(Collector):
    """What the processes that keep their figures in a folder take together: time, memory, open files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        """The sum of each figure, and of the times of their starts the first."""
        pids = {path.stem.rpartition("_")[2] for path in self._folder.glob(f"gauge_{_LATEST}_*.db")}
        found: dict[str, list[Metric]] = {}
        for pid in pids:
            for metric in ProcessCollector(pid=lambda pid=pid: pid, registry=None).collect():  # type: ignore[misc]
                found.setdefault(metric.name, []).append(metric)
        yield from (_together(metrics) for metrics in found.values())


def _together(metrics: list[Metric]) -> Metric:
    """One metric of several that have one sample each."""
    one = metrics[0]
    [sample] = one.samples
    values = [metric.samples[0].value for metric in metrics]
    one.samples = [sample._replace(value=min(values) if one.name == "process_start_time_seconds" else sum(values))]
    return one


def measure(app: Flask) -> None:
    """Count the requests of an application, and report them at /metrics."""
    meter = Meter()
    app.extensions[_KEY] = meter
    on_answered(app, meter.count)
    app.register_blueprint(metrics)


@metrics.get("/metrics")
def show() -> Response:
    """The figures."""
    meter = cast(Meter, current_app.extensions[_KEY])
    meter.look()
    return Response(meter.figures, content_type=CONTENT_TYPE_LATEST)
