"""A folder with one of everything, and more than fifty broken files: one command, and a ledger a person can act on."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.__main__ import main as asking
from search.build.build import build
from search.config import Config
from search.index import main as indexing
from search.ledger import database
from search.ledger.database import Row
from search.model import Query
from search.store import builds
from tests.broken_files import BROKEN
from tests.made_files import BODY, TITLE, crawl, lines, mail, mailbox, packed, page, pdf, record, word, wrapped
from web import create_app


def body(name: str) -> str:
    """Prose that no other file has, so that none is a copy."""
    return f"{BODY}\n\nThis was written down for the file {name.replace('.', ' ')} alone, and for nobody else."


def crawled(name: str) -> tuple[str, str, bytes, str]:
    return (f"https://example.org/{name}", "text/html", page(body(name)), "200 OK")


def table(name: str, delimiter: str) -> bytes:
    rows = [("Headline", "Content", "PubDate", "Outlet"), (TITLE, body(name), "2021-03-04", "The Quay Gazette")]
    return "".join(delimiter.join(f'"{field}"' for field in row) + "\n" for row in rows).encode()


GOOD: Mapping[str, bytes] = {
    "a.txt": f"{TITLE}\n\n{body('a.txt')}".encode(),
    "a.md": f"---\ntitle: {TITLE}\ndate: 2021-03-04\n---\n\n{body('a.md')}".encode(),
    "a.html": page(body("a.html")),
    "a.htm": page(body("a.htm")),
    "a.xhtml": page(body("a.xhtml")),
    "a.json": json.dumps(record(body=body("a.json"))).encode(),
    "a.jsonl": lines(record(body=body("a.jsonl")), record(body=body("a.jsonl twice"))),
    "a.ndjson": lines(record(body=body("a.ndjson"))),
    "a.csv": table("a.csv", ","),
    "a.tsv": table("a.tsv", "\t"),
    "a.eml": mail(body("a.eml")),
    "a.mbox": mailbox(mail(body("a.mbox")), mail(body("a.mbox twice"))),
    "a.docx": word(TITLE, *body("a.docx").split("\n\n")),
    "a.pdf": pdf([[TITLE, *wrapped(body("a.pdf"))]]),
    "a.warc": crawl(crawled("a.warc"), crawled("a.warc twice")),
    "a.warc.gz": crawl(crawled("a.warc.gz"), zipped=True),
    "b.txt.gz": gzip.compress(f"{TITLE}\n\n{body('b.txt.gz')}".encode(), mtime=0),
    "a.zip": packed({"in/a.txt": body("a.zip").encode(), "b.zip": packed({"c.html": page(body("b.zip"))})}),
    "told.txt": body("told.txt").encode(),
    "told.txt.json": json.dumps(
        {"title": "Told beside it", "source": "The Harbour Wire", "date": "2021-03-05"}
    ).encode(),
}
EXPECTED = r"""
\xff\xfe.txt | indexed
alone.txt.json | describes a file that is missing
bad base64.eml | indexed
bad header.eml | indexed
bad xml.docx | damaged document
big.html | web page larger than 5 MB, even without its pictures
blank rows.csv | no rows below the column names
blank.txt | file is empty
bomb.docx | unpacks to more than 200 times its size, like a zip bomb
bomb.txt.gz | unpacks to more than 200 times its size, like a zip bomb
bomb.zip/a.txt | unpacks to more than 200 times its size, like a zip bomb
bomb.zip/fine.txt | indexed
broken beside.txt | indexed
broken beside.txt.json | invalid JSON
crawl.tgz | not a tar archive, or damaged at its start
cut.docx | not a Word document, or a truncated one
cut.html | no visible text in the page
cut.json | invalid JSON
cut.jsonl#1 | indexed
cut.jsonl#2 | invalid JSON
cut.pdf | damaged PDF
cut.warc#1 | indexed
cut.warc#2 | truncated: the archive ends in the middle of this record
cut.zip | not a zip archive, or a truncated one
cycle.pdf | damaged PDF
deep.json | no words, only numbers or symbols
deep.zip/2.zip/1.zip | nested inside 2 other archives
doctype.docx | declares XML entities, which word processors never do
empty list.json | no words, only numbers or symbols
empty.csv | file is empty
empty.docx | file is empty
empty.eml | file is empty
empty.html | file is empty
empty.json | file is empty
empty.pdf | file is empty
empty.txt | file is empty
empty.txt.gz | file is empty
empty.warc | file is empty
empty.zip | file is empty
errors.warc | no web pages in the archive, only errors, images or scripts
field.csv#1 | invalid table row
figures.txt | no words, only numbers or symbols
flipped.zip/inner.txt | damaged inside the archive
half a sign.txt | indexed
half.txt.gz | indexed
half.txt.gz#end | truncated or damaged from here on: only the part before was read
half.warc.gz#1 | truncated: the archive ends in the middle of this record
half.warc.gz#end | truncated or damaged from here on: only the part before was read
head alone.pdf | damaged PDF
header alone.csv | no rows below the column names
hole.warc#1 | indexed
hole.warc#2 | damaged here: everything up to the next record is lost
hole.warc#3 | indexed
itself.txt | symbolic link, not followed
latin.txt | indexed
list of numbers.json | no words, only numbers or symbols
locked.docx | encrypted, or saved by an old version of Word
locked.pdf | encrypted PDF
locked.zip/inner.txt | encrypted archive
loop | symbolic link, not followed
mixed.jsonl#1 | invalid JSON
mixed.jsonl#2 | indexed
mixed.jsonl#3 | not a JSON object such as {"title": …, "body": …}
mixed.jsonl#4 | not a JSON object such as {"title": …, "body": …}
nan.json | no text in a field such as body, text, content
nested.eml | email without text
no from.mbox#1 | indexed
no header.csv | no known column names in the first row
no quotes.json | invalid JSON
no text.docx | contains no text
no text.eml | email without text
no text.json | no text in a field such as body, text, content
noending | no file extension
noise.txt | binary data, not text
nothing.zip | empty archive, or only hidden files in it
number.json | invalid JSON
old.doc | saved in the format of Word 97
one bad.mbox#1 | indexed
one bad.mbox#2 | email without text
pdf.html | indexed
pdf.txt | copy
photo.jpg | damaged image
picture.html | damaged image
picture.png.gz | damaged image
picture.txt | damaged image
pictures.zip/a.png | damaged image
pictures.zip/fine.txt | indexed
pipe.txt | not a regular file but a pipe, socket, device or folder
prose.eml | not an email: no header such as From: or Date: at the start
prose.mbox | not an email: no header such as From: or Date: at the start
quote.csv#1 | invalid table row
quote.csv#2 | indexed
quote.csv#3 | copy
ragged.csv#1 | more fields than the first row
ragged.csv#2 | copy
rich.txt | indexed
scanned.pdf | contains no text
script alone.html | no visible text in the page
semicolons.tsv | no known column names in the first row
string.json | not a JSON object such as {"title": …, "body": …}
tag.html | web page with a tag of more than 1,000 attributes
tags alone.html | no visible text in the page
text.docx | not a Word document, or a truncated one
text.jsonl | no line is valid JSON
text.pdf | not a PDF document, despite its name
text.txt.gz | not gzip data, despite its extension
text.warc | not a web archive, which would start with WARC/
text.zip | not a zip archive, or a truncated one
two encodings.txt | indexed
two objects.json#1 | copy
two objects.json#2 | copy
utf16 cut.txt | indexed
utf16 without mark.txt | indexed
zeros.csv#1 | indexed
zeros.txt | file is empty
zip.docx | zip file, but not a Word document
zip.md/inner.txt | copy
zip.md | file
"""


def what(row: Row) -> str:
    """What became of a row, without details and what to do."""
    return re.split(r" \(|; ", row.reason)[0] or row.outcome


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("everything") / "in"
    for name, files in (("good", GOOD), ("bad", BROKEN)):
        (folder / name).mkdir(parents=True)
        for file, content in files.items():
            (folder / name / file).write_bytes(content)
    (folder / "sources.toml").write_text('[domains]\n"example.org" = "The Example"\n')
    (folder / "entities.tsv").write_text("nonsense\n")
    with open(os.fsencode(folder / "bad") + b"/\xff\xfe.txt", "wb") as file:
        file.write(b"Its name is no text, but this is, and it can be read like any other that was put here.")
    (folder / "bad" / "loop").symlink_to(".")
    (folder / "bad" / "itself.txt").symlink_to("itself.txt")
    os.mkfifo(folder / "bad" / "pipe.txt")
    made = folder.parent / "index"
    done = CliRunner().invoke(indexing, [str(folder), "--index", str(made), "--entities", "none", "--workers", "1"])
    assert done.exit_code == 0, done.output
    assert "entities.tsv, line 1: 'nonsense' is not a correction" in done.stderr
    return made


@pytest.fixture(scope="module")
def rows(index: Path) -> list[Row]:
    return list(database.rows(builds.build_folder(index, builds.read_manifest(index))))


def test_every_good_file_is_indexed_whole(index: Path, rows: list[Row]) -> None:
    good = [row for row in rows if row.path.startswith("in/good/")]
    assert [row.outcome for row in good] == ["indexed"] * (len(GOOD) + 3)  # four hold two, one describes another
    searcher = builds.open_index(index).searcher
    for name in GOOD:
        if not name.endswith(".txt.json"):
            words = f'"written down for the file {name.replace(".", " ")} alone"'
            (hit,) = searcher.search(Query(words)).hits
            assert hit.document.path.startswith(f"in/good/{name}")
    told = searcher.get(next(row.id for row in good if row.path == "in/good/told.txt"))
    assert (told.title, told.source.name if told.source else "") == ("Told beside it", "The Harbour Wire")


def test_what_became_of_every_broken_file_is_known(rows: list[Row]) -> None:
    assert len(BROKEN) >= 50
    bad = [f"{row.path.removeprefix('in/bad/')} | {what(row)}" for row in rows if row.path.startswith("in/bad/")]
    assert bad == EXPECTED.strip().split("\n")


def test_every_reason_says_what_to_do_in_one_short_line(rows: list[Row]) -> None:
    for reason in {row.reason for row in rows if row.outcome == "skipped"}:
        told, _, advice = re.sub(r" \(.*\)", "", reason).partition("; ")
        assert len(reason) < 200, reason
        assert "\n" not in reason
        assert 10 < len(told) < 100, reason
        assert len(advice) > 10, reason
        assert re.match(r"[a-z]+[,:]? |\.\w+ files ", reason), reason
        assert not re.match(r"(it|its|there|this|the) ", reason), reason
        assert not re.search(r"[.;]$|Errno|Traceback", reason), reason


def test_the_command_and_the_page_tell_the_same(index: Path, rows: list[Row]) -> None:
    client = create_app(Config(index=index)).test_client()
    skipped = [row.path for row in rows if row.outcome == "skipped"]
    assert [row["path"] for row in client.get("/ledger.json?outcome=skipped").json] == skipped
    told = CliRunner().invoke(asking, ["ledger", "--only", "skipped", "--json", "--index", str(index)])
    assert [record["path"] for record in json.loads(told.stdout)["records"]] == skipped
    table = CliRunner().invoke(asking, ["ledger", "--only", "skipped", "--csv", "--index", str(index)])
    assert len(table.stdout.splitlines()) == len(skipped) + 1
    reasons = client.get("/ledger?outcome=skipped").text
    assert reasons.count("<li><bdi class") == min(100, len(skipped))


def test_without_a_library_the_message_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.pdf", "a.txt"):
        (tmp_path / "in" / name).write_bytes(GOOD[name])
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    (row, _) = database.rows(builds.build_folder(config.index, build(tmp_path / "in", config)))
    advice = "run: pip install '.[pdf]' in the program's folder"
    assert row.reason == f"reading PDF needs pypdfium2, which is not installed; {advice}"
