"""What people have put on documents: the file `MAIN.tags` (see `array_file`), written beside a finished index.

    tagged             [M]      the documents that have anything, ascending, and ...
    tagged_ends        [M + 1]  ... what each of them has: those of `tagged_tags` up to there from the end before
    tagged_tags        [...]    tags, by their numbers
    tags_bytes _ends            the different tags, as JSON
    tag_...                     the column of the facet "tag" (see `facet_columns`)

Where nobody has put anything there is no such file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np

from search.engines.columns import manifest
from search.engines.columns.array_file import ArrayFile, Ints, narrow, write_arrays
from search.engines.columns.distinct import distinct, heads
from search.engines.columns.facet_columns_writer import Values, facet_arrays
from search.engines.columns.manifest import write_manifest
from search.engines.columns.sort_orders import Orders
from search.engines.columns.string_table import Strings, packed
from search.facets import all_facets, cleaned
from search.model import Document
from search.shared_file import share
from search.tag import Tag, Tags

NAME = "MAIN.tags"
TOC = "_MAIN_*.toc"
"""What a stock Whoosh starts from: no file of ours names it."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Tag).decode


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
    tables = [path.name for path in previous.glob(TOC)]
    for name in (*files, *tables):
        share(name, previous, folder)
    if tags:
        _write(folder, tags)
    more: dict[str, tuple[int, int] | None] = {NAME: None} if tags else {}
    write_manifest(folder, held.documents, held.languages, held.segments, files | more)


def _write(folder: Path, tags: Tags) -> None:
    columns = ArrayFile(folder / "MAIN.columns")
    documents_of = Orders(columns).numbers(tags.keys())
    numbers: dict[int, int] = {}
    different: list[Tag] = []
    documents: list[int] = []
    put: list[int] = []
    for doc_id, of_document in tags.items():
        document = documents_of.get(doc_id)
        for tag in of_document if document is not None else ():
            # By what it is and not by what it says: of one line in the file there is one, and looking is quick.
            number = numbers.setdefault(id(tag), len(different))
            if number == len(different):
                different.append(tag)
            documents.append(document or 0)
            put.append(number)
    order = np.argsort(documents, kind="stable")  # the tags of a document stay in their order
    having, of_documents = np.array(documents, np.int64)[order], np.array(put, np.int64)[order]
    first = heads(having)
    arrays = packed("tags", [_encode(tag).decode() for tag in different])
    arrays |= {"tagged": narrow(having[first]), "tagged_ends": narrow(np.append(first, len(put)))}
    arrays |= {"tagged_tags": narrow(of_documents)}
    column = facet_arrays(all_facets()["tag"], _column(having, of_documents, different), columns["living"] > 0)
    write_arrays(folder / NAME, arrays | column)


def _column(documents: Ints, put: Ints, different: list[Tag]) -> Values:
    """The values of the facet: pairs of a document and a tag by its number among the different ones."""
    values = [cleaned((tag.name,)) for tag in different]
    strings = [*dict.fromkeys(value for of_tag in values for value in of_tag)]
    places = {value: place for place, value in enumerate(strings)}
    # A note alone is none.
    place_of = np.array([places[of_tag[0]] if of_tag else -1 for of_tag in values], np.int64)
    found = place_of.take(put)
    pairs = distinct((documents << 32 | found)[found >= 0])
    return Values(strings, pairs >> 32, pairs & 0xFFFFFFFF)


class TagTable:
    """What documents have, read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._tagged: Ints = file["tagged"].astype(np.int64)
        self._put = file["tagged_tags"]
        self._ends = file.bounds("tagged_ends", len(self._put))
        self._tags = Strings(file, "tags")

    def applied(self, number: int, document: Document) -> Document:
        """The document of a number with what people have put on it."""
        at = int(np.searchsorted(self._tagged, number))
        if at == len(self._tagged) or self._tagged[at] != number:
            return document
        put = self._put[int(self._ends[at]) : int(self._ends[at + 1])].tolist()
        return replace(document, tags=tuple(_decode(self._tags.raw(tag)) for tag in put))
