"""Images of pages -> the words that are printed on them, within a budget of time for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from search.errors import FileSkipped
from search.model import Note
from search.readers.hocr import recognised
from search.readers.printed.image_size import Size
from search.readers.printed.scanned_lines import Scanned
from search.readers.printed.tesseract import Recogniser, packages

MAX_PIXELS = 150_000_000
"""Of one page: a newspaper's page at 400 dpi has 60 million."""
_LEAST_WORDS = 3
_LEGIBLE = 0.5
"""The confidence from which on a word is more likely right than not: pictures without text give signs below it."""
NO_TEXT = "no text recognized in the image; no action needed if it is a picture"


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as an image. `number` counts from 1; `inside` is its place in a file of several, from 0."""

    number: int
    image: bytes
    size: Size
    inside: int = 0
    dots_per_inch: int = 0


@dataclass(slots=True)
class Recognition:
    """What has been recognised of a file's pages, and what has not. `seconds` are those left for the others."""

    recogniser: Recogniser
    seconds: float
    confidences: list[float] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)

    def paragraphs(self, page: PageImage) -> tuple[str, ...]:
        """The paragraphs of a page; none where it has no words, or there is no time left for it."""
        if self.seconds <= 0:
            self.late.append(page.number)
            return ()
        since = monotonic()
        try:
            return self._paragraphs(page)
        except FileSkipped as reason:
            self.failed[page.number] = str(reason)
            return ()
        finally:
            self.seconds -= monotonic() - since

    def _paragraphs(self, page: PageImage) -> tuple[str, ...]:
        if page.size.pixels > MAX_PIXELS:
            raise FileSkipped(f"more than {MAX_PIXELS:,} pixels; scan it at 300 dpi")
        found, confidences = recognised(self.recogniser.hocr(page.image, page.inside, page.dots_per_inch))
        if sum(each >= _LEGIBLE for each in confidences) < _LEAST_WORDS:
            return ()
        self.confidences += confidences
        return found

    def scan(self, paragraphs: Iterable[str]) -> Scanned:
        """All that was recognised, with the mean confidence of its words."""
        mean = sum(self.confidences) / len(self.confidences) if self.confidences else None
        return Scanned(tuple(paragraphs), mean, len(self.confidences))

    def notes(self) -> Iterator[Note]:
        """What was not done."""
        if self.recogniser.missing:
            missing = self.recogniser.missing
            advice = f"run: apt-get install {packages(missing)}"
            yield Note(f"Tesseract does not know the language {', '.join(missing)}; {advice}", True)
        if self.late:
            many = f"{len(self.late):,} page{'s' if len(self.late) > 1 else ''} (from page {self.late[0]})"
            yield Note(f"no time was left for OCR of {many}; raise SEARCH_FILE_SECONDS and run with --full", True)
        for number, reason in list(self.failed.items())[:3]:
            yield Note(f"page {number} was not read: {reason}", True)
        if len(self.failed) > 3:
            yield Note(f"{len(self.failed) - 3:,} more pages were not read", True)
