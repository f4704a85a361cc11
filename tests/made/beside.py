"""What stands beside an article and is as long as its sentences: teasers, readers' comments, the life of its writer."""

from __future__ import annotations

from datetime import timedelta

from tests.made.articles import Made
from tests.made.case import iso
from tests.made.pages import document, linked


def _said(made: Made, number: int) -> str:
    """A sentence that is none of the article's."""
    return f"{made.related[number % len(made.related)]} – {', '.join([made.share, made.comments] * 3)} ({number + 1})."


def _page(made: Made, body: str) -> str:
    item = {"@type": "NewsArticle", "headline": made.title, "datePublished": iso(made)}
    site = f'<meta property="og:site_name" content="{made.source}">'
    return document(made, f"<title>{made.title} | {made.source}</title>{site}{linked(item)}", body)


def _text(made: Made) -> str:
    return "".join(f"<p>{text}</p>" for text in made.body)


def boxed_in(made: Made) -> str:
    """A column of boxes, each a sentence under a picture, with more text in all than the article has."""
    boxes = "".join(
        f"<div class='block'><div class='feature'><img src='{n}.jpg'><div class='textwidget'>{_said(made, n)}</div></div></div>"
        for n in range(9)
    )
    article = f"<div class='entry'><h1>{made.title}</h1><div class='entry-text'>{_text(made)}</div></div>"
    return _page(made, f"<div class='columns'>{article}<div class='right-bar'>{boxes}</div></div>")


def read_on(made: Made) -> str:
    """Below the text boxes like the article's own, each under a headline that leads to another story."""
    boxes = "".join(
        f"<div class='tpl'><div class='item article'><h3><a href='/{n}'>{made.related[n % 2]}</a></h3>"
        f"<p class='subtitle'>{_said(made, n)}</p></div></div>"
        for n in range(6)
    )
    article = f"<div class='block'><div class='article'><h1>{made.title}</h1><div class='object'>{_text(made)}</div></div></div>"
    return _page(made, f"<div class='core'>{article}<div class='block'>{boxes}</div></div>")


def discussed(made: Made) -> str:
    """Comments in articles of their own, in classes with the letters of the site before their name."""
    said = "".join(
        f"<li class='qy-comment {n}'><article class='qy-comment-content'><div class='qy-comment-msg'>"
        f"<p>{_said(made, n)}</p></div></article></li>"
        for n in range(12)
    )
    article = (
        f"<article class='qy-article'><h1>{made.title}</h1><div class='qy-article-body'>{_text(made)}</div></article>"
    )
    return _page(made, f"<div id='page'>{article}<div class='qy-mod'><ul class='qy-comments'>{said}</ul></div></div>")


def portrayed(made: Made) -> str:
    """A box about the writer between the headline and the text."""
    life = f"<div class='author-dropdown'><div class='description'><p>{made.author}: {_said(made, 0)}</p></div></div>"
    return _page(made, f"<div class='post'><h1>{made.title}</h1>{life}<div class='body-copy'>{_text(made)}</div></div>")


def styled_away(made: Made) -> str:
    """What a program needs stands in elements without a display: the moment at which the page was made is there."""
    moment = f"{made.day + timedelta(days=2):%d.%m.%Y} 08:51:09"
    note = f"<div style='display:none; width:80%'><br>{moment}<br>LinksList 23279717</div>"
    head = f'<title>{made.title}</title><meta property="og:site_name" content="{made.source}">'
    body = f"<div>{note}<h1>{made.title}</h1>{note}<p>{made.published} {made.written}</p>{_text(made)}{note}</div>"
    return document(made, head, body)
