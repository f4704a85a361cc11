"""A folder of exports, indexed: what can be searched, counted and read in the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search import index as index_command
from search.__main__ import main
from search.ledger import database
from search.model import Query
from search.store import builds
from tests import made_exports as made
from tests.made_exports import MADE, PIECES


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A whole export, one that is cut off and one with a text of the wrong length, and what indexing them prints."""
    folder = tmp_path_factory.mktemp("exports") / "press"
    folder.mkdir()
    (folder / "nexis.DOCX").write_bytes(MADE[".nexis.docx"](PIECES))
    later = [replace(piece, title=f"{piece.title} again", day=piece.day + 7) for piece in PIECES]
    cut = made.lexisnexis(later)
    (folder / "cut.TXT").write_text(cut[: cut.rindex("LENGTH")], encoding="utf-8")
    short = [replace(piece, title=f"{piece.title} twice", day=piece.day + 14, words=900) for piece in PIECES[:1]]
    (folder / "short.rtf").write_bytes(made.rtf(made.factiva(short)))
    arguments = [
        str(folder),
        "--index",
        str(folder.parent / "index"),
        "--entities",
        "none",
        "--workers",
        "0",
        "--no-stories",
    ]
    return folder.parent / "index", CliRunner().invoke(index_command.main, arguments)


def test_every_article_is_counted(indexed: tuple[Path, Result]) -> None:
    searcher = builds.open_index(indexed[0]).searcher
    page = searcher.search(Query(per_page=50))
    assert page.total == 6
    subjects = next(facet for facet in page.facets if facet.name == "subject")
    assert {(bucket.value, bucket.count) for bucket in subjects.buckets} == {
        *((term, 5) for term in ("LIGHTHOUSES", "COAST GUARD")),
        *((term, 1) for term in ("Lighthouses", "Coast Guard")),
    }
    chosen = searcher.search(Query(chosen={"subject": ("Coast Guard",)}))
    assert [hit.document.path for hit in chosen.hits] == ["press/short.rtf"]
    assert chosen.hits[0].document.subjects == ("Lighthouses", "Coast Guard")


def test_the_report_says_what_files_hold(indexed: tuple[Path, Result]) -> None:
    index, _ = indexed
    rows = database.rows(builds.build_folder(index, builds.read_manifest(index)))
    told = {row.path: (row.outcome, row.level, row.notes or row.reason) for row in rows}
    assert told["press/nexis.DOCX"] == ("file", "note", "3 of the 3 articles that the file says it holds")
    assert told["press/cut.TXT"] == (
        "file",
        "warning",
        "2 of the 3 articles that the file says it holds; missing: 3",
    )
    assert told["press/cut.TXT#3"][0] == "skipped"
    assert told["press/short.rtf"] == (
        "indexed",
        "warning",
        f"the text has {PIECES[0].length} words, where the export states 900",
    )


def test_warnings_are_printed_and_counted(indexed: tuple[Path, Result]) -> None:
    index, printed = indexed
    assert printed.exit_code == 0, printed.output
    assert "warning press/cut.TXT: 2 of the 3 articles that the file says it holds; missing: 3\n" in printed.stderr
    assert "indexed 6 documents (1 skipped, 2 warnings) from " in printed.stdout
    listed = CliRunner().invoke(main, ["ledger", "--only", "warning", "--index", str(index)]).stdout
    assert listed.startswith("file     press/cut.TXT: warning: 2 of the 3 articles")
    assert listed.endswith("6 indexed, 1 skipped, 0 copies, 2 warnings\n")
