"""A file -> its articles: through its reader, and every document through the annotators, in their order.

What cannot be read is named with the reason, record by record; nothing else is lost by it. `read_files` does it in
worker processes, `documents` in this one.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from time import perf_counter

from search import sources
from search.annotators import date, language, layout, source
from search.annotators.date_claims import NOTHING, Claim, questions, settled, shown
from search.config import Config
from search.errors import ExtraMissing, FileSkipped
from search.folder.events import Article, Began, Event, Exceeded, FileTask, Finished
from search.folder.recurring_lines import among, as_text
from search.folder.walk import Found, Skipped, walk
from search.model import Document
from search.readers import Record, Rejected, Remark
from search.reading import file
from search.reading.parse_cache import Parsed
from search.reading.part_lookup import PartLookup
from search.reading.pool import Failure, Pool, limits_of
from search.reading.worker import fault
from search.stories.minhash import sketch

Recurring = Callable[[str], frozenset[str]]
"""The lines of a file that recur in its folder, by the encoding of the document that asks."""

MOST_FAILURES = 3
"""Records of one file that may each take the worker with them before the rest of the file is given up."""


def documents(folder: Path, config: Config) -> Iterator[Document]:
    """Every document of a folder, without names, in the order of the paths, read by this process and without limits."""
    config = with_sources(config, folder)
    for found in walk(folder, config.max_bytes):
        if isinstance(found, Found):
            yield from (event.document for event in read_file(FileTask(found), config) if isinstance(event, Article))


def with_sources(config: Config, folder: Path) -> Config:
    """The settings with what the corpus says of its publishers. Raises SettingInvalid."""
    return replace(config, sources=sources.load(folder))


def read_files(
    tasks: Iterable[FileTask], config: Config, parsed: Parsed | None = None, parts: PartLookup | None = None
) -> Generator[tuple[Found, Event], None, None]:
    """What becomes of every file, in the order of the tasks, read by worker processes; each file ends with Finished.

    `parsed` is what readers gave before; what `parts` have read is taken from them.
    """
    work = partial(_reader, config, parsed, parts)
    with Pool[FileTask, Began | Event](work, limits_of(config), _again, _weight) as pool:
        last: tuple[Found, Began | Event] | None = None
        for task, result in pool.map(tasks):
            if isinstance(result, Failure):
                before = last[1] if last and last[0] == task.found else None
                yield from ((task.found, event) for event in _failed(task, before, result.reason))
            elif not isinstance(result, Began):
                yield task.found, result
            last = (task.found, result) if not isinstance(result, Failure) else last


def _reader(
    config: Config, parsed: Parsed | None, parts: PartLookup | None
) -> Callable[[FileTask], Iterator[Began | Event]]:
    sketched(annotated(Document("", "first.txt", text=_FIRST), config), config)
    return partial(read_file, config=config, parsed=parsed, parts=parts)


_FIRST = "Harbour opens\n\nJune 10, 2024\n\nThe crew of the ferry came home, and that was all there was to say of it."
"""A document that loads what the annotators load with their first one, before the time of any file runs."""


def _weight(task: FileTask) -> int:
    return task.found.size


def _again(task: FileTask, results: Sequence[Began | Event]) -> Sequence[FileTask]:
    """What is left of a file after the record that its worker died of, where it is known."""
    last = results[-1] if results else None
    if isinstance(last, Began) and task.failures + 1 < MOST_FAILURES:
        return [replace(task, start=last.number + 1, failures=task.failures + 1)]
    return ()


def _failed(task: FileTask, last: Began | Event | None, reason: str) -> Iterator[Event]:
    """What is said of a file whose worker failed on it; `last` is what came of it before, if anything did."""
    path = task.found.path
    if isinstance(last, Began):
        yield Exceeded(last.path, reason)
        if task.failures + 1 < MOST_FAILURES:
            return
        what, _, advice = reason.partition("; ")
        reason = f"rest of the file skipped after {MOST_FAILURES} failed records: {what}; {advice}"
    elif isinstance(last, Article):
        what, _, advice = reason.partition("; ")
        reason = f"{what}, rest of the file skipped (after {last.document.path}); {advice}"
    yield Exceeded(path, reason)
    yield Finished(b"", 0.0)


def read_file(
    task: FileTask, config: Config, parsed: Parsed | None = None, parts: PartLookup | None = None
) -> Iterator[Began | Event]:
    """The articles of a file and what of it is no article, in its order, then Finished."""
    started = perf_counter()
    found, digest, why = task.found, b"", ""
    try:
        contents = file.load(found, config.max_bytes)
        digest = contents.digest
        if digest == task.known:
            yield Finished(digest, 0.0, unchanged=True)
            return
        taken, why = parts.events(task, digest) if parts and not task.start else (None, "")
        if taken is not None:
            yield from taken
            return
        yield from _records(task, contents, config, parsed, started)
    except (FileSkipped, ExtraMissing) as reason:
        yield Skipped(found.path, str(reason))
    except MemoryError:
        raise  # for the worker, which says how much it may have
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise MemoryError from error
        yield Skipped(found.path, f"cannot be read ({error.strerror}); check its permissions and the disk")
    except Exception as error:
        yield Skipped(found.path, fault(error))
    yield Finished(digest, perf_counter() - started, part=why)


def _records(
    task: FileTask, contents: file.Contents, config: Config, parsed: Parsed | None, since: float
) -> Iterator[Began | Event]:
    """What becomes of a file's records, which are read since then."""
    # Most records of a file are in one encoding, and looking for what was encoded twice takes longer than their layout.
    recurring = cache(partial(as_text, among(contents.raw, task.recurring)))
    for number, record in enumerate(file.documents(task.found, contents, config, parsed)):
        if number >= task.start:
            yield from _look(number, record, task.found, config, recurring, contents.digest, since)
        since = perf_counter()


def _look(
    number: int, record: Record, found: Found, config: Config, recurring: Recurring, digest: bytes, since: float
) -> Iterator[Began | Event]:
    """What becomes of a record that has been read `since` then; `recurring` are lines of its file.

    `digest` is that of the bytes of its file.
    """
    if isinstance(record, Rejected):
        yield Skipped(record.path, record.reason)
        return
    if isinstance(record, Remark):
        yield record
        return
    # A file that is one document needs no such note: where its worker dies there is nothing left to go on with.
    if record.path != found.path:
        yield Began(record.path, number)
    try:
        document, claims = _read(record, config, recurring)
        found_by = sketched(document, config)
    except MemoryError:
        raise
    except Exception as error:
        yield Skipped(record.path, fault(error))
    else:
        encoding = document.declared.get("encoding", "")
        bare, asking = replace(document, declared={}, notes=()), claims if questions(claims) else ()
        taken = perf_counter() - since
        key = _key(document, digest if record.path == found.path else b"")
        yield Article(bare, key, found_by, encoding, taken, asking, shown(claims), document.notes)


def annotated(document: Document, config: Config) -> Document:
    """A document with all that the annotators find in it, without names and by itself."""
    return _read(document, config)[0]


def _none(encoding: str) -> frozenset[str]:
    """The lines of a document that stands in no folder."""
    return frozenset()


def _read(document: Document, config: Config, recurring: Recurring = _none) -> tuple[Document, tuple[Claim, ...]]:
    """The document, and the days that are found in it.

    In this order: the layout needs the language's months, source and date the parts; `search.reading.names` comes last.
    """
    document = language.annotate(document, config)
    document = layout.annotate(document, config, recurring(document.declared.get("encoding", "")))
    document = source.annotate(document, config)
    claims = date.claims(document, config)
    day, others = settled(claims, NOTHING, config.today)
    return replace(document, day=day, other_days=others), claims


def sketched(document: Document, config: Config) -> bytes:
    """What a document's like is found by; nothing where that is not asked for."""
    return sketch(document) if config.stories else b""


def _key(document: Document, digest: bytes) -> bytes:
    """Equal for copies: the same words from the same publisher on the same day.

    Where neither is known, the words alone do not tell that two files are one article: only the same bytes do, whose
    `digest` it is. Of a record in a file, which has no bytes of its own, it is b"".
    """
    source, day = document.source, document.day
    of = (source.name if source else "", day.value if day else "") if source or day else (digest.hex(),)
    told = (document.title, document.text, *of)
    words = "\0".join(" ".join(text.casefold().split()) for text in told)
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
