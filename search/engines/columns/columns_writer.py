"""Documents -> the file `MAIN.columns`: dates, orders, facets and names of all documents, row by row.

    living   u1[N]   1 for a document, 0 for the row of one that is gone

All else in it is laid out in `date_columns`, `arrival_columns`, `sort_orders`, `facet_columns`, `raw_values` and
`name_columns`. What is made of the names as they were read waits for the last document, for only then is it known what
the corpus as a whole says.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from search.engines.columns.array_file import Array, ArrayFile, Ints, Mask
from search.engines.columns.arrival_columns import Arrivals, ArrivalWriter
from search.engines.columns.date_columns import Days, DayWriter
from search.engines.columns.facet_columns_writer import facet_arrays, together, values_of_mentions
from search.engines.columns.name_columns import joined, name_arrays
from search.engines.columns.raw_values import Gatherer, read_gathered
from search.engines.columns.sort_orders import Orders, OrderWriter
from search.engines.name_table import Renaming
from search.facets import keyword_facets, keywords
from search.model import Document


class Catalogue:
    """Collects what is known of each document but for its words."""

    def __init__(self) -> None:
        self._living: list[Mask] = []
        self._days, self._arrivals, self._orders = DayWriter(), ArrivalWriter(), OrderWriter()
        self._groups = {name: Gatherer() for name in ("mentions", "languages")}
        self._direct = {facet.name: Gatherer() for facet in keyword_facets()}

    def add(self, document: Document) -> None:
        """The next document."""
        self._living.append(_ONE)
        self._days.add(document.day)
        self._arrivals.add(document.added)
        self._orders.add(document)
        self._groups["languages"].add((document.language,))
        self._groups["mentions"].add(dict.fromkeys(joined((m.kind, m.name)) for m in document.mentions))
        # What its mentions give it is worked out in the end, under the names of the corpus.
        for name, values in keywords(replace(document, mentions=())).items():
            self._direct[name].add(values)

    def carry(self, before: ArrayFile, documents: Ints, living: Mask) -> None:
        """Rows of an earlier index, some of them of documents that are gone."""
        self._living.append(living)
        self._days.carry(Days(before), documents, living)
        self._arrivals.carry(Arrivals(before), documents)
        self._orders.carry(Orders(before), documents, living)
        for name, gatherer in (self._groups | self._direct).items():
            gatherer.carry(read_gathered(before, name), documents, living)

    @property
    def living(self) -> Mask:
        """Which rows are documents that are not gone."""
        return np.concatenate([_ONE[:0], *self._living])

    def languages(self) -> list[str]:
        """The languages of the documents, the most frequent first."""
        found = self._groups["languages"].gathered()
        counts = np.bincount(found.values, minlength=len(found.strings)).tolist()
        return sorted(found.strings, key=lambda language: (-counts[found.strings.index(language)], language))

    def arrays(self, names: Renaming) -> dict[str, Array]:
        """The arrays of the file, facets under the names of the corpus."""
        living = self.living
        made = {"living": living.astype("u1")} | self._days.arrays(living) | name_arrays(names)
        made |= self._arrivals.arrays()
        made |= self._orders.arrays(self._days.first_days(), self._arrivals.places(), living)
        mentions = self._groups["mentions"].gathered()
        of_mention = values_of_mentions(mentions.strings, names)
        for facet in keyword_facets():
            direct = self._direct[facet.name].gathered()
            made |= facet_arrays(facet, together(direct, mentions, of_mention[facet.name]), living)
            made |= direct.arrays(facet.name)
        for name, gatherer in self._groups.items():
            made |= gatherer.gathered().arrays(name)
        return made


_ONE = np.ones(1, np.bool_)
