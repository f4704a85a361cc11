"""What goes wrong on real pages: fields in odd forms, systems that contradict themselves, clutter in the article."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from tests.made.articles import Made
from tests.made.case import iso
from tests.made.pages import document, linked, links, paragraphs


def _site(made: Made) -> str:
    return f'<meta property="og:site_name" content="{made.source}">'


def _epoch(made: Made) -> int:
    return int(datetime(made.day.year, made.day.month, made.day.day, 9, 30, tzinfo=UTC).timestamp())


def spaced(made: Made) -> str:
    """A blank in the place of the T, a list of publishers, a list at the top."""
    item = {
        "@type": "Article",
        "headline": made.title,
        "datePublished": f"{made.day} 09:30:00",
        "publisher": [{"name": made.source}],
    }
    return document(
        made, f"<title>{made.title}</title>" + linked([item]), f"<main><h1>{made.title}</h1>{paragraphs(made)}</main>"
    )


def mailed(made: Made) -> str:
    """The day as mail has it."""
    head = f"<title>{made.title}</title>{_site(made)}<meta name='pubdate' content='{made.day:%a, %d %b %Y} 09:30:00 +0100'>"
    return document(made, head, f"<div><h1>{made.title}</h1>{paragraphs(made)}</div>")


def foremost(made: Made) -> str:
    """The site's name stands before the headline, and its logo is the only heading of the first rank."""
    head = f"<title>{made.source}: {made.title}</title>{_site(made)}"
    body = f"""<h1 class="logo"><a href="/">{made.source}</a></h1><h2>{made.title}</h2><p class="info">{made.author}, {made.written}</p>
    {paragraphs(made)}"""
    return document(made, head, body)


def human(made: Made) -> str:
    """Linked data with the day as people write it."""
    item = {
        "@type": "NewsArticle",
        "headline": made.title,
        "datePublished": made.written,
        "publisher": {"name": made.source},
    }
    return document(
        made,
        f"<title>{made.title}</title>" + linked(item),
        f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>",
    )


def seconds(made: Made) -> str:
    """Seconds since 1970."""
    head = f"<title>{made.title}</title>{_site(made)}<meta property='article:published_time' content='{_epoch(made)}'>"
    return document(made, head, f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>")


def shortened(made: Made) -> str:
    """A headline that the system has cut, and one in whole on the page."""
    cut = made.title[: len(made.title) * 3 // 4].rstrip() + "..."
    item = {"@type": "NewsArticle", "headline": cut, "datePublished": iso(made), "publisher": {"name": made.source}}
    head = f"<title>{made.title} - {made.source}</title><meta property='og:title' content='{cut}'>" + linked(item)
    return document(made, head, f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>")


def doubled(made: Made) -> str:
    """Two headings of the first rank; the headline has a break inside."""
    words = made.title.split(" ")
    broken = " ".join(words[:3]) + "<br>" + " ".join(words[3:]) if len(words) > 3 else made.title
    body = f"""<header><h1>{made.source}</h1></header><article><h1 class="h"><span>{broken}</span></h1>
    <time>{made.day:%d.%m.%Y}, 09:30</time>{paragraphs(made)}</article>"""
    return document(made, f"<title>{made.title} | {made.source}</title>{_site(made)}", body)


def cluttered(made: Made) -> str:
    """Advertisements, a picture with its caption, a box of links and a form between the paragraphs."""
    first, second, third = made.body
    banner = (
        '<div id="cookie-banner" class="cookie-consent"><p>Cookies! 🍪 '
        + "We and our 842 partners use cookies. " * 8
        + "</p></div>"
    )
    body = f"""{banner}<article><h1>{made.title}</h1><p class="meta">{made.published} {made.written}</p><p>{first}</p>
    <figure><img src="a.jpg"><figcaption>Photo: A. B.</figcaption></figure><div class="ad ad-300">Advertisement</div><p>{second}</p>
    <div class="newsletter-signup"><h4>Newsletter</h4><form><input type="email"></form></div>{links(made)}<p>{third}</p></article>
    <div class="share-buttons"><a>Facebook</a><a>X</a></div><footer>© {made.day.year} {made.source}</footer>"""
    return document(made, f"<title>{made.title}</title>", body)


def breaks(made: Made) -> str:
    """Paragraphs that are parted by breaks alone."""
    head = f"<title>{made.title}</title>{_site(made)}<meta name='date' content='{made.day}'>"
    return document(
        made,
        head,
        f"<div class='article'><h1>{made.title}</h1><div class='text'>{'<br/><br/>'.join(made.body)}</div></div>",
    )


def scripted(made: Made) -> str:
    """The article stands in the linked data alone: what is shown is drawn by a program."""
    item = {
        "@type": "NewsArticle",
        "headline": made.title,
        "datePublished": iso(made),
        "publisher": {"name": made.source},
        "articleBody": "\n\n".join(made.body),
    }
    return document(
        made, f"<title>{made.title}</title>" + linked(item), "<div id='root'></div><noscript>JavaScript?</noscript>"
    )


def archived(made: Made) -> str:
    """An archive's bar with the days of its copies stands above the page."""
    bar = f"""<div id="wm-ipp-base"><div id="wm-ipp"><a>{made.domain}</a> <span>12 captures</span>
    <time datetime="{iso(made, 700)}">{made.day + timedelta(days=700)}</time></div></div>"""
    body = f"{bar}<article><h1>{made.title}</h1><div class='date'>{made.written}</div>{paragraphs(made)}</article>"
    return document(made, f"<title>{made.title}</title>{_site(made)}", body)


def relative(made: Made) -> str:
    """How long ago it was, with the day in the element's title."""
    body = f"""<article><h1>{made.title}</h1><span class="publish-date" title="{iso(made)}">2 h</span>{paragraphs(made)}</article>"""
    return document(made, f"<title>{made.title}</title>{_site(made)}", body)


def escaped(made: Made) -> str:
    """Entities in the linked data, wrapped as older documents need it."""
    title = made.title.replace(" ", "&#32;", 1)
    item = {"@type": "NewsArticle", "headline": title, "datePublished": iso(made), "publisher": {"name": made.source}}
    script = f'<script type="application/ld+json">//<![CDATA[\n{json.dumps(item)}\n//]]></script>'
    return document(
        made, f"<title>{made.title}</title>{script}", f"<article><h1>{made.title}</h1>{paragraphs(made)}</article>"
    )


def updated(made: Made) -> str:
    """The day of a change is in the head, that of publication only below the headline."""
    head = f"<title>{made.title}</title>{_site(made)}<meta property='article:modified_time' content='{iso(made, 6)}'>"
    body = (
        f"<article><h1>{made.title}</h1><p class='when'>{made.published} {made.written}</p>{paragraphs(made)}</article>"
    )
    return document(made, head, body)


def subheaded(made: Made) -> str:
    """Sub-headlines and a quotation between the paragraphs."""
    first, second, third = made.body
    head = f"<title>{made.title}</title>{_site(made)}<meta property='article:published_time' content='{iso(made)}'>"
    body = f"""<article><h1>{made.title}</h1><p>{first}</p><h2>{made.related[0]}</h2><p>{second}</p><blockquote><p>{third}</p></blockquote></article>"""
    return document(made, head, body)


def countried(made: Made, domain: str, line: str) -> str:
    """A site of one country, with the day in numbers as that country writes it, and no other word of it."""
    head = f'<title>{made.title}</title><link rel="canonical" href="https://www.{domain}/harbour/ferry">{_site(made)}'
    return document(made, head, f"<main><h1>{made.title}</h1><p>{line}</p>{paragraphs(made)}</main>")
