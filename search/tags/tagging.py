"""The lines of every `tags.tsv` that counts, put on the articles of a build."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from search import kept_file
from search.errors import InputInvalid
from search.tag import Tag, Tags
from search.tags.places import Places
from search.tags.tag_file import FILE, Entry, Problems, content_of, entries, short
from search.tags.tag_report import TagReport

Source = tuple[Path, bytes]
"""A file and what is in it."""


class Content(NamedTuple):
    """What is in the files. `digest` differs where anything of it does; "" without a file."""

    files: tuple[Source, ...] = ()
    problems: tuple[str, ...] = ()
    digest: str = ""


def load(folder: Path | None, index: Path) -> Content:
    """The files beside the articles of a folder and in an index folder; None is a folder that is not there any more."""
    files: list[Source] = []
    problems: list[str] = []
    digest = blake2b(digest_size=16)
    for file in kept_file.found(FILE, folder, index):
        try:
            content = content_of(file)
        except (OSError, InputInvalid) as error:
            said = f"{file} cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
            problems.append(f"{said}; it was ignored")
            digest.update(said.encode("utf-8", "surrogateescape") + b"\0")
            continue
        digest.update(content + b"\0")
        files.append((file, content))
    named = bool(files or problems)
    return Content(tuple(files), tuple(problems), digest.hexdigest() if named else "")


@dataclass
class _Tally:
    """What is counted while lines are put on articles."""

    problems: Problems
    lines: int = 0
    moved: int = 0
    changed: int = 0
    repeated: int = 0
    several: int = 0
    put: dict[str, list[Tag]] = field(default_factory=dict)
    said: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)


def put_on(content: Content, places: Places) -> tuple[Tags, TagReport]:
    """What each article has, by id and in the order of the lines, and what is to be said of the lines."""
    tally = _Tally(Problems(len(content.problems), [*content.problems]))
    for file, raw in content.files:
        for entry in entries(file, raw, tally.problems):
            _put(file, entry, places, tally)
    tags = {doc_id: tuple(of_document) for doc_id, of_document in tally.put.items()}
    report = TagReport(
        digest=content.digest,
        lines=tally.lines,
        articles=len(tags),
        moved=tally.moved,
        changed=tally.changed,
        repeated=tally.repeated,
        several=tally.several,
        unused=tally.problems.count,
        first=tuple(tally.problems.first),
    )
    return tags, report


def _put(file: Path, entry: Entry, places: Places, tally: _Tally) -> None:
    ids, how = places.find(entry.article, entry.digest)
    if not ids:
        tally.problems.add(file, entry.line, f"no article of this index is {short(entry.article or entry.digest)}")
        return
    tally.lines += 1
    if how != "here":
        tally.moved += how == "moved"
        tally.changed += how == "changed"
    tally.several += len(ids) > 1
    repeated = False
    for doc_id in ids:
        of_document = tally.put.get(doc_id)
        if of_document is None:
            tally.put[doc_id] = [entry.tag]
            continue
        said = tally.said.get(doc_id)
        if said is None:  # most articles have one line
            said = tally.said[doc_id] = {of_document[0].said}
        if entry.tag.said in said:
            repeated = True
        else:
            said.add(entry.tag.said)
            of_document.append(entry.tag)
    tally.repeated += repeated
