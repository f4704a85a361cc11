"""Corrections of a live index: other names, and nothing else is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.build import apply_corrections
from search.build.build import build
from search.config import Config
from search.engines.base import engine_names
from search.model import Document, Page, Query
from search.store import builds

TOLD = (
    "June 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked the crew for it. The ferry had been late"
    " all week because of the ice, and so nobody minded the rain. She said that the next one would be there by May."
)
TEXTS = {
    "a.txt": f"Ferry returns\n\n{TOLD}",
    "b.txt": f"The ferry is back\n\n{TOLD} Boats were waiting.",
    "c.txt": "Storm ahead\n\nMay 4, 2023\n\nHalvorsen said the storm would reach the coast of Norway by the evening.",
}


def folded(index: Path) -> tuple[Page, list[Document]]:
    searcher = builds.open_index(index).searcher
    page = searcher.search(Query(group="story", facet_size=100))
    return page, [document for hit in page.hits for document in (hit.document, *hit.also)]


@pytest.mark.parametrize("engine", engine_names())
def test_near_duplicates_and_stories_stay_and_the_next_build_goes_on_from_there(tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    made = Config(index=tmp_path / "index", entities="rules", engine=engine, workers=0)
    build(folder, made)
    page, _ = folded(made.index)
    assert (page.total, page.hits[0].others) == (2, 1)
    (folder / "entities.tsv").write_text("rename\tperson\tIngrid Halvorsen\tI. Halvorsen\n")
    apply_corrections.apply(made.index)
    corrected = folded(made.index)
    assert (corrected[0].total, corrected[0].hits[0].others) == (2, 1)
    build(folder, made, full=True)
    assert folded(made.index) == corrected
    apply_corrections.apply(made.index)
    (folder / "d.txt").write_text(f"Once more\n\n{TOLD} It was late.")
    build(folder, made)
    grown = folded(made.index)
    build(folder, made, full=True)
    assert folded(made.index) == grown
    assert grown[0].hits[0].others == 2
