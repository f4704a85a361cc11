"""E-books (EPUB): each chapter with words is a document, in the order in which the book is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import PLAIN, Options, Record, Remark, html
from search.readers.packed.epub_package import Book, book
from search.readers.packed.limits import Allowance
from search.readers.packed.members import deeper, guarded, shown_name
from search.readers.packed.zip_member import member, opened
from search.readers.page.elements import letters
from search.readers.pieces import put_together

SUFFIXES = (".epub",)
ALSO = (".zip",)

_BODY = re.compile(rb"<body\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>|&\w{1,10};")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_TO_CHAPTER = re.compile(rb"href\s*=\s*[\"'](?![a-z]+:|#)", re.IGNORECASE)
_FEWEST_LINKS = 2
_HEADING = 40
"""Letters that a table of contents may have beside its links: its heading."""
_EDITION = re.compile(r"\s*[\[(][^\])]*\d[^\])]*[\])]\s*$")
"""The day of an issue behind the title of a newspaper: "The Quay Gazette [Mon, 04 Mar 2021]"."""
_PROGRAMS = frozenset({"calibre", "unknown", "unbekannt", "inconnu", "desconocido"})
_LOCKED = "protected against copying (DRM); get a copy of the book without protection"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The chapters of a book that have words of their own, and how many have none. Raises FileSkipped."""
    inner, allowance = deeper(options)
    with opened(raw, "e-book") as archive:
        said = book(archive)
        if not said.chapters:
            raise FileSkipped("no chapters in the book; get a fresh copy")
        if all(name in said.locked for name in said.chapters):
            raise FileSkipped(_LOCKED)
        silent = 0
        for name in said.chapters:
            place = f"{path}/{shown_name(name)}"
            records = [*guarded(_chapter(archive, name, place, said, inner, allowance), place)]
            silent += not records
            yield from records
    if silent:
        few = f"{silent} of its {len(said.chapters)} chapters have no words of their own"
        yield Remark(path, (Note(f"{few}, such as covers and contents"),))


def _chapter(
    archive: zipfile.ZipFile, name: str, path: str, said: Book, options: Options, allowance: Allowance
) -> Iterator[Document]:
    if name in said.locked:
        raise FileSkipped(_LOCKED)
    info = archive.getinfo(name)
    allowance.take(info.file_size)
    raw = member(archive, info)
    if _has_words(raw) and not _is_contents(raw):
        yield _in_book(_titled(html.page(raw, path, options), name, said), said)


def _has_words(raw: bytes) -> bool:
    body = _BODY.search(raw)
    return bool(_LETTER.search(_TAG.sub(b"", raw[body.start() :] if body else raw)))


def _is_contents(raw: bytes) -> bool:
    """Whether a chapter's words are names of the others, with links to them."""
    body = _BODY.search(raw)
    before, *links = raw[body.start() if body else 0 :].split(b"<a ")
    beside, linked, number = _letters(before), 0, 0
    for link in links:
        inside, _, after = link.partition(b"</a>")
        own = bool(_TO_CHAPTER.search(inside.partition(b">")[0]))
        number += own
        linked += own * _letters(b"<" + inside)
        beside += _letters(after) + (not own) * _letters(b"<" + inside)
    return number >= _FEWEST_LINKS and beside <= max(_HEADING, linked // 5)


def _letters(raw: bytes) -> int:
    return len(_LETTER.findall(_TAG.sub(b"", raw)))


def _titled(document: Document, name: str, said: Book) -> Document:
    """The chapter under its name in the contents, where it stands above the text or the page has none of its own."""
    listed, own = said.titles.get(name, ""), letters(document.title)
    known = bool(own) and own not in (letters(said.title), *_PROGRAMS)
    if not listed or letters(listed) == own or (known and letters(listed) not in letters(document.text[:1000])):
        return document if known or listed else _untitled(document)
    text, parts = document.text, document.parts
    if parts:
        kept = [(part.kind, text[part.start : part.end]) for part in parts if part.kind != "title"]
        text, parts = put_together([("title", listed), *kept])
    return replace(document, title=listed, text=text, parts=parts, declared={**document.declared, "title": listed})


def _untitled(document: Document) -> Document:
    """A chapter whose page has only the book's title, which is not its own: the layout looks for one."""
    declared = {key: value for key, value in document.declared.items() if key != "title"}
    return replace(document, title="", parts=(), declared=declared)


def _in_book(document: Document, said: Book) -> Document:
    """The chapter with what its book says, where its page does not say so itself."""
    known = document.declared
    author = "" if said.author.casefold() in _PROGRAMS else said.author
    more = {"author": author, "language": said.language}
    if not known.get("source"):
        more |= {"source": _EDITION.sub("", said.title), "source_rule": "e-book dc:title"}
    if not known.get("date_published") and not known.get("date_created"):
        more |= {"date_created": said.day, "created_rule": "e-book dc:date"}
    if not more.get("source"):
        more.pop("source_rule", None)
    declared = {**{key: value for key, value in more.items() if value}, **known}
    return replace(document, author=document.author or author, declared=declared)
