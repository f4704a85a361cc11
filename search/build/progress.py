"""The progress of a build: on a terminal, a line with the stage, the rate and the time left; elsewhere nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from search.build.taken import Taken
from search.store.builds import Manifest


class Progress:
    """Hears what a build does; this one stays silent."""

    def stage(self, name: str, total: int, noun: str) -> None:
        """A stage begins, with this many things ("files", "articles") to do."""

    def advance(self) -> None:
        """One of them is done."""

    def live(self, manifest: Manifest) -> None:
        """A build went live: the first of a run, or one with more names."""

    def merged(self, taken: Taken) -> None:
        """What other machines had read is in the index now."""

    def warn(self, message: str) -> None:
        """Something the user should know, though the build goes on."""

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Hide the progress, so that something else can be printed."""
        yield


class TerminalProgress(Progress):
    """Shows a bar on stderr while it is entered."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[noun]}"),
        )
        self._bar = Bar(*columns, _Rate(), TimeRemainingColumn(), console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", visible=False, noun="")

    def __enter__(self) -> TerminalProgress:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Without the bar."""
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def stage(self, name: str, total: int, noun: str) -> None:
        """A new bar."""
        self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total, noun=noun)

    def advance(self) -> None:
        """One more is done."""
        self._bar.advance(self._task)


class _Rate(ProgressColumn):
    """Things per second, once known."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s" if speed >= 10 else f"{speed:,.1f}/s")
