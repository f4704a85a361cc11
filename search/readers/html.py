"""Web pages: the article that trafilatura finds in one, and what the page declares about itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, cast

from search.errors import FileSkipped
from search.model import Document, Note, Part
from search.readers import PLAIN, Options, Record, bookmarks, declaring, entry, hocr
from search.readers.characters.encoding import decoded
from search.readers.exports.look import exported_page
from search.readers.lines.several_articles import several_in_page
from search.readers.page.article import below_headline, left, pieces
from search.readers.page.bounds import bounded
from search.readers.page.dates import MONTH
from search.readers.page.days_shown import said_of_page, shows
from search.readers.page.elements import Element, is_named_elsewhere, letters, named
from search.readers.page.found import Found
from search.readers.page.lines import Line, flattened, lines, too_deep, without, without_unshown
from search.readers.page.metadata import declared, description
from search.readers.page.title import as_shown
from search.readers.pieces import AROUND, put_together
from search.readers.posts import telegram, telegram_page

SUFFIXES = (".html", ".htm", ".xhtml")
ALSO = (".xml",)

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_OWNER = re.compile(r"©|\(c\)\s*(?:19|20)\d\d|\bcopyright\b", re.IGNORECASE)
_SAVE = "open it in a browser and save it as text or HTML"
_NO_TEXT = f"no visible text in the page; {_SAVE}"
_OWNER_LENGTH = 200
_NOTHING = 0.1
"""Of the letters in a page's prose less is nothing: the extraction has taken something else for the article."""
_OTHERS = frozenset({"aside", "nav"})
_PAGE = frozenset({"html", "body", "main", "article", "head"})
_MANY = 100
"""Words of prose that are worth a note where they are no part of the article."""
_CELL = 100
"""Characters of a table's cell that is no figure."""

for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False  # what they say of a page, its reader says in our words


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one article of a page, or those of a database's export. Raises FileSkipped."""
    if reason := bookmarks.why_no_article(raw):
        raise FileSkipped(reason)
    if hocr.is_hocr(raw):
        yield from hocr.read(raw, path, options)
        return
    markup, encoding = _decoded(raw, options)
    if telegram_page.is_chat(markup):
        yield from entry.documents(telegram_page.messages(markup), path, encoding, telegram.WORDLESS)
        return
    articles = exported_page(markup, path, encoding)
    if articles is None:
        yield _page(markup, encoding, path)
        return
    del markup  # tens of megabytes, of which the articles have their own text
    yield from articles


def page(raw: bytes, path: str, options: Options = PLAIN) -> Document:
    """The one article of a page: its title, its paragraphs, and a copyright line where the page has one."""
    return _page(*_decoded(raw, options), path)


def _decoded(raw: bytes, options: Options) -> tuple[str, str]:
    charset = _CHARSET.search(raw[:4096])
    declared = options.charset or (charset[1].decode("ascii", "replace") if charset else "")
    return decoded(raw, declared, options.twice)


def _page(markup: str, encoding: str, path: str) -> Document:
    document = _document(bounded(markup), path)
    declared = {**document.declared, "encoding": encoding}
    return replace(document, declared=declared, notes=(*document.notes, *several_in_page(markup)))


def _document(markup: str, path: str) -> Document:
    page = _parsed(markup)
    if too_deep(page):
        page = _parsed(flattened(markup))
    fields, about = declared(page), description(page)
    day = _last_look(page) if fields.get("date_rule", MONTH) == MONTH else ""
    said = said_of_page(page) if day else ()  # an extraction takes them out
    shown = lines(page, fields.get("title", ""))
    texts = [line.text for line in shown]
    fields["title"] = title = as_shown(fields.get("title", ""), texts)
    found = _article(page, title, shown)
    if day and shows(day, said, found):
        fields |= {"date_created": day, "created_rule": "htmldate"}
    if not any(map(str.isalpha, "".join((*found.body, *texts)))):
        raise FileSkipped(_NO_TEXT)
    text, parts, notes = _in_parts(found, about, texts)
    return declaring(path, text, fields, title=title, parts=parts, notes=notes)


def _in_parts(found: Found, about: str, texts: Sequence[str]) -> tuple[str, tuple[Part, ...], tuple[Note, ...]]:
    """The text of a page's article, its parts, and what a person should know of it.

    Where no paragraphs could be told apart it is all that the page shows: the layout finds the article as in a text.
    """
    if _is_lumped(found):
        return "\n\n".join(texts), (), ()
    put = list(_pieces(found, about))
    text, parts = put_together(put)
    return text, parts, _notes(*left(found, put))


def _notes(kept: int, lost: int) -> tuple[Note, ...]:
    """What a person should know where much of a page's prose is not in its article."""
    if lost < _MANY or lost < kept:
        return ()
    return (Note(f"kept {kept:,} of {kept + lost:,} words", warning=True),)


def _article(page: Element, title: str, shown: Sequence[Line]) -> Found:
    """What the fast extraction finds; where most of the page's prose is not in it, what the careful one does."""
    without_unshown(page)
    quick = Found(title, _extracted(page, title, fast=True), shown)
    if not any(line.is_prose for line in shown) or (quick.is_whole and not _is_lumped(quick)):
        return quick
    careful = Found(title, _extracted(page, title, fast=False), shown)
    best = max(quick, careful, key=_share)
    if best.share >= _NOTHING and not _is_lumped(best):
        return best
    below = below_headline(title, shown)
    return below if below.is_whole else best


def _share(found: Found) -> float:
    return found.share


def _extracted(page: Element, title: str, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction

    found = bare_extraction(cast(Any, page), fast=fast, include_comments=False)
    body = found.text or "" if found and not isinstance(found, dict) else ""
    paragraphs = (cell for line in body.split("\n") for cell in _cells(line))
    return [text for text in paragraphs if letters(text) not in ("", letters(title))]


def _parsed(markup: str) -> Element:
    """The tree of a page; a fragment of one is put into a page first. Raises FileSkipped."""
    from trafilatura import load_html

    tree = load_html(markup)
    if tree is None:
        tree = load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        raise FileSkipped(f"no parsable HTML; {_SAVE}")
    return cast(Element, tree)


def _is_lumped(found: Found) -> bool:
    """Whether an extraction has found nothing, or most of what it found has lost its paragraphs."""
    lumps = sum(len(line) for line in found.body if _is_lump(line, found))
    return not found.body or 2 * lumps > sum(map(len, found.body))


def _is_lump(line: str, found: Found) -> bool:
    """Whether a line is no paragraph but many, which begin with the headline: a page without breaks."""
    own, title = letters(line), letters(found.title)
    return bool(title) and len(own) > 2 * len(title) and own.startswith(title) and own not in found.known


def _cells(line: str) -> list[str]:
    """The cells of a table's row that hold text, each on its own; another line, or a row of figures, as it is."""
    cells = [cell.strip() for cell in line.split("|") if letters(cell)] if line.startswith("|") else []
    return cells if any(len(cell) > _CELL for cell in cells) else [line]


def _pieces(found: Found, about: str) -> Iterator[tuple[str, str]]:
    """The article with the lines around it, where its day and its writer stand, and the page's line of rights."""
    owner = next((line for line in [_owner(found.shown)] if line not in found.body), "")
    yield from (piece for piece in pieces(found, about) if piece != (AROUND, owner))
    yield "credit", owner


def _owner(shown: Sequence[Line]) -> str:
    """The last short line that names who holds the rights: the footer's."""
    texts = (line.text for line in reversed(shown))
    return next((text for text in texts if len(text) <= _OWNER_LENGTH and _OWNER.search(text)), "")


def _last_look(page: Element) -> str:
    """The date that htmldate finds in places and texts of the page, where nothing declares one.

    Days of comments and of other stories are taken out of what it is given; a footer may have the day of the page.
    """
    from htmldate import find_date

    own = copy(page)
    without(own, _is_of_others)
    return find_date(own, extensive_search=False, original_date=True) or ""


def _is_of_others(element: Element) -> bool:
    names = named(element)
    return element.tag in _OTHERS or ("footer" not in names and element.tag not in _PAGE and is_named_elsewhere(names))
