"""`/metrics`: figures about requests and the index, for Prometheus."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, Response, current_app
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from search.errors import ClusterUnreachable, IndexMissing, IndexUnusable
from web.edge.after_answer import Answered, on_answered
from web.live import live

metrics = Blueprint("metrics", __name__)

_KEY = "clippings.metrics"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Meter:
    """The figures of one application."""

    def __init__(self) -> None:
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
        self._up = Gauge("clippings_index_up", "1 if there is an index to search, otherwise 0.", registry=self.registry)
        self._documents = Gauge("clippings_index_documents", "Documents in the index.", registry=self.registry)
        ProcessCollector(registry=self.registry)

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
    return Response(generate_latest(meter.registry), content_type=CONTENT_TYPE_LATEST)
