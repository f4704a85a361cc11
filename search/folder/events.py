"""What reading a file is asked for and what comes of it, as it goes between processes and into the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from search.annotators.date_claims import Claim
from search.folder.walk import Found, Skipped
from search.model import Document, Note
from search.readers import Remark


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to read, unless its digest is the `known` one. `start` records are done with, `failures` of them badly.

    `recurring` are the digests of those of its lines that recur in its folder (see `search.folder.recurring_lines`).
    """

    found: Found
    known: bytes = b""
    start: int = 0
    failures: int = 0
    recurring: bytes = b""


@dataclass(frozen=True, slots=True)
class Began:
    """One of several records of a file is being looked at; `number` counts from 0."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Article:
    """A document as it was read, without its names. Articles with equal `key` are copies of each other.

    `sketch` is what its like is found by (see `search.stories.minhash`), empty where stories are not told. `encoding`
    is that of its file, "" where the format has none, and `seconds` the time that it took. `claims` are the days in
    it, where other documents have to settle some; its day is what they say alone. `shows` is an order of day and month
    that it tells others. `notes` are for the ledger.
    """

    document: Document
    key: bytes
    sketch: bytes
    encoding: str
    seconds: float
    claims: tuple[Claim, ...] = ()
    shows: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Exceeded(Skipped):
    """A file or record that its worker did not survive, or only just: with other limits it may be read."""


TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Finished:
    """There is no more in the file. `digest` is empty where it could not be read to its end.

    `unchanged` says that it was not read, because it has the digest under which it is known. `part` is TAKEN where a
    part had read it (see `search.reading.part_lookup`), else why none had, where parts were asked.
    """

    digest: bytes
    seconds: float
    unchanged: bool = False
    part: str = ""


Event = Article | Skipped | Remark | Finished
