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


@pytest.mark.parametrize("step", [1, 2, 40, 200], ids=["all", "many", "few", "one"])
@pytest.mark.parametrize("other", [[], [0], [3, 597], list(range(0, 600, 6))])
def test_what_two_parts_give_is_added_up_and_nothing_else(step: int, other: list[int]) -> None:
    documents, others = SUMMED[::step], np.array(other, np.int64)
    parts = [(others, others * 0.25), (documents, documents + 0.5)]

    found = [document_sums.together(SUMMED, given, size=600).tolist() for given in (parts, parts[::-1], parts[1:])]

    one = {document: document + 0.5 for document in documents.tolist()}
    both = [one.get(document, 0.0) + (document * 0.25 if document in other else 0.0) for document in SUMMED.tolist()]
    assert found == [both, both, [one.get(document, 0.0) for document in SUMMED.tolist()]]
