"""Europresse: articles with a source, a line of section, day and page, a title, and "news·20230314·LM·0q15" below.

    Le Monde                                        <span class="DocPublicationName">
    Actualités, mardi 14 mars 2023, p. 16           <span class="DocHeader">, one of them, or one a field
    Harbour bridge closed                           <div class="titreArticle">, or <span class="TitreArticleVisu">
    Ida Fenn
    ...                                             <div class="DocText">
    © 2023 Le Monde. Tous droits réservés.
    Numéro de document : news·20230314·LM·0q15      then the certificate, which names the buyer and the day of sale

Facts of the format: public converters (tm.plugin.europresse for R, Gargantext, IRaMuTeQ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from search.readers import Record
from search.readers.exports import proof
from search.readers.exports.article import Entry, joined, section_and_page, source_name, stated_words
from search.readers.exports.date_lines import DateLine, date_in
from search.readers.exports.labels import is_byline, labelled, writer
from search.readers.exports.lines import is_furniture, is_rights, shown
from search.readers.exports.page_text import ARTICLE, MARK
from search.readers.exports.stretches import articles

_NAME = f"{MARK}docpublicationname"
_ID = re.compile(r"\b(?P<id>[a-z]{2,8}[·.•:×](?:19|20)\d{6}[·.•:×][\w·.•:×-]{2,60})")
_NUMBERED = re.compile(
    r"^[ \t\xa0]*(?:Numéro de document|Document number|Dokumentnummer|Número de documento|Documentnummer)?[ \xa0]*:?"
    r"[ \xa0]*(?P<id>[a-z]{2,8}[·•×](?:19|20)\d{6}[·•×][\w·•×-]{2,60})[ \t\xa0]*$",
    re.MULTILINE | re.IGNORECASE,
)
_CERTIFICATE = re.compile(
    r"(?:certificat\b|certificate\b|émis le|issued on|le présent document|this (?:article|document) is protected"
    r"|visualisable|nom de la source|source name|périodicité|frequency\b|couverture géographique|geographic coverage"
    r"|provenance\b|type de (?:presse|source)|press type|diffusion\b|circulation\b|référencement"
    r"|cet article est paru dans|this article (?:also )?appeared in|dieser artikel erschien"
    r"|este artículo (?:se publicó|apareció)|destiné à l['’]usage|à \w.{0,60}à des fins de visualisation)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\d[\d\s.,]*(?:mots|words|wörter|palabras|woorden)\b", re.IGNORECASE)
_RULED = re.compile(r"[-_=*]{3,}")
_ISSUE = re.compile(r",?\s*(?:n[o°º]\.?|num\.?|nr\.?)\s*\d.*$", re.IGNORECASE)
_IN_NUMBERS = ("·20", "·19", "•20", "•19")
_TITLES = ("titrearticlevisu", "titrearticle")
_TEXTS = ("doctext", "dococurrcontainer")
_INITIAL = re.compile(r"\s[^\W\d_]\.$")
"""How a line ends whose last name is cut to a letter; a sentence ends in a word."""
_REMARKS = re.compile(r"notes?(?:\(s\))?\s?:", re.IGNORECASE)
"""The heading of remarks below a text, with nothing behind it."""
RULE = "europresse header line"
RULE_NUMBER = "europresse document number"


def look(text: str, path: str, encoding: str) -> Iterator[Record] | None:
    """The articles of an export, or None where the text is none."""
    if _NAME in text:
        starts = _starts(text)
        first = text[starts[0] : starts[1] if len(starts) > 1 else len(text)]
        if _day(first) is not None:
            return proof.records(_pages(text, starts), path, encoding, 0)
    if any(sign in text for sign in _IN_NUMBERS):
        ends = list(_NUMBERED.finditer(text))
        if ends and _plain(text[: ends[0].start()]) is not None:
            return proof.records(articles(text, ends, _plain), path, encoding, 0)
    return None


def _starts(text: str) -> list[int]:
    """Where articles begin: at elements of that name, of which some have no mark of the source, or at these marks."""
    mark = ARTICLE if ARTICLE in text[: text.index(_NAME)] else _NAME
    return [match.start() for match in re.finditer(re.escape(mark) + r"$", text, re.MULTILINE)]


def _pages(text: str, starts: Sequence[int]) -> Iterator[Entry]:
    """The articles of a page, each from its mark to that of the next."""
    ends = [*starts[1:], len(text)]
    number = 0
    for start, end in zip(starts, ends, strict=True):
        entry = _marked(text[start:end])
        if not (entry.title or entry.body):
            continue
        number += 1
        entry.number = number
        entry.whole = end < len(text) or bool(entry.own_id) or _closed(text[start:end])
        yield entry


def _closed(text: str) -> bool:
    """Whether an article ends with the line of rights, as whole ones do."""
    return any(is_rights(line) for line in shown(text)[-8:])


def _day(text: str) -> DateLine | None:
    """The day of an article whose fields are marked by their classes."""
    marks, lines = _by_mark(text)
    return date_in(joined(" ".join(marks.get("docheader", []))) or " ".join(lines[:8]))


def _marked(text: str) -> Entry:
    """An article whose fields are marked by their classes."""
    marks, _ = _by_mark(text)
    own = _own_id(text)
    day = _day(text) or _numbered_day(own) or DateLine("", "", joined(" ".join(marks.get("docheader", []))), "")
    named = [*marks.get("docpublicationname", []), *marks.get("sm-margin-bottom", []), *marks.get("<article>", [])]
    entry = _headed(joined(" ".join(named[:1])), day)
    entry.date_rule = RULE if _day(text) else RULE_NUMBER
    entry.own_id = own
    title = next((marks[name] for name in _TITLES if marks.get(name)), [])
    body = next((marks[name] for name in reversed(_TEXTS) if marks.get(name)), [])
    rest = title[1:] if body else []
    if not body:
        title, body = title[:1], title[1:]
    entry.title = joined(title[0]) if title else ""
    entry.body = _body(body)
    writers = [*marks.get("docauthors", []), *marks.get("sm-margin-bottomnews", []), *rest]
    _signed(entry, [line for line in writers if not is_rights(line)], taken=bool(rest or writers))
    return entry


def _by_mark(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """The lines behind each mark, and all lines without the marks."""
    marks: dict[str, list[str]] = {}
    name, lines = "", list[str]()
    for line in shown(text):
        if line.startswith(MARK):
            name = line[1:]
        elif not is_furniture(line):
            lines.append(line)
            marks.setdefault(name, []).append(line)
    return marks, lines


def _headed(source: str, day: DateLine) -> Entry:
    section, page = section_and_page(day.before)
    page = page or section_and_page(f"x, {day.after}")[1]
    length = _LENGTH.search(day.after)
    return Entry(
        0,
        source=source_name(_ISSUE.sub("", source)),
        source_rule="europresse publication name",
        date=day.value,
        date_words=day.words,
        date_rule=RULE,
        section=section,
        page=page,
        words=stated_words(length[0]) if length else 0,
    )


def _numbered_day(number: str) -> DateLine | None:
    """The day in a document's number: "news·20230314·LM·0q15"."""
    digits = next((part for part in re.split(r"[·.•:×]", number)[1:2] if len(part) == 8), "")
    found = date_in(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}") if digits else None
    return DateLine(found.value, digits, "", "") if found else None


def _own_id(text: str) -> str:
    found = [*_ID.finditer(text)]
    return found[-1]["id"] if found else ""


def _body(lines: Sequence[str]) -> list[str]:
    """The paragraphs down to the line of rights, the number or the certificate."""
    out: list[str] = []
    for line in lines:
        if _REMARKS.fullmatch(line):
            continue
        if is_rights(line) or _NUMBERED.match(line) or _CERTIFICATE.match(line) or (labelled(line) or ("",))[0] == "id":
            break
        out.append(line)
    return out


def _signed(entry: Entry, lines: Sequence[str], *, taken: bool) -> None:
    """The writer: a short line behind the title; a longer one is a second headline."""
    for line in lines:
        if (
            len(line) <= 100
            and not entry.author
            and (is_byline(line) or _INITIAL.search(line) or not line.endswith((".", "!", "?")))
        ):
            entry.author = writer(line)
        elif not entry.lead:
            entry.lead = line
    if (
        not taken
        and len(entry.body) > 1
        and len(entry.body[0]) <= 60
        and not entry.body[0].endswith((".", "!", "?", ":"))
    ):
        entry.author = writer(entry.body.pop(0))


def _plain(text: str) -> Entry | None:
    """An article of which only the order of its lines is known: source, section with day, title, writer, text."""
    lines = [line for line in shown(text) if not _is_around(line)]
    at = next(
        (n for n, line in enumerate(lines[:40]) if n and len(line) < 160 and date_in(line) and not is_rights(line)), 0
    )
    day = date_in(lines[at]) if at else None
    if day is None or at + 2 >= len(lines):
        return None
    entry = _headed(lines[at - 1], day)
    entry.title = joined(lines[at + 1])
    entry.body = _body(lines[at + 2 :])
    _signed(entry, [], taken=False)
    return entry


def _is_around(line: str) -> bool:
    """Whether a line belongs to the export and to no article."""
    return is_furniture(line) or bool(_CERTIFICATE.match(line) or _RULED.fullmatch(line)) or line.startswith(MARK)
