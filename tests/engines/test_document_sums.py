"""Numbers of documents added up: few of them, many of them and all of them, which are looked up in different ways."""

from __future__ import annotations

import numpy as np
import pytest

from search.engines.columns import document_sums

SUMMED = np.arange(0, 600, 3)


@pytest.mark.parametrize("step", [1, 2, 40, 200], ids=["all", "many", "few", "one"])
def test_each_number_goes_to_the_sum_of_its_document(step: int) -> None:
    documents = SUMMED[::step]
    numbers = documents + 0.5
    sums = np.full(len(SUMMED), 0.25)

    document_sums.add(sums, SUMMED, numbers, documents, size=600)

    given = dict(zip(documents.tolist(), numbers.tolist(), strict=True))
    assert sums.tolist() == [0.25 + given.get(document, 0.0) for document in SUMMED.tolist()]


def test_none_of_the_documents_changes_nothing() -> None:
    sums = np.full(len(SUMMED), 0.25)

    document_sums.add(sums, SUMMED, np.empty(0), np.empty(0, np.int64), size=600)

    assert sums.tolist() == [0.25] * len(SUMMED)
