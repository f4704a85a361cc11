"""A record with named fields -> a document: what the keys of JSON objects and the columns of tables mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from math import isfinite

from search.model import Document
from search.readers import OWN, Options, Rejected, document_id
from search.readers.pieces import compose

# Names as dumps of news really have them, the usual first; compared in lower case without "_", "-", "." and blanks.
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": (
        *(
            "title",
            "headline",
            "name",
            "heading",
            "subject",
            "articletitle",
            "newstitle",
            "posttitle",
            "storytitle",
            "storyheadline",
            "articleheadline",
            "newsheadline",
            "headlinemain",
            "webtitle",
            "pagetitle",
            "documenttitle",
            "maintitle",
        ),
        *(
            "titel",
            "titre",
            "título",
            "titulo",
            "titolo",
            "заголовок",
            "название",
            "başlık",
            "标题",
            "タイトル",
            "제목",
        ),
    ),
    "body": (
        *("body", "text", "content", "articlebody", "fulltext", "maintext", "bodytext", "article", "articletext"),
        *(
            "story",
            "contents",
            "newstext",
            "postcontent",
            "contenttext",
            "rawtext",
            "cleantext",
            "message",
            "articlecontent",
            "newsbody",
            "newscontent",
            "storytext",
            "storybody",
            "posttext",
            "textcontent",
            "bodyhtml",
            "contenthtml",
            "transcript",
        ),
        *("inhalt", "texte", "contenu", "texto", "contenido", "conteúdo", "testo", "tekst", "текст", "metin"),
        *("正文", "内容", "本文", "본문", "description", "summary", "abstract", "leadparagraph", "excerpt", "snippet"),
    ),
    "date_published": (
        *("date", "datepublished", "published", "publishedat", "publisheddate", "publishdate", "publicationdate"),
        *(
            "pubdate",
            "publishedon",
            "publishedtime",
            "firstpublished",
            "dateofpublication",
            "articledate",
            "postdate",
            "datepublish",
            "webpublicationdate",
            "publicationtime",
            "publishtime",
            "pubtime",
            "dateposted",
            "postedat",
            "postedon",
            "releasedate",
            "dateissued",
            "issued",
            "storydate",
            "newsdate",
            "dateline",
        ),
        *("timestamp", "datetime", "created", "createdat", "time", "day", "datecreated", "dateadded", "seendate"),
        *("datum", "fecha", "data", "дата", "tarih", "日期", "発行日", "날짜"),
    ),
    "source": (
        *(
            "source",
            "publisher",
            "publication",
            "outlet",
            "newspaper",
            "sitename",
            "site",
            "sourcename",
            "media",
            "publicationtitle",
            "publicationname",
            "publishername",
            "newspapername",
            "outletname",
            "medianame",
            "mediaoutlet",
            "newssource",
            "paper",
        ),
        *("medium", "website", "quelle", "zeitung", "journal", "fuente", "fonte", "источник", "kaynak", "来源", "媒体"),
    ),
    "url": (
        "url",
        "link",
        "canonicalurl",
        "sourceurl",
        "articleurl",
        "href",
        "permalink",
        "webpage",
        "weburl",
        "pageurl",
        "originalurl",
        "articlelink",
        "storyurl",
        "newsurl",
        "uri",
    ),
    "author": (
        "author",
        "authors",
        "byline",
        "creator",
        "writer",
        "authorname",
        "authornames",
        "writtenby",
        "reporter",
        "journalist",
        "correspondent",
        "autor",
        "auteur",
        "autore",
        "автор",
        "yazar",
        "作者",
    ),
    "language": ("language", "lang", "languagecode", "inlanguage", "sprache", "langue", "idioma", "lingua", "язык"),
}
_MODIFIED = ("datemodified", "modified", "modifiedat", "updated", "updatedat", "lastmodified", "dateupdated")
_INNER = ("name", "title", "rendered", "main", "original", "value", "text", "#text")
"""Where an object in the place of a string keeps the string."""
_WRAPPERS = ("_source", "fields", "doc", "attributes", "article", "story", "document", "item", "post", "record")
"""Keys under which exports of databases keep the record itself."""
_OWN = ("id", "uid", "uuid", "guid", "recordid", "articleid", "docid", "documentid", "storyid", "postid", "messageid")
"""Keys that tell a record from all others of its file."""
_NAMED = 8
_MARKUP = re.compile(r"</(?:p|div|br|a|b|i|em|strong|span|h\d)>|<(?:br|p)\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:/(?:p|div|h\d|li|blockquote)|br\s*/?)>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{1,2000}>")
_LETTER = re.compile(r"[^\W\d_]")
_LONG = 80
"""Characters that make the items of a list paragraphs rather than names."""


def document(data: object, path: str, options: Options) -> Document | Rejected:
    """The document that a record is, or why it is none."""
    if not isinstance(data, dict):
        return Rejected(path, 'not a JSON object such as {"title": …, "body": …}; remove it, or give it keys')
    fields = _Fields(_unwrapped(data), options)
    title, body = " ".join(_shown(fields.text("title")).split()), _shown(fields.text("body"))
    if not _LETTER.search(title + body):
        return Rejected(path, _no_text(data))
    declared = fields.declared() | {
        key: value for key, value in (("encoding", options.charset), (OWN, fields.own())) if value
    }
    text, parts = compose(title, _paragraphs(body))
    return Document(
        id=document_id(path),
        path=path,
        title=title,
        text=text,
        parts=parts,
        url=declared.get("url", ""),
        author=declared.get("author", ""),
        declared=declared,
    )


def declared(data: Mapping[str, object], options: Options) -> dict[str, str]:
    """What a record says of its document, by the keys of `Document.declared`."""
    return _Fields(_unwrapped(data), options).declared()


def has_body(data: Mapping[str, object], options: Options) -> bool:
    """Whether a record has a text of its own, rather than only saying something of another."""
    return bool(_Fields(_unwrapped(data), options).text("body"))


def known_columns(names: list[str], options: Options) -> int:
    """How many of a table's column names are the name of a field."""
    known = {name for keys in _KEYS.values() for name in keys} | {_folded(name) for _, name in options.names}
    return sum(_folded(name) in known for name in names)


class _Fields:
    """A record's values by field, under the name that was said or else the first usual one that has text."""

    def __init__(self, data: Mapping[str, object], options: Options) -> None:
        self._record = {_folded(key): value for key, value in data.items()}
        self._said = {field: _folded(name) for field, name in options.names}
        inside = ((_folded(name), _inside(data, name)) for _, name in options.names if "." in name)
        self._record |= {name: value for name, value in inside if value is not None}

    def text(self, field: str) -> str:
        return _text(self._record.get(self._key(field)))

    def declared(self) -> dict[str, str]:
        found = {field: " ".join(self.text(field).split()) for field in _KEYS if field != "body"}
        rules = {"date_rule": "date_published", "source_rule": "source"}
        found |= {rule: f"record's key {self._key(field)}" for rule, field in rules.items() if found[field]}
        found["other_dates"] = "\n".join(self._other_dates())
        return {field: value for field, value in found.items() if value}

    def own(self) -> str:
        """What the record itself is called, "" where it does not say."""
        return next(filter(None, (_text(self._record.get(name))[:500] for name in _OWN)), "")

    def _key(self, field: str) -> str:
        names = (self._said[field], *_KEYS[field]) if field in self._said else _KEYS[field]
        return next((name for name in names if _text(self._record.get(name))), "")

    def _other_dates(self) -> Iterator[str]:
        for key in _MODIFIED:
            if value := " ".join(_text(self._record.get(key)).split()):
                yield f"record's key {key}\t{value}"


def _unwrapped(data: Mapping[str, object]) -> Mapping[str, object]:
    inner = next((data[key] for key in _WRAPPERS if isinstance(data.get(key), dict)), None)
    return {**data, **inner} if isinstance(inner, dict) else data


def _inside(data: object, name: str) -> object:
    """The value under names with dots between them, each inside the object of the one before."""
    for step in name.split("."):
        if not isinstance(data, dict):
            return None
        data = next((value for key, value in data.items() if _folded(key) == _folded(step)), None)
    return data


def _folded(name: str) -> str:
    return re.sub(r"[\s_.-]", "", name.lower())


def _no_text(data: Mapping[str, object]) -> str:
    names = ", ".join(str(key)[:40] for key in [*data][:_NAMED]) + (", ..." if len(data) > _NAMED else "")
    usual = ", ".join(_KEYS["body"][:3])
    return f"no text in a field such as {usual}; if another field holds it ({names}), use --map body=NAME"


def _text(value: object) -> str:
    """A value as words: a string, a number, the name in an object, or a list of such."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _text(next((value[key] for key in _INNER if isinstance(value.get(key), str)), ""))
    if isinstance(value, list):
        texts = [_text(item) for item in value[:1000]]
        return ("\n\n" if any(len(text) > _LONG for text in texts) else ", ").join(filter(None, texts))
    number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return str(value) if number else ""


def _shown(text: str) -> str:
    """The text without markup, where it has any."""
    if not _MARKUP.search(text):
        return text
    return unescape(_ANY_TAG.sub("", _BREAK.sub("\n\n", text)))


def _paragraphs(body: str) -> list[str]:
    """Split at blank lines, or at every line where there are none."""
    return re.split(r"\n\s*\n" if re.search(r"\n\s*\n", body) else r"\n", body)
