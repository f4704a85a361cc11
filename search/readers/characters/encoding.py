"""Bytes -> text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from search.errors import EMPTY, FileSkipped
from search.readers.characters.encoding_guess import guess
from search.readers.characters.encoding_labels import codec
from search.readers.characters.mends import Tally
from search.readers.characters.twice_encoded import is_suspect, once
from search.readers.office import compound_file

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED = tuple(mark for mark, _ in _MARKS)
_RECOGNISE = "if it shows text, run OCR on it and save the result as .txt"
_MAGIC = (
    (b"%PDF-", "PDF document", "rename it to .pdf"),
    (b"PK\x03\x04", "zip archive or Office document", "rename it to .zip or .docx"),
    (b"\x1f\x8b", "gzip data", "add .gz to its name"),
    (b"\x89PNG", "PNG image", _RECOGNISE),
    (b"\xff\xd8\xff", "JPEG image", _RECOGNISE),
    (b"GIF8", "GIF image", _RECOGNISE),
    (b"\x7fELF", "executable program", "remove it"),
    (compound_file.MAGIC, "old Office document", "save it as .docx or .csv"),
    (b"{\\rtf", "RTF document", "save it as .docx or .txt"),
    (b"SQLite format 3", "SQLite database", "export its articles as .csv or .jsonl"),
)
_SAMPLE = 65_536
_CONTROL = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
"""What no text has; in UTF-8 these bytes stand for themselves alone."""
_ASCII = bytes(range(0x80))
_NO_NEXT = bytes({*range(0x80), *range(0xC0, 0x100)})
"""All bytes but those that go on with a letter of UTF-8."""
_LETTER = re.compile(r"[^\W\d_]")
_ACCENT = re.compile("[\u0300-\u036f]")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}")
NO_WORDS = "no words, only numbers or symbols; no action needed"
_LINE_END = re.compile(r"\r\n?")


def decode(raw: bytes, declared: str = "") -> str:
    """The text of a file, its lines ended by line feeds. Raises FileSkipped for what is no text."""
    return decoded(raw, declared)[0]


def decoded(raw: bytes, declared: str = "", tally: Tally | None = None) -> tuple[str, str]:
    """The text of a file, its lines ended by line feeds, and its encoding. Raises FileSkipped for what is no text.

    Tried in this order: a byte order mark, UTF-8, UTF-16 where the zero bytes show it, the encoding that the file
    itself declares, and last a guess. Bytes that make no sense in the encoding become U+FFFD. What had been encoded
    twice is read as what it was; the tally counts it.
    """
    text, name = with_numbers(raw, declared, tally)
    if not _LETTER.search(text):
        raise FileSkipped(NO_WORDS)
    return text, name


def with_numbers(raw: bytes, declared: str = "", tally: Tally | None = None) -> tuple[str, str]:
    """The same where a text of numbers alone is welcome, as in a table."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    for magic, what, advice in _MAGIC:
        if raw.startswith(magic):
            raise FileSkipped(f"{what}, despite its name; {advice}")
    text, name = _text(raw, declared)
    written = raw if name == "utf-8" else text.encode("utf-8", "surrogatepass")
    head = text[:_SAMPLE]
    first = written if len(head) == len(text) else head.encode("utf-8", "surrogatepass")
    if _controls(head, first) > max(1, len(head) / 50):  # one byte too many makes no short text binary
        raise FileSkipped("binary data, not text; give it the right file extension, or save its text as .txt")
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    text = composed(text.replace("\x00", "\ufffd"))
    return once(text, tally) if is_suspect(text, written) else text, name


def composed(text: str) -> str:
    """The text with each letter and the accent that stands behind it as one character, as most programs write them.

    Macintoshes part them in names and in what is copied out of documents ("fe" with an accent behind it); names of
    months and other words would not be known so.
    """
    if text.isascii() or not _ACCENT.search(text):
        return text
    return _ACCENTED.sub(lambda found: normalize("NFC", found[0]), text)


def _text(raw: bytes, declared: str) -> tuple[str, str]:
    """The text of bytes as it stands in them, and its encoding."""
    if not (raw.startswith(_MARKED) or b"\x00" in raw or raw.isascii()):
        try:
            return raw.decode("utf-8"), "utf-8"  # at once, as most are
        except UnicodeDecodeError:
            pass
    name = encoding_of(raw, declared)
    return raw.decode(name, "replace").removeprefix("\ufeff"), name


def _controls(text: str, written: bytes) -> int:
    """How many characters are control signs, or bytes that made no sense. `written` is the text in UTF-8."""
    return len(written) - len(written.translate(None, _CONTROL)) + text.count("\ufffd")


def encoding_of(raw: bytes, declared: str = "") -> str:
    """The name of the encoding that bytes are most likely in, as Python calls it."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if b"\x00" in raw:
        return _of_zeros(raw, declared)
    if raw.isascii():
        return _of_seven_bits(raw, declared)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        right = _is_cut(raw, error) or (_may_be_right(raw) and _mostly_right(raw.decode("utf-8", "replace")))
        return "utf-8" if right else _known(declared) or guess(raw)
    return "utf-8"


def _is_cut(raw: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8, and more than ASCII, but for a sign that the end of the file cuts in two."""
    at_end = error.reason == "unexpected end of data" and error.end == len(raw)
    return at_end and not raw[: error.start].isascii()


def _may_be_right(raw: bytes) -> bool:
    """Whether UTF-8 could give so many letters: each has a byte that goes on, and few bytes beyond ASCII are others.

    A bad one takes three bytes at the most, and a good one no more than two for each that goes on.
    """
    high = len(raw.translate(None, _ASCII))
    on = len(raw.translate(None, _NO_NEXT))
    return 3 * on >= 10 * (high - 2 * on)


def _mostly_right(text: str) -> bool:
    """Whether UTF-8 gave ten good letters for each one that is damaged; of another encoding it gives hardly any."""
    bad = text.count("\ufffd")
    return len(text.encode("utf-8", "replace")) - len(text) - 2 * bad >= 10 * bad


def _plain(head: bytes) -> bool:
    """Whether bytes are text as they are, which what is left of UTF-16 is not: its upper halves are control signs."""
    try:
        return not _controls(head.decode("utf-8"), head)
    except UnicodeDecodeError:
        return False


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark: zero bytes on one side of the pairs only, as blanks and Latin letters have them."""
    head = raw[:_SAMPLE]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < len(head) / 25 or (even + odd < len(head) / 4 and _plain(head.replace(b"\x00", b""))):
        return ""
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else ""


def _known(declared: str) -> str:
    """The codec of a declared encoding, "" for none, and for the wide ones, whose zero bytes would have shown them."""
    name = codec(declared) if declared else ""
    return "" if name.startswith(("utf-16", "utf-32")) else name


def _of_zeros(raw: bytes, declared: str) -> str:
    """The encoding of bytes with zeros among them."""
    name = codec(declared) if declared else ""
    return _wide(raw) or (name if name.startswith(("utf-16", "utf-32")) else "utf-8")


def _of_seven_bits(raw: bytes, declared: str) -> str:
    """The encoding of bytes that are all ASCII: in mail from East Asia they say more by escapes."""
    if b"\x1b" in raw:  # which most have not, and a single byte is found at once
        if b"\x1b$)C" in raw:
            return "iso2022_kr"
        if b"\x1b$" in raw or b"\x1b(I" in raw:
            return "iso2022_jp_ext"
    name = codec(declared) if declared and (b"+" in raw or b"~{" in raw) else ""
    return name if name in ("utf-7", "hz") else "utf-8"
