"""Folder -> documents: every file through its reader, every document through the annotators, in their order.

A file that cannot be read is skipped, counted and named; nothing else is lost by it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from search import reading, sources
from search.annotators import date, entities, language, layout, source
from search.config import Config
from search.entities.corpus import fold_corpus
from search.errors import ExtraMissing, FileSkipped, SearchError
from search.model import Document
from search.readers import Rejected
from search.walk import Found, Skipped, walk

ANNOTATORS = (language, layout, source, date)
"""In this order: the layout needs the language's months, source and date the parts; entities come last, as a stream."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Intake:
    """What became of the files of a folder: filled while `documents` is read to its end."""

    folder: Path
    config: Config
    skipped: list[Skipped] = field(default_factory=list)
    on_file: Callable[[Found], None] = lambda found: None

    def documents(self) -> Iterator[Document]:
        """Every document of the folder with all that could be found out about it, in the order of the paths."""
        self.config = replace(self.config, sources=sources.load(self.folder))
        yield from fold_corpus(entities.annotate_all(self._read(), self.config))

    def _read(self) -> Iterator[Document]:
        for found in walk(self.folder, self.config.max_bytes):
            if isinstance(found, Skipped):
                self.skipped.append(found)
            else:
                yield from self._read_file(found)
                self.on_file(found)

    def _read_file(self, found: Found) -> Iterator[Document]:
        try:
            for record in reading.documents(found, self.config):
                if isinstance(record, Rejected):
                    self.skipped.append(Skipped(record.path, record.reason))
                else:
                    yield from self._annotated(record)
        except (FileSkipped, ExtraMissing) as reason:
            self.skipped.append(Skipped(found.path, str(reason)))
        except OSError as error:
            self.skipped.append(Skipped(found.path, f"cannot be read: {error.strerror}"))
        except SearchError:
            raise
        except Exception as error:
            self._fault(found.path, error)

    def _annotated(self, document: Document) -> Iterator[Document]:
        path = document.path
        try:
            for annotator in ANNOTATORS:
                document = annotator.annotate(document, self.config)
        except Exception as error:
            self._fault(path, error)
        else:
            yield document

    def _fault(self, path: str, error: Exception) -> None:
        """A fault of the program is no reason to lose the other files: it is named like any other, and logged."""
        log.error("%s: %s", path, error, exc_info=error)
        self.skipped.append(Skipped(path, f"the program failed on it ({type(error).__name__}: {error})"))
