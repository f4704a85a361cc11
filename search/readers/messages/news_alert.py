"""A mail of Google Alerts -> the results that it lists: headline, publisher, extract and address of each.

=== News - 2 new results for ["night ferry"] ===            the plain form: a heading for each search

Night ferry leaves without its captain                      the headline
Årøsund Avis                                                the publisher
The captain was ill, and the pilot did not come aboard ...  an extract
<https://www.google.com/url?rct=j&sa=t&url=https://avis.example/1&ct=ga>

The page has a row for each, which it marks as an article of schema.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.etree
import lxml.html

from search.model import Document, Note
from search.readers import Record, Remark, document_id

_SECTION = re.compile(
    r"^=== [^\n\[\]]{1,80}? (?P<count>\d{1,4}) [^\[\]=]{1,80}\[[^\]]{1,500}\]\s===[ \t]*$", re.MULTILINE
)
_ADDRESS = re.compile(r"<(?P<url>https?://[^\s<>]{1,4000})>")
_END = re.compile(r"^(?:-[ \t]+){4,}-?[ \t]*$", re.MULTILINE)
_TURNS = re.compile(r"https?://www\.google\.[a-z.]{2,6}/url\?")
_MANAGED = b"google.com/alerts"
_ARTICLE = b"schema.org/Article"
_WIDTH = 70
"""Characters in which a line of the plain form is broken, at the least."""


@dataclass(frozen=True, slots=True)
class Result:
    """One result: an article elsewhere, of which the mail has the headline and some words."""

    title: str
    publisher: str
    extract: str
    url: str


@dataclass(frozen=True, slots=True)
class Alert:
    """The results of a mail, and how many it says it has; 0 where it does not say."""

    results: Sequence[Result]
    stated: int


def may_be(plain: bytes, page: bytes) -> bool:
    """Whether a mail may be an alert, by the bytes of its two forms."""
    return plain.lstrip().startswith(b"=== ") or (_MANAGED in page and _ARTICLE in page)


def alert(plain: str, page: bytes) -> Alert | None:
    """The results of a mail by its plain form and its page, None where it is no alert."""
    sections = [*_SECTION.finditer(plain)] if plain.lstrip().startswith("=== ") else []
    if not sections and not (_MANAGED in page and _ARTICLE in page):
        return None
    results = max([*_of_page(page)], [*_of_sections(plain, sections)], key=len)
    return Alert(results, sum(int(section["count"]) for section in sections)) if results else None


def documents(found: Alert, path: str, said: dict[str, str]) -> Iterator[Record]:
    """A document for each result, and the number of them beside the one that the mail states."""
    mail = ", ".join(said[key] for key in ("title", "date_published") if key in said)
    day = {}
    if "date_published" in said:
        day = {"date_created": said["date_published"], "created_rule": f"{said['date_rule']} of the alert"}
    for number, result in enumerate(found.results, 1):
        place = f"{path}#{number}"
        publisher = (
            {"source": result.publisher, "source_rule": "publisher in Google Alerts"} if result.publisher else {}
        )
        yield Document(
            id=document_id(place),
            path=place,
            title=result.title,
            text="\n\n".join(filter(None, (result.title, result.extract))),
            url=result.url,
            declared={"title": result.title, "url": result.url, **publisher, **day},
            notes=(
                Note(
                    f"headline and extract from the alert {mail or 'without a subject'}; the article is at its address"
                ),
            ),
        )
    count = len(found.results)
    if found.stated:
        yield Remark(
            path, (Note(f"{count:,} of the {found.stated:,} results that the alert says it has", count < found.stated),)
        )


def _of_sections(plain: str, sections: Sequence[re.Match[str]]) -> Iterator[Result]:
    for number, section in enumerate(sections, 1):
        end = sections[number].start() if number < len(sections) else len(plain)
        last = _END.search(plain, section.end(), end)
        at, stop = section.end(), last.start() if last else end
        for address in _ADDRESS.finditer(plain, at, stop):
            if _TURNS.match(address["url"]):
                lines = _lines(plain[at : address.start()])
                if lines:
                    yield Result(lines[0], *(_rest(lines)), _target(address["url"]))
            at = address.end()


def _lines(text: str) -> list[str]:
    """The lines of a result, with those put together that were broken because the next word did not fit."""
    lines: list[str] = []
    last = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if last and len(last) + 1 + len(line.split()[0]) > _WIDTH:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
        last = line
    return lines


def _rest(lines: Sequence[str]) -> tuple[str, str]:
    """The publisher and the extract; a result without an extract has only the publisher below its headline."""
    return (lines[1] if len(lines) > 1 else "", " ".join(lines[2:]))


def _of_page(page: bytes) -> Iterator[Result]:
    if _ARTICLE not in page:
        return
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except lxml.etree.LxmlError:
        return
    for row in tree.iterfind(".//*[@itemtype]"):
        if row.get("itemtype", "").endswith("schema.org/Article"):
            link = row.find(".//a[@itemprop='url']")
            title = _words(link.find(".//*[@itemprop='name']") if link is not None else None) or _words(link)
            publisher = row.find(".//*[@itemprop='publisher']")
            name = publisher.find(".//*[@itemprop='name']") if publisher is not None else None
            extract = row.find(".//*[@itemprop='description']")
            if title:
                yield Result(title, _words(name), _words(extract), _target(link.get("href", "")))


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _target(address: str) -> str:
    """The address of an article, which Google's own leads on to."""
    if not _TURNS.match(address):
        return address
    asked = parse_qs(urlsplit(address).query)
    return next((asked[key][0] for key in ("url", "q") if key in asked), address)
