"""Formats that are not read: each file says what it is and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from search.config import Config
from search.errors import ExtraMissing, FileSkipped
from search.folder.events import FileTask
from search.folder.walk import Found, Skipped, walk
from search.model import Document
from search.readers import read
from search.reading.pipeline import read_file
from tests.made_article import BODY, TITLE
from tests.made_files import pdf
from tests.made_packages import packed

BESIDE = {
    "a.pages": "document of Pages without a preview in PDF; export it from Pages as .docx or .pdf",
    "a.numbers": ".numbers files are not supported (workbook of Numbers); save it as .xlsx or .csv",
    "a.key": ".key files are not supported (presentation of Keynote); save it as .pdf, or its text as .docx",
    "a.parquet": ".parquet files are not supported (table of Parquet); export its articles as .csv or .jsonl",
    "a.sqlite": ".sqlite files are not supported (database); export its articles as .csv or .jsonl",
    "a.db": ".db files are not supported (database); export its articles as .csv or .jsonl",
    "a.one": ".one files are not supported (notes of OneNote); export them as .pdf or .docx",
    "a.pst": ".pst files are not supported (mailbox of Outlook); export the mailbox as .mbox, or its messages as .eml",
    "a.ost": ".ost files are not supported (mailbox of Outlook); export the mailbox as .mbox, or its messages as .eml",
    "a.djvu": ".djvu files are not supported (scanned book); convert it to .pdf, which is read by OCR",
    "a.mobi": ".mobi files are not supported (e-book of Kindle); convert it to .epub, as Calibre does",
    "a.AZW3": ".azw3 files are not supported (e-book of Kindle); convert it to .epub, as Calibre does",
    "a.xps": ".xps files are not supported (printed pages); print or convert it to .pdf",
    "a.wpd": ".wpd files are not supported (text document); save it as .docx or .pdf",
    "a.7z": ".7z files are not supported (archive); unpack it, or repack it as .zip",
    "a.rar": ".rar files are not supported (archive); unpack it, or repack it as .zip",
    "a.heic": ".heic files are not supported (image); if it shows text, save it as .png or .pdf, which are read by OCR",
    "a.mp3": ".mp3 files are not supported (sound); if it is speech, save a transcript as .txt",
    "a.mp4": ".mp4 files are not supported (film); if it is speech, save a transcript as .txt",
    "a.qqq": ".qqq files are not supported; save its text as .txt, .html, .docx, .csv or another supported format",
}


def test_what_people_have_beside_articles_is_called_what_it_is(tmp_path: Path) -> None:
    for name in BESIDE:
        (tmp_path / name).write_bytes(packed({"Index/Document.iwa": b""}))
    said = {}
    for each in walk(tmp_path, 10_000):
        events = [*read_file(FileTask(each), Config())] if isinstance(each, Found) else [each]
        (skipped,) = [event for event in events if isinstance(event, Skipped)]
        said[Path(skipped.path).name] = skipped.reason
    assert said == BESIDE


def test_a_document_of_pages_is_read_from_its_preview() -> None:
    raw = packed({"Index/Document.iwa": b"", "QuickLook/Preview.pdf": pdf()})
    (document,) = read(raw, "a.pages", "news/a.pages")
    assert isinstance(document, Document)
    assert (document.path, document.text.split("\n")[0]) == ("news/a.pages", TITLE)
    assert BODY.split("\n\n")[0] in " ".join(document.text.split())
    assert document.notes[0].text.startswith("read from the preview in the file (QuickLook/Preview.pdf)")


def test_a_preview_needs_the_extra_for_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ExtraMissing, match=r"'\.\[pdf\]'"):
        list(read(packed({"QuickLook/Preview.pdf": pdf()}), "a.pages", "news/a.pages"))


def test_a_preview_that_is_no_pdf_is_said() -> None:
    with pytest.raises(FileSkipped, match="not a PDF document"):
        list(read(packed({"QuickLook/Preview.pdf": b"x"}), "a.pages", "news/a.pages"))
