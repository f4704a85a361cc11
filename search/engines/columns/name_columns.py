"""The names of the corpus: what each name that was read counts as (see `search.engines.name_table`).

In the file `MAIN.columns` (see `array_file`), sorted by their hashes:

    names_hashes             u4[names]  the CRC-32 of the name as read, and ...
    names_old_bytes _ends               ... the name itself, as its kind and name with a tab between them
    names_new_bytes _ends               what it counts as, in the same form; "" is hidden

A document is stored with its names as they were read and renamed when it is shown.
"""

from __future__ import annotations

import zlib
from typing import cast

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile
from search.engines.columns.string_table import Strings, encoded, packed
from search.engines.name_table import Renaming, Value, renamed
from search.model import Document, Kind


def joined(value: Value) -> str:
    """A kind and a name as one string. A tab within a name is a tab: kinds have none."""
    return f"{value[0]}\t{value[1]}"


def parted(text: str) -> Value:
    """A string as kind and name."""
    kind, name = text.split("\t", 1)
    return cast(Kind, kind), name


def name_arrays(names: Renaming) -> dict[str, Array]:
    """The arrays of a renaming."""
    old = [joined(value) for value in names]
    new = ["" if value is None else joined(value) for value in names.values()]
    hashes = _hashes(old)
    # Stable, so that the same names always give the same bytes, also where two have one hash.
    order = np.argsort(hashes, kind="stable")
    ordered = order.tolist()
    return {
        "names_hashes": hashes[order],
        **packed("names_old", [old[i] for i in ordered]),
        **packed("names_new", [new[i] for i in ordered]),
    }


class NameTable:
    """The renaming, read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self._hashes = file["names_hashes"]
        self._old, self._new = Strings(file, "names_old"), Strings(file, "names_new")

    def applied(self, document: Document) -> Document:
        """The document under the names of the corpus."""
        if not document.mentions or not len(self._hashes):
            return document
        return renamed(document, self._of(dict.fromkeys((m.kind, m.name) for m in document.mentions)))

    def _of(self, values: dict[Value, None]) -> Renaming:
        """What is known about some names."""
        hashes = _hashes([joined(value) for value in values])
        # Several names may have one hash: all between its edges are compared.
        low, high = (np.searchsorted(self._hashes, hashes, side) for side in ("left", "right"))
        found = {}
        for value, start, end in zip(values, low.tolist(), high.tolist(), strict=True):
            for place in range(start, end):
                if self._old[place] == joined(value):
                    new = self._new[place]
                    found[value] = parted(new) if new else None
        return found


def _hashes(names: list[str]) -> Array:
    return np.fromiter(map(zlib.crc32, map(encoded, names)), "<u4", len(names))
