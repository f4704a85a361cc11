"""Whatever code points a file holds, in any field and in its name, every way out is text that can be read again."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.facets import all_facets
from search.ledger import database
from search.ledger.database import Row
from search.store import builds
from tests.made_files import packed, pdf_of_signs
from web import create_app

HIGH, LOW = "\ud83d", "\ude00"
"""The halves of an emoji."""
BODY = "The lanternfish was lost at sea on 12 March 2021, said the mayor of the town."
FIELDS = ("title", "text", "author", "source", "url", "date", "language", "id")

Record = Mapping[str, str]


# --- any text in any field of a format


def as_lines(record: Record) -> bytes:
    return json.dumps({**record, "text": f"{BODY} {record['text']}"}).encode() + b"\n"


def as_page(record: Record) -> bytes:
    """What is half can only stand in the page's JSON-LD: its own text is decoded."""
    about = {"headline": record["title"], "datePublished": record["date"], "author": {"name": record["author"]}}
    linked = json.dumps({"@type": "NewsArticle", **about, "publisher": {"name": record["source"]}})
    script = f'<script type="application/ld+json">{linked.replace("<", "&lt;")}</script>'
    shown = f"<h1>Lost</h1><p>{BODY}</p><p>{record['text']}</p>"
    return f"<html><head>{script}</head><body>{shown}</body></html>".encode("utf-8", "surrogatepass")


def as_mail(record: Record) -> bytes:
    words = base64.b64encode(in_utf7(record["title"])).decode()
    return f"From: Ada <ada@example.org>\nSubject: =?utf-7?B?{words}?=\n\n{BODY}\n".encode()


def in_utf7(text: str) -> bytes:
    """Every sign spelt in base64 (RFC 2152), halves too, as no encoder writes them."""
    units = text.encode("utf-16-be", "surrogatepass")
    return b"+" + base64.b64encode(units).rstrip(b"=") + b"-" if units else b""


def as_pdf(record: Record) -> bytes:
    """The signs of the text stand in the font's table of what its signs mean."""
    return pdf_of_signs(f"{BODY} {record['text']}")


def beside(record: Record) -> bytes:
    return json.dumps({field: value for field, value in record.items() if field != "text"}).encode()


def folder_of(folder: Path, records: list[Record], names: list[bytes]) -> None:
    """One record in every format, all of them in one file, and files of any names."""
    first = records[0]
    files: dict[bytes, bytes] = {
        b"lines.jsonl": b"".join(map(as_lines, records)),
        b"page.html": as_page(first),
        b"mail.eml": as_mail(first),
        b"printed.pdf": as_pdf(first),
        b"beside.txt": f"{BODY} It was a text.".encode(),
        b"beside.txt.json": beside(first),
        b"packed.zip": packed(
            {
                "inner.json": as_lines({**first, "title": "Packed"}),
                "told.txt": BODY.encode(),
                "told.txt.json": beside(first),
            }
        ),
    }
    files |= {name + b".txt": f"{BODY} It was number {number}.".encode() for number, name in enumerate(names)}
    folder.mkdir()
    for name, content in files.items():
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(content)


# --- every way out


@dataclass(frozen=True)
class Built:
    """An index and how it is asked, by the program and by the server."""

    index: Path
    rows: list[Row]
    client: FlaskClient

    def printed(self, *arguments: str) -> str:
        """What a command prints. Strict: what no terminal takes is an error."""
        result = CliRunner().invoke(main, [*arguments, "--index", str(self.index)])
        assert result.exit_code == 0, (arguments, result.output, result.exception)
        return result.stdout_bytes.decode()

    def got(self, address: str) -> str:
        response = self.client.get(address, follow_redirects=True)
        assert response.status_code == 200, (address, response.get_data(as_text=True))
        return response.get_data().decode()

    @property
    def ids(self) -> list[str]:
        return [row.id for row in self.rows if row.outcome == "indexed"]


def built(root: Path, records: list[Record], names: list[bytes]) -> Built:
    folder_of(root / "in", records, names)
    config = Config(index=root / "index", entities="rules", workers=0, today=date(2026, 1, 1))
    manifest = build(root / "in", config)
    rows = list(database.rows(builds.build_folder(config.index, manifest)))
    return Built(config.index, rows, create_app(config).test_client())


def pages(found: Built) -> Iterator[str]:
    yield from ("/", "/?q=mayor&per_page=100", "/timeline?q=mayor", "/ledger", "/opensearch.xml")
    yield from (f"/facets/{name}" for name in all_facets() if name != "date")
    yield from (f"/documents/{doc_id}?q=mayor" for doc_id in found.ids)


def values(found: Built) -> Iterator[str]:
    """The page of every value of every facet, by the links that the program is given."""
    for name in all_facets():
        for value in json.loads(found.got(f"/api/facets/{name}"))["facet"]["values"]:
            yield value["url"]
            if name in ("person", "organisation", "place"):
                yield f"/entities/{name}?name={quote(value['value'], safe='')}"


def everything_is_text(found: Built, root: Path) -> None:
    count = len(found.ids)
    for address in (*pages(found), *values(found)):
        found.got(address)
    for address in ("/api/timeline?q=mayor", "/api/suggest?q=m", *(f"/api/facets/{name}" for name in all_facets())):
        json.loads(found.got(address))
    answer = json.loads(found.got("/api/search?per_page=100&q=mayor"))
    assert answer["total"] == count, [row for row in found.rows if row.outcome == "skipped"]
    assert len(list(csv.reader(io.StringIO(found.got("/api/search.csv"), newline="")))) == count + 1
    assert len(found.got("/api/search.ndjson").rstrip("\n").split("\n")) == count
    assert found.got("/api/search.bib").count("\n@") == count - 1
    feed = ElementTree.fromstring(found.got("/api/search.atom"))
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == count
    for doc_id in found.ids:
        assert json.loads(found.got(f"/api/documents/{doc_id}"))["id"] == doc_id
        found.got(f"/api/documents/{doc_id}.bib")
    assert len(json.loads(found.got("/ledger.json"))) == len(found.rows)
    assert len(list(csv.reader(io.StringIO(found.got("/ledger.csv"), newline="")))) == len(found.rows) + 1
    assert json.loads(found.printed("query", "mayor", "--json"))["total"] == count
    assert found.printed("query", "mayor", "--per_page", "100")
    assert found.printed("ledger")
    assert len(json.loads(found.printed("ledger", "--json"))["records"]) == len(found.rows)
    assert json.loads(found.printed("check", "--json"))["differences"] == []
    found.printed("backup", str(root / "copy"))
    assert json.loads(Built(root / "copy", [], found.client).printed("query", "mayor", "--json"))["total"] == count


signs = st.characters(exclude_categories=()) | st.sampled_from(
    [HIGH, LOW, HIGH + LOW, "\0", "\x1b[2J", "\ufffe", "\u202e", "\x85", "<", "&#xd83d;", "\n\n", '"']
)
texts = st.lists(signs, max_size=12).map("".join)
records = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, texts)), min_size=1, max_size=6)
names = st.binary(min_size=1, max_size=12).map(lambda raw: b"n" + raw.translate(None, b"\0/"))


def test_any_characters_in_any_field_come_out_as_text(
    tmp_path_factory: pytest.TempPathFactory, times: Callable[[int, int], int]
) -> None:
    @settings(
        max_examples=times(4, 200),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(records, st.lists(names, max_size=4, unique=True))
    def holds(records: list[Record], names: list[bytes]) -> None:  # not made smaller: each step would be a build
        root = tmp_path_factory.mktemp("any")
        everything_is_text(built(root, records, names), root)

    holds()


# --- and the ledger says so


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    """Half a character in every field that there is."""
    root = tmp_path_factory.mktemp("spoilt")
    record = dict.fromkeys(FIELDS, f"{HIGH} Quist {LOW}")
    return built(root, [record, dict.fromkeys(FIELDS, "")], [b"caf\xe9", b"\xed\xa0\xbd"]), root


def test_halves_of_characters_come_out_as_text(spoilt: tuple[Built, Path]) -> None:
    everything_is_text(*spoilt)


@pytest.mark.parametrize(
    "path",
    [
        *("lines.jsonl#1", "page.html", "mail.eml", "printed.pdf", "beside.txt"),
        *("packed.zip/inner.json", "packed.zip/told.txt"),
    ],
)
def test_the_ledger_says_that_characters_are_unreadable(spoilt: tuple[Built, Path], path: str) -> None:
    found, _ = spoilt
    [row] = [row for row in found.rows if row.path == f"in/{path}"]
    assert row.outcome == "indexed"
    assert row.unreadable > 0
    assert f"({row.unreadable} unreadable)" in found.got(f"/ledger?path={quote(path)}")
    assert any(
        line.startswith(f"indexed  in/{path}: ") and " unreadable)" in line
        for line in found.printed("ledger").split("\n")
    )
    document = json.loads(found.got(f"/api/documents/{row.id}"))
    assert "\ufffd" in f"{document['text']}{document['author']}{document['source']}{document['title']}"


def test_whole_files_have_none_and_are_told_from_the_others(spoilt: tuple[Built, Path]) -> None:
    found, _ = spoilt
    whole = [row.path for row in found.rows if not row.unreadable]
    assert "in/lines.jsonl#2" in whole
    assert {row["path"] for row in json.loads(found.got("/ledger.json?unreadable="))} == set(whole)
