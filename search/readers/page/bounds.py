"""What a page may be made of, so that a hostile one does no harm: how much markup, how many tags, how many attributes.

A parser's time grows faster than these numbers. It does not with the length of an attribute or of a script, which may
hold a picture, the state of a form, or all data of an application. How deep elements stand is no bound either: pages
that are nested too deep for the parser are flattened (`lines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.errors import FileSkipped

MAX_MARKUP = 5_000_000
"""Characters of a page, without the pictures and fonts that are saved inside it."""
MAX_TAGS = 100_000
MAX_COMMENTS = 10_000
"""The parser's writer looks for the end of each from its beginning on, wherever its mark stands."""
MAX_ATTRIBUTES = 1_000
"""Of one tag. Each is compared with all before it: a thousand take 3 ms, a hundred thousand minutes."""

_SAVE = "save just the article"
_SAVED_INSIDE = re.compile(r"data:(?<!\wdata:)[\w/+.-]{0,100}(?:;[\w=.-]{1,100}){0,5},[a-zA-Z0-9+/=%._~-]{1000,}+")
# As the HTML standard reads them (13.2.5, tokenization); possessive, so that no bad tag is tried in two ways.
_ATTRIBUTE = r"""[\s/]*+(?:=|[^\s/>=])[^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = rf"(?P<name>/?+[a-zA-Z][^\s/>]*+)(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+[\s/]*+(?P<end>>|\Z)?+"
_OPENED = re.compile(rf"<(?:{_TAG}|(?P<other>/|!--|[!?]))")
_COMMENT_ENDS = re.compile(r"--!?>")
_RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
"""Elements in which nothing is a tag but their own end."""
_OF_THE_HEAD = frozenset(["html", "head", "base", "link", "meta", "noscript", "script", "style", "template", "title"])
_BODIES = frozenset(("body", "frameset"))
_SUBSTITUTES = frozenset(("noscript", "template"))
"""Elements of the head that may hold any others."""


def bounded(markup: str) -> str:
    """The markup without what is saved inside of it, its body begun where no tag begins it. Raises FileSkipped."""
    markup = _SAVED_INSIDE.sub("data:,", markup)
    if len(markup) > MAX_MARKUP:
        raise FileSkipped(f"web page larger than {MAX_MARKUP // 1_000_000} MB, even without its pictures; {_SAVE}")
    if markup.count("<!--") > MAX_COMMENTS:
        raise FileSkipped(f"web page with more than {MAX_COMMENTS:,} comments; {_SAVE}")
    begins = _body_without_tag(_tags(markup))
    return markup if begins is None else f"{markup[:begins]}<body>{markup[begins:]}"


def _body_without_tag(tags: Iterator[tuple[str, int]]) -> int | None:
    """Where the body of a page begins that has no tag for it, as the standard allows; None for any other page.

    libxml2 would keep an <article> in the head there, where nothing is shown. All tags are looked at. Raises
    FileSkipped where they are too many.
    """
    begins, within, number, has_body = -1, "", 0, False
    for name, at in tags:
        number += name[0] != "/"
        if number > MAX_TAGS:
            raise FileSkipped(f"web page with more than {MAX_TAGS:,} tags; {_SAVE}")
        has_body = has_body or name in _BODIES
        if begins < 0 and not within and name not in _OF_THE_HEAD and name[0] != "/":
            begins = at
        if name in _SUBSTITUTES:
            within = name
        elif name == f"/{within}":
            within = ""
    return None if has_body or begins < 0 else begins


def _tags(markup: str) -> Iterator[tuple[str, int]]:
    """Every tag with where it stands: its name in lower case, that of an end tag with a slash. Raises FileSkipped."""
    at = 0
    while tag := _OPENED.search(markup, at):
        name, end, other = tag.groups()
        if other:
            at = _after_declaration(markup, tag)
            continue
        if end is None:
            raise FileSkipped(f"web page with a tag of more than {MAX_ATTRIBUTES:,} attributes; {_SAVE}")
        at, name = tag.end(), name.lower()
        yield name, tag.start()
        if name in _RAW:
            ends = _RAW[name].search(markup, at)
            at = ends.start() if ends else len(markup)


def _after_declaration(markup: str, opened: re.Match[str]) -> int:
    """Where a comment, a declaration or an end tag without a name ends."""
    if opened[0] == "<!--":
        ends = _COMMENT_ENDS.search(markup, opened.start() + 2)  # "<!-->" is one already
        return ends.end() if ends else len(markup)
    end = markup.find(">", opened.end())
    return end + 1 if end >= 0 else len(markup)
