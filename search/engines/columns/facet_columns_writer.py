"""Values of documents -> facet columns (their bytes are laid out in `facet_columns`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from search.engines import facet_buckets
from search.engines.columns.array_file import Array, Ints, Mask, narrow
from search.engines.columns.distinct import distinct
from search.engines.columns.name_columns import parted
from search.engines.columns.raw_values import Gathered, Gatherer
from search.engines.columns.string_table import packed
from search.engines.name_table import Renaming
from search.facets import FacetField, keyword_facets, keywords
from search.model import Document, Mention

_REST_COST = 4
"""A value outside the matrix costs about four cells: it is looked up on every count."""


def values_of_mentions(mentions: list[str], names: Renaming) -> Mapping[str, Gathered]:
    """For every facet the values that each different mention gives a document, under the names of the corpus.

    What a document has that says nothing at all ("no date") is not of the mention.
    """
    gatherers = {facet.name: Gatherer() for facet in keyword_facets()}
    nothing = keywords(Document("", ""))
    for mention in mentions:
        for name, values in keywords(_naming(mention, names)).items():
            gatherers[name].add(tuple(value for value in values if value not in nothing[name]))
    return {name: gatherer.gathered() for name, gatherer in gatherers.items()}


def _naming(mention: str, names: Renaming) -> Document:
    """A document that says nothing but one name."""
    value = parted(mention)
    new = names.get(value, value)
    return Document("", "", mentions=(Mention(new[1], new[0], 0, 0),) if new else ())


@dataclass(frozen=True, slots=True)
class Values:
    """The different values of a facet, and the pairs of document and value, ascending, each once."""

    strings: list[str]
    documents: Ints
    values: Ints


def together(direct: Gathered, mentions: Gathered, of_mention: Gathered) -> Values:
    """The values that documents have of themselves, and those that their mentions give them."""
    strings = dict.fromkeys([*direct.strings, *of_mention.strings])
    numbers = {value: number for number, value in enumerate(strings)}
    pairs = [
        _pairs(direct.lengths, direct.values, [numbers[value] for value in direct.strings]),
        _pairs(
            _sums(of_mention.lengths.take(mentions.values), mentions.lengths),
            of_mention.of(mentions.values),
            [numbers[value] for value in of_mention.strings],
        ),
    ]
    # Document and value in one number: sorting these once gives the order, and each pair once.
    every = distinct(np.concatenate(pairs))
    return Values([*strings], every >> 32, every & 0xFFFFFFFF)


def _pairs(lengths: Ints, values: Ints, numbers: list[int]) -> Ints:
    """Keys of document and value, the values under other numbers."""
    documents = np.repeat(np.arange(len(lengths)), lengths)
    return documents << 32 | np.array(numbers, np.int64).take(values)


def _sums(numbers: Ints, lengths: Ints) -> Ints:
    """The sums of stretches of numbers."""
    until = np.append(0, np.cumsum(numbers))[np.append(0, np.cumsum(lengths))]
    sums: Ints = until[1:] - until[:-1]
    return sums


def facet_arrays(facet: FacetField, found: Values, living: Mask) -> dict[str, Array]:
    """The arrays of a facet. Values that no document has are left out."""
    used = distinct(found.values).tolist()
    ordered = sorted(used, key=lambda value: facet_buckets.sort_key(facet, found.strings[value]))
    place = np.zeros(len(found.strings), np.int64)
    place[ordered] = np.arange(len(ordered))
    strings = [found.strings[value] for value in ordered]
    lengths = np.bincount(found.documents, minlength=len(living))
    values = place.take(found.values)
    made = packed("values", strings) | packed(
        "folded", [facet_buckets.folded(facet.label_of(value)) for value in strings]
    )
    made |= _matrix(found.documents, values, lengths, living, len(ordered))
    made |= _inverse(found.documents, values, np.flatnonzero(living & (lengths == 0)), len(ordered))
    return {f"{facet.name}_{name}": array for name, array in made.items()}


def _matrix(documents: Ints, values: Ints, lengths: Ints, living: Mask, size: int) -> dict[str, Array]:
    width = _width(lengths)
    column = np.arange(len(values)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = column < width
    matrix = np.full((len(lengths), width), size + 1)
    matrix[living & (lengths == 0), 0] = size
    matrix[documents[inside], column[inside]] = values[inside]
    return {
        "width": np.array([width], "u4"),
        "matrix": narrow(matrix.ravel()),
        "rest_documents": narrow(documents[~inside]),
        "rest_values": narrow(values[~inside]),
    }


def _width(lengths: Ints) -> int:
    """The number of columns that makes counting cheapest."""
    # A document without a value fills a cell too, with “none”.
    having = np.bincount(np.maximum(lengths, 1), minlength=2)
    at_least = np.cumsum(having[::-1])[::-1]
    # `rest[w]` is how many values are left over from a matrix of w columns: of every document what it has beyond w.
    rest = np.append(np.cumsum(at_least[::-1])[::-1][1:], 0)
    return max(1, int(np.argmin((np.arange(len(rest)) * len(lengths) + _REST_COST * rest)[1:])) + 1)


def _inverse(documents: Ints, values: Ints, without: Ints, size: int) -> dict[str, Array]:
    all_values = np.append(values, np.full(len(without), size))
    # Stable, so that the documents of each value stay in ascending order.
    order = np.argsort(all_values, kind="stable")
    first = np.searchsorted(all_values[order], np.arange(size + 2))
    return {"first": narrow(first), "documents": narrow(np.append(documents, without)[order])}
