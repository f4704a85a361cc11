"""One line in the log per request. What people search for is logged only if configured."""

from __future__ import annotations

import logging

from flask import Flask

from search.config import Config
from web.edge.after_answer import Answered, on_answered

log = logging.getLogger(__name__)


def keep(app: Flask, config: Config) -> None:
    """Log requests as configured."""
    if config.request_log != "none":
        whole = config.request_log == "queries"
        on_answered(app, lambda answered: log.info(line(answered, answered.address if whole else answered.rule)))


def line(answered: Answered, address: str) -> str:
    """The line for a request."""
    return f"{answered.status} {answered.method} {address} {answered.seconds * 1000:.0f} ms"
