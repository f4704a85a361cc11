"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.model import Document
from search.readers import PLAIN, Options, Record, digest, document_id, entry, html, mail, mail_message, mailbox
from search.readers.archive_members import guarded
from search.readers.encoding import decoded
from search.readers.exports.look import exported
from search.readers.line_hyphens import mended
from search.readers.posts import whatsapp
from search.readers.several_articles import several

SUFFIXES = (".txt", ".text", ".md", ".markdown")

FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_HEAD = 4096
_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,30}):[ \t]+(?P<value>\S.*?)[ \t]*$", re.MULTILINE)
_NAMES = {
    "title": ("title",),
    "author": ("author", "authors"),
    "language": ("language", "lang"),
    "date_published": ("date", "published"),
    "source": ("source", "publisher"),
    "url": ("url", "link"),
}


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a text file, the messages of a chat, or the articles of a database's export.

    A page that is named like a text is read as a page, and so are a mailbox (as lists keep their months) and a digest.
    """
    if _PAGE.match(raw[:_HEAD]):
        yield from html.read(raw, path, options)
        return
    if mailbox.is_one(raw):
        yield from mail.read(raw, path, options)
        return
    text, encoding = decoded(raw, options.charset)
    if whatsapp.is_chat(text):
        yield from entry.documents(whatsapp.messages(text, path), path, encoding, "images, calls and system messages")
        return
    parted = digest.parted(text)
    if parted:
        for number, message in enumerate(parted[1], 1):
            yield from guarded(mail_message.documents(message, f"{path}#{number}", options), f"{path}#{number}")
        return
    articles = exported(text, path, encoding)
    if articles is None:
        yield _document(text, encoding, path)
    else:
        yield from articles


def _document(text: str, encoding: str, path: str) -> Document:
    text = mended(text)
    declared = _front_matter(text) | {"encoding": encoding}
    return Document(
        id=document_id(path),
        path=path,
        text=text,
        url=declared.get("url", ""),
        author=declared.get("author", ""),
        declared=declared,
        notes=several(text),
    )


def _front_matter(text: str) -> dict[str, str]:
    """The fields that stand between two lines of dashes at the head of many Markdown files."""
    block = FRONT_MATTER.match(text)
    if not block:
        return {}
    found = {m["key"].strip().lower(): m["value"].strip("\"'") for m in _FIELD.finditer(block["fields"])}
    named = ((field, name) for field, names in _NAMES.items() for name in names if name in found)
    declared = {field: found[name] for field, name in named}
    rules = {"date_rule": "date_published", "source_rule": "source"}
    return declared | {rule: "front matter" for rule, field in rules.items() if field in declared}
