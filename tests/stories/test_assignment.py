"""Near-duplicates and stories: what is told of documents, and that a grown build tells what a fresh one does."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from search.build.build import build
from search.config import Config
from search.ledger import database
from search.model import ALONE, Belonging, Document
from search.store import builds, checksums
from search.stories import assignment, minhash, near_duplicates
from search.stories.minhash import Sketched, SketchWriter, sketch
from search.stories.story_clusters import stories
from search.stories.story_pairs import Space
from search.stories.word_numbers import shingles_of
from tests.corpora import article

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdgklmnrst"]


def prose(seed: int, length: int = 120) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(length))


def told(
    folder: Path, documents: list[Document], before: Path | None = None, gone: tuple[str, ...] = ()
) -> dict[str, Belonging]:
    """What is told of documents, given those of an earlier folder that are not gone."""
    folder.mkdir()
    by_id = {document.id: document for document in documents}
    writer = SketchWriter(folder)
    if before:
        writer.carry(before, gone)
    new = (document for document in documents if not before or document.id in gone)
    list(writer.passing(Sketched(document, sketch(document)) for document in new))
    writer.close()
    belongings = assignment.tell(folder, lambda ids: [by_id[doc_id] for doc_id in ids], before, gone)
    checksums.write(folder)
    return belongings


def test_a_text_that_was_cut_and_touched_up_is_a_near_duplicate_of_the_first(tmp_path: Path) -> None:
    body = prose(1)
    found = told(tmp_path / "a", [
        article(0, "Later copy", body + " One more sentence.", date="2024-06-11"),
        article(1, "Original", body, date="2024-06-10"),
        article(2, "Undated copy", "Dateline here. " + body),
        article(3, "Another", prose(2), date="2024-06-10"),
    ])  # fmt: skip
    first = article(1).id
    assert found == dict.fromkeys([article(n).id for n in range(3)], Belonging(first, "Original"))


def test_half_of_the_shingles_is_the_limit_and_is_counted_exactly(tmp_path: Path) -> None:
    words = prose(3, 300).split()
    for kept, near_duplicate in ((210, True), (190, False)):
        other = " ".join(words[:kept] + prose(4, 300 - kept).split())
        documents = [article(0, "", " ".join(words)), article(1, "", other)]
        one, two = (set(shingles_of(document).tolist()) for document in documents)
        assert (len(one & two) / len(one | two) >= near_duplicates.NEAR) == near_duplicate
        assert bool(told(tmp_path / str(kept), documents)) == near_duplicate


def test_short_bodies_are_not_told_to_be_copies(tmp_path: Path) -> None:
    assert told(tmp_path / "a", [article(n, "Closed", "The office is closed today.") for n in range(3)]) == {}


def test_articles_of_one_time_that_share_telling_words_are_one_story_and_keep_their_rows(tmp_path: Path) -> None:
    one, other = prose(5, 40), prose(6, 40)
    documents = [
        article(0, "Quake", f"{one} {prose(10, 40)}", date="2024-06-10"),
        article(1, "The quake", f"{prose(11, 40)} {one}", date="2024-06-14"),
        article(2, "A year later", f"{one} {prose(12, 40)}", date="2025-06-14"),
        article(3, "Vote", f"{other} {prose(13, 40)}", date="2024-06-11"),
        article(4, "No day", f"{one} {prose(14, 40)}"),
        *(article(n, "Other", prose(20 + n, 80), date="2024-06-12") for n in range(5, 12)),
    ]
    shuffled = [documents[i] for i in (0, 1)]
    for document in shuffled:
        assert len(shingles_of(document)) > near_duplicates.LEAST_SHINGLES
    found = told(tmp_path / "a", [replace(d, text=_mixed(d.text, n), parts=d.parts) for n, d in enumerate(documents)])
    assert found == {article(n).id: Belonging("", "Quake") for n in (0, 1)}


def _mixed(text: str, seed: int) -> str:
    words = text.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


def test_stories_with_one_title_have_different_names(tmp_path: Path) -> None:
    bodies = [prose(n) for n in (1, 2)]
    documents = [article(n, "Sport", bodies[n % 2]) for n in range(4)]
    names = {belonging.story for belonging in told(tmp_path / "a", documents).values()}
    assert names == {"Sport", "Sport (2)"}


def unknown(size: int) -> np.ndarray:
    return np.full(size, -1)


def test_average_link_does_not_chain() -> None:
    chain = np.array([(n, n + 1) for n in range(5)])
    assert stories(chain, np.full(5, 0.4), unknown(6)).tolist() == [0, 0, 2, 2, 4, 4]
    dense = np.array([(a, b) for a in range(4) for b in range(a + 1, 4)])
    assert stories(dense, np.full(6, 0.3), unknown(5)).tolist() == [0, 0, 0, 0, 4]


def test_clusters_by_tables_are_those_by_a_heap_ties_included(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    every = np.stack(np.triu_indices(90, 1), axis=1)
    pairs = every[(rng.random(len(every)) < 0.5) & (every[:, 0] // 30 == every[:, 1] // 30)]
    for cosines in (rng.uniform(0.1, 0.6, len(pairs)), rng.integers(1, 5, len(pairs)) / 8):
        monkeypatch.setattr("search.stories.story_clusters.TABLED", (12, 250))
        tabled = stories(pairs, cosines.astype(np.float32), unknown(90))
        monkeypatch.setattr("search.stories.story_clusters.TABLED", (1, 0))
        assert tabled.tolist() == stories(pairs, cosines.astype(np.float32), unknown(90)).tolist()
        assert 3 < len(set(tabled.tolist())) < 80


def test_cosines_are_those_of_whole_vectors_whatever_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    days = np.sort(rng.integers(730_000, 730_040, 60))
    terms = np.stack([rng.choice(np.arange(1, 90, dtype=np.uint32), 12, replace=False) for _ in days])
    times = rng.integers(0, 5, terms.shape).astype("u1")
    monkeypatch.setattr("search.stories.story_pairs.MOST_NEIGHBOURS", 1_000)
    pairs, cosines = Space(days, terms, times).similar()
    expected = _cosines(days, terms, times)
    assert {tuple(pair) for pair in pairs.tolist()} == set(expected)
    assert cosines.tolist() == pytest.approx([expected[first, second] for first, second in pairs.tolist()], abs=1e-5)
    monkeypatch.setattr("search.stories.story_pairs._CELLS", 50)
    monkeypatch.setattr("search.stories.story_pairs._PRODUCTS", 7)
    again, cosines_again = Space(days, terms, times).similar()
    assert again.tolist() == pairs.tolist()
    assert cosines_again.tolist() == pytest.approx(cosines.tolist(), abs=1e-5)


def _cosines(days: np.ndarray, terms: np.ndarray, times: np.ndarray) -> dict[tuple[int, int], float]:
    rows = [
        {t: n for t, n in zip(ts, ns, strict=True) if n} for ts, ns in zip(terms.tolist(), times.tolist(), strict=True)
    ]
    df = {term: sum(term in row for row in rows) for row in rows for term in row}
    step = lambda count: round(2 * np.log2(1 + count)) / 2 * np.log(2)  # noqa: E731
    vectors = []
    for row in rows:
        weighted = {t: (1 + np.log(n)) * (step(len(rows)) - step(df[t]) + 1) for t, n in row.items()}
        length = sum(w * w for w in weighted.values()) ** 0.5
        vectors.append({t: w / length for t, w in weighted.items()})
    found = {
        (a, b): sum(w * vectors[b].get(t, 0) for t, w in vectors[a].items())
        for a in range(len(rows)) for b in range(a + 1, len(rows)) if days[b] - days[a] <= 10
    }  # fmt: skip
    return {pair: cosine for pair, cosine in found.items() if cosine >= 0.1}


def test_a_day_that_others_settled_is_the_one_that_is_kept(tmp_path: Path) -> None:
    """The record is made where a document is read, before it is known what others say of its day."""
    read, now = article(1, "", prose(1), date="2024"), article(1, "", prose(1), date="2024-06-10")
    writer = SketchWriter(tmp_path)
    list(writer.passing([Sketched(now, sketch(read)), Sketched(read, sketch(now)), Sketched(now, b"")]))
    writer.close()
    assert minhash.read(tmp_path)["day"].tolist() == [date(2024, 6, 10).toordinal(), 0]


def test_what_a_grown_build_tells_is_what_a_fresh_one_tells(tmp_path: Path) -> None:
    rng = random.Random(8)
    bodies = [prose(n, 60) for n in range(6)]

    def some(number: int) -> Document:
        body = f"{rng.choice(bodies)} {prose(rng.randrange(100), rng.choice([5, 30, 60]))}"
        return article(
            number, f"T{rng.randrange(3)}", body, date=rng.choice(["", "2024-06-10", "2024-06-18", "2024-07"])
        )

    documents = {n: some(n) for n in range(30)}
    before = tmp_path / "0"
    told(before, list(documents.values()))
    for step in range(1, 6):
        changed = {n: some(n) for n in rng.sample(range(35), 6)}
        dropped = rng.sample(sorted(documents), 3)
        documents = {n: d for n, d in {**documents, **changed}.items() if n not in dropped}
        folder = tmp_path / str(step)
        gone = tuple(article(n).id for n in {*changed, *dropped})
        grown = told(folder, list(documents.values()), before, gone)
        assert grown == told(tmp_path / f"fresh{step}", list(documents.values()))
        assert len(grown) > 5
        before = folder


def test_a_build_tells_its_stories_and_the_next_one_too(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number, outlet in enumerate(["The Dial", "Harbour Post", "Quay News"]):
        text = f"Ferry sinks\n\nJune {number + 10}, 2024\n\n{prose(1)}.\n\nSource: {outlet}\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    build(folder, config)
    first = _belongings(tmp_path / "index")
    assert len(set(first.values())) == 1
    assert ALONE not in first.values()
    (folder / "0.txt").unlink()
    (folder / "3.txt").write_text(f"Another\n\nJune 12, 2024\n\n{prose(2)}.\n", encoding="utf-8")
    build(folder, config)
    grown = _belongings(tmp_path / "index")
    build(folder, config, full=True)
    assert grown == _belongings(tmp_path / "index")
    assert list(grown.values()).count(ALONE) == 1


def _belongings(index: Path) -> dict[str, Belonging]:
    opened = builds.open_index(index)
    rows = database.rows(builds.build_folder(index, opened.manifest), "indexed")
    found = {row.path: opened.searcher.get(row.id).belongs for row in rows}
    opened.searcher.close()
    return found
