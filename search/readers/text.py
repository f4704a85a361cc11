"""Plain text and Markdown: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from search.model import Document
from search.readers import PLAIN, Options, Record, declaring, entry, html, mail, signatures
from search.readers.characters.encoding import decoded
from search.readers.exports.look import exported
from search.readers.lines import front_matter
from search.readers.lines.line_hyphens import mended
from search.readers.lines.several_articles import several
from search.readers.messages import digest, mail_message, mailbox
from search.readers.packed.members import guarded
from search.readers.posts import line_chat, whatsapp

SUFFIXES = (".txt", ".text", ".md", ".markdown")
ALSO = (".html", ".xml")


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a text file, the messages of a chat, or the articles of a database's export.

    A page that is named like a text is read as a page, and so are a mailbox (as lists keep their months) and a digest.
    """
    if signatures.PAGE.match(raw[: signatures.HEAD]):
        yield from html.read(raw, path, options)
        return
    if mailbox.is_one(raw):
        yield from mail.read(raw, path, options)
        return
    text, encoding = decoded(raw, options.charset, options.twice)
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")  # of a line and of a paragraph
    if whatsapp.is_chat(text):
        yield from entry.documents(whatsapp.messages(text, path), path, encoding, "images, calls and system messages")
        return
    if line_chat.is_chat(text):
        yield from entry.documents(line_chat.messages(text, path), path, encoding, "stickers, pictures and calls")
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
    declared = front_matter.declared(text) | {"encoding": encoding}
    return declaring(path, text, declared, notes=several(text))
