"""What the templates of news sites put among an article's paragraphs, around its headline and below its text."""

from __future__ import annotations

from datetime import timedelta

from tests.made.articles import Made
from tests.made.case import iso
from tests.made.pages import document, linked


def brief(made: Made) -> str:
    """A heading of very few words: how the headline begins."""
    return " ".join(made.title.split()[:2]) if " " in made.title else made.title[:5]


def _page(made: Made, body: str, *, dated: bool = True, title: str = "") -> str:
    item = {"@type": "NewsArticle", "headline": made.title} | ({"datePublished": iso(made)} if dated else {})
    site = f'<meta property="og:site_name" content="{made.source}">'
    return document(made, f"<title>{title or made.title} | {made.source}</title>{site}{linked(item)}", body)


def _texts(made: Made) -> list[str]:
    return [f"<p>{text}</p>" for text in made.body]


def pointing(made: Made) -> str:
    """Links to other stories: alone in a paragraph, behind a label, and as a list between two paragraphs."""
    first, second, third = _texts(made)
    one, two = made.related
    label = f"<p><strong>{made.share}:</strong> <a href='/1'>{one}</a></p><p><a href='/2'><b>{two}</b></a></p>"
    listed = f"<ul><li><a href='/1'>{one}</a></li><li><a href='/2'>{two}</a></li></ul>"
    return _page(made, f"<article><h1>{made.title}</h1>{first}{label}{second}{listed}{third}</article>")


def menued(made: Made) -> str:
    """Text in line breaks begins with a bold place, beside boxes that an extraction takes with it."""
    first, second, third = made.body
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in "ABC")
    text = f"<div><span class='strong'>{brief(made)}:</span> {first}<br><br>{second}<br><br>{third}</div>"
    others = "".join(f"<li><a href='/{at}'>{other}</a></li>" for at, other in enumerate(made.related))
    body = f"<header>{menu}</header><div class='wrap'><h1><span>{made.title}</span></h1><div class='_s30'>{text}</div></div>"
    return _page(made, f"{body}<div class='col'><h3>{made.comments}</h3>{others}</div>")


def signing_up(made: Made) -> str:
    """A box that asks for an address, with a sentence as long as a paragraph."""
    first, second, third = _texts(made)
    asked = f"{made.share} – {', '.join((*made.related, made.comments))}."
    box = f"<div class='email-signup'><p><strong>{made.share}</strong></p><p>{asked}</p></div>"
    return _page(made, f"<article><h1>{made.title}</h1>{first}{box}{second}{third}</article>")


def rubricked(made: Made) -> str:
    """The rubric stands in the heading, before the headline."""
    heading = f"<h1><span class='kicker'>{made.comments}</span><span class='text'>{made.title}</span></h1>"
    return _page(made, f"<main><div>{heading}</div><div class='body'>{''.join(_texts(made))}</div></main>")


def fronted_lead(made: Made) -> str:
    """A lead without a full stop in a grid, each cell of which has a name for the site's own scripts alone."""
    lead = f"<div data-gu-name='standfirst'><div class='dcr-1'><p>{made.related[0]}</p></div></div>"
    head = f"<div data-gu-name='headline'><h1 class='dcr-2'>{made.title}</h1></div>{lead}"
    text = f"<div data-gu-name='body'><div class='dcr-3'>{''.join(_texts(made))}</div></div>"
    return _page(made, f"<article><div class='dcr-grid'>{head}{text}</div></article>")


def headed_entries(made: Made) -> str:
    """A heading above every entry of a live blog."""
    entries = "".join(
        f"<article class='live' id='b{at}'><time datetime='{iso(made)}'>1{at}:00</time><h2>{head}</h2>"
        f"<div class='elements'><p>{text}</p></div></article>"
        for at, (head, text) in enumerate(zip((brief(made), *made.related), made.body, strict=True))
    )
    return _page(made, f"<main><h1>{made.title}</h1><div class='feed'>{entries}</div></main>")


def subheaded_briefly(made: Made) -> str:
    """Blocks of text in sections of their own, below a heading of a word or two."""
    first, second, third = _texts(made)
    text = f"<div class='box'>{first}</div><div class='box'>{second}<h2>{brief(made)}</h2>{third}</div>"
    return _page(made, f"<article><h1>{made.title}</h1>{text}</article>")


def doubled_lead(made: Made) -> str:
    """The first paragraph stands in the page twice: hidden, for those who share it, and in the text."""
    hidden = f"<div style='display:none'><h1>{made.title}</h1><h2>{made.body[0]}</h2></div>"
    return _page(
        made, f"{hidden}<div class='left'><h1>{made.title}</h1><div id='Content'>{''.join(_texts(made))}</div></div>"
    )


def beside_rows(made: Made) -> str:
    """Names that say nothing, and beside the text rows of a link with a sentence behind it."""
    text = "".join(f"<div class='e5'><div class='f6'><span>{one}</span></div></div>" for one in made.body)
    rows = "".join(
        f"<div class='h8'><a href='/{at}'><span>{other}</span></a><span>{other}, {made.share}. {other}.</span></div>"
        for at, other in enumerate((*made.related, f"{made.comments}: {made.related[0]}"))
    )
    return _page(
        made, f"<div class='a1'><div class='b2'><h1>{made.title}</h1></div><div>{text}</div><div>{rows}</div></div>"
    )


def next_article(made: Made) -> str:
    """The next story is appended in an <article> of its own, under a headline of the second rank that is no link."""
    others = "".join(f"<p>{text} {text} {text}.</p>" for text in made.related)
    following = f"<article class='post'><h2>{made.related[1]}</h2><div class='c'>{others}</div></article>"
    own = f"<article class='post'><h1>{made.title}</h1><div class='c'>{''.join(_texts(made))}</div></article>"
    return _page(made, f"<main>{own}{following}</main>")


def about_writer(made: Made) -> str:
    """A box about the writer among the blocks of the text."""
    life = f"<div class='about-the-writer'><p>{made.author}: {', '.join((*made.related, made.comments))}.</p></div>"
    return _page(made, f"<main><h1>{made.title}</h1><div class='c'>{''.join(_texts(made))}{life}</div></main>")


def sloganed(made: Made) -> str:
    """The site's name has a slogan behind it, and the linked data have it without one."""
    item = {
        "@type": "NewsArticle",
        "headline": made.title,
        "datePublished": iso(made),
        "publisher": {"name": made.source},
    }
    site = f'<meta property="og:site_name" content="{made.source} | {made.share}">'
    text = f"<article><h1>{made.title}</h1>{''.join(_texts(made))}</article>"
    return document(made, f"<title>{made.title}</title>{site}{linked(item)}", text)


def reviewed(made: Made) -> str:
    """No day but that of what a customer thinks."""
    days = f"<div class='reviews'><h3>B</h3><div><b>Tom</b> 5, {made.day:%d/%m/%Y}<p>{made.comments}</p></div></div>"
    return _undated(made, "", days)


def titled_day(made: Made) -> str:
    """The day stands in the page's title alone."""
    day = f"{made.day:%d.%m.%Y}"
    text = f"<article><h1>{made.title}</h1>{''.join(_texts(made))}</article>"
    head = f'<title>{made.title} - {day} - {made.source}</title><meta property="og:site_name" content="{made.source}">'
    return document(made, f'{head}<meta property="og:title" content="{made.title}">', text)


def named_locally(made: Made) -> str:
    """Boxes of comments and of other stories whose names are of other languages than English."""
    box = f"<p>{'; '.join((*made.related, made.comments, made.share))}.</p>"
    names = ("texto-comentarios", "noticias-relacionadas", "kommentare", "mais-lidas", "articoli correlati")
    boxes = "".join(f"<div class='{name}'>{box}{box}</div>" for name in names)
    return _page(made, f"<main><h1>{made.title}</h1><div class='c'>{''.join(_texts(made))}</div>{boxes}</main>")


def _undated(made: Made, before: str, after: str) -> str:
    article = f"<article><h1>{made.title}</h1>{''.join(_texts(made))}</article>"
    return _page(made, f"{before}<main>{article}</main>{after}", dated=False)


def todays(made: Made) -> str:
    """No day but today's, which the site shows above everything."""
    return _undated(made, f"<div class='top'><span class='current-date'>{made.written}</span></div><p>A</p>", "")


def others_days(made: Made) -> str:
    """No day but those of other stories."""
    cards = "".join(
        f"<div><a href='/{at}'><h4>{other}</h4></a><span>{made.day + timedelta(days=at)}</span></div>"
        for at, other in enumerate(made.related)
    )
    return _undated(made, "", f"<section><h3>{made.share}</h3>{cards}</section>")


def scheduled(made: Made) -> str:
    """No day but those of a list of events."""
    days = "".join(f"<li><b>{made.day + timedelta(days=7 * at)}</b> A{at}</li>" for at in range(3))
    return _undated(made, "", f"<div class='events'><h3>B</h3><ul>{days}</ul></div>")


def pictured(made: Made) -> str:
    """No day but those in the addresses of pictures and in a program."""
    picture = f"<img src='/uploads/{made.day:%Y/%m/%d}/a.jpg'>"
    return _undated(made, picture, f"<script>var build = '{made.day} 10:00:00';</script><!-- made {made.day} -->")
