"""What a person should know of files that were read: notes and warnings, kept in the ledger and shown."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.build.intake import Intake
from search.build.progress import Progress
from search.config import Config
from search.engines.base import engine
from search.folder.events import Article, Event, Finished
from search.folder.walk import Found, Skipped
from search.ledger import database
from search.ledger.writer import LedgerWriter
from search.model import Document, Note
from search.readers import Record, Rejected, Remark
from search.reading.parse_cache import Parsed
from search.store import builds
from search.store.builds import Manifest
from web import create_app

FILE = "press/export.txt"
SHORT = Note("the text has 40 of the 900 words that are stated", warning=True)
WHOLE = Note("3 of the 3 articles that the file says it holds")
TITLED = Note("the title \x1b[31m is none")
MISSING = Note("1 of the 3 articles; <b>2</b> and 3 are missing\nhere", warning=True)


def article(number: int, *notes: Note) -> Article:
    document = Document(
        f"id{number}", f"{FILE}#{number}", title=f"Ferry {number}", text=f"The ferry number {number} sank."
    )
    return Article(document, b"key%d" % number, b"", "utf-8", 0.01, notes=notes)


def events() -> Iterator[tuple[Found, Event]]:
    first, second = (Found(Path(path), path, ".txt", 10, 1) for path in (FILE, "press/other.txt"))
    for event in (article(1, SHORT), article(2, TITLED), Skipped(f"{FILE}#3", "it is cut off"), Remark(FILE, (WHOLE,))):
        yield first, event
    yield first, Finished(b"1", 0.1)
    yield second, Remark("press/other.txt", (WHOLE, MISSING))
    yield second, Finished(b"2", 0.1)


def fill(target: Path) -> Manifest:
    writer = LedgerWriter(target)
    try:
        documents = [found.document for found in Intake(writer, "", Progress()).documents(events())]
        engine("memory").write(target, documents)
        totals = writer.totals()
        writer.commit()
    finally:
        writer.close()
    return Manifest(
        target.name, "2024-01-01T00:00:00Z", "memory", 2, totals.skipped, "none", "press", warnings=totals.warnings
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes") / "index"
    builds.build(folder, fill)
    return folder


def rows(index: Path, only: database.Level | database.Outcome | Literal[""] = "") -> list[tuple[str, str, str, str]]:
    build = builds.build_folder(index, builds.read_manifest(index))
    return [(row.path, row.outcome, row.level, row.notes) for row in database.rows(build, only)]


def ask(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["ledger", *arguments, "--index", str(index)])


def test_notes_of_a_record_stand_in_its_row_and_those_of_a_file_in_a_row_of_their_own(index: Path) -> None:
    assert rows(index) == [
        (f"{FILE}#1", "indexed", "warning", SHORT.text),
        (f"{FILE}#2", "indexed", "note", TITLED.text),
        (f"{FILE}#3", "skipped", "", ""),
        (FILE, "file", "note", WHOLE.text),
        ("press/other.txt", "file", "warning", f"{WHOLE.text}\n" + " ".join(MISSING.text.split())),
    ]


def test_a_row_of_a_whole_file_is_no_document(index: Path) -> None:
    build = builds.build_folder(index, builds.read_manifest(index))
    assert database.totals(build) == database.Totals(indexed=2, skipped=1, copies=0, named=0, warnings=2)
    assert sum(database.languages(build).values()) == 2


def test_what_carries_a_warning_can_be_asked_for(index: Path) -> None:
    assert [path for path, *_ in rows(index, "warning")] == [f"{FILE}#1", "press/other.txt"]
    assert [path for path, *_ in rows(index, "note")] == [f"{FILE}#2", FILE]
    assert [path for path, *_ in rows(index, "file")] == [FILE, "press/other.txt"]


def test_the_command_tells_them_on_one_line_that_moves_no_cursor(index: Path) -> None:
    told = ask(index).stdout
    assert f" warning {SHORT.text}\n" in told
    assert f"file     {FILE}: note: {WHOLE.text}\n" in told
    assert told.endswith("2 indexed, 1 skipped, 0 copies, 2 warnings\n")
    assert "\x1b" not in told
    only = ask(index, "--only", "warning").stdout.splitlines()[:-1]
    assert [line.split(":")[0] for line in only if line[0] != " "] == [f"indexed  {FILE}#1", "file     press/other.txt"]


def test_tables_and_json_have_them(index: Path) -> None:
    table = list(csv.DictReader(StringIO(ask(index, "--csv").stdout)))
    records = json.loads(ask(index, "--json").stdout)["records"]
    for told in (table, records):
        assert [(row["path"], row["level"]) for row in told] == [(path, level) for path, _, level, _ in rows(index)]
        assert told[0]["notes"] == SHORT.text
        assert told[-1]["notes"].split("\n") == [WHOLE.text, " ".join(MISSING.text.split())]


def test_the_page_shows_them_and_chooses_by_them(index: Path) -> None:
    client = create_app(Config(index=index, engine="memory")).test_client()
    page = client.get("/ledger").text
    assert SHORT.text in page
    assert "&lt;b&gt;2&lt;/b&gt;" in page
    assert 'href="/ledger?level=warning"' in page
    assert [row["path"] for row in client.get("/ledger.json?level=warning").json] == [f"{FILE}#1", "press/other.txt"]
    assert '<a href="/ledger?level=warning">2 warnings</a>' in client.get("/").text


def test_what_a_reader_gave_before_comes_back_with_its_notes(tmp_path: Path) -> None:
    given = [
        replace(article(1).document, notes=(SHORT,)),
        Rejected(f"{FILE}#2", "it is cut off"),
        Remark(FILE, (WHOLE,)),
    ]

    def slowly() -> Iterator[Record]:
        for record in given:
            until = process_time() + 0.01  # what is read fast is not kept
            while process_time() < until:
                pass
            yield record

    kept, config = Parsed(tmp_path), Config(index=tmp_path)
    assert list(kept.through(slowly(), FILE, b"digest", config)) == given
    again = list(kept.through(iter(()), "news/moved.txt", b"digest", config))
    assert [record.path for record in again] == ["news/moved.txt#1", "news/moved.txt#2", "news/moved.txt"]
    assert [record.notes for record in again if not isinstance(record, Rejected)] == [(SHORT,), (WHOLE,)]
