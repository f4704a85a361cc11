"""A folder full of traps: every file is indexed or named with a reason, and nothing gets in or out by one."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner

from search.__main__ import main
from search.build.build import build
from search.config import Config
from search.folder.walk import printable
from search.ledger import database
from search.ledger.database import Row
from search.model import Query
from search.store import builds
from tests.made_sheets import open_sheet, rows_alike, workbook
from tests.sites import SCRIPTS, Reader
from web import create_app

GOOD = "The pilot came aboard\n\n3 May 2024\n\nThe pilot came aboard before the storm, said the harbour office.\n"
SECRET = "the secret of the house next door"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def page(body: str) -> bytes:
    return f"<html><head><title>A page</title></head><body><article>{body}</article></body></html>".encode()


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
TRAPS: dict[bytes, bytes] = {
    b"line.txt": b"word " * 2_000_000,
    b"lines.txt": b"\n" * 3_000_000,
    b"nulls.txt": b"\0" * 100_000,
    b"noise.txt": bytes(range(256)) * 2_000,
    b"broken.txt": GOOD.encode() + b"\xc3\x28\xff\xed\xa0\x80",
    b"marks.txt": ("a" + "\u0301" * 50_000).encode(),
    b"hidden.txt": f"\u202e\u2066Pilot\x1b[2J\x07\ufeff\n\n{GOOD}".encode(),
    b"script.txt": f"{SCRIPT}\n\n{GOOD}\n\nSource: {SCRIPT}\n".encode(),
    b"deep.html": page("<div>" * 30_000 + GOOD + "</div>" * 30_000),
    b"open.html": page("<b>" * 200_000 + GOOD),
    b"tags.html": page("<p>x</p>" * 100_000),
    b"attributes.html": page(f"<p {'a=b ' * 100_000}>{GOOD}</p>"),
    b"entities.html": f"<!DOCTYPE html [{ENTITIES}]><html><body><p>{GOOD} &e11;</p></body></html>".encode(),
    b"fetch.html": page(
        f'<iframe src="file:///etc/passwd"></iframe><link href="http://203.0.113.1/x"><p>{GOOD * 3}</p>'
    ),
    b"external.xhtml": f'<!DOCTYPE x [<!ENTITY e SYSTEM "SECRET">]><body><p>{GOOD} &e;</p></body>'.encode(),
    b"deep.json": b"[" * 200_000 + b"]" * 200_000,
    b"big.json": b'{"body": ' + b"9" * 500_000 + b"}",
    b"keys.jsonl": b"".join(b'{"k%d": 1}\n' % n for n in range(2_000)),
    b"long.jsonl": b'{"body": "' + b"x " * 1_000_000 + b'"}\n',
    b"bomb.txt.gz": gzip.compress(bytes(80_000_000), mtime=0),
    b"bomb.zip": zipped({"a.txt": bytes(60_000_000), "b.txt": b"x" * 60_000_000}),
    b"climb.zip": zipped({"../../../climbed.txt": GOOD.encode(), "/tmp/climbed.txt": b"x", "fine.txt": GOOD.encode()}),
    b"cut.zip": zipped({"a.txt": GOOD.encode()})[:-30],
    b"wide.csv": b"title,body," + b"x," * 50_000 + b"\nA,B\n",
    b"quote.csv": b'title,body\nA,"' + b"never closed " * 100_000,
    b"mail.eml": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: message/rfc822\n\n" * 3_000,
    b"not.pdf": b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 1_000,
    b"alike.ods": open_sheet([["title", "body"]], more=rows_alike("lol " * 10_000, 1_000) * 2),
    b"shared.xlsx": workbook({"Sheet1": [["title", "body"], *[["A", "harbour " * 4_000]] * 2_000]}),
    b"deep.webarchive": b'<?xml version="1.0"?><plist>' + b"<array>" * 200_000 + b"</array>" * 200_000 + b"</plist>",
    b"coded.webarchive": b'<?xml version="1.0" encoding="x-none"?><plist><dict/></plist>',
    b"entities.webarchive": f"<!DOCTYPE plist [{ENTITIES}]><plist><string>&e11;</string></plist>".encode(),
    b"entities.enex": f"<!DOCTYPE a [{ENTITIES}]><en-export><note><title>&e11;</title></note></en-export>".encode(),
    b"deep.enex": b"<en-export><note><content><![CDATA[%b]]></content></note></en-export>" % (b"<div>" * 20_000),
    b"bomb.doc": zipped({"word/document.xml": b"<w:p/>" * 10_000_000}),
    b"not.docx": zipped({"document.txt": b"no document"}),
    b"\xff\xfe name.txt": GOOD.encode(),
    b"'; rm -rf $HOME `id` \x1b[2J.txt": GOOD.encode(),
    b"=1+1,<b>.txt": GOOD.encode(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, dict[str, list[Row]]]:
    """The index over all traps and five good files, and its ledger by the first part of the path below the folder."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / "in"
    folder.mkdir()
    (root / "secret.txt").write_text(SECRET)
    for number in range(5):
        (folder / f"good{number}.txt").write_text(GOOD + f"It was ship {number}.\n")
    for name, content in TRAPS.items():
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.write(content.replace(b"SECRET", os.fsencode(root / "secret.txt")))
    (folder / "link.txt").symlink_to(root / "secret.txt")
    (folder / "house").symlink_to(root)
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    config = Config(
        index=root / "index", entities="rules", workers=1, worker_megabytes=1_000, file_seconds=8.0,
        max_bytes=20_000_000, today=date(2026, 1, 1),
    )  # fmt: skip
    manifest = build(folder, config)
    found: dict[str, list[Row]] = {}
    for row in database.rows(builds.build_folder(config.index, manifest)):
        found.setdefault(row.path.partition("/")[2].split("#")[0].split("/")[0], []).append(row)
    return config, found


Built = tuple[Config, dict[str, list[Row]]]


def test_every_file_is_indexed_or_named_with_a_reason(built: Built) -> None:
    _, found = built
    links = {"link.txt", "house", "zero.txt", "pipe.txt"}
    expected = {printable(os.fsdecode(name)) for name in TRAPS} | {f"good{number}.txt" for number in range(5)} | links
    assert set(found) == expected
    for rows in found.values():
        assert all(row.reason or row.copy_of or row.outcome == "indexed" for row in rows)
    assert all("link" in row.reason for name in ("link.txt", "house", "zero.txt") for row in found[name])


def test_no_file_is_blamed_on_the_program(built: Built) -> None:
    _, found = built
    assert [row for rows in found.values() for row in rows if "internal error" in row.reason] == []


def test_the_good_files_are_all_there(built: Built) -> None:
    config, found = built
    assert {found[f"good{number}.txt"][0].outcome for number in range(5)} == {"indexed"}
    assert builds.open_index(config.index).searcher.search(Query('"ship 3"')).total == 1
    assert any(row.outcome != "skipped" for row in found["climb.zip"])


@pytest.mark.parametrize("command", [["ledger"], ["query", "pilot", "--per_page", "100"]])
def test_nothing_of_a_file_moves_the_cursor_of_a_terminal(built: Built, command: list[str]) -> None:
    config, _ = built
    result = CliRunner().invoke(main, [*command, "--index", str(config.index)])
    assert result.exit_code == 0
    assert "rm -rf" in result.stdout
    assert all(line.isprintable() for line in result.stdout.replace("\t", " ").splitlines())


def test_nothing_from_outside_of_the_folder_is_read_or_written(built: Built) -> None:
    config, _ = built
    searcher = builds.open_index(config.index).searcher
    assert searcher.search(Query("secret")).total == 0
    assert searcher.search(Query("root")).total == 0
    around = {path.name for path in config.index.parent.iterdir()}
    assert around == {"in", "index", "secret.txt"}
    assert not list(config.index.parent.rglob("*climbed*"))


def test_nothing_of_a_document_is_markup(built: Built) -> None:
    config, found = built
    client = create_app(Config(index=config.index)).test_client()
    ids = [row.id for rows in found.values() for row in rows if row.outcome == "indexed"]
    assert len(ids) > 10
    for address in ["/?per_page=100", "/facets/source", *(f"/documents/{doc_id}" for doc_id in ids)]:
        shown = Reader(client.get(address).get_data(as_text=True))
        assert shown.scripts() in SCRIPTS
        assert not shown.all("img")
        assert not shown.all("iframe")
    for address in ("/api/search?per_page=100", f"/api/documents/{ids[0]}", "/api/search.ndjson?per_page=5"):
        with client.get(address) as response:
            assert all(json.loads(line) for line in response.get_data(as_text=True).splitlines() if line)
            assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_files_that_change_and_vanish_while_they_are_read_are_no_failure(tmp_path: Path) -> None:
    folder, stop = tmp_path / "in", Event()
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(GOOD + f"It was ship {number}.\n")
    (folder / "stays.txt").write_text(GOOD + "This stays.\n")

    def trouble() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            path = folder / f"{turn % 40}.txt"
            path.unlink(missing_ok=True)
            path.write_text((GOOD + f"It was ship {turn}.\n") * (turn % 50))

    thread = Thread(target=trouble)
    thread.start()
    config = Config(index=tmp_path / "index", entities="none", workers=0, today=date(2026, 1, 1))
    try:
        for full in (False, False, True):
            build(folder, config, full=full)
            assert builds.open_index(config.index).searcher.search(Query('"this stays"')).total == 1
    finally:
        stop.set()
        thread.join()
    build(folder, config)
    grown = builds.open_index(config.index).searcher.search(Query(per_page=100))
    build(folder, replace(config, index=tmp_path / "fresh"), full=True)
    fresh = builds.open_index(tmp_path / "fresh").searcher.search(Query(per_page=100))
    assert [hit.document.id for hit in grown.hits] == [hit.document.id for hit in fresh.hits]
    assert [hit.document.text for hit in grown.hits] == [hit.document.text for hit in fresh.hits]


def command(folder: Path, index: Path) -> subprocess.Popen[str]:
    """The command that builds, as it is started. It is over in a few seconds, or waits for what never comes."""
    return subprocess.Popen(
        [sys.executable, "-m", "search.index", folder, "--index", index, "--entities", "none", "--workers", "1"],
        cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["0.txt", "0.txt.json"])
def test_a_pipe_or_a_link_that_comes_and_goes_in_the_place_of_a_file_hangs_no_build(tmp_path: Path, name: str) -> None:
    folder, stop = tmp_path / "in", Event()
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(SECRET)
    for number in range(100):
        (folder / f"{number}.txt").write_text(GOOD + f"It was ship {number}.\n")
        (folder / f"{number}.txt.json").write_text(json.dumps({"title": f"Ship {number}"}))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "secret.txt")

    def swap() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            path, other = folder / name.replace("0", str(turn % 100)), tmp_path / ("pipe", "link")[turn % 2]
            path.rename(tmp_path / "whole")
            other.rename(path)
            path.rename(other)
            (tmp_path / "whole").rename(path)

    thread = Thread(target=swap)
    thread.start()
    try:
        for _ in range(2):
            process = command(folder, tmp_path / "index")
            try:
                said, _ = process.communicate(timeout=120)
            finally:
                process.kill()
            assert process.returncode == 0, said
            searcher = builds.open_index(tmp_path / "index").searcher
            assert searcher.search(Query("secret")).total == 0
            assert searcher.search(Query("pilot")).total > 50
    finally:
        stop.set()
        thread.join()


def test_settings_that_are_links_or_pipes_are_told_by_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD)
    (tmp_path / "secret.txt").write_text(f"{SECRET}\n")
    for name, status in (("entities.tsv", 0), ("sources.toml", 1)):
        for make in (lambda path: path.symlink_to(tmp_path / "secret.txt"), os.mkfifo):
            make(folder / name)
            process = command(folder, tmp_path / "index")
            try:
                said, _ = process.communicate(timeout=120)
            finally:
                process.kill()
            assert process.returncode == status
            assert f"{name} cannot be read: " in said
            assert "secret" not in said
            (folder / name).unlink()
