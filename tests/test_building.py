"""Builds that grow out of the last one: the same answers as a fresh build, with as little reading as possible."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import ledger, store
from search.building import build
from search.config import Config
from search.engines.base import engine_names
from search.errors import SearchError
from search.model import Query
from search.store import Manifest

TEXTS = [
    "Ferry returns\n\nJune 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked the crew for the work.",
    "Ferry  returns\n\nJune 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked the crew for the work.\n",
    "Storm ahead\n\nMay 4, 2023\n\nHalvorsen said the storm would reach the coast of Norway by the evening of Sunday.",
    "Boats sold\n\nThe North Sea Shipping Company (NSSC) sold two boats. The NSSC said that Peter Marsh bought both.",
    "Budget\n\nMarsh and the NSSC did not answer questions about the budget of the harbour on Tuesday, said Ola Marsh.",
    "Sources: none\n\nThe crew of the ferry waited in the harbour for the storm to pass before they went to Bergen.",
    "",
    "12 34 56",
]
QUERIES = [Query(), Query("ferry"), Query("crew storm"), Query("marsh OR harbour", sort="date"), Query("boat*")]
NAMES = ["a.txt", "b.txt", "c/a.txt", "c/b.md", "d.jsonl", "e.jsonl", "photo.jpg"]


def config(index: Path, **settings: object) -> Config:
    return Config(index=index, today=date(2026, 1, 1), **{"engine": "memory", "workers": 0, **settings})  # type: ignore[arg-type]


def put(path: Path, texts: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        records = [{"title": text.partition("\n")[0], "body": text.partition("\n")[2]} for text in texts]
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
    else:
        path.write_text(texts[0])


def answers(index: Path) -> list[object]:
    searcher = store.open_index(index).searcher
    pages = [searcher.search(Query(q.text, sort=q.sort, per_page=100, facet_size=100)) for q in QUERIES]
    documents = [searcher.get(hit.document.id) for hit in pages[0].hits]
    searcher.close()
    return [pages, documents]


def entries(index: Path) -> list[tuple[object, ...]]:
    """The ledger without the times."""
    folder = store.build_folder(index, store.read_manifest(index))
    return [(r.path, r.outcome, r.reason, r.copy_of, r.date, r.source, r.names) for r in ledger.rows(folder)]


def outcome(index: Path, build_it: Callable[[], Manifest]) -> object:
    """What a build gives: answers and ledger, or the error."""
    try:
        manifest = build_it()
    except SearchError as error:
        return str(error)
    counts = (manifest.documents, manifest.skipped, manifest.entities_read, manifest.entities_total)
    return counts, answers(index), entries(index)


Edit = tuple[str, str, list[int], str]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "write", "remove", "move", "touch"]),
        st.sampled_from(NAMES),
        st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=3),
        st.sampled_from(NAMES),
    ),
    min_size=1,
    max_size=4,
)


def edit(folder: Path, change: Edit) -> None:
    what, name, texts, other = change
    path = folder / name
    if what == "write":
        put(path, [TEXTS[number] for number in texts])
    elif path.exists() and what == "remove":
        path.unlink()
    elif path.exists() and what == "touch":
        os.utime(path, (1, 1))
    elif path.exists() and path.suffix == Path(other).suffix:
        (folder / other).parent.mkdir(exist_ok=True)
        path.rename(folder / other)


@pytest.mark.parametrize("name", engine_names())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, min_size=2, max_size=5))
def test_after_random_edits_of_a_folder_everything_is_as_in_a_fresh_build(name: str, rounds: list[list[Edit]]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place, "press")
        folder.mkdir()
        put(folder / "z.txt", [TEXTS[0]])
        for number, edits in enumerate(rounds):
            for change in edits:
                edit(folder, change)
            grown = config(Path(place, "grown"), engine=name, entities="rules")
            fresh = config(Path(place, f"fresh{number}"), entities="rules")
            assert outcome(grown.index, lambda c=grown: build(folder, c)) == outcome(  # type: ignore[misc]
                fresh.index,
                lambda c=fresh: build(folder, c),  # type: ignore[misc]
            )
