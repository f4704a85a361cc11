"""Bytes -> text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from search.errors import EMPTY, FileSkipped

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RECOGNISE = "if it shows text, run OCR on it and save the result as .txt"
_MAGIC = (
    (b"%PDF-", "PDF document", "rename it to .pdf"),
    (b"PK\x03\x04", "zip archive or Office document", "rename it to .zip or .docx"),
    (b"\x1f\x8b", "gzip data", "add .gz to its name"),
    (b"\x89PNG", "PNG image", _RECOGNISE),
    (b"\xff\xd8\xff", "JPEG image", _RECOGNISE),
    (b"GIF8", "GIF image", _RECOGNISE),
    (b"\x7fELF", "executable program", "remove it"),
    (b"\xd0\xcf\x11\xe0", "old Office document", "save it as .docx or .csv"),
    (b"{\\rtf", "RTF document", "save it as .docx or .txt"),
    (b"SQLite format 3", "SQLite database", "export its articles as .csv or .jsonl"),
)
# The encodings newspapers' files are found in; a guess among all that exist takes Latin-1 for a code page of the Mac.
_ALPHABETS = ["cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"]
_SYLLABLES = ["shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"]
_FEW = 0.1
"""The share of bytes beyond ASCII that any text in Chinese, Japanese or Korean has."""
_HARDLY_ANY = 0.01
"""The share below which they are quotation marks, or accents of foreign names: no alphabet's own letters."""
_ASCII = bytes(range(128))
_SAMPLE = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_LETTER = re.compile(r"[^\W\d_]")
_LINE_END = re.compile(r"\r\n?")


def decode(raw: bytes, declared: str = "") -> str:
    """The text of a file, its lines ended by line feeds. Raises FileSkipped for what is no text."""
    return decoded(raw, declared)[0]


def decoded(raw: bytes, declared: str = "") -> tuple[str, str]:
    """The text of a file, its lines ended by line feeds, and its encoding. Raises FileSkipped for what is no text.

    Tried in this order: a byte order mark, UTF-8, UTF-16 where the zero bytes show it, the encoding that the file
    itself declares, and last a guess. Bytes that make no sense in the encoding become U+FFFD.
    """
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    for magic, what, advice in _MAGIC:
        if raw.startswith(magic):
            raise FileSkipped(f"{what}, despite its name; {advice}")
    name = encoding_of(raw, declared)
    text = _LINE_END.sub("\n", raw.decode(name, "replace").removeprefix("\ufeff"))
    head = text[:_SAMPLE]
    if len(_CONTROL.findall(head)) > len(head) / 50:
        raise FileSkipped("binary data, not text; give it the right file extension, or save its text as .txt")
    if not _LETTER.search(text):
        raise FileSkipped("no words, only numbers or symbols; no action needed")
    return text.replace("\x00", "\ufffd"), name


def encoding_of(raw: bytes, declared: str = "") -> str:
    """The name of the encoding that bytes are most likely in, as Python calls it."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    if b"\x00" in raw:
        return _wide(raw) or "utf-8"
    if b"\x1b$" in raw and raw.isascii():
        return "iso2022_jp"  # Japanese mail: seven bits, which would pass for UTF-8
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        right = _is_cut(raw, error) or _mostly_right(raw.decode("utf-8", "replace"))
        return "utf-8" if right else _known(declared) or _guess(raw)
    return "utf-8"


def _is_cut(raw: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8, and more than ASCII, but for a sign that the end of the file cuts in two."""
    at_end = error.reason == "unexpected end of data" and error.end == len(raw)
    return at_end and not raw[: error.start].isascii()


def _mostly_right(text: str) -> bool:
    """Whether UTF-8 gave ten good letters for each one that is damaged; of another encoding it gives hardly any."""
    bad = text.count("\ufffd")
    return len(text.encode("utf-8", "replace")) - len(text) - 2 * bad >= 10 * bad


def _plain(head: bytes) -> bool:
    """Whether bytes are text as they are, which what is left of UTF-16 is not: its upper halves are control signs."""
    try:
        return not _CONTROL.search(head.decode("utf-8"))
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
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as browsers read it (WHATWG Encoding)


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    end = raw.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE
    share = len(raw[:end].translate(None, _ASCII)) / len(raw[:end])
    if share < _HARDLY_ANY:
        return "cp1252"
    guessed = _ALPHABETS if share < _FEW else _ALPHABETS + _SYLLABLES
    matches = from_bytes(raw[:end], cp_isolation=guessed, enable_fallback=False)
    best = matches.best()
    if best is None:
        return "cp1252"
    # A text with few accents reads as well in the code pages of Western and of Central Europe: the former is likelier.
    equal = {match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)}
    return "cp1252" if "cp1252" in equal else best.encoding
