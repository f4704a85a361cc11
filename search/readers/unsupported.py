"""Formats that are not read: what a file of one is, and what to do about it."""

from __future__ import annotations

NAMED_SO = ".txt, .html, .docx, .csv or another supported format"
"""What a file may be called."""

_UNPACK = "unpack it, or repack it as .zip"
_WORDS = "save it as .docx or .pdf"
_SLIDES = "save it as .pdf, or its text as .docx"
_SHEET = "save it as .xlsx or .csv"
_ROWS = "export its articles as .csv or .jsonl"
_MAILS = "export the mailbox as .mbox, or its messages as .eml"
_BOOK = "convert it to .epub, as Calibre does"
_IMAGE = "if it shows text, save it as .png or .pdf, which are read by OCR"
_SPEECH = "if it is speech, save a transcript as .txt"
_PAGES = "save the pages as .html or .warc"

_FORMATS = (
    ("archive", _UNPACK, ".7z .rar .lz4 .lzma .cab .ace .arj"),
    ("image of a disk", _UNPACK, ".iso .dmg"),
    ("text document", _WORDS, ".wpd .wps .sxw .hwp .abw"),
    ("source of a document", "save it as .pdf or .txt", ".tex"),
    ("notes of OneNote", "export them as .pdf or .docx", ".one .onepkg"),
    ("printed pages", "print or convert it to .pdf", ".xps .oxps .ps .eps"),
    ("layout of printed pages", "export it as .pdf", ".indd .pub .qxd .pmd"),
    ("presentation", _SLIDES, ".ppt .pptx .pps .ppsx .odp"),
    ("presentation of Keynote", _SLIDES, ".key"),
    ("e-book of Kindle", _BOOK, ".mobi .azw .azw3 .kfx"),
    ("e-book", _BOOK, ".fb2 .lit .lrf"),
    ("workbook", _SHEET, ".xlsb .sdc .wk1"),
    ("workbook of Numbers", _SHEET, ".numbers"),
    ("table of Parquet", _ROWS, ".parquet"),
    ("table", _ROWS, ".arrow .feather .orc .avro .dbf .h5 .hdf5 .npy"),
    ("database", _ROWS, ".db .sqlite .sqlite3 .duckdb .mdb .accdb"),
    ("data of a statistics program", _ROWS, ".rds .rda .rdata .dta .sav .por .sas7bdat"),
    ("objects of Python", _ROWS, ".pkl .pickle"),
    ("mailbox of Outlook", _MAILS, ".pst .ost .olm .dbx"),
    ("scanned book", "convert it to .pdf, which is read by OCR", ".djvu .djv"),
    ("image", _IMAGE, ".gif .bmp .webp .heic .heif .avif .jp2 .svg .psd"),
    ("sound", _SPEECH, ".mp3 .m4a .wav .ogg .opus .flac .aac .wma .amr"),
    ("film", _SPEECH, ".mp4 .m4v .mov .avi .mkv .webm .wmv .mpg .mpeg"),
    ("list of feeds", "it has no articles: save the feeds themselves as .rss", ".opml"),
    ("list of bookmarks", "it has no articles: save the pages as .html", ".xbel"),
    ("saved page", _PAGES, ".maff"),
    ("address of a page", _PAGES, ".url .webloc"),
)
"""What people have beside articles: what it is, what to do, and how its files end."""
_BY_ENDING = {ending: (what, advice) for what, advice, endings in _FORMATS for ending in endings.split()}


def why(suffix: str) -> str:
    """Why files with an ending that no reader takes are not read, and what to do."""
    if suffix not in _BY_ENDING:
        return f"{suffix} files are not supported; save its text as {NAMED_SO}"
    what, advice = _BY_ENDING[suffix]
    return f"{suffix} files are not supported ({what}); {advice}"


def despite_name(suffix: str) -> str:
    """The same of a file that has this format and is named like one that is read."""
    what, advice = _BY_ENDING[suffix]
    return f"{what} ({suffix}), despite its name; {advice}"
