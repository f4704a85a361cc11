"""What the terminal says of counts of names while names are being read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.cli.results import print_page
from search.model import Bucket, Facet, Page, Query
from search.query.address import NONE
from search.store.builds import Manifest

MANIFEST = Manifest("b1", "2026-11-22T19:44:00Z", "memory", 3000, 0, "rules", "seeds", 480, 3000)
PEOPLE = Facet("person", "People", "any", (Bucket("Ana Vega", "Ana Vega", 3),), 1, 0, Bucket(NONE, "Nobody", 0))


@pytest.mark.parametrize(("read", "told"), [(480, " (names read in 480 of 3,000 articles)"), (3000, "")])
def test_counts_of_names_are_provisional_until_all_are_read(
    read: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_page(Page(Query(text="x"), 0, (), (PEOPLE,)), replace(MANIFEST, entities_read=read))
    assert f"People{told}: Ana Vega 3" in capsys.readouterr().out
