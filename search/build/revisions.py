"""Documents of the last build that must be written anew though nothing has changed in their own files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from search.build.spool import Spool
from search.config import Config
from search.engines.base import engine
from search.entities import corrections
from search.entities.corrections import Corrections
from search.ledger import database
from search.ledger.obeyed_corrections import added_of
from search.ledger.writer import LedgerWriter
from search.model import Document
from search.reading.pipeline import sketched
from search.stories.minhash import Sketched


class Revisions:
    """Looks for them in the build in a folder, and adds each to the documents that are to be written `anew`."""

    def __init__(self, before: Path, config: Config, ledger: LedgerWriter, anew: Spool[Sketched]) -> None:
        self._before, self._config, self._ledger, self._anew = before, config, ledger, anew
        self._engine = engine(config.engine)

    def dated_otherwise(self) -> set[str]:
        """The ids of documents that have other days now, because of what has changed around them."""
        changed = self._ledger.answer(self._config.today)
        for document in self._engine.documents(self._before, changed):
            self._add(replace(document, mentions=()))
        return changed

    def named_otherwise(self, obeyed: Corrections, gone: Collection[str]) -> set[str]:
        """The ids of documents that have a name whose `add` has come, gone or changed: their names are read again."""
        known = added_of(database.facts(self._before))
        changed = {name for name, _ in known.items() ^ obeyed.added.items()}
        if not changed:
            return set()  # as good as always: then no text is looked at
        pattern, found = corrections.spelled(changed), set[str]()
        kept = [doc_id for doc_id in self._ledger.indexed() if doc_id not in gone]
        for document in self._engine.documents(self._before, kept):
            if pattern.search(document.title) or pattern.search(document.body):
                found.add(document.id)
                self._add(document)
        return found

    def _add(self, document: Document) -> None:
        self._anew.add(Sketched(document, sketched(document, self._config)))
