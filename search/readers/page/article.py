"""A page's article put together: what the extraction kept, and what belongs to it though the extraction lost it.

An extraction keeps the element that looks most like an article. What stands beside it is lost without a word: a lead
above, key points, the second of two blocks, what is wrapped in an element with an odd name. Lines are taken back where
their markup shows that they belong: they stand among the article's paragraphs or right under its headline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from search.readers.page.days_shown import is_listed_day, is_of_page
from search.readers.page.elements import Element, letters, named
from search.readers.page.found import PAGE, Found, container, is_inside
from search.readers.page.lines import PROSE, WIDE, Line
from search.readers.page.pointers import is_pointer
from search.readers.page.stories import is_of_writer
from search.readers.pieces import AROUND, POINT

_SAME = 40
"""Letters by which the beginning of a paragraph is known again."""
_ABOVE, _BETWEEN, _BELOW = 3, 12, 6
_SHORT = 200
_LEAD_LINES = 30
_WORDS = 4
_ITEM_WORDS = 3
_WIDE_LETTERS = 8
_SENTENCE = 60
_SENTENCE_WORDS = 7
_LEAD_WORDS = 8
"""Words of a paragraph between headline and text that is no line of names or buttons."""
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|intro(?:duction|text)?|stand-?first|dek|deck|sub-?title|sub-?head(?:line|ing)?|summary|excerpt|abstract|"
    r"chapo|vorspann|sommario|occhiello|catenaccio|entradilla|bajada|copete|ingress|manchet(?:te)?|key-?(?:points?|facts?|takeaways?)|"
    r"highlights?|bullets?|tl-?dr|in-?brief|at-?a-?glance|description|opener|perex|spot|anleser|incipit)(?:$|[\s_-])"
)
_ROW = re.compile(r"(?:^|[\s_-])(?:shar(?:e|ing)|social|toolbar|meta|info-?list|breadcrumbs?|by-?line)(?:$|[\s_-])")
_SCRIPTED = frozenset({"data-gu-name", "data-testid", "data-test-id", "data-component", "data-qa", "data-type"})
_CLOSED = re.compile(r"[.!?…。！？؟۔][\"”’»')）\]]*$")
_PICTURE = re.compile(r"caption|bild-?(?:unterschrift|text)|(?:^|[\s_-])legende?(?:$|[\s_-])")
_PICTURE_STEPS = 3
_WIDER = 3
"""Elements around the article's own that may hold a part of it that was lost."""
_TEXTS = frozenset({"p", "pre"})
_MARKED = re.compile(r"\d{4}|[|•·]|\d[:.]\d\d")
_LISTING = frozenset({"li", "dl", "tr", "form", "fieldset"})
"""What no paragraph stands in that goes on with an article, unless all of the article does."""
_NUMBERS = re.compile(r"\d+")
_LONG = 400
"""Letters of a paragraph that is a block of text though it stands alone."""
_STEPS = 10
"""Elements around a headline in which its article is looked for."""


def below_headline(title: str, shown: Sequence[Line]) -> Found:
    """The article as all that stands under the headline, in the smallest element with half of the page's prose there.

    It is what is left to do where an extraction finds nothing, because the article's element is called a sidebar.
    """
    headline = next((at for at, line in enumerate(shown) if title and letters(line.text) == letters(title)), None)
    under = [line for line in shown[headline + 1 :] if line.role != "caption"] if headline is not None else []
    whole = sum(line.size for line in under if line.is_prose)
    for around in islice(shown[headline].block.iterancestors(), _STEPS) if headline is not None else ():
        inside = [line for line in under if any(one is around for one in line.block.iterancestors())]
        if around.tag not in PAGE and whole and 2 * sum(line.size for line in inside if line.is_prose) >= whole:
            return Found(title, [line.text for line in inside if not line.elsewhere], shown)
    return Found(title, [], shown)


def pieces(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of an article and of the lines around it. `lead` is the page's description of itself.

    A lead that the extraction has put behind the text, where it found it late, stands above it once, and so does a
    paragraph that the page holds twice, for another width of the screen.
    """
    met: set[str] = set()
    for kind, text in _in_order(found, lead):
        key = letters(text)
        if kind != "body" or key not in met:
            yield kind, text
        if kind == POINT or (kind == "body" and len(key) >= _SAME):
            met.add(key)


def _in_order(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    shown, first = found.shown, found.first
    heading = found.heading
    above = range(max(0, heading - _ABOVE), heading)
    yield from _around((at for at in above if not is_of_page(at, found)), found)
    yield "title", found.title
    under = max(heading + 1, first - (_LEAD_LINES if heading >= 0 else _ABOVE))
    for at in range(under, max(first, under)):
        line = shown[at]
        if heading >= 0 and _is_lead(line, lead, found):
            yield POINT, line.text
        elif line.role == "caption" and not line.elsewhere:
            yield "caption", line.text
        elif len(line.text) <= _SHORT and at >= first - _BETWEEN:
            yield AROUND, line.text
    yield from _body(found, lead)
    yield from _below(found)


def left(found: Found, put: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """How many words of the page's prose are in the article that was put together, and how many are not."""
    kept = [text for kind, text in put if kind in ("body", POINT)]
    known = {letters(text) for text in kept}
    lost = [
        line.text
        for at, line in enumerate(found.shown)
        if line.is_prose and found.keys[at] not in known and _is_lost(at, line, found)
    ]
    return sum(map(_words, kept)), sum(map(_words, lost))


def _is_lost(at: int, line: Line, found: Found) -> bool:
    if at in found.taken:
        return _is_of_next_page(line, found)
    return not found.stories.has_teaser(line, found.common)


def _words(text: str) -> int:
    """Words; two letters make one where words are not parted by blanks."""
    return max(len(text.split()), len(WIDE.findall(text)) // 2)


def _around(lines: Iterable[int], found: Found) -> Iterator[tuple[str, str]]:
    for at in lines:
        line = found.shown[at]
        if _is_own_caption(at, found):
            yield "caption", line.text
        elif len(line.text) <= _SHORT:
            yield AROUND, line.text


def _below(found: Found) -> Iterator[tuple[str, str]]:
    """What stands below the text that the extraction found: more of it, captions, and a few lines."""
    more = {*_after(found)}
    last = max([found.last, *more])
    for at in range(found.last + 1, len(found.shown) if found.first >= 0 else 0):
        if at in more:
            yield "body", found.shown[at].text
        elif last < at <= last + _BELOW:
            line = found.shown[at]
            others = found.stories.has(line, found.common) or found.is_of_other_article(line)
            yield from _around([] if others or is_listed_day(at, found) else [at], found)
        elif _is_own_caption(at, found):
            yield "caption", found.shown[at].text


def _is_own_caption(at: int, found: Found) -> bool:
    """Whether a line above the headline or below the text stands at a picture of the article."""
    line, own = found.shown[at], found.own
    if line.role != "caption" or line.elsewhere or 2 * line.linked > len(line.text) or not _is_of_picture(line):
        return False
    is_beside = at in (found.heading - 1, found.last + 1)
    near = is_beside if own is None else is_inside(line, own)
    return near and not found.stories.has(line, found.common)


def _is_of_picture(line: Line) -> bool:
    """Whether a line is a picture's caption rather than a credit alone, which may be the article's."""
    around = [line.block, *islice(line.block.iterancestors(), _PICTURE_STEPS)]
    return any(element.tag == "figure" or _PICTURE.search(named(element)) for element in around)


def _body(found: Found, lead: str) -> Iterator[tuple[str, str]]:
    """The paragraphs, with the lines between them that belong to the article, and captions as what they are."""
    at, begun = found.first, False
    put: set[int] = set()
    for paragraph, place in zip(found.body, found.places, strict=True):
        if found.heading in place[:-1]:  # the headline and the text in one cell of a table
            begins = found.begins if found.begins in place else found.heading + 1
            yield from _around(range(found.heading + 1, begins), found)
            place = range(begins, place.stop)
            paragraph = " ".join(found.shown[one].text for one in place)
        line = found.shown[place.start] if place else None
        if (line and place.start >= found.end) or _is_above(place, found, begun=begun or bool(put)):
            continue
        yield from _between(found, range(at, place.start) if at >= 0 else range(0))
        at = max(at, place.stop)
        if line and (place.start in put or _is_astray(place.start, line, found)):
            continue
        put.update(place)
        if line and line.role == "caption":
            yield "caption", paragraph
        elif found.is_several(paragraph, place):
            yield from (("body", found.shown[one].text) for one in place)
            begun = True
        else:
            may_lead = not begun and line is not None and not line.is_prose and found.begins >= 0
            opens = may_lead and line is not None and _is_lead(line, lead, found)
            yield POINT if opens else "body", _whole(paragraph, place, found)
            begun = begun or line is None or line.is_prose


def _is_astray(at: int, line: Line, found: Found) -> bool:
    """Whether a line that the extraction took is none of the article's."""
    return (
        _is_of_next_page(line, found)
        or found.is_of_other_article(line)
        or found.is_row(line)
        or _is_portrait(line, found)
        or is_pointer(at, found)
        or found.stories.has_labelled(line, found.common)
        or at == found.heading
        or (line.elsewhere and at > found.begins and found.few_elsewhere)
    )


def _is_above(place: range, found: Found, *, begun: bool) -> bool:
    """Whether a paragraph stands above the headline: an entry of a menu, or what is not shown in the page at all."""
    if found.heading < 0:
        return False
    return place.start < found.heading if place else not begun


def _whole(paragraph: str, place: range, found: Found) -> str:
    """A paragraph, or the line of which an extraction has kept a part."""
    line = found.shown[place.start].text if len(place) == 1 else ""
    return line if line and letters(paragraph) != found.keys[place.start] else paragraph


def _is_portrait(line: Line, found: Found) -> bool:
    """Whether a paragraph tells who the writer is, beside the block with the text."""
    return found.main is not None and container(line) is not found.main and is_of_writer(line, found.common)


def _between(found: Found, gap: range) -> Iterator[tuple[str, str]]:
    for at in gap:
        line = found.shown[at]
        if line.role == "caption" and not line.elsewhere:
            yield "caption", line.text
        elif at not in found.taken and (_belongs(line, found) or _is_subheading(at, found)):
            yield "body" if line.is_prose else POINT, line.text
        elif at not in found.taken and not line.elsewhere and len(line.text) <= _SHORT:
            yield AROUND, line.text


def _belongs(line: Line, found: Found) -> bool:
    """Whether a line between paragraphs is one more: prose, or a line beside them that is no link."""
    if line.elsewhere or 2 * line.linked > len(line.text) or letters(line.text) == letters(found.title):
        return False
    if is_of_writer(line, found.common) or found.is_row(line) or found.is_of_other_article(line):
        return False
    if found.stories.has_labelled(line, found.common):
        return False
    if line.is_prose:
        return container(line) in found.containers or _is_near(line, found, 0)
    return _is_beside(line, found)


def _is_beside(line: Line, found: Found) -> bool:
    """Whether a short line is text among the paragraphs, and made as no date line and no row of a menu is."""
    if _MARKED.search(line.text):
        return False
    own = found.containers
    among = line.block in own or (container(line) in own and bool(line.role or line.block.tag in _TEXTS))
    sentence = _CLOSED.search(line.text) is not None and not line.linked and _is_wordy(line, _SENTENCE_WORDS)
    return (among and _is_wordy(line, _WORDS)) or (sentence and _is_near(line, found, 0))


def _is_subheading(at: int, found: Found) -> bool:
    """Whether a line is a heading, of however few words, right above a paragraph that the extraction kept."""
    line = found.shown[at]
    return (
        line.role == "heading"
        and not line.elsewhere
        and not line.linked
        and at + 1 in found.taken
        and found.shown[at + 1].is_prose
        and letters(line.text) != letters(found.title)
        and (container(line) in found.containers or line.block in found.containers)
    )


def _is_near(line: Line, found: Found, wider: int) -> bool:
    """Whether a line stands in the smallest element around the article's text, or in one of the next around that."""
    around = found.common[wider] if wider < len(found.common) else None
    return around is not None and is_inside(line, around)


def _after(found: Found) -> Iterator[int]:
    """The lines below the article's text that go on with it: in blocks made alike, or where most is missing."""
    if found.first < 0:
        return
    own = {_signature(container) for container in found.containers} - {("", "")}
    blocks = Counter(container(line) for line in found.shown if line.is_prose)
    for at in range(found.last + 1, len(found.shown)):
        line = found.shown[at]
        if not line.is_prose or found.stories.has(line, found.common) or is_of_writer(line, found.common):
            continue
        if found.is_of_other_article(line):
            continue
        block = container(line)
        several = blocks[block] > 1 or line.size >= _LONG
        lost = several and not found.is_whole
        if _signature(block) in own or (lost and _is_in_wider(line, found)):
            if _is_heading_of(at - 1, block, found):
                yield at - 1
            yield at


def _is_heading_of(at: int, block: Element, found: Found) -> bool:
    """Whether a line is the heading of the block below it: an entry of a live blog has one."""
    line = found.shown[at]
    parted = next(block.iterancestors(), block)
    heads = line.role == "heading" and not line.elsewhere and not line.linked and at > found.last
    return heads and parted.tag not in PAGE and is_inside(line, parted if parted not in found.common else block)


def _is_in_wider(line: Line, found: Found) -> bool:
    """Whether a line stands near the article, and is no entry of a list, row of a table or part of a form there."""
    near = _is_near(line, found, min(_WIDER, len(found.common) - 1))
    around = (element.tag for element in line.block.iterancestors() if element not in found.common)
    return near and line.role != "item" and _LISTING.isdisjoint(around)


def _signature(element: Element) -> tuple[str, str]:
    """What is the same for blocks that a system has put one below the other, each in an element of its own."""
    around = next(element.iterancestors(), None)
    if not named(element):
        return "", ""
    outer = "" if around is None or around.tag in PAGE else _NUMBERS.sub("", f"{around.tag} {named(around)}")
    return _NUMBERS.sub("", f"{element.tag} {named(element)}"), outer


def _is_of_next_page(line: Line, found: Found) -> bool:
    """Whether a line is of a story that a site appends to the article, under a headline of the first rank."""
    article = next((element for element in line.block.iterancestors() if element.tag == "article"), None)
    tops = found.stories.of_first_rank.get(article, ()) if article is not None else ()
    return bool(tops) and found.heading >= 0 and not any(top.endswith(letters(found.title)) for top in tops)


def _is_lead(line: Line, lead: str, found: Found) -> bool:
    """Whether a line between headline and text is of the article: a lead, a key point, the page's description."""
    leads_away = 3 * line.linked > len(line.text)
    if (
        (line.elsewhere and not _is_first_paragraph(line, found))
        or line.role == "caption"
        or leads_away
        or not _is_wordy(line, _ITEM_WORDS)
    ):
        return False
    if is_of_writer(line, found.common) or (line.role == "item" and _is_of_row(line, found)):
        return False
    own, known = letters(line.text), letters(lead)
    if known and (own == known or (len(own) >= _SAME and own[:_SAME] == known[:_SAME])):
        return True
    around = [line.block, *islice(line.block.iterancestors(), 2)]
    if line.role == "item" or any(_LEAD.search(_called(element)) for element in around):
        return True
    closed = line.size >= _SENTENCE and bool(_CLOSED.search(line.text))
    paragraph = line.block.tag in _TEXTS and _is_wordy(line, _LEAD_WORDS) and not _MARKED.search(line.text)
    return (closed or paragraph or line.role == "heading" or _is_beside(line, found)) and _is_wordy(line, _WORDS)


def _is_first_paragraph(line: Line, found: Found) -> bool:
    """Whether a paragraph right among the article's own is only called like another story: "teaser"."""
    beside = line.block.tag == "p" and line.size >= PROSE and not line.linked
    return beside and container(line) in found.containers


def _is_of_row(line: Line, found: Found) -> bool:
    """Whether an entry stands in a row of buttons, or of what is said about the article, rather than of key points."""
    around = takewhile(lambda element: element not in found.common, islice(line.block.iterancestors(), 2))
    return any(_ROW.search(named(element)) for element in around)


def _called(element: Element) -> str:
    """The names of an element, and those by which a system's own scripts and tests find it."""
    return " ".join([named(element), *(value.lower() for key, value in element.items() if key in _SCRIPTED)])


def _is_wordy(line: Line, fewest: int) -> bool:
    return len(line.text.split()) >= fewest or line.size - len(line.text) >= _WIDE_LETTERS
