"""A document as its page shows it: paragraphs of runs, and the provenance of its date and source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from search.engines.base import Searcher
from search.facets import all_facets
from search.highlight.word_layout import Place
from search.model import KINDS, PARAGRAPH, Document, Evidence, Query
from search.searched_text import SEARCHED, searched_parts, searched_text
from web.pages.caption_names import in_captions
from web.pages.entity import entity_address
from web.pages.marks import marked
from web.pages.results import When, when
from web.pages.wording import language_name


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of uniform text. `first` numbers a hit, from 1, where it begins; 0 where none does.

    `kind` is the kind of the entity it belongs to, or "".
    """

    text: str
    hit: bool
    kind: str
    first: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article, or the caption of one of its pictures."""

    runs: tuple[Run, ...]
    is_caption: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The words a value came from, with a little context. `rule` says how it was read, in words."""

    before: str
    words: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the document: how often it is mentioned, and its page."""

    name: str
    mentions: int
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The entities of one kind, most mentioned first."""

    kind: str
    label: str
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the file that is not part of the article, and what it was classified as."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """Everything the page says about a document. `unshown` is how many code points of it are too many to show."""

    document: Document
    title: tuple[Run, ...]
    paragraphs: tuple[Paragraph, ...]
    hits: int
    unshown: int
    language: str
    when: When | None
    when_from: Origin | None
    source_from: Origin | None
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def on_the_web(self) -> bool:
        """Whether the address of the article is one that a browser can safely follow."""
        return self.document.url.lower().startswith(("http://", "https://"))


SHOWN = 400_000
"""Code points of an article that are shown: a thick book. Browsers slow down with more."""
CONTEXT = 40
"""Code points shown on either side of the words that a value came from."""


def article(document: Document, query: Query, searcher: Searcher) -> Article:
    """A document with the words of a query marked."""
    shown = _beginning(document)
    title_places, text_places = marked(shown, query.text, searcher)
    day, source = document.day, document.source
    return Article(
        document=document,
        title=_title(document, title_places),
        paragraphs=tuple(_paragraphs(shown, text_places, len(title_places) + 1)),
        hits=len(title_places) + len(text_places),
        unshown=len(searched_text(document)) - len(searched_text(shown)),
        language=language_name(document.language) if document.language else "",
        when=when(day),
        when_from=_origin(document, day.span) if day else None,
        source_from=_origin(document, source.span) if source else None,
        groups=tuple(_groups(document)),
        left_out=tuple(_left_out(document)),
    )


def _beginning(document: Document) -> Document:
    """The document with its article and captions cut to what is shown; the same document if nothing is cut."""
    room, parts = SHOWN, []
    for part in document.parts:
        if part.kind in SEARCHED:
            part = replace(part, end=min(part.end, part.start + room))
            room -= part.end - part.start
        parts.append(part)
    kept = tuple(part for part in parts if part.kind not in SEARCHED or part.start < part.end)
    return replace(document, parts=kept) if room <= 0 else document


def _mentions(document: Document, where: str) -> list[Place]:
    return sorted({(m.start, m.end) for m in document.mentions if m.where == where and m.start < m.end})


def _kinds(document: Document, where: str) -> dict[int, str]:
    return {m.start: m.kind for m in document.mentions if m.where == where}


def _paragraphs(document: Document, at: list[Place], first: int) -> Iterator[Paragraph]:
    """The paragraphs and captions in the order of the text; `first` is the number of the first hit in them."""
    captions = in_captions(document)
    mentions = sorted({*_mentions(document, "body"), *captions})
    kinds = _kinds(document, "body") | {start: kind for (start, _), kind in captions.items()}
    for offset, part in sorted(searched_parts(document), key=lambda placed: placed[1].start):
        start = offset
        for text in document.text[part.start : part.end].split(PARAGRAPH):
            end = start + len(text)
            begun = at[bisect_left(at, (start, 0)) : bisect_left(at, (end, 0))]
            numbers = {place[0]: number for number, place in enumerate(begun, first)}
            first += len(begun)
            if text.strip():
                yield Paragraph(tuple(_runs(text, start, at, mentions, kinds, numbers)), part.kind == "caption")
            start = end + len(PARAGRAPH)


def _title(document: Document, at: list[Place]) -> tuple[Run, ...]:
    numbers = {start: number for number, (start, _) in enumerate(at, 1)}
    return tuple(_runs(document.title, 0, at, _mentions(document, "title"), _kinds(document, "title"), numbers))


def _runs(
    text: str, offset: int, hits: list[Place], mentions: list[Place], kinds: dict[int, str], numbers: dict[int, int]
) -> Iterator[Run]:
    """The text cut wherever a hit or a mention begins or ends. `offset` is where it stands in what places count in."""
    end = offset + len(text)
    inside = (place for places in (hits, mentions) for place in _between(places, offset, end))
    cuts = sorted({offset, end, *(min(max(edge, offset), end) for place in inside for edge in place)})
    for start, stop in pairwise(cuts):
        mention = _covering(mentions, start)
        kind = kinds[mention[0]] if mention else ""
        run = text[start - offset : stop - offset]
        yield Run(run, _covering(hits, start) is not None, kind, numbers.get(start, 0))


def _between(places: list[Place], start: int, end: int) -> list[Place]:
    """The places that begin in a stretch, and one before them, which may reach into it."""
    return places[max(0, bisect_left(places, (start, 0)) - 1) : bisect_left(places, (end, 0))]


def _covering(places: list[Place], position: int) -> Place | None:
    """The last place that begins at or before a position, if it holds it."""
    index = bisect_right(places, position, key=lambda place: place[0]) - 1
    return places[index] if index >= 0 and position < places[index][1] else None


def _origin(document: Document, evidence: Evidence | None) -> Origin | None:
    """The words with the rest of their line; alone if they come from outside the text."""
    if evidence is None:
        return None
    rule = _in_words(evidence.rule)
    if evidence.start < 0:
        return Origin("", evidence.text, "", rule)
    before = document.text[max(0, evidence.start - CONTEXT) : evidence.start].rpartition("\n")[2]
    after = document.text[evidence.end : evidence.end + CONTEXT].partition("\n")[0]
    return Origin(before, evidence.text, after, rule)


def _in_words(rule: str) -> str:
    """A rule as people read it; the name of a field is left as it is."""
    words, key, field = rule.partition("record's key ")
    return words.replace("_", " ") + (f"the field “{field}” of the record" if key else "")


def _groups(document: Document) -> Iterator[Group]:
    for kind in KINDS:
        mentioned = Counter(mention.name for mention in document.mentions if mention.kind == kind)
        found = tuple(_entity(kind, name, count) for name, count in mentioned.most_common())
        if found:
            yield Group(kind, all_facets()[kind].label, found)


def _entity(kind: str, name: str, mentions: int) -> Entity:
    return Entity(name, mentions, entity_address(kind, name))


def _left_out(document: Document) -> Iterator[LeftOut]:
    for part in document.left_out:
        if part.kind in SEARCHED:
            continue  # it is shown in its place
        text = document.text[part.start : min(part.end, part.start + SHOWN)].strip()
        if text:
            yield LeftOut("after the article" if part.kind == "tail" else part.kind.replace("_", " "), text)
