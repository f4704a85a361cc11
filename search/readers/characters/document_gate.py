"""The gate that every document passes: Unicode text and nothing else, and what had been encoded twice as it was meant.

Escapes of JSON, entities of pages and cells of workbooks are characters only when their reader has read them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from search.model import Document, Part
from search.readers.characters.mends import Mend, Places, Tally, applied
from search.readers.characters.twice_encoded import ROUNDS, is_suspect, way
from search.readers.characters.unicode_text import unicode_document

_KEPT = frozenset({"url", "record_id", "encoding", "language"})
"""What is declared that names something, and is no text."""


def admitted(document: Document, twice: Tally) -> Document:
    """A document as its reader gives it, with right characters; its parts stay around their words.

    Nearly all are right, which is found out about all their texts together.
    """
    together = _together(document)
    if together.isascii():
        return document
    try:
        raw = together.encode()
    except UnicodeEncodeError:
        document = unicode_document(document)
        together = _together(document)
        raw = together.encode()
    return _once(document, twice) if is_suspect(together, raw) else document


def _together(document: Document) -> str:
    """All texts of a document."""
    texts = (
        *(document.path, document.title, document.text, document.url, document.author, document.language),
        *(document.section, document.page, *document.subjects, *(note.text for note in document.notes)),
        *document.declared.values(),
    )
    return "\n".join(texts)


def _once(document: Document, twice: Tally) -> Document:
    own = Tally()
    for _ in range(ROUNDS):
        texts = (document.title, document.text, document.author, *document.subjects, *document.declared.values())
        places = way("\n\n".join(texts))
        if places is None:
            break
        document = _mended(document, own, places)
    twice.count += own.count
    return document


def _mended(document: Document, tally: Tally, places: Places) -> Document:
    def text(written: str) -> str:
        return applied(written, [*places(written)])

    mends = [*places(document.text)]
    others = (document.title, document.author, document.section, *document.subjects)
    tally.add([*mends, *(mend for each in {*others} if each not in document.text for mend in places(each))])
    return replace(
        document,
        text=applied(document.text, mends),
        parts=tuple(map(_mover(mends), document.parts)),
        title=text(document.title),
        author=text(document.author),
        section=text(document.section),
        page=text(document.page),
        subjects=tuple(map(text, document.subjects)),
        declared={key: value if key in _KEPT else text(value) for key, value in document.declared.items()},
    )


def _mover(mends: Sequence[Mend]) -> Callable[[Part], Part]:
    """What moves a part to where its words stand when all mends are made."""
    ends, shorter, total = [mend.end for mend in mends], [0], 0
    for mend in mends:
        total += mend.end - mend.start - len(mend.text)
        shorter.append(total)

    def moved(part: Part) -> Part:
        start, end = (place - shorter[bisect_right(ends, place)] for place in (part.start, part.end))
        return replace(part, start=start, end=end)

    return moved
