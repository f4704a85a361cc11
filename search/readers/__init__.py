"""What reads files: one module a format.

A reader is a module with `SUFFIXES`, the lower-case endings it takes (".txt"), and `read(raw, path, options)`, where
`raw` are the file's bytes and `path` is the document's path ("seeds/004.txt"). It touches nothing but its arguments. It
yields Documents with `id`, `path`, `text`, `declared` and, where the format says which part is the article, `title`,
`parts`, `url` and `author`. It raises FileSkipped with the reason when the whole file cannot be read, and ExtraMissing
when a library is not installed. A record of a file has the path "seeds/wire.jsonl#3", counted from 1, a member of an
archive "seeds/a.zip/inner.txt", a file that came with a mail "seeds/a.mbox#3/minutes.pdf"; one that cannot be used is
yielded as Rejected, in its place, so that it is counted and named.

A file whose content is of another format than its ending says goes to the reader of that format (`signatures.py`), but
for the formats that its own reader has in `ALSO`: those it tells from its own.

`declared` has these keys, each only where it is known: encoding, title, author, url, language, source and source_rule,
date_published and date_rule (date_words where it was written otherwise than date_published gives it), date_created and
created_rule (a day on which the file was made, for want of a better), other_dates (lines of a rule, a tab and a date
that lost), record_id (what a record of many calls itself). A rule says where the value stood ("json-ld datePublished").

What a person should know though the reading went on is a Note. What is true of one document goes into its `notes`, by
its reader or by any annotator: `replace(document, notes=(*document.notes, Note("kept 240 of 1,900 words", True)))`.
What is true of a whole file of many is yielded as a Remark with the file's path, best behind its last record:
`yield Remark(path, (Note("161 of the 161 articles that the file says it holds"),))`. Both stand in the ledger, on
`/ledger`, in its CSV and JSON; warnings also in what `python -m search.index` prints. Raise FileSkipped, or yield
Rejected, only for what is left out.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol, cast

from search.errors import FileSkipped
from search.model import Document, Note, Part
from search.readers import signatures, unsupported
from search.readers.characters.document_gate import admitted
from search.readers.characters.mends import Tally
from search.readers.characters.unicode_text import unicode_text
from search.readers.packed.limits import Allowance


@dataclass(frozen=True, slots=True)
class Rejected:
    """One record of a file that cannot be used, and why. `path` names the record: "seeds/wire.jsonl#3"."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a whole file of many records. `path` is the file's: "seeds/a.txt", "seeds/a.zip/b.txt"."""

    path: str
    notes: tuple[Note, ...]


Record = Document | Rejected | Remark


@dataclass(frozen=True, slots=True)
class Options:
    """What reading depends on besides the bytes.

    `names` are the fields whose key or column has been said, with its name: (("body", "content"),). `depth` is the
    number of archives around a file and `mails` that of mails, `allowance` the bytes that may still come out of them.
    `charset` is the encoding that the envelope of a text declares, "" for none. `elsewhere` are files beside this one,
    by their paths from its folder, that have the articles which it only describes. `ocr_languages` are those that are
    looked for in scans, by their names at Tesseract, and `ocr_seconds` is what that may take of a file, by the clock.
    `twice` counts the characters that had been encoded twice, of the outer files and of this one.
    """

    names: tuple[tuple[str, str], ...] = ()
    depth: int = 0
    mails: int = 0
    allowance: Allowance | None = None
    charset: str = ""
    elsewhere: frozenset[str] = frozenset()
    ocr_languages: tuple[str, ...] = ("eng",)
    ocr_seconds: float = 600.0
    twice: Tally = field(default_factory=Tally)


PLAIN = Options()
"""Nothing said."""


class Reader(Protocol):
    """What a module in this folder has."""

    SUFFIXES: tuple[str, ...]

    def read(self, raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
        """The documents of one file, in its order. Raises FileSkipped and ExtraMissing."""
        ...


@cache
def all_readers() -> Mapping[str, Reader]:
    """The reader of every suffix."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    readers = [cast(Reader, module) for module in modules if hasattr(module, "SUFFIXES")]
    return {suffix: reader for reader in readers for suffix in reader.SUFFIXES}


OWN = "record_id"
_PLACE = re.compile(r"(?:#\d+)+$")
_PACKED = re.compile(r"\.(?:gz|xz|bz2|zst)$")


def ending(path: str) -> str:
    """The ending that says a document's format: ".json" of "seeds/a.JSON.gz#3"."""
    return os.path.splitext(_PACKED.sub("", _PLACE.sub("", path).lower()))[1]


def is_packed(path: str) -> bool:
    """Whether a file's ending says that it is packed: "a.json.gz"."""
    return bool(_PACKED.search(path.lower()))


def unreadable(name: str) -> str:
    """Why a file of this name is not read, and what to do about it, or "" where there is a reader for it."""
    suffix = os.path.splitext(name)[1].lower()
    if suffix in all_readers():
        return ""
    if not suffix:
        return f"no file extension; rename it to {unsupported.NAMED_SO}"
    return unsupported.why(suffix)


def read(raw: bytes, name: str, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The documents of a file, by the reader for its name's ending, or for the format that its content shows.

    A file in which there is nothing at all, neither good nor bad, is skipped like any other. All text that comes out is
    Unicode text. Raises FileSkipped and ExtraMissing.
    """
    reason = unreadable(name)
    if reason:
        raise FileSkipped(reason)
    any_record, twice, before = False, options.twice, options.twice.count
    reader, misnamed = _reader(raw, os.path.splitext(name)[1].lower())
    try:
        for record in identified(_admitted(record, twice) for record in reader.read(raw, path, options)):
            any_record = any_record or not isinstance(record, Remark)
            if twice.count > before and isinstance(record, Document) and record.path == path:
                record = replace(record, notes=(*record.notes, _encoded_twice(twice, before)))
            if misnamed and isinstance(record, Document) and record.path == path:
                record, misnamed = replace(record, notes=(*record.notes, *misnamed)), ()
            yield record
    except FileSkipped as skipped:
        raise FileSkipped(unicode_text(str(skipped))) from None
    if not any_record and options.elsewhere:
        there = len(options.elsewhere)
        raise FileSkipped(f"describes {there:,} files beside it, which are indexed with it; no action needed")
    if not any_record:
        raise FileSkipped("contains no articles; no action needed")
    if twice.count > before:
        yield Remark(path, (_encoded_twice(twice, before),))
    if misnamed:
        yield Remark(path, misnamed)


def _reader(raw: bytes, suffix: str) -> tuple[Reader, tuple[Note, ...]]:
    """The reader of a file, and what is to be said where its content is not what its ending says. Raises FileSkipped.

    A reader that tells a format from its own (`ALSO`) is asked itself.
    """
    readers = all_readers()
    true, own = signatures.true_ending(raw, suffix), readers[suffix]
    if true == suffix or true in getattr(own, "ALSO", ()) or readers.get(true) is own:
        return own, ()
    if true not in readers:
        raise FileSkipped(unsupported.despite_name(true))
    return readers[true], (Note(f"read as {true} by its content, not as {suffix}"),)


_ONCE = "character that had been encoded twice is read as what it was"
_OFTEN = "characters that had been encoded twice are read as what they were"


def _encoded_twice(twice: Tally, before: int) -> Note:
    """What is said of the characters that were counted since there were so many; no outer file says it again."""
    count, twice.count = twice.count - before, before
    return Note(f"{count:,} {_ONCE if count == 1 else _OFTEN}")


def _admitted(record: Record, twice: Tally) -> Record:
    """A record through the gates."""
    if isinstance(record, Document):
        return admitted(record, twice)
    if isinstance(record, Remark):
        notes = tuple(replace(note, text=unicode_text(note.text)) for note in record.notes)
        return Remark(unicode_text(record.path), notes)
    return Rejected(unicode_text(record.path), unicode_text(record.reason))


def identified(records: Iterable[Record]) -> Iterator[Record]:
    """Records of a file whose ids last: by what a record calls itself, or its address, wherever it stands in the file.

    Of two that are called the same the first has that id, and the other that of its path, like one without a name.
    """
    seen: set[str] = set()
    for record in records:
        place = _PLACE.search(record.path)
        own = (record.declared.get(OWN) or record.url) if isinstance(record, Document) and place else ""
        if own and isinstance(record, Document) and place:
            doc_id = document_id(f"{record.path[: place.start()]}\0{own}")
            if doc_id not in seen:
                seen.add(doc_id)
                record = replace(record, id=doc_id)
        yield record


def declaring(
    path: str,
    text: str,
    declared: Mapping[str, str],
    *,
    title: str = "",
    parts: tuple[Part, ...] = (),
    notes: tuple[Note, ...] = (),
    scanned: bool = False,
) -> Document:
    """The document at a path with what its file declares, from which its address and its author are taken."""
    return Document(
        id=document_id(path),
        path=path,
        title=title,
        text=text,
        parts=parts,
        url=declared.get("url", ""),
        author=declared.get("author", ""),
        declared=declared,
        scanned=scanned,
        notes=notes,
    )


def document_id(path: str) -> str:
    """The id of the document at a path: stable between builds, safe in an address."""
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
