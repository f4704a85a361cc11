"""One mail -> its document, and those of what came with it: forwarded mails and attached files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from itertools import chain, count

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import PLAIN, Options, Record, document_id, html, unreadable
from search.readers import read as read_file
from search.readers.characters.encoding import NO_WORDS, decoded
from search.readers.characters.mends import Tally
from search.readers.lines.line_hyphens import mended
from search.readers.messages import digest, news_alert
from search.readers.messages.mail_headers import declared
from search.readers.messages.mail_parts import Attached, Item, Passage, charset, ending_of, forwarded, items, payload
from search.readers.packed.limits import Allowance
from search.readers.packed.members import guarded, shown_name
from search.readers.page.elements import letters

_FORWARDED = 10
"""Mails inside each other that are read."""
_FULLER = 2
"""How many times the letters of a plain text a page must have for the text to be a stub that only points to it."""
_STUB = 2000
"""Characters that no stub has."""
_NAMED = 10
"""Attached files that a note names."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_BODY = re.compile(rb"<body\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_NO_LETTERS = re.compile(rb"[\W\d_]+")
_NO_TEXT = "email without text; if the article is attached, save the attachment as a file"


@dataclass(frozen=True, slots=True)
class _Words:
    """A passage that has been read: its text, its encoding, and the page that it was; or why it is none."""

    text: str
    encoding: str = ""
    page: Document | None = None
    fault: str = ""


def documents(message: Message, path: str, options: Options = PLAIN, received: str = "") -> Iterator[Record]:
    """A mail and what came with it, each under the mail's path. Raises FileSkipped where there is nothing to read."""
    found = items(message)
    attached = _named([item for item in found if isinstance(item, Attached)])
    passages = [*_read((item for item in found if isinstance(item, Passage)), options.twice)]
    words, faults = _without_repeats([each for each in passages if each.text]), [each.fault for each in passages]
    said = declared(message, received)
    results = _results(found) if "google" in f"{message['From']} {message['Subject']}".lower() else None
    if results:
        yield from news_alert.documents(results, path, said)
        return
    parted = digest.parted(words[0].text) if len(words) == 1 and words[0].page is None else None
    if parted:
        words = [replace(words[0], text=parted[0].strip())] if parted[0].strip() else []
    if words:
        unread = [name for name, item in attached.items() if not item.is_mail and unreadable(name)]
        yield _document(words, said, path, [*_left_out(unread), *_unreadable([*filter(None, faults)])])
        attached = {name: item for name, item in attached.items() if name not in unread}
    elif not parted and not any(item.is_mail or not unreadable(name) for name, item in attached.items()):
        raise FileSkipped(next(filter(None, faults), _NO_TEXT))
    inner = replace(options, mails=options.mails + 1, charset="", allowance=options.allowance or Allowance())
    for number, mail in enumerate(parted[1] if parted else (), 1):
        yield from guarded(documents(mail, f"{path}/message {number}.eml", inner), f"{path}/message {number}.eml")
    yield from _came_with(attached, path, said, inner)


def _results(found: Sequence[Item]) -> news_alert.Alert | None:
    """What a mail of Google Alerts lists, None for any other."""
    passages = [item for item in found if isinstance(item, Passage)]
    if len(passages) != 1:
        return None
    plain = payload(passages[0].plain[0]) if passages[0].plain else b""
    page = payload(passages[0].pages[0]) if passages[0].pages else b""
    if not news_alert.may_be(plain, page):
        return None
    return news_alert.alert(_text_of(passages[0].plain), _text_of(passages[0].pages).encode("utf-8", "replace"))


def _text_of(parts: Sequence[Message]) -> str:
    try:
        return decoded(payload(parts[0]), charset(parts[0]))[0] if parts else ""
    except FileSkipped:
        return ""


def _document(words: Sequence[_Words], said: dict[str, str], path: str, notes: Sequence[Note]) -> Document:
    """The mail's own document: its subject above its words, which the layout then tells apart."""
    subject, page = said.get("title", ""), words[0].page if len(words) == 1 else None
    encoding = next((each.encoding for each in words if each.encoding), "")
    known = {**said, **({"encoding": encoding} if encoding else {})}
    text = "\n\n".join(each.text for each in words)
    return Document(
        id=document_id(path),
        path=path,
        title=subject,
        text=f"{subject}\n\n{text}".strip() if page is None else page.text,
        parts=() if page is None else page.parts,
        url=page.url if page else "",
        author=said.get("author", ""),
        declared=known if page is None else {**page.declared, **said},
        notes=tuple(notes),
    )


def _left_out(unread: Sequence[str]) -> Iterator[Note]:
    """A note that names what is attached and of no format that is read, such as pictures."""
    more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
    if unread:
        yield Note(f"attached and not read: {', '.join(unread[:_NAMED])}{more}")


def _unreadable(faults: Sequence[str]) -> Iterator[Note]:
    """A note of the passages that have no readable text, though others have."""
    if faults:
        parts = "a part was" if len(faults) == 1 else f"{len(faults):,} parts were"
        yield Note(f"{parts} left out: {faults[0].partition(';')[0]}", warning=True)


def _read(passages: Iterator[Passage], twice: Tally) -> Iterator[_Words]:
    """The words of each passage that has some: the plain form, unless it is a stub of the page; or what is wrong."""
    for passage in passages:
        read = [_plain(part, twice) for part in passage.plain]
        plain = [words for words in read if words.text]
        written = _written(plain) if passage.pages else _STUB
        if written < _STUB and _letters_of(passage.pages) >= _FULLER * written:
            pages = [page for part in passage.pages for page in _page(part, twice)]
            if sum(len(letters(words.text)) for words in pages) >= _FULLER * written:
                plain = pages or plain
        yield from plain or [words for words in read if words.fault]


def _written(words: Sequence[_Words]) -> int:
    """How many letters a plain text has without its addresses; of a long one no more than need be known."""
    text = _ADDRESS.sub("", "".join(each.text for each in words))
    return len(letters(text)) if len(text) < _STUB else _STUB


def _plain(part: Message, twice: Tally) -> _Words:
    raw = payload(part)
    if not raw.strip(b"\x00\t\n\r "):
        return _Words("")
    try:
        text, encoding = decoded(raw, charset(part), twice)
    except FileSkipped as reason:
        return _Words("", fault="" if str(reason) == NO_WORDS else str(reason))  # signs alone are a line
    return _Words(mended(text).strip(), encoding)


def _letters_of(pages: Sequence[Message]) -> int:
    """How many letters the pages show at the most, counted without parsing them."""
    return sum(len(_NO_LETTERS.sub(b"", _TAG.sub(b"", _body(payload(page))))) for page in pages)


def _body(raw: bytes) -> bytes:
    """A page from its body on: its styles stand before that."""
    body = _BODY.search(raw)
    return raw[body.start() :] if body else raw


def _page(part: Message, twice: Tally) -> Iterator[_Words]:
    try:
        page = html.page(payload(part), "", Options(charset=charset(part), twice=twice))
        yield _Words(page.body if page.parts else page.text, "", page)
    except FileSkipped:
        return  # a page without words: what else the mail has is read


def _without_repeats(words: list[_Words]) -> list[_Words]:
    """The passages of a mail without a page that only repeats a text, or a text that only repeats a page."""
    if len(words) < 2 or not any(each.page for each in words):
        return words
    said = [letters(each.text) for each in words]
    kept = []
    for at, each in enumerate(words):
        others = [
            other
            for place, other in enumerate(said)
            if bool(words[place].page) != bool(each.page) and (len(other), -place) > (len(said[at]), -at)
        ]
        if said[at] and not any(said[at] in other for other in others):
            kept.append(each)
    return kept


def _named(attached: Sequence[Attached]) -> dict[str, Attached]:
    """What is attached to a mail, each under a name of its own."""
    named: dict[str, Attached] = {}
    for number, item in enumerate(attached, 1):
        stem, ending = os.path.splitext(name := _name(item, number))
        others = (f"{stem} ({again}){ending}" for again in count(2))
        named[next(each for each in chain([name], others) if each not in named)] = item
    return named


def _came_with(attached: Mapping[str, Attached], path: str, said: dict[str, str], options: Options) -> Iterator[Record]:
    """The documents of what is attached to a mail."""
    for name, item in attached.items():
        place = f"{path}/{name}"
        for document in guarded(_documents(item, name, place, options), place):
            yield _with_mail(document, said) if isinstance(document, Document) and not item.is_mail else document


def _documents(item: Attached, name: str, path: str, options: Options) -> Iterator[Record]:
    if options.mails > _FORWARDED:
        raise FileSkipped(f"inside more than {_FORWARDED} mails; save it by itself")
    if not item.is_mail:
        reason = unreadable(name)
        if reason:
            raise FileSkipped(reason)
        yield from read_file(payload(item.part), name, path, replace(options, charset=charset(item.part)))
        return
    mail = forwarded(item.part)
    if mail is None:
        raise FileSkipped("forwarded mail without content")
    yield from documents(mail, path, options)


def _name(item: Attached, number: int) -> str:
    """The name of an attached file as it is shown, with the ending of what it is."""
    ending = ".eml" if item.is_mail else ending_of(item.kind)
    name = shown_name(item.name).replace("/", "_") if item.name else f"attached {number}"
    return name if not ending or not unreadable(name) else f"{name}{ending}"


def _with_mail(document: Document, said: dict[str, str]) -> Document:
    """A document with a note of the mail that it came with, whose day it has where it states none."""
    mail = ", ".join(said[key] for key in ("title", "author", "date_published") if key in said)
    document = replace(document, notes=(*document.notes, Note(f"it came with the mail {mail or 'without a subject'}")))
    known = document.declared
    if known.get("date_published") or known.get("date_created") or not said.get("date_published"):
        return document
    day = {"date_created": said["date_published"], "created_rule": f"{said['date_rule']} of the mail that it came with"}
    return replace(document, declared={**known, **day})
