"""The index that an application answers from."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from search.store.live import Live

_KEY = "clippings"


def attach(app: Flask, index: Live) -> None:
    """Let an application answer from an index."""
    app.extensions[_KEY] = index


def live() -> Live:
    """The index of the application that is answering."""
    return cast(Live, current_app.extensions[_KEY])
