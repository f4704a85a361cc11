"""The shapes of pages: each a way in which sites build articles, with what stands around them."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.made.articles import Made
from tests.made.case import iso


def paragraphs(made: Made, marks: str = "") -> str:
    return "\n".join(f"<p{marks}>{text}</p>" for text in made.body)


def links(made: Made) -> str:
    items = "".join(f'<li><a href="/{number}">{text}</a></li>' for number, text in enumerate(made.related))
    return f"<aside class='related'><h3>{made.share}</h3><ul>{items}</ul></aside>"


def document(made: Made, head: str, body: str, attributes: str = "") -> str:
    return (
        f'<!doctype html><html lang="{made.language}" {attributes}><head><meta charset="utf-8">{head}</head>'
        f"<body>{body}</body></html>"
    )


def linked(*items: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(item, ensure_ascii=False)}</script>' for item in items
    )


def comments(made: Made, days: int = 9) -> str:
    """Readers' comments, each with its own time, which is no time of publication."""
    one = f'<time datetime="{iso(made, days)}">{made.day + timedelta(days=days)}</time><p>Ja! Sí! Oui! 42.</p>'
    return f'<section id="comments" class="comments"><h3>{made.comments} (2)</h3><ol><li>{one}</li><li>{one}</li></ol></section>'


def wordpress(made: Made) -> str:
    """A blog system with a plugin that writes a graph of linked data, where names are given by reference."""
    graph = [
        {"@type": "WebSite", "@id": "#site", "name": made.source, "publisher": {"@id": "#org"}},
        {"@type": "Organization", "@id": "#org", "name": made.source},
        {"@type": "WebPage", "@id": "#page", "name": f"{made.title} - {made.source}", "datePublished": iso(made)},
        {
            "@type": "Article",
            "headline": made.title,
            "datePublished": iso(made),
            "dateModified": iso(made, 3),
            "author": {"@id": "#author"},
            "publisher": {"@id": "#org"},
            "isPartOf": {"@id": "#page"},
        },
        {"@type": "Person", "@id": "#author", "name": made.author},
    ]
    head = f"<title>{made.title} - {made.source}</title>" + linked({"@context": "https://schema.org", "@graph": graph})
    body = f"""<header><p class="site-title"><a href="/">{made.source}</a></p><nav><ul><li>A</li><li>B</li></ul></nav></header>
    <main><article class="post-17 post hentry"><header class="entry-header"><h1 class="entry-title">{made.title}</h1>
    <div class="entry-meta">{made.published} <time class="entry-date published" datetime="{iso(made)}">{made.written}</time>
    <time class="updated" datetime="{iso(made, 3)}">x</time></div></header>
    <div class="entry-content">{paragraphs(made)}</div></article>{comments(made)}</main>
    <aside class="widget-area">{links(made)}</aside><footer>© 2021 {made.source}</footer>"""
    return document(made, head, body)


def next_js(made: Made) -> str:
    """An application whose class names say nothing and whose data stand in a script."""
    data = {"props": {"pageProps": {"article": {"title": made.title, "published": iso(made)}}}}
    head = f"<title>{made.title} | {made.source}</title>" + linked(
        [
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": {"name": "News"}}]},
            {
                "@type": ["NewsArticle", "AnalysisNewsArticle"],
                "headline": made.title,
                "datePublished": iso(made),
                "publisher": {"@type": "NewsMediaOrganization", "name": made.source},
            },
        ]
    )
    inner = "".join(f'<div class="css-1x2y3z"><p class="css-9ab">{text}</p></div>' for text in made.body)
    body = f"""<div id="__next"><header class="css-1"><a href="/">{made.source}</a></header><main class="css-2">
    <h1 class="css-3">{made.title}</h1><div class="css-4">{made.author} · {made.written}</div>{inner}{links(made)}</main></div>
    <script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>"""
    return document(made, head, body)


def amp(made: Made) -> str:
    """A page for telephones."""
    head = f"""<title>{made.title}</title><link rel="canonical" href="https://{made.domain}/a">
    <meta property="og:site_name" content="{made.source}">""" + linked(
        {"@type": "NewsArticle", "headline": made.title, "datePublished": iso(made), "image": ["a.jpg"]}
    )
    body = f"""<amp-sidebar id="s"><ul><li>{made.related[0]}</li></ul></amp-sidebar><article><h1>{made.title}</h1>
    <amp-img src="a.jpg" width="1" height="1"></amp-img><p class="byline">{made.author}</p>{paragraphs(made)}
    <amp-ad width="1" height="1"></amp-ad></article>"""
    return document(made, head, body, "amp")


def microdata(made: Made) -> str:
    """Names and days in the attributes of what is shown."""
    body = f"""<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{made.title}</h1>
    <span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{made.author}</span></span>
    <span itemprop="datePublished" content="{iso(made)}">{made.written}</span>
    <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{made.source}"></div>
    <div itemprop="articleBody">{paragraphs(made)}</div></div>{links(made)}"""
    return document(made, f"<title>{made.title}</title>", body)


def tables(made: Made) -> str:
    """A page of the nineties: nested tables, fonts, nothing declared."""
    inner = "<br><br>".join(made.body)
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8"><TITLE>{made.title}</TITLE></HEAD>
    <BODY BGCOLOR="#FFFFFF"><CENTER><TABLE WIDTH="760"><TR><TD COLSPAN="2"><IMG SRC="logo.gif" ALT="{made.source}"></TD></TR>
    <TR><TD WIDTH="140" VALIGN="TOP"><FONT SIZE="1"><A HREF="/">1</A><BR><A HREF="/s">2</A><BR><A HREF="/k">3</A></FONT></TD>
    <TD VALIGN="TOP"><FONT SIZE="5"><B>{made.title}</B></FONT><BR><FONT SIZE="1">{made.published} {made.written}</FONT><P>
    <FONT FACE="Times" SIZE="3">{inner}</FONT></TD></TR><TR><TD COLSPAN="2"><FONT SIZE="1">© 2021 {made.source}</FONT></TD></TR>
    </TABLE></CENTER></BODY></HTML>"""


def paywalled(made: Made) -> str:
    """The rest is for subscribers, and the linked data say so."""
    head = f"<title>{made.title} | {made.source}</title>" + linked(
        {
            "@type": "NewsArticle",
            "headline": made.title,
            "datePublished": iso(made),
            "isAccessibleForFree": "False",
            "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"},
            "publisher": {
                "@type": "Organization",
                "name": made.source,
                "logo": {"@type": "ImageObject", "url": "l.png"},
            },
        }
    )
    body = f"""<article><h1>{made.title}</h1><div class="meta">{made.written}</div>{paragraphs(made)}</article>
    <div class="paywall"><h2>1 € / 1 $ / 1 £</h2><form><input type="email"><button>OK</button></form></div>"""
    return document(made, head, body)


def liveblog(made: Made) -> str:
    """Entries with their own times below one headline."""
    updates = [
        {"@type": "BlogPosting", "headline": text[:40], "datePublished": iso(made, 1, f"T1{hour}:00:00+01:00")}
        for hour, text in enumerate(made.body)
    ]
    head = f"<title>{made.title}</title>" + linked(
        {
            "@type": "LiveBlogPosting",
            "headline": made.title,
            "datePublished": iso(made),
            "coverageStartTime": iso(made),
            "liveBlogUpdate": updates,
            "publisher": {"@type": "Organization", "name": made.source},
        }
    )
    entries = "".join(
        f'<section><time datetime="{iso(made, 1)}">1{hour}:00</time><p>{text}</p></section>'
        for hour, text in enumerate(made.body)
    )
    return document(made, head, f"<main><h1>{made.title}</h1><article>{entries}</article></main>")


def bare(made: Made) -> str:
    """Nothing declared at all: a headline, a line with the day, and paragraphs."""
    body = f"""<div class="top"><b>{made.source}</b></div><h1>{made.title}</h1><p class="d">{made.published} {made.written}</p>
    {paragraphs(made)}<div class="foot"><p>© 2021 {made.source}</p></div>"""
    return document(made, f"<title>{made.title}</title>", body)


def commented(made: Made) -> str:
    """The only times with a machine's form are those of comments, and they come first."""
    body = f"""{comments(made)}<article><h1>{made.title}</h1><p class="dateline">{made.written}</p>{paragraphs(made)}</article>
    {comments(made, 12)}<p class="copyright">© 2021 {made.source}</p>"""
    return document(made, f"<title>{made.title}</title>", body)


def open_graph(made: Made) -> str:
    """What is written for social networks, with the site's name at the title's end."""
    head = f"""<title>{made.title} – {made.source}</title><meta property="og:title" content="{made.title} – {made.source}">
    <meta property="og:site_name" content="{made.source}"><meta property="og:type" content="article">
    <meta property="article:published_time" content="{iso(made)}"><meta property="article:modified_time" content="{iso(made, 5)}">
    <meta property="article:author" content="https://social.example/someone"><meta name="author" content="{made.author}">"""
    return document(made, head, f"<div class='story'><h1>{made.title}</h1>{paragraphs(made)}</div>{links(made)}")


def dublin_core(made: Made) -> str:
    """The words of librarians."""
    head = f"""<title>{made.title}</title><meta name="DC.title" content="{made.title}"><meta name="DC.publisher" content="{made.source}">
    <meta name="DC.date.issued" content="{made.day}"><meta name="DC.creator" content="{made.author}">"""
    return document(made, head, f"<div id='content'><h2>{made.title}</h2>{paragraphs(made)}</div>")


def masthead(made: Made) -> str:
    """The day of the crawl stands at the top of the page, as newspapers print today's; the article's is below."""
    body = f"""<div id="masthead"><h1><a href="/">{made.source}</a></h1><span class="today">{made.day + timedelta(days=400)}</span></div>
    <article><h2 class="headline">{made.title}</h2><div class="byline">{made.author}</div>
    <div class="pubdate">{made.published} {made.written}</div>{paragraphs(made)}</article><footer>© 2021-2022 {made.source}</footer>"""
    return document(made, f"<title>{made.title} | {made.source}</title>", body)


def blog(made: Made) -> str:
    """An old blog host: the day in the title of an abbreviation."""
    body = f"""<div class="header"><h1 class="title"><a href="/">{made.source}</a></h1></div><div class="post hentry">
    <h3 class="post-title entry-title">{made.title}</h3><div class="post-body entry-content">{paragraphs(made)}</div>
    <div class="post-footer"><abbr class="published" title="{iso(made)}">9:30</abbr></div></div>"""
    head = f"<title>{made.source}: {made.title}</title><meta property='og:title' content='{made.title}'>"
    return document(made, head + f"<meta property='og:site_name' content='{made.source}'>", body)


def addressed(made: Made) -> str:
    """Only the address has the day."""
    head = f"""<title>{made.title} | {made.source}</title><link rel="canonical" href="https://{made.domain}/{made.day:%Y/%m/%d}/x">
    <meta property="og:site_name" content="{made.source}"><meta property="og:title" content="{made.title}">"""
    return document(made, head, f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>")


def broken(made: Made) -> str:
    """Linked data with a comma too many and a line break in a string; the rest has to do."""
    bad = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{made.title}\n", "datePublished": "{iso(made)}",}}</script>'
    head = f"""<title>{made.title}</title>{bad}<meta property="og:site_name" content="{made.source}">"""
    return document(made, head, f"<main><h1>{made.title}</h1>{paragraphs(made)}</main>")


def itself(made: Made) -> str:
    """The article stands inside the page's own object, and related ones beside it with other days."""
    related = [{"@type": "NewsArticle", "headline": text, "datePublished": iso(made, 30)} for text in made.related]
    page = {
        "@type": "WebPage",
        "name": made.title,
        "mainEntity": {
            "@type": "NewsArticle",
            "headline": made.title,
            "datePublished": iso(made),
            "publisher": {"@type": "Organization", "name": made.source},
        },
    }
    head = f"<title>{made.title}</title>" + linked({"@type": "ItemList", "itemListElement": related}, page)
    return document(made, head, f"{links(made)}<article><h1>{made.title}</h1>{paragraphs(made)}</article>")


def drupal(made: Made) -> str:
    """Attributes of RDFa, and a system's own field classes."""
    body = f"""<article typeof="schema:Article" class="node"><h1 property="schema:name"><span>{made.title}</span></h1>
    <div class="submitted"><span property="dc:date dc:created" content="{iso(made)}" datatype="xsd:dateTime">{made.written}</span></div>
    <div class="field field-name-body"><div class="field-items">{paragraphs(made)}</div></div></article>"""
    head = f"<title>{made.title} | {made.source}</title><meta property='og:site_name' content='{made.source}'>"
    return document(made, head, body)


def timed(made: Made) -> str:
    """Teasers with times stand before the article, whose own time is in its header."""
    teaser = f'<div class="teaser"><time datetime="{iso(made, 20)}">x</time> {made.related[0]}</div>'
    body = f"""<div class="ticker">{teaser * 3}</div><article><header><h1>{made.title}</h1><time datetime="{iso(made)}">{made.written}</time>
    </header>{paragraphs(made)}</article>{comments(made)}<footer><p>© {made.source} 2021</p></footer>"""
    return document(made, f"<title>{made.title}</title>", body)


def dateless(made: Made) -> str:
    """Nothing says when or who; a year in prose and a street number are no dates."""
    return document(made, f"<title>{made.title}</title>", f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>")
