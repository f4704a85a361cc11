"""Lists of names: every number is that of the search behind its link."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from search.build.build import build
from search.config import Config
from search.model import Query
from search.query import address
from search.store import builds
from tests.documentation import ROOT
from web import create_app

HARD = [
    "", "   ", "!!!", "=1+1", "+cmd|' /C calc'!A0", "@SUM(1)", "-moon", "moon OR lunar", "Neil Armstrong",
    "neil armstrong", "Neil Armstrong", "NASA", "Nasa", '"south pole"', "land*", "armstrng~", "title:moon", "x" * 500,
    "y" * 3_000, "\x1b[2J moon", "Indian Space Research Organisation", "O'Neil", "Jean-Luc", "Жук", "月球", 'צה"ל',
    "J. K. Rowling", "(", "AND", "a" * 1_998,
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = Config(index=tmp_path_factory.mktemp("names") / "index", entities="rules", workers=2)
    build(ROOT / "seeds", config)
    return config.index


@pytest.fixture(scope="module")
def names(index: Path) -> list[str]:
    """200 lines: hard ones, names of the corpus in odd spellings, words and queries of its articles."""
    searcher = builds.open_index(index).searcher
    page = searcher.search(Query(facet_size=100))
    found = [b.value for f in page.facets if f.name in ("person", "place", "organisation") for b in f.buckets]
    rng = random.Random(3)
    odd = [rng.choice([str.upper, str.lower, lambda s: s.replace(" ", "  "), lambda s: s])(name) for name in found]
    return [*HARD, *odd, *(f"made up {n}" for n in range(200))][:200]


def run(index: Path, *arguments: str, given: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "SEARCH_INDEX": str(index)}
    asked = [sys.executable, "-m", "search", "names", *arguments]
    raw = given.encode() if isinstance(given, str) else given
    return subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, input=raw)


@pytest.mark.parametrize("filters", [(), ("--since", "1980", "--not.language", "fr"), ("--source", "Larkspur Wire")])
def test_every_number_is_that_of_its_link(index: Path, names: list[str], filters: tuple[str, ...]) -> None:
    done = run(index, "-", "--json", *filters, given="\n".join(names))
    rows = json.loads(done.stdout)
    searcher = builds.open_index(index).searcher
    assert len(rows) > 150
    for row in rows:
        query = address.read(parse_qsl(urlsplit(row["link"]).query))
        page = searcher.search(replace(query, per_page=100, facet_size=1))
        assert page.total == row["articles"], row
        assert searcher.count(replace(query, group="story")) == row["stories"]
        found = [hit.document for hit in page.hits]
        days = sorted((document.day.first, document.day.value) for document in found if document.day)
        assert [row["first"], row["last"]] == ([days[0][1], days[-1][1]] if days else [None, None])
        sources = Counter(document.source.name for document in found if document.source)
        assert all(sources[source["label"]] == source["count"] for source in row["sources"])
    assert any(not row["articles"] for row in rows), "names that nobody mentions stay"
    told = done.stderr.decode()
    assert "line 1 not used: empty" in told
    assert "line 11 not used: the same as line 9" in told
    assert "no word in it" in told
    assert "longer than" in told


def test_spellings_that_count_as_one_name_are_looked_for_unless_exact(index: Path) -> None:
    name = "NASA"
    wide, exact = (json.loads(run(index, "-", "--json", *more, given=name).stdout)[0] for more in ((), ("--exact",)))
    assert exact["forms"] == [name]
    assert set(exact["forms"]) <= set(wide["forms"])
    assert wide["articles"] >= exact["articles"] > 0


@pytest.fixture(scope="module")
def plain_names(names: list[str]) -> list[str]:
    """Those that a terminal shows as they are: what it would obey is spelt out there."""
    return [name for name in names if "\x1b" not in name]


def test_tables_add_up(index: Path, plain_names: list[str]) -> None:
    plain = {
        row["name"]: row["articles"]
        for row in json.loads(run(index, "-", "--json", given="\n".join(plain_names)).stdout)
    }
    for by in ("year", "source"):
        rows = [*csv.reader(io.StringIO(run(index, "-", "--by", by, given="\n".join(plain_names)).stdout.decode()))]
        assert rows[0][:2] == ["name", "articles"]
        for row in rows[1:]:
            assert int(row[1]) == sum(map(int, row[2:])) == plain[row[0].removeprefix("'")]
            assert all(int(cell) >= 0 for cell in row[1:])


def test_a_column_of_a_table_in_any_encoding_is_a_list(index: Path, tmp_path: Path) -> None:
    table = 'nr;Name;note\r\n1;Neil Armstrong;x\r\n2;"Gagarin; Yuri";y\r\n3\r\n'
    for encoding in ("utf-8", "utf-16", "cp1252"):
        (tmp_path / "list.CSV").write_bytes(table.encode(encoding))
        done = run(index, str(tmp_path / "list.CSV"), "--csv")
        rows = [*csv.DictReader(io.StringIO(done.stdout.decode()))]
        assert [row["name"] for row in rows] == ["Neil Armstrong", "Gagarin; Yuri"]
        assert b"line 3 not used: empty" in done.stderr


def test_no_cell_is_a_formula(index: Path) -> None:
    rows = [*csv.reader(io.StringIO(run(index, "-", "--csv", given="\n".join(HARD)).stdout.decode()))]
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@", "-", "\t")]


@pytest.mark.parametrize(
    ("given", "said"), [(b"", "empty"), (b"\x00\x01\x02" * 500, "binary"), (b"%PDF-1.4 \xff", "PDF")]
)
def test_what_is_no_list_is_told_in_a_line(index: Path, given: bytes, said: str) -> None:
    done = run(index, "-", given=given)
    assert (done.returncode, done.stdout) == (1, b"")
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_the_page_and_its_downloads_say_the_same(index: Path, plain_names: list[str]) -> None:
    client = create_app(Config(index=index)).test_client()
    sent = {"names": "\r\n".join(plain_names), "since": "1960"}
    rows = json.loads(run(index, "-", "--json", "--since", "1960", given="\n".join(plain_names)).stdout)
    told = json.loads(client.post("/names.json", data=sent).data)
    assert told["names"] == rows
    table = client.post("/names.csv", data=sent).get_data(as_text=True)
    assert table == run(index, "-", "--csv", "--since", "1960", given="\n".join(plain_names)).stdout.decode()
    for by in ("year", "source"):
        divided = client.post("/names.csv", data={**sent, "by": by}).get_data(as_text=True)
        told = run(index, "-", "--by", by, "--since", "1960", given="\n".join(plain_names))
        assert divided == told.stdout.decode()
    assert client.post("/names.csv", data={**sent, "by": "moon"}).status_code == 400
    page = client.post("/names", data=sent).get_data(as_text=True)
    assert page.count("<tr>") == len(rows) + 1
    assert client.get("/names?since=1960").status_code == 200
    assert client.post("/names", data={"names": "x\n" * 1_001}).status_code == 400
    assert client.post("/names", data={"names": "x" * 300_000}).status_code == 413
    assert client.post("/names?colour=red", data={"names": "x", "colour": "red"}).status_code == 400
    hostile = client.post("/names", data={"names": "</textarea><script>alert(1)</script>"}).get_data(as_text=True)
    assert "<script>alert" not in hostile
