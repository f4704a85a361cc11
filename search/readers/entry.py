"""An article as its format tells it, on the way to a Document: what most readers of structured files put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import OWN, Record, Rejected, Remark, declaring
from search.readers.pieces import compose, put_together
from search.readers.printed.scanned_lines import Scanned

_DOUBTFUL = 0.75
"""The mean confidence below which every few words of a recognised text are wrong."""
NO_WORDS = "no words in it; no action needed"


@dataclass(frozen=True, slots=True)
class Told:
    """A value and where it stands: ("2023-03-14", "element pubDate")."""

    value: str = ""
    rule: str = ""

    def __bool__(self) -> bool:
        """Whether there is a value."""
        return bool(self.value)


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Entry:
    """What a format says of one article. `paragraphs` are its text; an entry without a title leaves that to the layout.
    `captions` and `notices` of its publisher stand below them.

    With `loose` the layout also finds out which paragraphs are the article, as in a text file. `changed` are days of a
    last change. `own` is what tells the entry from all others of its file, `scan` how sure
    the words are that a program has recognised, and `files` hold the article itself, as paths from the list's folder.
    """

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    source: Told = NOTHING
    day: Told = NOTHING
    changed: tuple[Told, ...] = ()
    author: str = ""
    url: str = ""
    language: str = ""
    own: str = ""
    captions: tuple[str, ...] = field(default=())
    notices: tuple[str, ...] = ()
    loose: bool = False
    scan: Scanned | None = None
    files: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def document(entry: Entry, path: str, encoding: str) -> Document | Rejected:
    """The document that an entry is, or why it is none."""
    title = " ".join(entry.title.split())
    if not any(map(str.isalpha, "".join((title, *entry.paragraphs)))):
        return Rejected(path, NO_WORDS)
    text, parts = compose(title, entry.paragraphs)
    beside = [*(("caption", each) for each in entry.captions), *(("notice", each) for each in entry.notices)]
    if beside:
        text, parts = put_together([("title", title), *(("body", each) for each in entry.paragraphs), *beside])
    found = declared(entry) | ({"encoding": encoding} if encoding else {})
    kept, notes = () if entry.loose else parts, (*entry.notes, *confidence(entry.scan))
    return declaring(path, text, found, title=title, parts=kept, notes=notes, scanned=entry.scan is not None)


def confidence(scan: Scanned | None) -> Iterator[Note]:
    """How sure the program is that has recognised the words, where it says so."""
    if scan and scan.confidence is not None:
        yield Note(
            f"text from OCR, mean confidence {scan.confidence:.0%} ({scan.words:,} words or lines)",
            scan.confidence < _DOUBTFUL,
        )


def declared(entry: Entry) -> dict[str, str]:
    """What an entry says of its article, by the keys of `Document.declared`."""
    found = {
        "title": " ".join(entry.title.split()),
        "author": " ".join(entry.author.split()),
        "url": entry.url,
        "language": entry.language.replace("_", "-").split("-")[0].lower(),
        "source": " ".join(entry.source.value.split()),
        "source_rule": entry.source.rule if entry.source.value else "",
        "date_published": " ".join(entry.day.value.split()),
        "date_rule": entry.day.rule if entry.day.value else "",
        "other_dates": "\n".join(
            f"{told.rule}\t{' '.join(told.value.split())}" for told in entry.changed if told.value
        ),
        OWN: entry.own[:500],
    }
    return {key: value for key, value in found.items() if value}


def documents(entries: Iterable[Entry | None], path: str, encoding: str, wordless: str) -> Iterator[Record]:
    """The documents of posts or messages, each with its place in the file, and how many have no words.

    `wordless` says what those are: "images and notices of the service".
    """
    without = number = 0
    for number, each in enumerate(entries, 1):
        found = document(each, f"{path}#{number}", encoding) if each else None
        if isinstance(found, Document):
            yield found
        else:
            without += 1
    if without and without == number:
        raise FileSkipped(f"no messages with text among {number:,} ({wordless}); no action needed")
    if without:
        has = "has" if without == 1 else "have"
        yield Remark(path, (Note(f"{without:,} of the {number:,} messages {has} no text ({wordless})"),))
