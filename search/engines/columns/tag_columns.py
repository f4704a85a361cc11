"""What people have put on documents: the file `MAIN.tags` (see `array_file`), written beside a finished index.

    tagged            [M]   the documents that have anything, ascending, and ...
    tags_bytes _ends        ... what each of them has, as JSON
    tag_...                 the column of the facet "tag" (see `facet_columns`)

Where nobody has put anything there is no such file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from search.engines.columns import manifest
from search.engines.columns.array_file import ArrayFile, Ints, narrow, write_arrays
from search.engines.columns.facet_columns_writer import Values, facet_arrays
from search.engines.columns.manifest import write_manifest
from search.engines.columns.sort_orders import Orders
from search.engines.columns.string_table import Strings, packed
from search.facets import all_facets, keywords
from search.model import Document, Tag, Tags
from search.shared_file import share

NAME = "MAIN.tags"

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Tag, ...]).decode


def write_tags(folder: Path, tags: Tags) -> None:
    """Write what documents have, and enter the file into the manifest."""
    if tags:
        # Not compared with its checksums: an index that was just written, or whose files are those of another build.
        held = manifest.stated(folder)
        _write(folder, tags)
        write_manifest(folder, held.documents, held.languages, held.segments, held.files | {NAME: None})


def write_with_tags(folder: Path, previous: Path, tags: Tags) -> None:
    """An index with the files of another, which both then have, but for what documents have."""
    held = manifest.stated(previous)
    files = {name: facts for name, facts in held.files.items() if name != NAME}
    for name in files:
        share(name, previous, folder)
    if tags:
        _write(folder, tags)
    more: dict[str, tuple[int, int] | None] = {NAME: None} if tags else {}
    write_manifest(folder, held.documents, held.languages, held.segments, files | more)


def _write(folder: Path, tags: Tags) -> None:
    columns = ArrayFile(folder / "MAIN.columns")
    _, ids = Orders(columns).paths_and_ids()
    having = [number for number, doc_id in enumerate(ids) if doc_id in tags]
    found = [tags[ids[number]] for number in having]
    arrays = packed("tags", [_encode(of_document).decode() for of_document in found])
    column = facet_arrays(all_facets()["tag"], _column(having, found), columns["living"] > 0)
    write_arrays(folder / NAME, arrays | {"tagged": narrow(np.array(having, np.int64))} | column)


def _column(having: list[int], found: list[tuple[Tag, ...]]) -> Values:
    """The values of the facet, by document."""
    numbers: dict[str, int] = {}
    documents: list[int] = []
    values: list[int] = []
    for document, tags in zip(having, found, strict=True):
        of_document = {numbers.setdefault(name, len(numbers)) for name in keywords(_tagged(tags))["tag"]}
        values += sorted(of_document)
        documents += [document] * len(of_document)
    return Values([*numbers], np.array(documents, np.int64), np.array(values, np.int64))


def _tagged(tags: tuple[Tag, ...]) -> Document:
    """A document of which nothing else is known."""
    return Document("", "", tags=tags)


class TagTable:
    """What documents have, read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._tagged: Ints = file["tagged"].astype(np.int64)
        self._tags = Strings(file, "tags")

    def applied(self, number: int, document: Document) -> Document:
        """The document of a number with what people have put on it."""
        at = int(np.searchsorted(self._tagged, number))
        if at == len(self._tagged) or self._tagged[at] != number:
            return document
        return replace(document, tags=_decode(self._tags.raw(at)))
