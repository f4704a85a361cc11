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
alone.txt.json | it describes another file, which is not there
bad base64.eml | indexed
bad header.eml | indexed
bad xml.docx | its text is damaged
big.html | it is a page of more than 5 MB
blank rows.csv | there are no rows below the names of its columns
blank.txt | it is empty
bomb.docx | it unpacks to more than 200 times its size, like a bomb
bomb.txt.gz | it unpacks to more than 200 times its size, like a bomb
bomb.zip/a.txt | it unpacks to more than 200 times its size, like a bomb
bomb.zip/fine.txt | indexed
broken beside.txt | indexed
broken beside.txt.json | it is not valid JSON
crawl.tgz | .tgz files are not read
cut.docx | it is no Word document, or one that is cut off
cut.html | no text is shown in the page, only scripts or nothing
cut.json | it is not valid JSON
cut.jsonl#1 | indexed
cut.jsonl#2 | it is not valid JSON
cut.pdf | it is damaged
cut.warc#1 | indexed
cut.warc#2 | the archive ends in the middle of this record
cut.zip | it is no zip archive, or one that is cut off
cycle.pdf | it is damaged
deep.json | there are no words in it, only figures or signs
deep.zip/2.zip/1.zip | it is an archive within 2 others
doctype.docx | it defines entities, as bombs do and no Word document does
empty list.json | there are no words in it, only figures or signs
empty.csv | it is empty
empty.docx | it is empty
empty.eml | it is empty
empty.html | it is empty
empty.json | it is empty
empty.pdf | it is empty
empty.txt | it is empty
empty.txt.gz | it is empty
empty.warc | it is empty
empty.zip | it is empty
errors.warc | none of its records is a page, only errors, pictures or scripts
field.csv#1 | it is no row of a table
figures.txt | there are no words in it, only figures or signs
flipped.zip/inner.txt | it is damaged in the archive
half a sign.txt | indexed
half.txt.gz | indexed
half.txt.gz#end | the file is cut off or damaged here, and only what came before is read
half.warc.gz#1 | the archive ends in the middle of this record
half.warc.gz#end | the file is cut off or damaged here, and only what came before is read
head alone.pdf | it is damaged
header alone.csv | there are no rows below the names of its columns
hole.warc#1 | indexed
hole.warc#2 | the archive is damaged here, and what stands before the next record is lost
hole.warc#3 | indexed
itself.txt | it is a link, and links are not followed
latin.txt | indexed
list of numbers.json | there are no words in it, only figures or signs
locked.docx | it is encrypted, or of an older Word
locked.pdf | it is encrypted
locked.zip/inner.txt | it is encrypted
loop | it is a link, and links are not followed
mixed.jsonl#1 | it is not valid JSON
mixed.jsonl#2 | indexed
mixed.jsonl#3 | it is no object with keys, as {"title": …, "body": …}
mixed.jsonl#4 | it is no object with keys, as {"title": …, "body": …}
nan.json | it has no text under body, text, content or a like name
nested.eml | it is a mail without text
no from.mbox#1 | indexed
no header.csv | its first row names no known column
no quotes.json | it is not valid JSON
no text.docx | it holds no text
no text.eml | it is a mail without text
no text.json | it has no text under body, text, content or a like name
noending | its name has no ending that says what it is
noise.txt | it is no text but binary data
nothing.zip | there is nothing in the archive, or what is in it is hidden
number.json | it is not valid JSON
old.doc | .doc files are not read
one bad.mbox#1 | indexed
one bad.mbox#2 | it is a mail without text
pdf.html | it is a PDF document, whatever its name says
pdf.txt | it is a PDF document, whatever its name says
photo.jpg | .jpg files are not read
picture.html | it is a PNG picture, whatever its name says
picture.png.gz | what is packed in it cannot be read: .png files are not read
picture.txt | it is a PNG picture, whatever its name says
pictures.zip/a.png | .png files are not read
pictures.zip/fine.txt | indexed
pipe.txt | it is no file but a pipe, a socket or a device
prose.eml | it is no electronic mail, which begins with lines such as From: or Date:
prose.mbox | it is no electronic mail, which begins with lines such as From: or Date:
quote.csv#1 | it is no row of a table
quote.csv#2 | indexed
quote.csv#3 | copy
ragged.csv#1 | it has more fields than the first row
ragged.csv#2 | copy
rich.txt | it is a rich text document, whatever its name says
scanned.pdf | it holds no text
script alone.html | no text is shown in the page, only scripts or nothing
semicolons.tsv | its first row names no known column
string.json | it is no object with keys, as {"title": …, "body": …}
tag.html | it has a tag of more than 64 KB
tags alone.html | no text is shown in the page, only scripts or nothing
text.docx | it is no Word document, or one that is cut off
text.jsonl | none of its lines is JSON
text.pdf | it is no PDF document, whatever its name says
text.txt.gz | it is not packed by gzip, as its ending says
text.warc | it is no web archive, which begins with WARC/
text.zip | it is no zip archive, or one that is cut off
two encodings.txt | indexed
two objects.json | it is not valid JSON
utf16 cut.txt | indexed
utf16 without mark.txt | indexed
zeros.csv#1 | indexed
zeros.txt | it is empty
zip.docx | it is a zip file, but no Word document
zip.md | it is a zip archive or an office document, whatever its name says
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
    assert "entities.tsv, line 1: 'nonsense' is no correction" in done.stderr
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
        assert re.match(r"(it|its|there|none|no|the|what) |\.\w+ files ", reason), reason
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
    monkeypatch.setitem(sys.modules, "pypdf", None)
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    (row, _) = database.rows(builds.build_folder(config.index, build(tmp_path / "in", config)))
    assert row.reason == "it needs pypdf, which is not installed; pip install '.[pdf]' in the folder of the program"
