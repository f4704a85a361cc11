"""Web archives: every page that a crawl was answered with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from search.errors import FileSkipped
from search.model import Document
from search.readers import PLAIN, Options, Rejected, html, text
from search.readers.extras import missing
from search.readers.members import guarded

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

SUFFIXES = (".warc",)

_READERS = {"text/html": html.read, "application/xhtml+xml": html.read, "text/plain": text.read}
_MAX_PAGE = 5_000_000
_FAILURES = (ValueError, OSError, EOFError, AttributeError, IndexError)
"""What warcio raises on damage, besides its own error."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server answered with: content, its address, type and declared encoding. `whole` if all of it is there."""

    url: str
    kind: str
    charset: str
    content: bytes
    whole: bool


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Document | Rejected]:
    """The pages among a crawl's records, each with its record's number. Pictures, scripts and errors are no pages."""
    if not raw.startswith(b"WARC/"):
        raise FileSkipped("it is no web archive: it does not begin with WARC/" if raw.strip() else "it is empty")
    for number, answer in enumerate(_answers(raw), 1):
        place = f"{path}#{number}"
        if isinstance(answer, str):
            yield Rejected(place, answer)
        elif answer and answer.kind in _READERS:
            yield from guarded(_documents(answer, place, options), place)


def _documents(answer: _Answer, path: str, options: Options) -> Iterator[Document]:
    if len(answer.content) > _MAX_PAGE:
        raise FileSkipped(f"it is a page of more than {_MAX_PAGE // 1_000_000} MB")
    if not answer.whole:
        raise FileSkipped("the archive ends in the middle of this record; fetch it again")
    for document in _READERS[answer.kind](answer.content, path, replace(options, charset=answer.charset)):
        declared = {**document.declared, "url": document.url or answer.url}
        yield replace(document, url=declared["url"], declared=declared)


def _answers(raw: bytes) -> Iterator[_Answer | str | None]:
    """Each record: the answer that it is, why it cannot be read, or None for a record of another kind."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise missing("warcio", "warc") from None
    try:
        for record in ArchiveIterator(BytesIO(raw)):
            yield _answer(record)
    except (ArchiveLoadFailed, *_FAILURES) as error:
        yield f"the archive is damaged from here on ({error}); fetch it again"


def _answer(record: ArcWarcRecord) -> _Answer | None:
    headers = record.http_headers
    if record.rec_type not in ("response", "resource"):
        return None
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind, _, rest = ((headers or record.rec_headers).get_header("Content-Type") or "").partition(";")
    content = record.content_stream().read(_MAX_PAGE + 1)
    return _Answer(
        url=(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"),
        kind=kind.strip().lower(),
        charset=rest.partition("charset=")[2].strip(" \"'").partition(";")[0],
        content=content,
        whole=len(content) > _MAX_PAGE or not record.raw_stream.limit,
    )
