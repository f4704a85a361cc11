"""Formats of journals and editions: JATS, and TEI with an article a file or an issue of many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.readers.entry import NOTHING, Entry, Told
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import (
    OTHER_READINGS,
    attribute,
    first,
    found,
    name_of,
    paragraphs,
    text_of,
    values,
)
from search.readers.xml_formats.table import BLOCKS, Row, XmlFormat

JATS = Row(
    title=("front/article-meta/title-group/article-title", "front-stub/title-group/article-title"),
    text=("front/article-meta/abstract+body+back//fn", "front/article-meta/abstract", "body"),
    day=(),
    source=(
        "front/journal-meta/journal-title-group/journal-title",
        "front/journal-meta/journal-title",
        "front/journal-meta/publisher/publisher-name",
    ),
    author=(),
    url=("front/article-meta/self-uri@{http://www.w3.org/1999/xlink}href",),
    language=("@xml:lang",),
    own=(
        "front/article-meta/article-id[@pub-id-type='doi']",
        "front/article-meta/article-id[@pub-id-type='pmid']",
        "front/article-meta/article-id",
    ),
    captions=("body//fig/caption", "body//table-wrap/caption"),
    blocks=BLOCKS | {"title", "sec", "abstract", "list-item", "disp-quote", "verse-line", "speech", "def", "fn"},
    skipped=frozenset({"fig", "table-wrap", "ref-list", "graphic", "tex-math", "object-id", "supplementary-material"}),
    counted=(("table-wrap", "tables"), ("fig", "figures")),
)
_PUBLISHED = (
    *("[@date-type='pub']", "[@pub-type='epub']", "[@pub-type='ppub']", "[@date-type='epub']", "[@date-type='ppub']"),
    *("[@pub-type='epub-ppub']", "[@pub-type='collection']", "[@date-type='collection']", ""),
)
"""What the pub-dates of an article are called, the day on which it came out first."""


def _jats(article: XmlElement) -> Iterator[Entry]:
    for entry in JATS(article):
        named = entry.own and not entry.url and entry.own.startswith("10.")
        yield replace(
            entry,
            day=_published(article),
            author=", ".join(_persons(article)),
            url=f"https://doi.org/{entry.own}" if named else entry.url,
        )


def _published(article: XmlElement) -> Told:
    for kind in _PUBLISHED:
        for day in found(article, f"front/article-meta/pub-date{kind}"):
            parts = [next(values(day, name), "").zfill(2) for name in ("year", "month", "day")]
            written = attribute(day, "iso-8601-date") or "-".join(parts).partition("-00")[0]
            if written.strip("0-"):
                return Told(written, "element pub-date")
    return NOTHING


def _persons(article: XmlElement) -> Iterator[str]:
    for group in found(article, "front/article-meta/contrib-group/contrib[@contrib-type='author']"):
        name = [next(values(group, f".//{part}"), "") for part in ("given-names", "surname")]
        yield " ".join(filter(None, name)) or next(values(group, ".//string-name"), "") or text_of(group)[:80]


TEI = Row(
    title=(
        "teiHeader/fileDesc/titleStmt/title[@type='main']",
        "teiHeader/fileDesc/titleStmt/title[@level='a']",
        "teiHeader/fileDesc/titleStmt/title",
        "text/body/head",
    ),
    text=("text+text//note", "text"),
    # What the text was taken from comes first: publicationStmt is about the edition, decades later.
    day=(
        *("teiHeader/fileDesc/sourceDesc//imprint/date@when", "teiHeader/fileDesc/sourceDesc//bibl/date@when"),
        *("teiHeader/fileDesc/sourceDesc//date@when", "teiHeader/fileDesc/sourceDesc//date@when-iso"),
        *("teiHeader/profileDesc/creation/date@when", "teiHeader/fileDesc/sourceDesc//origDate@when"),
        *("text/front//docDate@when", "text//docDate@when", "teiHeader/profileDesc/settingDesc//date@when"),
        *("teiHeader/fileDesc/sourceDesc//date@value", "teiHeader/fileDesc/sourceDesc//date"),
        *("teiHeader/fileDesc/publicationStmt/date@when", "teiHeader/fileDesc/publicationStmt/date"),
    ),
    source=(
        "teiHeader/fileDesc/sourceDesc//title[@level='j']",
        "teiHeader/fileDesc/sourceDesc//monogr/title",
        "teiHeader/fileDesc/sourceDesc/bibl/title[@level='m']",
        "teiHeader/fileDesc/sourceDesc/bibl/title",
        "teiHeader/fileDesc/sourceDesc//title[@level='m']",
        "teiHeader/fileDesc/seriesStmt/title",
        "teiHeader/fileDesc/sourceDesc//publisher",
        "teiHeader/fileDesc/publicationStmt/publisher",
    ),
    author=("teiHeader/fileDesc/titleStmt/author", "teiHeader/fileDesc/sourceDesc//author"),
    url=(
        "teiHeader/fileDesc/publicationStmt//idno[@type='URL']",
        "teiHeader/fileDesc/publicationStmt//idno[@type='url']",
    ),
    language=("text@xml:lang", "teiHeader/profileDesc/langUsage/language@ident", "@xml:lang"),
    own=("teiHeader/fileDesc/publicationStmt/idno",),
    blocks=BLOCKS | {"head", "l", "lg", "ab", "item", "u", "sp", "speaker", "stage", "row", "cell", "byline"}
    | {"dateline", "salute", "signed", "opener", "closer", "trailer", "titlePart", "docTitle"}
    | {"text", "body", "front", "back", "group", "div1", "div2", "div3", "div4", "listBibl", "bibl"},
    skipped=OTHER_READINGS | {"fw", "del", "note", "figDesc", "gap", "teiHeader"},
)  # fmt: skip
_PIECES = ("article", "newspaper-article", "story", "news", "letter", "item")
"""What the divisions of an issue are called that are articles of their own."""


def _tei(document: XmlElement) -> Iterator[Entry]:
    """The one text of a file, or each article of an issue that is marked as one."""
    whole = next(TEI(document))
    articles = sum(_is_article(each) and not _is_inside(each) for each in document.iter())
    if articles < 2:
        yield whole
        return
    issue = whole.source if whole.source.value else Told(whole.title, "element titleStmt/title")
    for each in document.iter():
        if _is_article(each) and not _is_inside(each):
            yield replace(
                whole,
                title=first(each, ("head",)).value,
                paragraphs=tuple(paragraphs(each, TEI.blocks, TEI.skipped)),
                source=issue,
                author=first(each, ("byline//persName", "byline")).value,
                own=attribute(each, "{http://www.w3.org/XML/1998/namespace}id"),
            )


def _is_article(element: XmlElement) -> bool:
    return element.get("type") in _PIECES and name_of(element).startswith("div")


def _is_inside(element: XmlElement) -> bool:
    """Whether another article is around it."""
    around = element.getparent()
    while around is not None:
        if _is_article(around):
            return True
        around = around.getparent()
    return False


_HARVESTS = ("pmc-articleset", "articles", "OAI-PMH", "records", "collection", "response")
"""What archives put around several files."""
FORMATS = (
    XmlFormat("JATS", ("article", *_HARVESTS), ("article",), _jats, lambda parsed: "article-meta" in parsed.text),
    XmlFormat("TEI", ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"), ("TEI", "TEI.2"), _tei),
    XmlFormat("TEI", _HARVESTS, ("TEI", "TEI.2"), _tei, lambda parsed: "teiHeader" in parsed.text),
)
