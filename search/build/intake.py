"""What comes of reading files -> the ledger, and the documents that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from search.build.progress import Progress
from search.build.spool import Spool
from search.folder.events import Article, Event, Exceeded, Finished
from search.folder.walk import Found, Skipped
from search.ledger.writer import LedgerWriter
from search.readers import Remark
from search.stories.minhash import Sketched


class Intake:
    """Enters every file into a ledger. `limits` says in words what workers may take.

    `copy_of` gives the id of the document that an article with some key is a copy of, "" for none. Documents that leave
    something open go to those that `wait`, if that is asked for. `unchanged` are the files that turned out to hold what
    they held; `read` counts the others.
    """

    def __init__(
        self,
        ledger: LedgerWriter,
        limits: str,
        progress: Progress,
        copy_of: Callable[[bytes], str] = lambda key: "",
        wait: Spool[Sketched] | None = None,
    ) -> None:
        self._ledger, self._limits, self._progress, self._copy_of = ledger, limits, progress, copy_of
        self._wait = wait
        self._path, self._exceeded, self._number = "", "", 0
        self.unchanged: list[Found] = []
        self.read = 0

    def documents(self, events: Iterable[tuple[Found, Event]]) -> Iterator[Sketched]:
        """The documents that are no copies and need not wait, in their order, with their sketches."""
        for found, event in events:
            if isinstance(event, Finished) and event.unchanged:
                self.unchanged.append(found)
                self._ledger.keep_file(found)
                self._progress.advance()
                continue
            self._begin(found)
            if isinstance(event, Article):
                yield from self._article(event, found)
            elif isinstance(event, Skipped):
                self._skipped(event, found)
            elif isinstance(event, Remark):
                self._ledger.add_remark(event, found.path, self._next())
            else:
                self._finish(found, event)

    def _begin(self, found: Found) -> None:
        if found.path != self._path:
            # With the first thing that comes of a file what was known of it goes, before anything new is entered.
            self._ledger.drop_file(found.path)
            self._path, self._exceeded, self._number = found.path, "", 0

    def _article(self, article: Article, found: Found) -> Iterator[Sketched]:
        document = self._ledger.arrived(article.document)
        copy_of = self._copy_of(article.key)
        # The ledger takes each path once, so that it is what decides which of two with one path is the article.
        if not self._ledger.add_article(article, found.path, self._next(), copy_of):
            self._ledger.add_skipped(
                Skipped(f"{document.path} (again)", "same path as another record; rename one of them"),
                found.path,
                self._next(),
            )
        elif not copy_of and article.claims and self._wait is not None:
            self._wait.add(Sketched(document, article.sketch))
        elif not copy_of:
            yield Sketched(document, article.sketch)

    def _skipped(self, skipped: Skipped, found: Found) -> None:
        if isinstance(skipped, Exceeded):
            self._exceeded = self._limits
        self._ledger.add_skipped(skipped, found.path, self._next())

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _finish(self, found: Found, finished: Finished) -> None:
        self._ledger.add_file(found, finished, self._exceeded)
        self.read += 1
        self._progress.advance()
