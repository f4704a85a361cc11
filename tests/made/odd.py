"""What sites put where the article is looked for: today's date, menus without lists, embedded posts, a writer's life."""

from __future__ import annotations

from datetime import date, timedelta

from tests.made.articles import Made
from tests.made.pages import document, linked, links, paragraphs

_KEPT = date(2026, 11, 20)
"""The day on which a page was saved: sites show it above every article."""


def topped(made: Made) -> str:
    """Today's date at the top of the page; the article's stands behind its writer's name."""
    head = f'<title>{made.title}</title><meta property="og:site_name" content="{made.source}">'
    body = f"""<div class="bar">{_KEPT:%A, %B %d, %Y}</div><div class="name">{made.source}</div><div><h1>{made.title}</h1>
    <div class="m">{made.author} | {made.written}</div>{paragraphs(made)}</div>"""
    return document(made, head, body)


def fronted(made: Made) -> str:
    """The site's name stands before the headline, in a page without headings."""
    inner = "".join(f"<p>{text}" for text in made.body)
    body = f"""<table><tr><td><a href="/">1</a><br><a href="/s">2</a></td><td><font size="5"><b>{made.title}</b></font><br>
    {made.published} {made.written}{inner}</td></tr><tr><td>© 2021 {made.source}</td></tr></table>"""
    return document(made, f"<title>{made.source} | {made.title}</title>", body)


def boxed(made: Made) -> str:
    """Nothing but boxes: a menu, the article and a list of others, all alike."""
    menu = "".join(f"<div>{entry}</div>" for entry in ("A1", "B2", "C3", "D4"))
    inner = "".join(f"<div>{text}</div>" for text in made.body)
    others = "".join(f"<div>{text}</div>" for text in made.related)
    body = f"""<div>{made.source}</div><div>{menu}</div><div>{made.title}</div><div>{made.published} {made.written}</div>
    <div>{inner}</div><div>{made.comments}</div><div>{others}</div><div>© 2021 {made.source}</div>"""
    return document(made, f"<title>{made.title}</title>", body)


def far(made: Made) -> str:
    """A long menu of boxes stands between the page's title and the line of the day, which is right above the text."""
    menu = "".join(f"<div>{letter} {letter}</div>" for letter in "ABCDEFGHIJKLMN")
    inner = "<br/><br/>".join(made.body)
    body = f"""<div><div>{made.source}</div>{menu}<div>{made.title}</div><div>{made.written}</div><div>{inner}</div></div>
    <div>© 2021 {made.source}</div>"""
    return document(made, f"<title>{made.title}</title>", body)


def embedded(made: Made) -> str:
    """A post of another site between the paragraphs, with its own day; the article has none that is declared."""
    post = """<blockquote class="twitter-tweet"><p>—</p>&mdash; Otto Fähnrich (@otto) <a href="/1">June 28, 2019</a></blockquote>"""
    head = f'<title>{made.title}</title><meta property="og:site_name" content="{made.source}">'
    first, *rest = (f"<p>{text}</p>" for text in made.body)
    body = f"<article><h1>{made.title}</h1><p>{made.published} {made.written}</p>{first}{post}{''.join(rest)}</article>"
    return document(made, head, body)


def introduced(made: Made) -> str:
    """A last paragraph that tells who the writer is."""
    item = {
        "@type": "NewsArticle",
        "headline": made.title,
        "datePublished": f"{made.day}",
        "author": {"name": made.author},
        "publisher": {"name": made.source},
    }
    life = f"<p>{made.author} is a correspondent for the islands and has written of little else for thirty years.</p>"
    body = f"<article><h1>{made.title}</h1>{paragraphs(made)}{life}</article>{links(made)}"
    return document(made, f"<title>{made.title}</title>" + linked(item), body)


def titled_blog(made: Made) -> str:
    """A blog whose own name is the first heading and begins every page's title."""
    body = f"""<div id="head"><h1 class="title">{made.source}</h1></div><h2 class="date-header"><span>{made.written}</span></h2>
    <div class="post hentry"><h3 class="post-title entry-title">{made.title}</h3><div class="post-body">{paragraphs(made)}</div></div>"""
    return document(made, f"<title>{made.source}: {made.title}</title>", body)


def stacked(made: Made) -> str:
    """A text whose headline, day and caption stand in lines of one length without a blank one between them."""
    day = f"{made.published} {made.written}, 09:30 | {made.author}, {made.source}"
    return "\n".join(("  * A", "  * B", "", made.title, day, "", *made.body))


def pathed(made: Made) -> str:
    """The path to the page in one step above the title, and the line of rights below it."""
    return "\n\n".join((f"{made.source} » A", made.title, made.written, *made.body, f"© 2021 {made.source}"))


def updated_days(made: Made) -> str:
    """Both days in one line, as machines write them."""
    return "\n\n".join((made.title, f"{made.written} | Updated {made.day + timedelta(days=2)}", *made.body))


def stamped_bare(made: Made) -> str:
    """A bare date of universal time is a day late; the address, without noughts, and the date line have the local one."""
    late = made.day + timedelta(days=1)
    address = f"https://www.{made.domain}/{made.day.year}/{made.day.month}/{made.day.day}/5855/ferry"
    head = f"""<title>{made.title}</title><meta property="og:site_name" content="{made.source}">
    <link rel="canonical" href="{address}"><meta name="sailthru.date" content="{late}">"""
    line = (
        f"""<span class="publish-date"><time datetime="{made.day} 20:08:00-0400" pubdate>{made.written}</time></span>"""
    )
    return document(made, head, f"<article><h1>{made.title}</h1>{line}{paragraphs(made)}</article>")
