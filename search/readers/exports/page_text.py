"""A page of an export -> its text, with the classes that databases mark fields by as lines of their own.

Exports are pages that a program wrote, up to tens of megabytes, so that their tags are taken off one after the other
and no tree is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

MARK = "\x02"
"""Begins a line that names the class of what follows; no text has this sign."""
ARTICLE = f"{MARK}<article>"
"""The line at the beginning of an element of that name, in pages of Europresse."""
_EUROPRESSE = re.compile("titreArticle", re.IGNORECASE)

_TAG = re.compile(
    r"(?P<dropped><!--.*?(?:-->|\Z)|<(?P<tag>head|script|style|noscript)\b[^>]*>.*?(?:</(?P=tag)\s*>|\Z))"
    r"|</?(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*+)>",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TAGS = """
address article aside blockquote body caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
hr li main nav ol p pre section table tbody td text tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CLASS = re.compile(
    r"""\b(?:class|id)\s*=\s*["']?(?:[^"'>]*\s)?"""
    r"(?P<mark>DocPublicationName|DocHeader|DocTitreSousSection|titreArticleVisu|titreArticle|DocText|docOcurrContainer"
    r"|docAuthors|sm-margin-TopNews|sm-margin-bottomNews|sm-margin-bottom(?![\w-])|(?:uc)?PubliC[-_]lbl[a-zA-Z]+|[a-z]{2}Headline"
    r"|article(?=\s+[a-z]{2}Article)|enHeadline)\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r" *\n *")
_LINES = re.compile(r"\n{3,}")
_AT_ONCE = 20_000
"""Pieces that are put together at once: as many small strings as a whole export has would fill the memory."""


def as_text(markup: str) -> str:
    """The text of a page, its blocks parted by blank lines; `<br>` ends a line."""
    pieces = _pieces(markup.replace(MARK, " "))
    return "".join(iter(lambda: _tidy("".join(islice(pieces, _AT_ONCE))), ""))


def _tidy(text: str) -> str:
    return _LINES.sub("\n\n", _SPACES.sub("\n", unescape(text)))


def _pieces(markup: str) -> Iterator[str]:
    """What stands between tags, and what the tags become; none is empty."""
    at, marked = 0, _EUROPRESSE.search(markup) is not None
    for tag in _TAG.finditer(markup):
        if tag.start() > at:
            yield _BLANKS.sub(" ", markup[at : tag.start()])
        at = tag.end()
        if tag["dropped"]:
            yield " "
            continue
        name = tag["name"].lower()
        if name == "br":
            yield "\n"
        elif name in _BLOCKS:
            yield "\n\n"
        if marked and name == "article" and tag[0][1] != "/":
            yield f"{ARTICLE}\n\n"
        if len(tag["rest"]) > 4 and (found := _CLASS.search(tag["rest"])):
            yield f"\n\n{MARK}{found['mark'].lower()}\n\n"
    if at < len(markup):
        yield _BLANKS.sub(" ", markup[at:])
