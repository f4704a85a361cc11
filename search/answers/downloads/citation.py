"""An article as it is cited: in a sentence, and as an entry of BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from search.answers.as_json import tag_names
from search.answers.downloads.writers import is_person, writers
from search.model import Document
from search.query.periods import period_words

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
"""What LaTeX takes for commands. Braces have names, because BibTeX counts even those that are escaped."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def permanent(document: Document, host: str) -> str:
    """Where the article is found for as long as its file keeps its name; `host` is "http://a:8000"."""
    return f"{host}/documents/{quote(document.id)}"


def citation(document: Document, host: str) -> tuple[str, ...]:
    """The parts of the article's line: author, title, source, date and where it stands on the web, or here."""
    named = [
        document.author,
        f"“{one_line(document.title) or document.path}”",
        document.source.name if document.source else "",
        period_words(document.day.value) if document.day else "no date",
    ]
    return tuple(one_line(part) for part in (*named, address_of(document, host)) if part)


def bibtex(document: Document, host: str) -> str:
    """The article as an entry, its key made of its id: the same in every export."""
    kind = "article" if document.source else "misc"
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(document, host) if value)
    return f"@{kind}{{clippings-{quote(document.id)},\n{fields}\n}}\n"


def _fields(document: Document, host: str) -> Iterator[tuple[str, str]]:
    """Titles, media and bylines of agencies stand in braces: they are neither split nor set in small letters."""
    yield "author", " and ".join(_plain(name) if is_person(name) else _whole(name) for name in writers(document))
    yield "title", _whole(document.title or document.path)
    yield "journal", _whole(document.source.name if document.source else "")
    if document.day:
        yield from zip(("year", "month", "day"), document.day.value.split("-"), strict=False)
    yield "pages", _plain(document.page)
    yield "url", quote(address_of(document, host), safe=":/?#[]@!$&'()*+,;=%~")
    yield "langid", _plain(document.language)
    yield "keywords", ", ".join(_keyword(word) for word in dict.fromkeys((*document.subjects, *tag_names(document))))
    yield "annote", _plain("; ".join(tag.note for tag in document.tags if tag.note))


def address_of(document: Document, host: str) -> str:
    """Where the article stands on the web; here, if nobody says."""
    return document.url if _WEB.match(document.url) else permanent(document, host)


def _keyword(text: str) -> str:
    """A word of a list with commas: one that has a comma stands in braces."""
    return _whole(text) if "," in text else _plain(text)


def _whole(text: str) -> str:
    return f"{{{_plain(text)}}}" if text else ""


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def one_line(text: str) -> str:
    """A text without breaks and control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())
