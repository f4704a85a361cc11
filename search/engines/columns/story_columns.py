"""What documents belong to: the file `MAIN.stories` (see `array_file`), written beside a finished index.

For N documents:

    rows             [N]   the number of a document's near-duplicates, the same for all of them; 0 is alone
    leads_bytes _ends      the id of the first of the near-duplicates with number n, at n - 1
    told             [N]   the number of a document's story; 0 is none
    told_bytes _ends       the name of the story with number n, at n - 1
    story_...              the column of the facet "story" (see `facet_columns`)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from search.engines.columns.array_file import ArrayFile, Ints, narrow, write_arrays
from search.engines.columns.facet_columns_writer import Values, facet_arrays
from search.engines.columns.manifest import read_manifest, write_manifest
from search.engines.columns.sort_orders import Orders
from search.engines.columns.string_table import Strings, packed
from search.facets import all_facets
from search.model import Belonging, Belongings, Document

NAME = "MAIN.stories"


def write_stories(folder: Path, stories: Belongings) -> None:
    """Write what documents belong to, and enter the file into the manifest."""
    columns = ArrayFile(folder / "MAIN.columns")
    _, ids = Orders(columns).paths_and_ids()
    known = [stories.get(doc_id, Belonging()) for doc_id in ids]
    rows, leads = _numbered(belonging.lead for belonging in known)
    told, names = _numbered(belonging.story for belonging in known)
    having = np.flatnonzero(told)
    column = Values(names, having, told[having] - 1)
    arrays = packed("leads", leads) | packed("told", names) | {"rows": narrow(rows), "told": narrow(told)}
    write_arrays(folder / NAME, arrays | facet_arrays(all_facets()["story"], column, columns["living"] > 0))
    manifest = read_manifest(folder)
    write_manifest(folder, manifest.documents, manifest.languages, manifest.segments, manifest.files | {NAME: None})


def _numbered(names: Iterable[str]) -> tuple[Ints, list[str]]:
    """Names as numbers from 1, 0 for ""; and the different names in the order of their numbers."""
    numbers = {"": 0}
    found = [numbers.setdefault(name, len(numbers)) for name in names]
    return np.array(found, np.int64), [*numbers][1:]


class Stories:
    """What documents belong to, read where it lies. Safe to share between threads."""

    def __init__(self, file: ArrayFile) -> None:
        self.rows, self._told = file["rows"], file["told"]
        self._leads, self._names = Strings(file, "leads"), Strings(file, "told")

    def applied(self, number: int, document: Document) -> Document:
        """The document of a number with what it belongs to."""
        row, story = int(self.rows[number]), int(self._told[number])
        if not (row or story):
            return document
        lead, name = self._leads[row - 1] if row else "", self._names[story - 1] if story else ""
        return replace(document, belongs=Belonging(lead, name))
