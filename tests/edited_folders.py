"""Folders that are edited again and again: an index that grows with one answers as a fresh index of it does."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from search.build.build import build
from search.build.progress import Progress
from search.config import Config
from search.errors import SearchError
from search.ledger import database
from search.model import Query
from search.store import builds

TEXTS = [
    "Ferry returns\n\nJune 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked the crew for it.",
    "Ferry  returns\n\nJune 3, 2024\n\nIngrid Halvorsen opened the new pier in Oslo and thanked the crew for it.\n",
    "Storm ahead\n\nMay 4, 2023\n\nHalvorsen said the storm would reach the coast of Norway by the evening of Sunday.",
    "Boats sold\n\nThe North Sea Shipping Company (NSSC) sold two boats. The NSSC said that Peter Marsh bought both.",
    "Budget\n\nMarsh and the NSSC did not answer questions about the budget of the harbour on Tuesday, said Ola Marsh.",
    "Sources: none\n\nThe crew of the ferry waited in the harbour for the storm to pass before they went to Bergen.",
    "",
    "12 34 56",
]
QUERIES = [Query(), Query("ferry"), Query("crew storm"), Query("marsh OR harbour", sort="date"), Query("boat*")]
NAMES = ["a.txt", "b.txt", "c/a.txt", "c/b.md", "d.jsonl", "e.jsonl", "d.jsonl#1", "photo.jpg"]


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
    searcher = builds.open_index(index).searcher
    pages = [searcher.search(Query(q.text, sort=q.sort, per_page=100, facet_size=100)) for q in QUERIES]
    documents = [searcher.get(hit.document.id) for hit in pages[0].hits]
    searcher.close()
    return [pages, documents]


def entries(index: Path) -> list[tuple[object, ...]]:
    """The ledger without the times."""
    folder = builds.build_folder(index, builds.read_manifest(index))
    return [
        (r.path, r.outcome, r.reason, r.copy_of, r.date, r.date_rule, r.source, r.names) for r in database.rows(folder)
    ]


def outcome(index: Path, build_it: Callable[[], builds.Manifest]) -> object:
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


def edit(folder: Path, change: Edit, wording: Sequence[str] = TEXTS) -> None:
    what, name, texts, other = change
    path = folder / name
    if what == "write":
        put(path, [wording[number] for number in texts])
    elif path.exists() and what == "remove":
        path.unlink()
    elif path.exists() and what == "touch":
        os.utime(path, (1, 1))
    elif path.exists() and path.suffix == Path(other).suffix:
        (folder / other).parent.mkdir(exist_ok=True)
        path.rename(folder / other)


def grow_as_fresh(rounds: list[list[Edit]], wording: Sequence[str], **settings: str) -> None:
    """Edit a folder, and compare after every round the index that grows with a fresh one."""
    with TemporaryDirectory() as place:
        folder = Path(place, "press")
        folder.mkdir()
        put(folder / "z.txt", [wording[0]])
        for number, edits in enumerate(rounds):
            for change in edits:
                edit(folder, change, wording)
            grown = config(Path(place, "grown"), **settings)
            fresh = config(Path(place, f"fresh{number}"), **{**settings, "engine": "memory"})
            after = outcome(grown.index, lambda c=grown: build(folder, c))  # type: ignore[misc]
            anew = outcome(fresh.index, lambda c=fresh: build(folder, c))  # type: ignore[misc]
            # Said whole: what a cluster answers once may never be answered again.
            assert after == anew, f"round {number}: it grew to\n{after!r}\nand anew it is\n{anew!r}"


class Watched(Progress):
    """Keeps what a build tells."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.lives: list[builds.Manifest] = []
        self.warnings: list[str] = []

    def stage(self, name: str, total: int, noun: str) -> None:
        self.stages.append((name, total))

    def live(self, manifest: builds.Manifest) -> None:
        self.lives.append(manifest)

    def warn(self, message: str) -> None:
        self.warnings.append(message)
