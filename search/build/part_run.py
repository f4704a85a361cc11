"""One part of a folder's reading, as one of many machines does it: its files and their names -> a file of the part.

Whatever takes long and concerns one file or one article alone is done here. What concerns several (copies, days that
others settle, names across articles, stories) is left to the build that merges the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from search.build.changes import Changes
from search.build.progress import Progress
from search.config import Config
from search.entities.corrections import Corrections
from search.folder.events import TAKEN, Article, Event, FileTask, Finished
from search.folder.standing import standing
from search.folder.walk import Found, walk
from search.model import Document
from search.reading import names
from search.reading.part_file import PartWriter
from search.reading.part_lookup import Keeper, PartLookup, digest_of
from search.reading.part_table import earlier_runs, head
from search.reading.pipeline import read_files, with_sources
from search.reading.pool import limits_of


@dataclass(frozen=True, slots=True)
class PartDone:
    """What one part is: the files that it is of, those of them that an earlier run had read, and where it is kept."""

    files: int
    earlier: int
    documents: int
    file: Path
    bytes: int


def in_part(path: str, number: int, of: int) -> bool:
    """Whether a file is one of a part's. `path` begins with the folder's name, which makes no difference."""
    inside = path.partition("/")[2]
    return int.from_bytes(digest_of(inside), "big") % of == number - 1


def read_part(
    folder: Path,
    config: Config,
    number: int,
    of: int,
    parts: Path,
    progress: Progress | None = None,
    *,
    full: bool = False,
) -> PartDone:
    """Read part `number` of `of` (from 1) into the folder `parts`; with `full` also what an earlier run has read.

    Raises SearchError; what an earlier run has finished then stays.
    """
    next(walk(folder, config.max_bytes), None)  # a folder that is not there is told before anything is made
    with standing(folder) as require_folder, TemporaryDirectory() as scratch:
        # Caches are databases, which two machines must not share over a network; so this run has its own.
        config = replace(with_sources(config, folder), index=Path(scratch))
        wanted = head(folder, config, number, of)
        with (
            closing(Changes(folder, config.max_bytes, None, str(limits_of(config)))) as changes,
            earlier_runs(parts, wanted) as lookup,
            closing(PartWriter(parts, wanted)) as writer,
        ):
            run = _Run(config, writer, None if full else lookup, progress or Progress())
            run.read([task for task in changes.tasks() if in_part(task.found.path, number, of)])
            require_folder()
            size = writer.finish()
    return PartDone(run.files, run.earlier, run.documents, writer.file, size)


class _Run:
    """The reading of some files."""

    def __init__(self, config: Config, writer: PartWriter, lookup: PartLookup | None, progress: Progress) -> None:
        self._config, self._lookup, self._progress = config, lookup, progress
        self._keeper = Keeper(writer)
        self._met: set[bytes] = set()
        self.files, self.earlier, self.documents = 0, 0, 0

    def read(self, tasks: list[FileTask]) -> None:
        """Keep what comes of files, and the names in their articles."""
        self._progress.stage("reading", len(tasks), "files")
        expected = map(self._keeper.expected, tasks)
        # What corrections add to names is added when the parts are merged: it may be something else by then.
        with (
            closing(read_files(expected, self._config, None, self._lookup)) as events,
            names.NameReader(self._config, Corrections(), self._lookup) as reader,
        ):
            for document, how in reader.read(self._articles(events)):
                if how == names.READ:
                    self._keeper.add_names(document)

    def _articles(self, events: Iterable[tuple[Found, Event]]) -> Iterator[Document]:
        """The articles of which nobody before has been a copy: only the first of copies is asked for its names."""
        for found, event in events:
            self._keeper.add(found, event)
            if isinstance(event, Finished):
                self.files += 1
                self.earlier += event.part == TAKEN
                self._progress.advance()
            elif isinstance(event, Article):
                self.documents += 1
                if event.key not in self._met:
                    self._met.add(event.key)
                    yield event.document
