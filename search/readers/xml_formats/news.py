"""Formats of news agencies and their databases: NITF, NewsML, NewsML-G2, Reuters' corpus."""

from __future__ import annotations

from search.readers.xml_formats.table import BLOCKS, Row, XmlFormat

NITF = Row(
    title=("body/body.head/hedline/hl1", "head/title", "body/body.head/hedline"),
    # The New York Times' corpus has the first paragraph twice: alone, and in the block of the full text.
    text=("body/body.content/block[@class='full_text']", "body/body.content", "body"),
    day=(
        "head/pubdata@date.publication",
        "head/docdata/date.issue@norm",
        "head/docdata/date.release@norm",
        "body/body.head/dateline/story.date@norm",
    ),
    source=("head/pubdata@name", "head/docdata/doc.copyright@holder", "body/body.head/distributor"),
    author=("body/body.head/byline/person", "body/body.head/byline[@class='print_byline']", "body/body.head/byline"),
    url=("head/pubdata@ex-ref",),
    language=("body/body.content@xml:lang", "@xml:lang"),
    own=("head/docdata/doc-id@id-string",),
    captions=("body/body.content//media-caption",),
    blocks=BLOCKS | {"hl2", "bq", "ol", "ul", "dl", "dt", "dd", "table", "note", "fn"},
    skipped=frozenset({"media", "media-caption", "body.head", "body.end", "hedline"}),
)
_HTML = frozenset({"head", "script", "style", "figure", "body.head", "hedline", "media"})

NEWSML_G2 = Row(
    title=("contentMeta/headline", "itemMeta/title", ".//hedline/hl1", "contentSet/inlineXML//title"),
    text=("contentSet/inlineXML", "contentSet/inlineData", "contentMeta/description"),
    day=("contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated"),
    changed=("contentMeta/contentModified", "itemMeta/versionCreated"),
    source=(
        "contentMeta/infoSource/name",
        "contentMeta/infoSource@literal",
        "itemMeta/provider/name",
        "itemMeta/provider@literal",
        "rightsInfo/copyrightHolder/name",
        "rightsInfo/copyrightHolder@literal",
        "itemMeta/provider@qcode",
    ),
    author=("contentMeta/by", "contentMeta/creator/name", "contentMeta/creator@literal"),
    url=("itemMeta/link[@rel='irel:seeAlso']@href",),
    language=("contentMeta/language@tag", "@xml:lang"),
    own=("@guid",),
    skipped=_HTML,
)

NEWSML = Row(
    title=(".//NewsLines/HeadLine", ".//hedline/hl1", ".//ContentItem//title"),
    text=(".//ContentItem/DataContent", ".//NewsLines/SlugLine"),
    day=("NewsManagement/FirstCreated", "NewsManagement/ThisRevisionCreated", ".//DateLineDate"),
    changed=("NewsManagement/ThisRevisionCreated",),
    source=(".//AdministrativeMetadata/Source/Party@FormalName", ".//AdministrativeMetadata/Provider/Party@FormalName"),
    author=(".//NewsLines/ByLine",),
    language=(".//DescriptiveMetadata/Language@FormalName", "@xml:lang"),
    own=("Identification/NewsIdentifier/PublicIdentifier", "Identification/NewsIdentifier/NewsItemId"),
    skipped=_HTML,
)

REUTERS = Row(
    title=("headline", "title"),
    text=("text",),
    day=("@date",),
    source=("metadata/dc[@element='dc.source']@value", "metadata/dc[@element='dc.publisher']@value"),
    author=("byline",),
    language=("@xml:lang",),
    own=("@itemid",),
)

FACTIVA = Row(
    title=("headline",),
    text=("leadParagraph+tailParagraphs", "leadParagraph", "tailParagraphs", "body"),
    day=("publicationDate/date", "publicationDate", "pubDate"),
    source=("sourceName",),
    author=("byline",),
    language=("baseLanguage",),
    own=("accessionNo",),
    changed=("modificationDate/date",),
)

FORMATS = (
    XmlFormat("NITF", ("nitf",), ("nitf",), NITF),
    XmlFormat("NewsML-G2", ("newsItem", "newsMessage", "itemSet"), ("newsItem",), NEWSML_G2),
    XmlFormat("NewsML", ("NewsML",), ("NewsItem",), NEWSML),
    XmlFormat("Factiva", ("PPSResponse", "ppsArticleResponse", "ppsarticleResultSet"), ("article",), FACTIVA),
    XmlFormat("Reuters' corpus", ("newsitem",), ("newsitem",), REUTERS),
)
