"""The fields at the head of a text, a line each, as programs that collect articles write them.

    Title: Harbour bridge closed             or a line with the title alone, and the fields below it
    Source: The Lowmere Courier
    Date: 14 March 2023
    Words: 52                                fields that say nothing of the kind are passed over
    Text:                                    only at times

They are told by the names that records have for their fields too, in many languages. A single such line is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from search.readers.records.record_keys import KEYS

FIELDS = ("title", "date_published", "source", "url", "author", "language")
_MOST = 20_000
"""Characters of a text in which such a block stands."""
_LINES = 40
_TOP = 3
"""Lines in which the first field stands: below a rule, a number or a title."""
_NAME = 48
"""Characters in which a field's colon stands."""
_COLON = re.compile("[:：]")
_LINE = re.compile(
    r"[ \t>*_#-]{0,6}(?P<key>[^\W\d_][\w \t.()/-]{0,29}?)[ \t\xa0*_]{0,4}"
    r"(?::[*_]{0,3}(?:(?:[ \t\xa0]+|(?=[^\x00-\u2fff]))(?P<value>\S.*?))?|：[ \t]*(?P<full>\S.*?)?)[ \t]*"
)
"""A field; where letters stand without blanks between them there is none behind the colon either."""
_NUMBER = re.compile(r"[^\W\d_]{2,12}[ \t]?(?:#|no\.?)?[ \t]?:[ \t]*#?[\w-]{0,8}\d{1,9}[ \t]*", re.IGNORECASE)
_DATED = re.compile(
    r"(?P<name>\S.{1,80}?)[.,;][ \t]+(?:[^\W\d_]{3,10},?[ \t]+)?(?:\d{1,2}/\d{1,2}/\d{4}|"
    r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}\.?[ \t][^\W\d_]{3,12}\.?,?[ \t]\d{4}|[^\W\d_]{3,12}\.?[ \t]\d{1,2},[ \t]\d{4}))"
    r"\b.*"
)
"""A source with its day, in one field: "The Quay Gazette, 4 March 2021, p. 3". Of 3/4/2021 nobody knows the month."""
_RULE = re.compile(r"[-=_*~]{3,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_QUOTED = re.compile(r"""(?P<sign>["'])(?P<value>.*)(?P=sign)""")
_LONGEST, _LONGEST_LEAD = 500, 3000
_FEWEST = 2
"""Fields below a title without a label: one alone may be a line of a day."""
_UNKNOWN, _HEADLINE = 120, 200
"""Characters of a field of another name, and of a line that is a title."""
_NO_NAMES = frozenset({"name", "subject", "time", "day", "created", "createdat", "timestamp"})
"""Names that a line of prose or a list begins with as well."""
_MORE = {
    "title": "titlu tytuł otsikko rubrik tittel überschrift schlagzeile titular 題名 題目 標題",
    "date_published": "dato dátum päivämäärä erscheinungsdatum veröffentlicht publié publicado pubblicato gepubliceerd"
    " publicerad publisert opublikowano опубликовано 日付 出版日期 发布日期 發布日期",
    "source": "källa kilde bron lähde źródło zdroj izvor testata giornale krant tidning avis gazeta газета издание"
    " источник 出典 出处 新聞 媒體 報紙 journal magazine",
    "author": "forfatter författare kirjoittaja verfasser redacteur автор 記者 记者 著者",
    "url": "webadresse adresse enlace lien länk lenke ссылка adres 链接 網址 リンク",
    "body": "text body content contents article fulltext articletext maintext bodytext story volltext inhalt texte"
    " contenu texto contenido testo brödtext tekst текст 全文 正文 内容 本文",
    "lead": "abstract description summary excerpt snippet zusammenfassung résumé resumen riassunto samenvatting 摘要",
}


@dataclass(slots=True)
class Head:
    """Such a block: what it says by the names of `FIELDS`, where it begins and ends in the text, and the title above.

    `title` is where a title stands that has no label, None where it has one.
    """

    said: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    title: tuple[int, int] | None = None


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())


_NAMES = {
    _folded(name): of
    for of in (*FIELDS, "body", "lead")
    for name in (*(KEYS[of] if of in FIELDS else ()), *_MORE.get(of, "").split())
    if name not in _NO_NAMES
}


def head(text: str) -> Head | None:
    """The block at the head of a text, or None where it has none that says a title, or a day and whose it is."""
    if not _may_begin(text):
        return None
    lines = list(islice(_lines(text[:_MOST]), _LINES))
    first = next((n for n, (_, line) in enumerate(lines) if line.strip() and not _RULE.fullmatch(line.strip())), -1)
    if first < 0:
        return None
    labelled = _known(lines[first][1])[0] != "" or _is_number(lines, first)
    found = _block(text, lines, first if labelled else _below(lines, first))
    if found is None or not (labelled or _takes_title(found, *lines[first])):
        return None
    if "date_published" not in found.said and (dated := _DATED.fullmatch(found.said.get("source", ""))):
        found.said |= {"source": dated["name"]} | ({"date_published": dated["day"]} if dated["day"] else {})
    said = {*found.said} - {"lead"}
    titled = "title" in said and len(said) > 1
    return found if titled or len(said & {"date_published", "source", "url"}) > 1 else None


def _takes_title(found: Head, start: int, line: str) -> bool:
    """Give a block the title that stands above it, in a line that begins at `start`; False where that is none."""
    shown = line.strip("#* \t")
    if "title" in found.said or len({*found.said} - {"lead"}) < _FEWEST:
        return False
    if not 0 < len(shown) <= _HEADLINE or shown.endswith((".", ":", ",", ";")):
        return False
    begin = start + line.index(shown)
    found.title, found.said["title"] = (begin, begin + len(shown)), shown
    return True


def _may_begin(text: str) -> bool:
    """Whether one of the first lines that hold something is a field, as in few texts; the rest is not looked at."""
    at, seen = 0, 0
    while seen < _TOP and at < _MOST:
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else min(len(text), at + _MOST)]
        if line and not line.isspace():
            seen += 1
            if _COLON.search(line, 0, _NAME) and _known(line)[0]:
                return True
        if end < 0:
            return False
        at = end + 1
    return False


def _is_number(lines: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether a line is a field with a number, above one that is known: "Record: 12"."""
    below = lines[at + 1][1] if at + 1 < len(lines) else ""
    return _NUMBER.fullmatch(lines[at][1]) is not None and _known(below)[0] != ""


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with where they begin."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _below(lines: list[tuple[int, str]], first: int) -> int:
    """The next line below one that holds something."""
    return next((n for n in range(first + 1, len(lines)) if lines[n][1].strip()), len(lines))


def _known(line: str) -> tuple[str, str]:
    """The field that a line is, and its value; two empty strings where it is none that is known."""
    found = _LINE.fullmatch(line)
    name = _NAMES.get(_folded(found["key"]), "") if found else ""
    value = (found["value"] or found["full"] or "").strip("* \t") if found else ""
    quoted = _QUOTED.fullmatch(value)
    value = quoted["value"] if quoted else value
    if (name == "url" and not _ADDRESS.fullmatch(value)) or (name == "date_published" and not re.search(r"\d", value)):
        return "", ""
    fits = name == "body" or (value and len(value) <= (_LONGEST if name != "lead" else _LONGEST_LEAD))
    return (name, value) if name and fits else ("", "")


def _block(text: str, lines: list[tuple[int, str]], first: int) -> Head | None:
    """The fields from a line on: down to the first that is none, or to the one that the text begins in or below."""
    if first >= len(lines) or not (_known(lines[first][1])[0] or _is_number(lines, first)):
        return None
    found = Head(start=lines[first][0], end=lines[first][0])
    parted = False
    for start, line in lines[first:]:
        name, value = _known(line)
        if not line.strip():
            parted = True
            continue
        if name == "body":
            found.end = start + line.index(value) if value else start + len(line)
            break
        if name and (not parted or name not in found.said):
            found.said.setdefault(name, value)
            if name == "source" and _ADDRESS.fullmatch(value):
                found.said.setdefault("url", value)  # where a clipping comes from
            parted = False
        elif parted or not _is_other(line):
            found.end = start if _RULE.fullmatch(line.strip()) else found.end
            break
        found.end = start + len(line)
    rest = re.compile(r"\s*(?:[-=_*~]{3,}[ \t]*\n)?\s*").match(text, found.end)
    found.end = rest.end() if rest else found.end
    return found


def _is_other(line: str) -> bool:
    """Whether a line is a field of another name: short, and no sentence."""
    return bool(_LINE.fullmatch(line)) and len(line) <= _UNKNOWN and not line.rstrip().endswith((".", "!", "?"))
