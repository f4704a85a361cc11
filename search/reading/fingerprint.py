"""What the contents of an index depend on besides the files of the folder.

Documents can be carried over into a new build while this stays the same; else everything is read again. The day of the
build is no part of it: a document keeps the day on which it was read.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from search.config import Config
from search.readers.printed import tesseract

DISTRIBUTION = "clippings-search"


def fingerprint(config: Config) -> str:
    """Differs where the program, its libraries or a setting that matters differ."""
    settings = (
        config.entities,
        config.model,
        config.max_bytes,
        config.map,
        config.stories,
        config.sources,
        config.ocr_languages,
    )
    return _digest([program().encode(), repr(settings).encode()])


@cache
def program() -> str:
    """Differs where the program or its libraries differ."""
    return _digest([_python(), *(name.encode() for name in _libraries()), _ocr(), *_sources("*")])


def _ocr() -> bytes:
    """Differs where the program that reads scans differs, or the languages that it knows."""
    program = tesseract.installed()
    return program.identity.encode() if program else b"no OCR"


def _python() -> bytes:
    return f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode()


@cache
def reading_version() -> bytes:
    """Differs where the readers or the libraries differ: what a reader gives for the same bytes may be another then."""
    parsing = [f"{name} {_version(name)}" for name in _PARSING]
    sources = _sources("readers/*.py", "readers/*/*.py", "model.py")
    return bytes.fromhex(_digest([_python(), *(name.encode() for name in parsing), _ocr(), *sources]))


_PARSING = ("trafilatura", "htmldate", "justext", "courlan", "lxml", "dateparser", "pypdfium2", "olefile", "xlrd")
"""What readers parse by, and what that leans on."""


def _sources(*patterns: str) -> Iterator[bytes]:
    root = Path(__file__).parents[1]
    for path in sorted({path for pattern in patterns for path in root.rglob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            yield str(path.relative_to(root)).encode()
            yield path.read_bytes()


def _libraries() -> Iterator[str]:
    """The libraries that the program asks for, extras included, with their versions where they are installed."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from its folder
        return
    for requirement in required:
        named = re.match(r"[\w.-]+", requirement)
        # What only measures, tests or answers changes nothing in an index.
        if named and not re.search(r"extra == .(dev|tables|bench|fuzz|mcp)\b", requirement):
            yield f"{named[0]} {_version(named[0])}"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "is not installed"


def _digest(parts: list[bytes]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.hexdigest()
