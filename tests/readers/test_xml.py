"""XML: each format's title, day, source and text, and what XML could do to the one who parses it."""

from __future__ import annotations

import pytest

from search.config import Config
from search.errors import FileSkipped
from search.model import Document
from search.readers import Rejected, read
from search.reading.pipeline import annotated
from tests import made_markup as made
from tests.made_article import BODY, PROSE, TITLE

CONFIG = Config(entities="none")


def records(raw: bytes, name: str = "a.xml") -> list[Document | Rejected]:
    return list(read(raw, name, f"news/{name}"))


def documents(raw: bytes, name: str = "a.xml") -> list[Document]:
    return [annotated(record, CONFIG) for record in records(raw, name) if isinstance(record, Document)]


def one(raw: bytes, name: str = "a.xml") -> Document:
    (found,) = documents(raw, name)
    return found


def told(document: Document) -> tuple[str, str, str]:
    return document.title, document.day.value if document.day else "", document.source.name if document.source else ""


JATS = (
    "<article><front><journal-meta><journal-title>{source}</journal-title></journal-meta><article-meta>"
    "<title-group><article-title>{title}</article-title></title-group>{date}</article-meta></front>"
    "<body><sec><title>Lamps</title>{body}</sec></body></article>"
)
FACTIVA = (
    "<PPSResponse><article><headline><paragraph>{title}</paragraph></headline><sourceName>{source}</sourceName>"
    "<publicationDate><date>2021-03-12</date></publicationDate><leadParagraph><paragraph>{lead}</paragraph>"
    "</leadParagraph><tailParagraphs><paragraph>{tail}</paragraph></tailParagraphs></article></PPSResponse>"
)
LINK = "<a href='https://light.example'>The Light</a>"
SOURCE = "The Northern Light"
DAY = "2021-03-12"


def jats(date: str) -> bytes:
    return JATS.format(source=SOURCE, title=TITLE, date=date, body=made.paragraphs()).encode()


def endnote(dates: str) -> bytes:
    """A library of EndNote with one record, whose words have styles, and whose paragraphs its line ends part."""
    text = "&#xD;".join(PROSE)
    return (
        '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><rec-number>7</rec-number>'
        '<ref-type name="Newspaper Article">23</ref-type><contributors><authors><author><style>Quayle, Ada</style>'
        f'</author></authors></contributors><titles><title><style face="normal">{TITLE}</style></title>'
        f'<secondary-title><style face="normal">{SOURCE}</style></secondary-title></titles><dates>{dates}</dates>'
        f'<abstract><style face="normal">{text}</style></abstract></record></records></xml>'
    ).encode()


NEWS = {
    "rss": made.rss(made.item(more="<pubDate>Fri, 12 Mar 2021 08:00:00 GMT</pubDate>"), channel=SOURCE),
    "rss with a year of two digits": made.rss(made.item(more="<pubDate>12 Mar 21 08:00 EST</pubDate>"), channel=SOURCE),
    "rss with a source": made.rss(
        made.item(more=f"<source>{SOURCE}</source><dc:date xmlns:dc='urn:x'>2021-03-12</dc:date>"), channel="All news"
    ),
    "atom": made.atom(more=f"<published>2021-03-12T08:00:00Z</published><source><title>{SOURCE}</title></source>"),
    "nitf": made.nitf(f'<pubdata name="{SOURCE}" date.publication="20210312T080000Z"/>'),
    "nitf of an archive": made.nitf(
        f'<docdata><date.issue norm="20210312"/><doc.copyright holder="{SOURCE}"/></docdata>'
    ),
    "newsml-g2": made.newsml(f"<contentCreated>{DAY}</contentCreated><infoSource><name>{SOURCE}</name></infoSource>"),
    "jats of a day": jats(f'<pub-date pub-type="epub" iso-8601-date="{DAY}"/>'),
    "jats of numbers": jats('<pub-date date-type="pub"><day>12</day><month>3</month><year>2021</year></pub-date>'),
    "tei": made.tei(f'<bibl><title level="j">{SOURCE}</title><date when="{DAY}">in March</date></bibl>'),
    "tei of a journal": made.tei(
        f'<biblStruct><monogr><title>{SOURCE}</title><imprint><date when="{DAY}"/></imprint></monogr></biblStruct>'
    ),
    "zotero": made.zotero(
        f"<dc:date>{DAY}</dc:date><dcterms:isPartOf><bib:Newspaper><dc:title>{SOURCE}</dc:title></bib:Newspaper>"
        "</dcterms:isPartOf>"
    ),
    "endnote": endnote("<year>2021</year><pub-dates><date>March 12</date></pub-dates>"),
    "endnote with a whole day": endnote(f"<pub-dates><date>{DAY}</date></pub-dates>"),
    "tei of a printed source": made.tei(f'<bibl><title>{SOURCE}</title>, <date when="{DAY}"/></bibl>'),
    "factiva": FACTIVA.format(title=TITLE, source=SOURCE, lead=PROSE[0], tail="\n".join(PROSE[1:])).encode(),
    "records": (
        f"<export><artikel><titel>{TITLE}</titel><datum>2021-03-12</datum><zeitung>{SOURCE}</zeitung>"
        f"<text>{made.paragraphs()}</text></artikel></export>"
    ).encode(),
}


@pytest.mark.parametrize("kind", NEWS)
def test_title_day_source_and_text_are_where_the_format_has_them(kind: str) -> None:
    document = one(NEWS[kind])
    assert told(document) == (TITLE, DAY, SOURCE)
    assert " ".join(BODY.split()) in " ".join(document.body.split())
    assert document.day is not None
    assert document.day.how == "stated"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('the dock<xref ref-type="bibr" rid="r1">1</xref> and the crane', "the dock and the crane"),
        ('It fell.<sup><xref rid="r1">2,3</xref></sup> Nobody saw it.', "It fell. Nobody saw it."),
        ('as <xref rid="r1">Doe (1999)</xref> said', "as Doe (1999) said"),
        ('the dock [<xref rid="r1">4</xref>]', "the dock [4]"),
        ('see table <xref rid="t1">5</xref>', "see table 5"),
        ("five km<sup>2</sup> of it", "five km2 of it"),
    ],
)
def test_the_number_of_a_reference_is_no_part_of_the_word_before_it(written: str, read_as: str) -> None:
    paragraph = made.paragraphs().replace("<p>", f"<p>{written}</p><p>", 1)
    raw = JATS.format(source=SOURCE, title=TITLE, date="", body=paragraph).encode()
    assert read_as in one(raw).body.split("\n\n")


def test_a_feed_of_rdf_is_a_feed() -> None:
    raw = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        f"<channel><title>{SOURCE}</title></channel>{made.item()}{made.item('Second')}</rdf:RDF>"
    )
    assert [(found.path, told(found)[2]) for found in documents(raw.encode())] == [
        ("news/a.xml#1", SOURCE), ("news/a.xml#2", SOURCE),
    ]  # fmt: skip


def test_the_whole_text_of_an_item_comes_before_its_summary() -> None:
    page = "<![CDATA[<p>All of it.</p><p>And more &amp; more.</p>]]>"
    whole = f'<content:encoded xmlns:content="urn:c">{page}</content:encoded>'
    assert one(made.rss(made.item(body="In short", more=whole))).body == "All of it.\n\nAnd more & more."


def test_the_day_on_which_an_entry_changed_is_not_that_of_publication() -> None:
    more = "<published>2021-03-12T08:00:00Z</published><updated>2023-05-05T00:00:00Z</updated>"
    document = one(made.atom(more=more))
    assert told(document)[1] == "2021-03-12"
    assert [day.value for day in document.other_days] == ["2023-05-05"]


def test_the_first_paragraph_that_a_corpus_has_twice_is_there_once() -> None:
    blocks = (
        f'<block class="lead_paragraph"><p>{PROSE[0]}</p></block><block class="full_text">{made.paragraphs()}</block>'
    )
    raw = f"<nitf><body><body.content>{blocks}</body.content></body></nitf>"
    assert one(raw.encode()).body == BODY


def test_each_article_of_an_issue_is_a_document() -> None:
    divisions = "".join(f'<div type="article"><head>Lamp {n}</head>{made.paragraphs()}</div>' for n in (1, 2))
    issue = f'<bibl><title level="j">{SOURCE}</title><date when="{DAY}"/></bibl>'
    found = documents(made.tei(issue, f"<body>{divisions}</body>"))
    assert [told(document) for document in found] == [("Lamp 1", DAY, SOURCE), ("Lamp 2", DAY, SOURCE)]


def test_one_reading_of_two_is_kept_and_words_that_lines_cut_are_whole() -> None:
    text = (
        "<body><p>The <choice><sic>lampp</sic><corr>lamp</corr></choice> of the har-<lb/>bour and the light"
        '<lb break="no"/>house<note>a note</note> of North-<lb/>West.</p><fw>Page 3</fw></body>'
    )
    assert one(made.tei(text=text)).body == ("The lamp of the harbour and the lighthouse of North- West.\n\na note")


@pytest.mark.parametrize(("name", "raw"), [("a.xml", made.alto), ("a.alto", made.alto), ("a.hocr", made.hocr)])
def test_a_scanned_page_is_paragraphs_and_its_first_line_the_title(name: str, raw: object) -> None:
    document = one(raw() if callable(raw) else b"", name)
    assert (document.title, document.body) == (TITLE, BODY)


@pytest.mark.parametrize(("confidence", "warning"), [(96, False), (60, True)])
def test_how_sure_the_program_was_that_recognised_a_page_is_noted(confidence: int, warning: bool) -> None:
    words = len(f"{TITLE} {BODY}".split())
    (note,) = one(made.hocr(confidence=confidence), "a.hocr").notes
    assert note.text == f"text from OCR, mean confidence {confidence}% ({words} words or lines)"
    assert note.warning is warning
    assert "90%" in one(made.alto(), "a.alto").notes[0].text


def test_a_reading_that_stands_alone_is_kept() -> None:
    text = "<body><p><abbr>Dr.</abbr> Quayle wrote <sic>lampp</sic> and <orig>harbor</orig>.</p></body>"
    assert one(made.tei(text=text)).body == "Dr. Quayle wrote lampp and harbor."


def test_tables_and_figures_that_are_left_out_are_counted() -> None:
    table = "<table-wrap><caption><p>Lamps by year</p></caption><table><tr><td>7</td></tr></table></table-wrap>"
    raw = JATS.format(source=SOURCE, title=TITLE, date="", body=made.paragraphs() + table)
    document = one(raw.encode())
    assert [note.text for note in document.notes] == ["tables left out of the text: 1"]
    assert "Lamps by year" in document.text


def page_xml(*regions: str) -> bytes:
    space = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
    return f'<PcGts xmlns="{space}"><Page>{"".join(regions)}</Page></PcGts>'.encode()


def region(name: str, *lines: str, kind: str = "paragraph") -> str:
    inner = "".join(
        f"<TextLine><TextEquiv conf='0.8'><Unicode>{line}</Unicode></TextEquiv></TextLine>" for line in lines
    )
    return f'<TextRegion id="{name}" type="{kind}">{inner}</TextRegion>'


def test_regions_of_a_page_are_read_in_the_order_that_it_states() -> None:
    order = (
        '<ReadingOrder><OrderedGroup><RegionRefIndexed index="1" regionRef="a"/>'
        '<RegionRefIndexed index="0" regionRef="b"/></OrderedGroup></ReadingOrder>'
    )
    number = region("n", "17", kind="page-number")
    document = one(
        page_xml(order, region("a", "The harbour came to", "see it."), number, region("b", "She kept the light."))
    )
    assert document.text == "She kept the light.\n\nThe harbour came to see it."


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the light-", "house stood", "the lighthouse stood"),
        ("the light¬", "house stood", "the lighthouse stood"),
        ("das Leucht⸗", "feuer stand", "das Leuchtfeuer stand"),
        ("of Schleswig-", "Holstein alone", "of Schleswig- Holstein alone"),
        ("the years 1914-", "1918 were", "the years 1914- 1918 were"),
    ],
)
def test_words_that_a_line_of_a_scan_cuts_are_whole(first: str, second: str, joined: str) -> None:
    scanned_alto = made.alto(f"{first}").replace(b"</TextLine>", f"</TextLine>{made.alto_line(second)}".encode())
    scanned_hocr = made.hocr(first).replace(b"</p>", f"{made.hocr_line(second)}</p>".encode())
    for raw, name in (
        (page_xml(region("a", first, second)), "a.xml"),
        (scanned_alto, "a.xml"),
        (scanned_hocr, "a.html"),
    ):
        assert one(raw, name).text == joined


def test_alto_says_itself_which_words_it_has_cut() -> None:
    halves = [
        f'<String CONTENT="{half}" SUBS_TYPE="HypPart{n}" SUBS_CONTENT="lighthouse"/>'
        for n, half in enumerate(("light", "house"), 1)
    ]
    line = (
        f'<TextLine>{halves[0]}<HYP CONTENT="-"/></TextLine><TextLine>{halves[1]}<String CONTENT="stood"/></TextLine>'
    )
    raw = f"<alto><Layout><Page><PrintSpace><TextBlock>{line}</TextBlock></PrintSpace></Page></Layout></alto>"
    assert one(raw.encode()).text == "lighthouse stood"


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol" * 10}">' for n in range(12))
HOSTILE = {
    "bomb": f"<!DOCTYPE rss [{BOMB}]><rss><channel><item><title>&e11;</title></item></channel></rss>",
    "include": '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item><title>&e;</title></item></rss>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % e SYSTEM "http://203.0.113.1/x.dtd"> %e;]><rss><item/></rss>',
    "quoted": f'<!DOCTYPE rss SYSTEM "a]>b" [{BOMB}]><rss><item><title>&e11;</title></item></rss>',
    "deep": "<rss>" + "<channel>" * 5000 + "</channel>" * 5000 + "</rss>",
    "cut": made.nitf().decode()[:-40],
    "no xml": TITLE,
    "empty element": "<",
    "late type": f"<rss><!DOCTYPE rss [{BOMB}]><item><title>&e11;</title></item></rss>",
    "another": "<invoice><total>7</total></invoice>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_hostile_or_broken_is_named(kind: str) -> None:
    with pytest.raises(FileSkipped) as skipped:
        records(HOSTILE[kind].encode())
    assert ";" in str(skipped.value)


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.tei"])
def test_a_document_type_that_defines_nothing_is_passed_over(name: str) -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://203.0.113.1/rss-0.91.dtd">'
    assert one(made.rss().replace(b"<rss", f"{kind}<rss".encode(), 1), name).title == TITLE


def test_names_of_characters_and_bare_ampersands_are_what_they_mean() -> None:
    raw = made.rss(
        "<item><title>Caf&eacute;&nbsp;R&D &#8217; &#0;</title><description>AT&T &amp;amp; x</description></item>"
    )
    assert (one(raw).title, one(raw).body) == ("Café R&D ’ \ufffd", "AT&T & x")


def test_a_feed_that_is_cut_off_keeps_its_whole_items_and_says_so() -> None:
    raw = made.rss(made.item(), made.item("Second"), made.item("Third"))
    whole, second, end = records(raw[: raw.index(b"Third")])
    assert (isinstance(whole, Document), isinstance(second, Document)) == (True, True)
    assert isinstance(end, Rejected)
    assert end.path == "news/a.xml#end"


def test_another_encoding_than_utf_8_is_read() -> None:
    text = made.rss(made.item("Die Fähre fährt")).decode().replace("utf-8", "iso-8859-1")
    assert one(text.encode("latin-1")).title == "Die Fähre fährt"
    assert one(text.encode("utf-16")).title == "Die Fähre fährt"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<opml><body><outline text='The Light' xmlUrl='x'/></body></opml>", "OPML"),
        ("<urlset><url><loc>https://light.example/1</loc></url></urlset>", "sitemap"),
        ("<mets><fileSec/></mets>", "METS"),
    ],
)
def test_lists_without_text_are_named(raw: str, said: str) -> None:
    with pytest.raises(FileSkipped, match=said):
        records(raw.encode())


@pytest.mark.parametrize(
    "raw",
    [
        f"<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><DL><DT>{LINK}</DL>",
        f"<html><head><title>Pocket Export</title></head><ul><li>{LINK.replace('>', ' time_added=1>', 1)}</ul>",
        f"<html><head><title>Instapaper: Export</title></head><ol><li>{LINK}</ol>",
    ],
)
def test_a_list_of_bookmarks_is_named_with_how_many_it_has(raw: str) -> None:
    with pytest.raises(FileSkipped, match="1 address"):
        records(raw.encode(), "a.html")


def test_each_note_of_evernote_is_an_article_and_a_clipping_has_no_day_of_its_saving() -> None:
    url = "<source-url>https://example.org/lamp</source-url>"
    clipped = f"<created>20230505T093100Z</created><note-attributes><author>Ada Quayle</author>{url}</note-attributes>"
    raw = made.notes(made.note(more=clipped), made.note("Ferry sold", "<created>20210304T100000Z</created>"))
    first, second = documents(raw, "a.enex")
    assert (first.path, first.author, first.url) == ("news/a.enex#1", "Ada Quayle", "https://example.org/lamp")
    assert (first.body, told(first)) == (BODY, (TITLE, "", ""))
    assert told(second) == ("Ferry sold", "2021-03-04", "")


def test_records_of_endnote_name_their_writers_and_keep_their_paragraphs() -> None:
    document = one(endnote("<year>2021</year>"))
    assert (document.author, document.day and document.day.value) == ("Ada Quayle", "2021")
    assert document.body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "The post <a href='u'>Lighthouse keeper retires</a> appeared first on <a href='v'>The Northern Light</a>.",
        "Der Beitrag Leuchtturm erschien zuerst auf Nordlicht.",
        "L’article Le phare est apparu en premier sur La Lueur.",
    ],
)
def test_where_a_feed_says_that_an_item_appeared_first_is_no_text(line: str) -> None:
    text = f"{made.paragraphs()}<p>{line}</p>\n"
    encoded = f"<content:encoded xmlns:content='urn:c'><![CDATA[{text}]]></content:encoded>"
    document = one(made.rss(made.item(body="In short", more=encoded)))
    assert document.body == BODY
    assert document.text.endswith(".")
    assert "first" in document.text or "zuerst" in document.text or "premier" in document.text


def wordpress(kind: str, day: str, body: str = "") -> str:
    more = f"<wp:post_type xmlns:wp='urn:w'>{kind}</wp:post_type><pubDate>{day}</pubDate>"
    return made.item(title=f"A {kind}", body=body, more=more)


def test_pictures_and_menus_of_an_export_of_wordpress_are_no_articles() -> None:
    items = (
        wordpress("post", "Fri, 12 Mar 2021 08:00:00 +0000", BODY),
        wordpress("attachment", ""),
        wordpress("page", ""),
    )
    post, picture, page = records(made.rss(*items))
    assert isinstance(picture, Rejected)
    assert isinstance(post, Document)
    assert isinstance(page, Document)


def test_a_day_before_all_years_is_none() -> None:
    document = one(made.rss(wordpress("post", "Mon, 30 Nov -0001 00:00:00 +0000", BODY)))
    assert document.day is None
