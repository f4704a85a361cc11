"""Images of printed pages become articles, within limits."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from search.config import Config
from search.errors import ExtraMissing, FileSkipped, SettingInvalid
from search.facets import keywords
from search.model import Document
from search.readers import Options, Record, read
from search.readers.printed import tesseract
from search.readers.printed.image_size import Size, sizes
from search.reading.parse_cache import Parsed
from tests.made_article import BODY, TITLE
from tests.made_files import mail, packed
from tests.made_scans import scan

SAYS_LIMITS = """#!/bin/sh
case "$1" in
--version) echo "tesseract 9.9" ;;
--list-langs) printf 'List:\\neng\\nfra\\n' ;;
*) sleep 1
   word() { echo "<span class='ocrx_word' title='x_wconf 90'>$1</span>"; }
   echo "<p class='ocr_par'><span class='ocr_line'>"
   for each in memory $(ulimit -v) time $(ulimit -t) files $(ulimit -f) options "$@" secret "${SECRET-none}"
   do word "$each"; done
   echo "</span></p>" ;;
esac
"""
HANGS = """#!/bin/sh
case "$1" in
--version) echo "tesseract 9.9" ;;
--list-langs) printf 'List:\\neng\\n' ;;
*) exec sleep 60 ;;
esac
"""


def only(raw: bytes, name: str = "a.png", options: Options | None = None) -> Document:
    (document,) = read(raw, name, f"news/{name}", options or Options())
    assert isinstance(document, Document)
    return document


def instead(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program under the name of Tesseract."""
    program = folder / "tesseract"
    program.write_text(script)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (head, b"IDAT" + zlib.compress(rows), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in chunks
    )


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.JPG"), ("TIFF", "a.tif")])
def test_the_words_of_a_scan_are_read_and_how_sure_they_are_is_said(kind: str, name: str) -> None:
    document = only(scan(kind), name)
    assert document.text == f"{TITLE}\n\n{BODY}"
    (note,) = document.notes
    assert note.text.startswith("text from OCR, mean confidence 9")
    assert keywords(document)["scan"] == ("yes",)


def test_every_page_of_a_scan_is_read_and_words_cut_at_a_line_s_end_are_whole() -> None:
    pages = ["The first page tells of a ship", "and of its cook."], ["The second tells of a har-", "bour and a lamp."]
    text = "The first page tells of a ship and of its cook.\n\nThe second tells of a harbour and a lamp."
    assert only(scan("TIFF", *pages), "a.tiff").text == text


def test_a_scan_may_be_packed_and_come_with_a_mail() -> None:
    (packed_one,) = read(packed({"page.png": scan()}), "a.zip", "news/a.zip")
    assert isinstance(packed_one, Document)
    assert packed_one.scanned
    assert not only(mail(), "a.eml").scanned


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (png(400, 400, bytes(401 * 400)), "no text recognized"),
        (png(60_000, 60_000), r"more than 150,000,000 pixels; scan it at 300 dpi"),
        (png(16, 16, bytes(17 * 16)), r"too small for a scan \(16 x 16 pixels\)"),
        (png(0, 900), "damaged image"),
        (scan()[:300], "no text|cannot read it"),
        (b"\xff\xd8\xff" + bytes(300), "damaged image"),
        (b"II*\x00\x08\x00\x00\x00\xff\xff", "damaged image"),
        (b"/etc/hostname\nhttps://example.org/a.png\n", "not an image"),
        (b"GIF89a" + bytes(100), r"image \(\.gif\), despite its name"),
        (b"\0\0\0", "file is empty"),
    ],
)
def test_what_has_no_text_or_is_no_image_is_named(raw: bytes, reason: str) -> None:
    with pytest.raises(FileSkipped, match=reason):
        only(raw)


def test_a_bomb_is_known_by_its_head_and_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # so that a start would be told
    with pytest.raises(FileSkipped, match="pixels"):
        only(png(2**31 - 1, 2**31 - 1))


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_pages_of_a_tiff_are_counted_even_if_they_run_in_a_circle(order: str) -> None:
    def directory(width: int, height: int, following: int) -> bytes:
        fields = struct.pack(order + "HHIHH", 256, 3, 1, width, 0) + struct.pack(order + "HHII", 257, 4, 1, height)
        return struct.pack(order + "H", 2) + fields + struct.pack(order + "I", following)

    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    circle = head + directory(800, 600, 38) + directory(70, 80_000, 8)
    assert sizes(circle) == (Size(800, 600), Size(70, 80_000))


def test_the_size_of_a_jpeg_stands_behind_what_programs_write_before_it() -> None:
    note = b"\xff\xe1" + struct.pack(">H", 12) + b"\xff\xc0" * 5
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 480, 640, 1) + bytes(3)
    assert sizes(b"\xff\xd8" + note + b"\xff" + frame) == (Size(640, 480),)


def test_without_the_program_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = scan()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ExtraMissing, match=r"run: apt-get install tesseract-ocr$"):
        only(raw)


def test_only_languages_that_are_there_are_looked_for() -> None:
    document = only(scan(), options=Options(ocr_languages=("xxq", "eng", "script/Xxqq")))
    assert document.text == f"{TITLE}\n\n{BODY}"
    (note, _) = document.notes
    advice = "run: apt-get install tesseract-ocr-xxq tesseract-ocr-script-xxqq"
    assert (note.text, note.warning) == (f"Tesseract does not know the language xxq, script/Xxqq; {advice}", True)
    with pytest.raises(ExtraMissing, match=r"does not know the language xxq_old; .*tesseract-ocr-xxq-old"):
        only(scan(), options=Options(ocr_languages=("xxq_old",)))


def test_the_program_is_bounded_and_is_told_nothing_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(SAYS_LIMITS, tmp_path, monkeypatch)
    monkeypatch.setenv("SECRET", "token")
    document = only(scan(), "-c $(reboot).png", Options(ocr_languages=("fra",)))
    options = "stdin stdout -l fra -c tessedit_create_hocr=1 -c tessedit_page_number=0"
    assert document.text == f"memory 1953125 time 120 files 0 options {options} secret none"


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(HANGS, tmp_path, monkeypatch)
    monkeypatch.setattr(tesseract, "SECONDS", 1)
    with pytest.raises(FileSkipped, match="took more than 1 s"):
        only(scan())


def test_pages_for_which_no_time_is_left_are_named() -> None:
    pages = [[f"Page {number} of the story tells of the harbour."] for number in ("one", "two", "three")]
    document = only(scan("TIFF", *pages), "a.tiff", Options(ocr_seconds=0.01))
    assert document.text == "Page one of the story tells of the harbour."
    assert document.notes[0].text == (
        "no time was left for OCR of 2 pages (from page 2); raise SEARCH_FILE_SECONDS and run with --full"
    )
    assert document.notes[0].warning


def test_what_took_another_process_s_time_is_kept(tmp_path: Path) -> None:
    kept, raw, config = Parsed(tmp_path), scan(), Config()

    def nothing() -> Iterator[Record]:
        raise AssertionError("recognized again")
        yield

    (first,) = kept.through(read(raw, "a.png", "news/a.png"), "news/a.png", b"digest", config)
    (second,) = kept.through(nothing(), "news/a.png", b"digest", config)
    assert first == second
    with pytest.raises(AssertionError, match="recognized again"):
        list(kept.through(nothing(), "news/a.png", b"digest", replace(config, ocr_languages=("deu",))))


def test_the_languages_are_a_setting() -> None:
    assert Config.load({"SEARCH_OCR_LANGUAGES": "deu, chi_sim+script/Latin"}).ocr_languages == (
        "deu",
        "chi_sim",
        "script/Latin",
    )
    for wrong in ("../../etc/passwd", "-c", ",", "eng;reboot"):
        with pytest.raises(SettingInvalid, match="Tesseract's names"):
            Config.load({"SEARCH_OCR_LANGUAGES": wrong})
