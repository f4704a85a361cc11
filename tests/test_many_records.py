"""Files of very many records: what is done for each must not look at all the others again.

As in `tests/test_growth.py`, CPU times of one process are compared with each other: four times the records may take ten
times as long before that is called more than linear.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from search.config import Config
from search.folder.events import Article, FileTask
from search.folder.recurring_lines import lines_from, lines_of
from search.folder.walk import Found
from search.ledger import writer
from search.ledger.writer import LedgerWriter
from search.model import Document
from search.readers import read
from search.readers.messages.mailbox import messages
from search.reading import file
from search.reading.pipeline import read_file
from search.stories import assignment
from tests.made_exports import PIECES, nexis
from tests.test_growth import LEAST_SECONDS, MOST, undisturbed

MAIL = b"From a@example.org Thu Mar  4 10:00:00 2021\nSubject: Ferry\n\nThe ferry came home.\n\n"


def seconds(step: Callable[[], object]) -> float:
    with undisturbed():
        began = process_time()
        step()
        return process_time() - began


def growth(made: Callable[[int], Callable[[], object]], size: int) -> tuple[float, float]:
    """The least of two times for so many records, and for four times as many."""
    one, four = made(size), made(4 * size)
    return min(seconds(one) for _ in range(2)), min(seconds(four) for _ in range(2))


def mailbox(count: int) -> Callable[[], object]:
    raw = MAIL * count
    return lambda: [posted.raw for posted in messages(raw)]


def columns(count: int) -> Callable[[], object]:
    """A table of so many columns."""
    names = ["title", "text", *(f"c{n}" for n in range(count))]
    raw = (",".join(names) + 2 * ("\n" + ",".join(["The ferry"] * len(names)))).encode()
    return lambda: [*read(raw, "a.csv", "a.csv")]


def stories(count: int) -> Callable[[], object]:
    """As many stories of one title."""
    ids = np.array([b"%020d" % n for n in range(count)])
    documents = [Document(doc_id.decode(), "a.txt", title="Minutes") for doc_id in ids.tolist()]
    return lambda: assignment._names(ids, np.arange(count), lambda wanted: documents)  # noqa: SLF001 - of many


@pytest.mark.parametrize(("made", "size"), [(mailbox, 4_000), (columns, 20_000), (stories, 4_000)])
def test_four_times_the_records_take_four_times_as_long(made: Callable[[int], Callable[[], object]], size: int) -> None:
    one, four = growth(made, size)
    assert four < max(LEAST_SECONDS, MOST * one)


def test_of_a_mailbox_one_message_at_a_time_is_in_memory() -> None:
    raw = MAIL * 5_000
    tracemalloc.start()
    try:
        assert sum(1 for _ in messages(raw)) == 5_000
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def test_lines_that_recur_are_looked_up_once_a_file(tmp_path: Path) -> None:
    """Not once a record, of which a file may have thousands: the time for the lines must not weigh on each."""
    piece = PIECES[0]
    pieces = [replace(piece, title=f"{piece.title} {n}") for n in range(60)]
    file = tmp_path / "export.txt"
    file.write_text(nexis(pieces))
    digests = lines_from(lines_of(file.read_bytes()))[:, 0].tobytes()
    found = Found(file, "export.txt", ".txt", file.stat().st_size)
    config = Config(entities="none", stories=False)

    def looked(recurring: bytes) -> Callable[[], object]:
        return lambda: [*read_file(FileTask(found, recurring=recurring), config)]

    assert sum(isinstance(event, Article) for event in read_file(FileTask(found, recurring=digests), config)) == 60
    assert seconds(looked(digests)) < 3 * min(seconds(looked(b"")) for _ in range(2))


def test_the_bytes_of_a_file_are_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for every one of its mails, which takes the square as soon as the file is large."""
    box, hashed = tmp_path / "a.mbox", 0

    def counting(data: bytes, **options: int) -> blake2b:
        nonlocal hashed
        hashed += len(data)
        return blake2b(data, **options)

    monkeypatch.setattr(file, "blake2b", counting)
    box.write_bytes(MAIL * 50)
    found = Found(box, "a.mbox", ".mbox", box.stat().st_size)
    events = read_file(FileTask(found), Config(entities="none"))
    assert sum(isinstance(event, Article) for event in events) == 50
    assert hashed == box.stat().st_size


def test_the_names_of_many_are_read_in_few_lots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index is opened for each lot, and all of it compared: as many lots as documents would take the square."""
    monkeypatch.setattr(writer, "_UNNAMED", 5)
    ledger = LedgerWriter(tmp_path)
    for n in range(47):
        document = Document(f"id{n}", f"a.mbox#{n:02}", title="Ferry", text="The ferry came home.")
        ledger.add_article(Article(document, b"%d" % n, b"", "utf-8", 0.0), "a.mbox", n, "")
    lots = [*ledger.without_names()]
    ledger.close()
    assert [len(lot) for lot in lots] == [5, 5, 10, 20, 7]
    assert set().union(*lots) == {f"id{n}" for n in range(47)}
