"""What pages say of themselves in ways that contradict each other: headline, writer, publisher, day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from search import readers
from search.annotators import date as dates
from search.annotators import language, layout, source
from search.config import Config
from search.model import Document

CONFIG = Config(today=date(2026, 11, 22))
HEADLINE = "Old lighthouse gets a keeper again"
PROSE = (
    "The lighthouse above Kelmar has a keeper again, a year after the last one had left it with his two goats.",
    "She is a baker by trade, the parish clerk said, and was chosen from nine who had asked for the post in spring.",
    "The lamp will be lit by hand until the new motor comes, which has been on its way from the south for weeks.",
)


def page(head: str = "", above: str = "", below: str = "", heading: str = f"<h1>{HEADLINE}</h1>") -> Document:
    """The document of a page with these elements in its head, and under and above its headline."""
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    markup = f"<html lang=en><head>{head}</head><body>{above}<article>{heading}{below}{body}</article></body></html>"
    (document,) = readers.read(markup.encode(), "a.html", "news/a.html")
    assert isinstance(document, Document)
    for annotator in (language, layout, source, dates):
        document = annotator.annotate(document, CONFIG)
    return document


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def og(name: str, value: str) -> str:
    return f'<meta property="og:{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (f"<title>{HEADLINE} – Inland – Kelmar Post</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (og("title", f"{HEADLINE}: who she is | KP | 4.3.2021"), f"<h1>{HEADLINE}</h1>", HEADLINE),
        (og("title", "Kelmar Post"), f"<h1>{HEADLINE}</h1>", HEADLINE),
        ("<title>Inland « Kelmar Post</title>", f"<h1>{HEADLINE}</h1>", HEADLINE),
        (linked(headline="Kelmar finds keeper for lighthouse after a year"), f"<h1>{HEADLINE}</h1>", HEADLINE),
        # What stands on the page is not taken where it is longer, a rubric, the site's logo, or one of several.
        (og("title", HEADLINE), f"<h1>Kelmar, by the sea: {HEADLINE}</h1>", HEADLINE),
        (og("title", HEADLINE), "<h1>Inland</h1>", HEADLINE),
        (og("title", f"Inland: {HEADLINE}"), "<h1>Inland</h1>", f"Inland: {HEADLINE}"),
        (og("title", HEADLINE), '<h1 class="site-title">The Kelmar Post of old</h1>', HEADLINE),
        (og("title", HEADLINE), '<h1><a href="/">News from all of Kelmar</a></h1>', HEADLINE),
        (og("title", HEADLINE), "<h1>Goats of the year are found</h1><h1>Baker wins a prize again</h1>", HEADLINE),
        (og("title", HEADLINE), f"<h1>News of the week in short</h1><h2>{HEADLINE}</h2>", HEADLINE),
        ("<title>旧灯台に新しい番人_塩見新聞</title>", "<h1>旧灯台に新しい番人</h1>", "旧灯台に新しい番人"),
        (og("title", "旧灯台に新しい番人 | 塩見"), "<h1>旧灯台に新しい番人</h1>", "旧灯台に新しい番人"),
    ],
)
def test_the_only_first_heading_is_the_headline_unless_it_is_longer_or_something_else(
    head: str, heading: str, title: str
) -> None:
    assert page(head, heading=heading).title == title


@pytest.mark.parametrize(
    ("head", "below", "author"),
    [
        ("", '<p class="byline">By Orla Fenwick</p>', "Orla Fenwick"),
        ("", '<div class="article__author-name">Von Jost Hagedorn</div>', "Jost Hagedorn"),
        ("", '<span class="post-author">Orla Fenwick and Ivo Brandt</span>', "Orla Fenwick, Ivo Brandt"),
        ("", '<a rel="author" href="/x">Orla Fenwick</a>', "Orla Fenwick"),
        ("", '<div class="byline"><a href="/autor/ivo">Ivo Brandt</a><span>Reporter</span></div>', "Ivo Brandt"),
        ("", '<p class="byline">By Orla Fenwick, maritime correspondent | 4 March 2021</p>', "Orla Fenwick"),
        ('<meta name="author" content="kelmarpost.example">', '<p class="author">Orla Fenwick</p>', "Orla Fenwick"),
        ('<meta name="author" content="o.fenwick@post.example (Orla Fenwick)">', "", "Orla Fenwick"),
        (linked(author={"@type": "Organization", "name": "Kelmar Post"}) + og("site_name", "Kelmar Post"), "", ""),
        (linked(author=[{"name": "Ivo Brandt"}, {"name": "Ada Lund"}]), "", "Ivo Brandt, Ada Lund"),
        ('<meta name="author" content="admin">', "", ""),
        ("", '<p class="autor">Interview: Katrin Solms</p>', "Katrin Solms"),
        ("", '<div class="author">Haber: Deniz Kaya</div>', "Deniz Kaya"),
        ("", '<p class="writer">文／佐藤美咲</p>', "佐藤美咲"),
        ('<meta name="author" content="Orla Fenwick Senior Staff Writer">', "", "Orla Fenwick"),
        ('<meta name="author" content="Local Democracy Reporter Orla Fenwick">', "", "Orla Fenwick"),
        ('<meta name="author" content="The Sports Editor">', "", "The Sports Editor"),
        ('<meta name="author" content="김민수 기자">', "", "김민수"),
        ('<meta name="author" content="田中太郎記者">', "", "田中太郎"),
        (
            "",
            '<div class="post-footer"><span class="vcard"><span class="fn">Wilma</span></span> at 9:14</div>',
            "Wilma",
        ),
        ("", '<div class="comment-footer">Yours, <span class="fn">Angry Reader</span></div>', ""),
        (
            '<meta name="author" content="Orla Fenwick, KELMAR POST">' + og("site_name", "Kelmar Post"),
            "",
            "Orla Fenwick",
        ),
        ('<meta name="author" content="Orla Fenwick, KPN">', "", "Orla Fenwick"),
        (
            '<meta name="author" content="Kelmar Post Ediciones">' + og("site_name", "Kelmar Post"),
            '<a rel="author" href="/x">Orla Fenwick</a>',
            "Orla Fenwick",
        ),
        ('<meta name="author" content="Ada Lunding">' + og("site_name", "Lunding"), "", "Ada Lunding"),
        ("", '<div id="page_sidebar"><a rel="author nofollow" href="/x">Orla Fenwick</a></div>', "Orla Fenwick"),
        (
            "",
            '<div class="author">Par <b>ORLA FENWICK</b>, <b>IVO BRANDT</b> Envoyés spéciaux à Kelmar-sur-Mer</div>',
            "ORLA FENWICK, IVO BRANDT",
        ),
        (
            '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ivo Brandt">',
            "",
            "Ivo Brandt",
        ),
        (
            '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Five minutes">',
            "",
            "",
        ),
        (linked(author={"@type": "Person", "name": ["Ann Lee", "Bo Rask"]}), "", "Ann Lee, Bo Rask"),
        ("", "<p>By Ann Lee, Bo Rask and Cy Todd</p>", "Ann Lee, Bo Rask, Cy Todd"),
        ("", "<p>Por Ana Luz y Luis Marea</p>", "Ana Luz, Luis Marea"),
        (
            "",
            '<p>By <a href="/contributors/ann">Ann Lee</a> and <a href="/contributors/bo">Bo Rask</a></p>',
            "Ann Lee, Bo Rask",
        ),
        (
            '<meta name="author" content="la rédaction">',
            '<div class="article-author">Par Anne Lys et Bruno Roc, envoyés spéciaux</div>',
            "Anne Lys, Bruno Roc",
        ),
        (
            "",
            '<div class="author"><span class="author-name">Ana Luz</span><span class="city">Kelmar</span></div>',
            "Ana Luz",
        ),
        ("", '<p class="author">By <a href="/s?n=1">Fern Holloway For Kelmarpost</a></p>', "Fern Holloway"),
        ("", '<p class="byline">Por Ciro Paiva para o Jornal de Kelmar</p>', "Ciro Paiva"),
        ('<meta name="author" content="Centre for Road Building">', "", "Centre for Road Building"),
        ("", '<div class="authorline__author">Von Sven Lorch, KRD Nordhafen</div>', "Sven Lorch"),
        ("", '<div class="article-byline">by Nora Field, University of Kelmar</div>', "Nora Field"),
        ('<meta name="author" content="IVO MARLOW, TESS ARKWRIGHT">', "", "IVO MARLOW, TESS ARKWRIGHT"),
        (
            "",
            '<h1>A title</h1><div><a class="gx_by_a" href="/staff/12/ellis-marrow/">Ellis Marrow</a></div>',
            "Ellis Marrow",
        ),
        ("", '<a href="/staff/">Our Whole Staff</a><h1>A title</h1>', ""),
        (
            "",
            '<div class="post-footer"><span class="fn" itemprop="author"><a href="x">Wilma Tide</a></span></div>',
            "Wilma Tide",
        ),
        ("", '<div class="comment-footer"><span itemprop="author">Angry Reader</span></div>', ""),
        ("", '<div class="author-bio">Goat Lover</div>', ""),
        ("", '<div class="comment"><span class="author">Angry Reader</span></div>', ""),
    ],
)
def test_a_writer_is_named_by_metadata_or_by_a_byline_and_is_no_address_and_not_the_site(
    head: str, below: str, author: str
) -> None:
    assert page(head, below=below).author == author


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (og("site_name", "Kelmar Post") + linked(publisher={"name": "Fenwick Media AG"}), "Kelmar Post"),
        (og("site_name", "Kelmar Post") + linked(publisher={"name": "WordPress.com"}), "Kelmar Post"),
        (linked(publisher={"name": "Blogger"}) + f"<title>{HEADLINE} | Kelmar Post</title>", "Kelmar Post"),
        (
            linked(headline=HEADLINE, publisher={"name": "Fenwick Verlag GmbH"})
            + f"<title>{HEADLINE} - Inland - Kelmar Post</title>",
            "Kelmar Post",
        ),
        (og("site_name", "www.kelmarpost.example") + linked(publisher={"name": "Kelmar Post"}), "Kelmar Post"),
        (
            og("site_name", "Kelmar Post | The paper of the coast") + f"<title>{HEADLINE} | Kelmar Post</title>",
            "Kelmar Post",
        ),
        (linked(publisher={"name": "Kelmar Post"}), "Kelmar Post"),
    ],
)
def test_the_medium_is_the_publisher_rather_than_its_company_or_host(head: str, publisher: str) -> None:
    found = page(head).source
    assert found is not None
    assert found.name == publisher


def test_a_dated_line_above_the_headline_is_no_publisher() -> None:
    for line in ("Press release of 25 January 2022 | Kelmar", "Comunicado del 25 de enero de 2022 » Kelmar"):
        assert page(above=f"<main><p>{line}</p></main>").source is None


@pytest.mark.parametrize(
    ("head", "below", "day", "how"),
    [
        # In the evening of the west it is tomorrow in universal time, in the morning of the east still yesterday.
        (linked(datePublished="2021-03-05T03:10:00Z"), "<p>March 4, 2021</p>", "2021-03-04", "stated"),
        (linked(datePublished="2021-03-03T22:10:00Z"), "<p>4 March 2021</p>", "2021-03-04", "stated"),
        (
            linked(datePublished="2021-03-05T03:10:00+00:00")
            + '<link rel="canonical" href="https://kelmar.example/2021/03/04/keeper">',
            "",
            "2021-03-04",
            "stated",
        ),
        (
            linked(datePublished="2021-03-05T03:10:00Z")
            + '<meta property="article:published_time" content="2021-03-04T22:10:00-05:00">',
            "",
            "2021-03-04",
            "stated",
        ),
        (linked(datePublished="2021-03-05T15:10:00Z"), "<p>March 4, 2021</p>", "2021-03-05", "stated"),
        (linked(datePublished="2021-03-05T03:10:00Z"), "<p>Updated: March 4, 2021</p>", "2021-03-05", "stated"),
        (
            linked(datePublished="2021-03-05T03:10:00Z"),
            "<p>Updated 9:11 PM MST, March 4, 2021</p>",
            "2021-03-04",
            "stated",
        ),
        (linked(datePublished="Thu Mar 04 09:35:14 PST 2021"), "", "2021-03-04", "stated"),
        ('<meta name="date" content="04/03/2021">', "<p>Seen 25/12/2020</p>", "2021-03-04", "stated"),
        ('<meta name="date" content="04/03/2021">', "<p>04.03.2021</p>", "2021-03-04", "stated"),
        ("", "<p>Last updated: 12 May 2023</p><p>Publication date: 4 March 2021</p>", "2021-03-04", "stated"),
        ("", "<p>Updated <time datetime='2023-05-12'>12 May</time></p><p>4 March 2021</p>", "2021-03-04", "stated"),
        (
            "",
            "<p>4.3.2021 – The parish of Kelmar has a new keeper, and goats will come too.</p>",
            "2021-03-04",
            "inferred",
        ),
        ("", "<div class='d'><script>put('2021/03/04 09:30')</script></div>", "2021-03-04", "inferred"),
        ("<script>var page = {publishedDate: '2021-03-04T09:30:00', n: 1};</script>", "", "2021-03-04", "inferred"),
        ('<link rel="canonical" href="https://kelmar.example/2021/03/keeper">', "", "2021-03", "inferred"),
    ],
)
def test_the_day_of_a_page_is_that_of_its_place_and_of_its_publication(
    head: str, below: str, day: str, how: str
) -> None:
    found = page(head, below=below).day
    assert found is not None
    assert (found.value, found.how) == (day, how)


@pytest.mark.parametrize(
    "head",
    [
        "<script>setCookie('seen', 1, '2031/01/01');</script>",
        "<script>var a = {pubDate: '2021-03-04'}, b = {pubDate: '2021-03-09'};</script>",
        "<script>var build = '2021/03/04';</script>",
    ],
)
def test_days_in_scripts_that_may_be_of_anything_are_none_of_publication(head: str) -> None:
    assert page(head).day is None


@pytest.mark.parametrize("box", ["<div class=comments>{}</div>", "<aside>{}</aside>", "<div class=related>{}</div>"])
def test_days_of_comments_and_of_other_stories_are_no_days_of_the_page(box: str) -> None:
    date = "<div class='date'>4 March 2021</div>"
    text = "".join(f"<p>{text}</p>" for text in PROSE)
    markup = f"<html><body><article><h1>{HEADLINE}</h1>{text}</article>{box.format(date)}</body></html>"
    (document,) = readers.read(markup.encode(), "a.html", "news/a.html")
    assert isinstance(document, Document)
    assert "date_created" not in document.declared


def test_a_day_that_only_its_element_names_is_likely_that_of_the_page() -> None:
    assert page(below="<div class='date'>4 March 2021</div>").declared["date_created"] == "2021-03-04"


def test_days_of_a_list_of_others_are_not_the_days_of_an_article() -> None:
    others = "".join(f"<li><time datetime='2021-03-0{day}'>{day}.3.</time> A story</li>" for day in (4, 5, 6))
    markup = f"<html><body><h1>{HEADLINE}</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p><ul>{others}</ul></body></html>"
    (document,) = readers.read(markup.encode(), "a.html", "news/a.html")
    assert isinstance(document, Document)
    assert "date_published" not in document.declared


@pytest.mark.parametrize("label", ["Joined:", "Registriert:", "Inscription :", "Lid sinds", "Регистрация:"])
def test_the_day_on_which_a_writer_joined_a_forum_is_none_of_publication(label: str) -> None:
    writer = f"<div class=p><a>owl</a><dd>212</dd><dd>{label} 2008-03-13 17:10</dd></div>"
    post = f"<div class=c><p>by <b>the owl above the harbour</b> » 2021-03-04 9:40</p>{'<br>'.join(PROSE)}</div>"
    found = page(heading=f"<h2><a>{HEADLINE}</a></h2>", below=f"<div class=post>{writer}{post}</div>").day
    assert found is not None
    assert found.value == "2021-03-04"


@pytest.mark.parametrize(
    ("title", "source"),
    [("老灯塔有了新守护人_塩見新聞", "塩見新聞"), ("老灯塔有了新守护人｜塩見新聞", "塩見新聞"), ("old_tower", None)],
)
def test_the_site_behind_a_headline_whose_words_no_blanks_part_is_the_source(title: str, source: str | None) -> None:
    heading = title.partition("_")[0].partition("｜")[0]
    found = page(f"<title>{title}</title>", heading=f"<h1>{heading}</h1>")
    assert found.declared.get("source") == source
