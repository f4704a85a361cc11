"""A record with named fields -> a document: what the keys of JSON objects and the columns of tables mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from search.model import Document, Note
from search.readers import OWN, Options, Rejected, declaring
from search.readers.pieces import compose
from search.readers.records.record_keys import (
    AROUND,
    HOSTS,
    KEPT,
    KEYS,
    MODIFIED,
    OWN_KEYS,
    READERS,
    SAVED,
    SUMMARIES,
    WRAPPERS,
)
from search.readers.records.record_values import address, paragraphs, resolved, shown, words

_NAMED = 8
_BY = re.compile(r"By\s+(?=[^\W\d_])")
"""What a byline begins with in English; elsewhere the same word may begin a name (von, de)."""
_CUT = re.compile(r"\[\+(?P<missing>\d{1,7}) chars\]\s*$")
"""Without the spaces before it: a search would begin at each of a long run, and read on to its end."""
_REMOVED = {"", "[Removed]", "[removed]", "[deleted]", "[deleted by user]"}
"""What NewsAPI and Reddit put in the place of a title and a text that are gone."""
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}")
_LETTER = re.compile(r"[^\W\d_]")
_REMARK = re.compile(r"(?<=\w) \([^()]{1,40}\)$")
"""What is said of a column behind its name: "Published date (UTC)"."""
_SIGNS = re.compile(r"[\s_.\-'’`()\[\]/:*#\"]")
"""What names are compared without. Other signs are letters in some scripts."""


_OF_FIELDS = frozenset(chain.from_iterable(KEYS.values()))
_KNOWN = _OF_FIELDS | {*MODIFIED, *OWN_KEYS}
_PROSE = 200
"""Characters that no name, list of subjects or address has."""


def document(data: object, path: str, options: Options) -> Document | Rejected:
    """The document that a record is, or why it is none."""
    if not isinstance(data, dict):
        return Rejected(path, 'not a JSON object such as {"title": …, "body": …}; remove it, or give it keys')
    fields = _Fields(_unwrapped(data), options)
    title, body = " ".join(shown(fields.text("title")).split()), shown(fields.text("body"))
    if not _LETTER.search(title + body):
        return Rejected(path, _no_text(data))
    if {title, body} <= _REMOVED and title:
        return Rejected(path, "removed by its source, which left no text; no action needed")
    declared = fields.declared() | {
        key: value for key, value in (("encoding", options.charset), (OWN, fields.own())) if value
    }
    body, cut = _whole(body)
    text, parts = compose(title, paragraphs(body))
    notes = (*_cut_off(cut), *fields.unread(len(body)))
    return declaring(path, text, declared, title=title, parts=parts, notes=notes)


def _cut_off(missing: str) -> tuple[Note, ...]:
    if not missing:
        return ()
    return (Note(f"text cut off by its source: {missing} more characters are not in the file", warning=True),)


def _whole(body: str) -> tuple[str, str]:
    """A text without the mark by which NewsAPI cuts it, and how many characters it says are missing, "" for none."""
    mark = _CUT.search(body)
    return (body[: mark.start()].rstrip().rstrip("…. "), mark["missing"]) if mark else (body, "")


def declared(data: Mapping[str, object], options: Options) -> dict[str, str]:
    """What a record says of its document, by the keys of `Document.declared`."""
    return _Fields(_unwrapped(data), options).declared()


def has_body(data: Mapping[str, object], options: Options) -> bool:
    """Whether a record has a text of its own, rather than only saying something of another."""
    return bool(_Fields(_unwrapped(data), options).text("body"))


def has_title(data: Mapping[str, object], options: Options) -> bool:
    """Whether a record has a title of its own."""
    return bool(_Fields(_unwrapped(data), options).text("title"))


def known_columns(names: list[str], options: Options) -> int:
    """How many of a table's column names are the name of a field."""
    known = _OF_FIELDS | {_folded(name) for _, name in options.names}
    return sum(_folded(name) in known for name in names)


class _Fields:
    """A record's values by field, under the name that was said or else the first usual one that has text."""

    def __init__(self, data: Mapping[str, object], options: Options) -> None:
        # A wrapper holds the record, whatever field its name may be as well: "_source" is no publisher.
        own = ((key, value) for key, value in data.items() if not (key in WRAPPERS and isinstance(value, dict)))
        self._record = _by_name(own)
        self._written = {_folded(key): key[:40] for key in data}
        self._texts: dict[str, tuple[str, str]] = {}
        self._said = {field: _said_name(name, self._record) for field, name in options.names}
        inside = ((_folded(name), _inside(data, name)) for _, name in options.names if "." in name)
        self._record |= {name: value for name, value in inside if value is not None}

    def text(self, field: str) -> str:
        return self._told(field)[1]

    def declared(self) -> dict[str, str]:
        found = {field: resolved(" ".join(self.text(field).split())) for field in KEYS if field not in ("body", "url")}
        found["url"] = "".join(self.text("url").split())
        found["author"] = _BY.sub("", found["author"])
        rules = {"date_rule": "date_published", "source_rule": "source"}
        found |= {rule: f"record's key {self._told(field)[0]}" for rule, field in rules.items() if found[field]}
        found["other_dates"] = "\n".join(self._other_dates())
        return {field: value for field, value in found.items() if value}

    def own(self) -> str:
        """What the record itself is called, "" where it does not say."""
        named = (words(self._record[name])[:500] for name in OWN_KEYS if name in self._record)
        return next(filter(None, named), "")

    def unread(self, length: int) -> Iterator[Note]:
        """A warning where a value that no field is known for is prose, and longer than the `length` of the text.

        A record with a text of its own has others for reasons of its own.
        """
        if self._told("body")[0] not in ("", *SUMMARIES):
            return
        others = ((words(value), name) for name, value in self._record.items() if name not in _KNOWN)
        text, name = max(others, key=lambda other: len(other[0]), default=("", ""))
        if len(text) > max(length, _PROSE) and text.count(" ") > _PROSE // 10:
            yield Note(
                f"“{self._written.get(name, name)}” has {len(text):,} characters that are not read; "
                f"if that is the text, use --map body={self._written.get(name, name)}",
                warning=True,
            )

    def _told(self, field: str) -> tuple[str, str]:
        """The name under which a field is told, and its text; two empty strings where it is not."""
        if field not in self._texts:
            names = (self._said[field], *KEYS[field]) if field in self._said else KEYS[field]
            there = ((name, self._text(field, name)) for name in names if name in self._record)
            self._texts[field] = next((told for told in there if told[1]), ("", ""))
        return self._texts[field]

    def _text(self, field: str, name: str) -> str:
        """What a field has under this name, "" where the name means something else here."""
        value = self._record[name]
        if name in READERS and not isinstance(value, dict):
            return ""
        if name in HOSTS and not _HOST.fullmatch(words(value)):
            return ""
        if field == "date_published" and name != self._said.get(field) and self._record.keys() >= KEPT:
            return ""
        if name in SAVED and name != self._said.get(field) and self._is_bookmark():
            return ""
        return address(value) if field == "url" else words(value)

    def _is_bookmark(self) -> bool:
        """Whether it has an address and a title, as what is saved for later has; a post has no title."""
        return bool(self.text("url") and self.text("title"))

    def _other_dates(self) -> Iterator[str]:
        """The days of a last change; where there is one of saving, it is the bookmark that changed and not the page."""
        if not SAVED.isdisjoint(self._record) and self._is_bookmark():
            return
        for key in MODIFIED:
            if key in self._record and (value := " ".join(words(self._record[key]).split())):
                yield f"record's key {key}\t{value}"


def _by_name(items: Iterable[tuple[str, object]]) -> dict[str, object]:
    """The values by the names that they are compared by; of columns that differ in a remark the one without it counts.

    Where all have one, the first counts.
    """
    found: dict[str, object] = {}
    for key, value in sorted(items, key=lambda item: _REMARK.search(item[0]) is not None):
        name = _folded(key)
        found[name if name not in found or not _REMARK.search(key) else _SIGNS.sub("", key.lower())] = value
    return found


def _said_name(name: str, record: Mapping[str, object]) -> str:
    """A name that was said, as the record has it: with its remark where there is one without it as well."""
    whole = _SIGNS.sub("", name.lower())
    return whole if whole in record else _folded(name)


def _unwrapped(data: Mapping[str, object]) -> Mapping[str, object]:
    inner = next((data[key] for key in WRAPPERS if isinstance(data.get(key), dict)), None)
    around = next((data[key] for key in AROUND if isinstance(data.get(key), dict)), None)
    data = {**around, **data} if isinstance(around, dict) else data
    return {**data, **inner} if isinstance(inner, dict) else data


def _inside(data: object, name: str) -> object:
    """The value under names with dots between them, each inside the object of the one before."""
    for step in name.split("."):
        if not isinstance(data, dict):
            return None
        data = next((value for key, value in data.items() if _folded(key) == _folded(step)), None)
    return data


def _folded(name: str) -> str:
    return _SIGNS.sub("", _REMARK.sub("", name).lower())


def _no_text(data: Mapping[str, object]) -> str:
    names = ", ".join(str(key)[:40] for key in [*data][:_NAMED]) + (", ..." if len(data) > _NAMED else "")
    usual = ", ".join(KEYS["body"][:3])
    return f"no text in a field such as {usual}; if another field holds it ({names}), use --map body=NAME"
