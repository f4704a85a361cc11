"""An article of an export, and the document that it becomes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from search.languages import all_languages
from search.model import Document, Note
from search.readers import OWN, document_id
from search.readers.pieces import compose


@dataclass(slots=True)
class Entry:
    """An article as it is put together from its fields. `number` is its place, counted from 1, in the export.

    `date` is ISO 8601 and `date_words` what says so; `words` is its length as the export states it, 0 for unknown;
    `lead` is a summary above the text, which that length does not count.
    `whole` is false where the file ends inside it.
    """

    number: int
    title: str = ""
    source: str = ""
    date: str = ""
    date_words: str = ""
    date_rule: str = ""
    source_rule: str = ""
    author: str = ""
    section: str = ""
    page: str = ""
    language: str = ""
    url: str = ""
    own_id: str = ""
    words: int = 0
    subjects: list[str] = field(default_factory=list)
    lead: str = ""
    body: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    whole: bool = True


_PLACE = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,60})[)\]]\s*$")
_THE = re.compile(r"(?P<name>[^,]{2,100}), (?P<the>The|Der|Die|Das|Le|La|Les|El|Il|De|Het|O|A)")
"""A name as libraries sort it: "Quay Gazette, The". Matched from its beginning to its end."""
_WEB = re.compile(r"web|site|online|blog|\d", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\s*[-–]\s*(?:\d{4}|current\b.*|present)?", re.IGNORECASE)
"""The years of a historical newspaper: "The Quay Times (1851-1933)"."""
_EDITION = re.compile(
    r"[;,]\s*(?:(?:n[o°º]|nr|num|vol|issue|edition|édition|edición|ausgabe|editie)\b[.°º]?.*|[^;]{0,40}\b(?:edition|ausgabe)\b.*)$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"[;,]?\s*(?:\b(?:pgs?|pages?|pág|pag|seiten?|blz|p|s)\b\.?\s*)(?P<page>[A-Z]{0,3}[-.]?\d[\w.,\-–/ ]{0,12})\s*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,\s\xa0]\d{3})+|\d{1,6})(?![\d.,]*\d)")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEAST, _MOST = 0.8, 1.25
"""What share of its stated length a text may have: databases count headlines, captions and hyphens differently."""
_LONGEST = 500


def source_name(words: str) -> str:
    """A publication without its edition and places: "The Times" of "The Times (London)" and of "The Times; London"."""
    name = " ".join(words.split())
    name = _EDITION.sub("", re.split(r"\s+;|;\s", name, maxsplit=1)[0])
    place = _PLACE.search(name)
    if place and place.start() and (_YEARS.fullmatch(place["inside"]) or not _WEB.search(place["inside"])):
        name = name[: place.start()]
    return _spoken(name.strip(" ,;:"))[:_LONGEST]


def _spoken(name: str) -> str:
    """A name with its article before it."""
    found = _THE.fullmatch(name)
    return f"{found['the']} {found['name']}" if found else name


def section_and_page(words: str) -> tuple[str, str]:
    """Section and page of words such as "News; Pg. 3"; either may be missing."""
    segments = [segment.strip(" ,") for segment in " ".join(words.split()).split(";")]
    for at, segment in enumerate(segments):
        found = _PAGE.search(segment)
        if found:
            segments[at] = segment[: found.start()].strip(" ,")
            return "; ".join(filter(None, segments))[:_LONGEST], found["page"].strip(" .,")
    return "; ".join(filter(None, segments))[:_LONGEST], ""


def stated_words(words: str) -> int:
    """The length that a field states: 1355 of "1,355 words"; 0 where it has no number."""
    found = _WORDS.search(words)
    return int(re.sub(r"\D", "", found[1])) if found else 0


def terms(words: str) -> list[str]:
    """The terms of a list, without the shares that Nexis gives ("BRIDGES & TUNNELS (90%); CITY GOVERNMENT (78%)")."""
    found = (" ".join(_SHARE.sub("", term).split()).strip(" .") for term in re.split(r"\s*[;|]\s*", words))
    return [term[:_LONGEST] for term in dict.fromkeys(found) if term][:100]


@cache
def _languages() -> dict[str, str]:
    """Names of languages in lower case, those of this program's languages in English and in a few others."""
    own: dict[str, str] = {
        "deutsch": "de", "français": "fr", "francais": "fr", "nederlands": "nl", "español": "es", "espanol": "es",
        "castellano": "es", "englisch": "en", "anglais": "en", "engels": "en", "inglés": "en", "ingles": "en",
        "französisch": "fr", "frans": "fr", "francés": "fr", "duits": "de", "alemán": "de", "allemand": "de",
        "niederländisch": "nl", "néerlandais": "nl", "neerlandés": "nl", "dutch": "nl", "spanisch": "es",
        "italienisch": "it", "italiano": "it", "italien": "it", "italiaans": "it", "português": "pt",
        "portugiesisch": "pt", "portugais": "pt", "portugués": "pt", "russe": "ru", "russisch": "ru", "ruso": "ru",
        "spaans": "es", "espagnol": "es",
    }  # fmt: skip
    return own | {language.name.casefold(): code for code, language in all_languages().items()}


def language_code(words: str) -> str:
    """The ISO 639-1 code of a language by its name, in one of the languages of databases; "" for others."""
    for word in _LETTERS.findall(words.casefold()):
        if word in _languages():
            return _languages()[word]
        if len(word) == 2 and word in all_languages():
            return str(word)
    return ""


def joined(paragraph: str) -> str:
    """A paragraph on one line."""
    return " ".join(paragraph.split())


def document(entry: Entry, path: str, encoding: str) -> Document:
    """The document of an article at a path, with a warning where its length is not the stated one."""
    lead = [entry.lead] if entry.lead and entry.lead not in entry.body else []
    text, parts = compose(entry.title, [*lead, *entry.body])
    declared = {
        "encoding": encoding,
        "title": entry.title,
        "author": entry.author,
        "url": entry.url,
        "language": entry.language,
        "source": entry.source,
        "source_rule": entry.source_rule if entry.source else "",
        "date_published": entry.date,
        "date_words": entry.date_words,
        "date_rule": entry.date_rule if entry.date else "",
        OWN: entry.own_id,
    }
    return Document(
        id=document_id(path),
        path=path,
        title=entry.title,
        text=text,
        parts=parts,
        url=entry.url,
        author=entry.author,
        section=entry.section,
        page=entry.page,
        subjects=tuple(entry.subjects),
        declared={key: value for key, value in declared.items() if value},
        notes=(*entry.notes, *_length(entry)),
    )


def _length(entry: Entry) -> Sequence[Note]:
    """A warning where a text is shorter or longer than is stated; scripts without blanks are not counted in words."""
    text = " ".join(entry.body)
    if not entry.words or len(_CJK.findall(text)) * 5 > len(text):
        return ()
    count = len(text.split())
    if _LEAST <= count / entry.words <= _MOST:
        return ()
    return (Note(f"the text has {count:,} words, where the export states {entry.words:,}", warning=True),)
