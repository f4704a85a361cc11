"""Where sites put an article's text: in several blocks, beside a lead, in elements with odd names, among other stories."""

from __future__ import annotations

from tests.made.articles import Made
from tests.made.case import iso
from tests.made.pages import comments, document, linked, links

_AD = "<div class='ad-slot'><div id='ad-1'></div></div>"


def _head(made: Made) -> str:
    item = {"@type": "NewsArticle", "headline": made.title, "datePublished": iso(made)}
    site = f'<meta property="og:site_name" content="{made.source}">'
    return f"<title>{made.title} | {made.source}</title>{site}" + linked(item)


def _page(made: Made, article: str) -> str:
    nav = "<nav><ul><li><a href='/a'>A</a></li><li><a href='/b'>B</a></li></ul></nav>"
    body = f"<header>{nav}</header>{article}{links(made)}{comments(made)}<footer>© 2021 {made.source}</footer>"
    return document(made, _head(made), body)


def in_sections(made: Made) -> str:
    """A section for every paragraph, with an advertisement between."""
    blocks = _AD.join(f"<section class='story-part'><p>{text}</p></section>" for text in made.body)
    return _page(made, f"<main><h1>{made.title}</h1>{blocks}</main>")


def in_bodies(made: Made) -> str:
    """The property of the text stands at each of its blocks."""
    blocks = _AD.join(f"<div itemprop='articleBody'><p>{text}</p></div>" for text in made.body)
    return _page(made, f"<main><h1>{made.title}</h1>{blocks}</main>")


def in_containers(made: Made) -> str:
    """Each paragraph in a box in a box."""
    blocks = _AD.join(f"<div class='body__box'><div class='text'><p>{text}</p></div></div>" for text in made.body)
    return _page(made, f"<main><h1>{made.title}</h1>{blocks}</main>")


def beside_lead(made: Made) -> str:
    """The lead stands with the headline, the text beside both."""
    first, *rest = (f"<p>{text}</p>" for text in made.body)
    lead = f"<div class='head'><h1>{made.title}</h1><div class='lead'>{first}</div></div>"
    return _page(made, f"<div class='wrap'>{lead}<div class='post-content'>{''.join(rest)}</div></div>")


def article_then_box(made: Made) -> str:
    """The <article> ends after the lead."""
    first, *rest = (f"<p>{text}</p>" for text in made.body)
    return _page(made, f"<article><h1>{made.title}</h1>{first}</article><div class='text'>{''.join(rest)}</div>")


def folded(made: Made) -> str:
    """The part below the fold is in an element that is called hidden, though its style shows it."""
    first, *rest = (f"<p>{text}</p>" for text in made.body)
    fold = f"<div class='is-hideable' id='post-text-hidden'>{''.join(rest)}</div>"
    return _page(made, f"<article><h1>{made.title}</h1>{first}{fold}</article>")


def embedding(made: Made) -> str:
    """The text is in an element that is called embed."""
    first, *rest = (f"<p>{text}</p>" for text in made.body)
    return _page(made, f"<article><h1>{made.title}</h1>{first}<div class='embed-text'>{''.join(rest)}</div></article>")


def of_entries(made: Made) -> str:
    """Each entry of a live blog is an article with a time."""
    entries = "".join(
        f"<article class='live'><time datetime='{iso(made)}'>1{hour}:00</time><p>{text}</p></article>"
        for hour, text in enumerate(made.body)
    )
    return _page(made, f"<main><h1>{made.title}</h1>{entries}</main>")


def in_sidebar(made: Made) -> str:
    """The article stands in an <aside>."""
    text = "".join(f"<p>{text}</p>" for text in made.body)
    return _page(made, f"<div id='content'><aside><h1>{made.title}</h1>{text}</aside></div>")


def pointed(made: Made) -> str:
    """Key points under the headline; here they are the headlines of other stories, which read as points do."""
    points = "".join(f"<li>{text}</li>" for text in made.related)
    text = "".join(f"<p>{text}</p>" for text in made.body)
    return _page(made, f"<article><h1>{made.title}</h1><ul class='key-points'>{points}</ul>{text}</article>")


def unshown(made: Made) -> str:
    """Templates, closed dialogs and hidden elements hold other texts."""
    other = "".join(f"<p>{text} {text} {text}</p>" for text in made.related)
    text = "".join(f"<p>{text}</p>" for text in made.body)
    hidden = f"<div hidden>{other}</div><template>{other}</template><dialog>{other}</dialog>"
    return _page(made, f"<article><h1>{made.title}</h1>{text}{hidden}</article>")


def followed(made: Made) -> str:
    """The next story is appended, with a headline that leads to it."""
    text = "".join(f"<p>{text}</p>" for text in made.body)
    others = "".join(f"<p>{text} {text} {text}</p>" for text in made.related)
    following = f"<article><h1><a href='/next'>{made.related[0]}</a></h1>{others}</article>"
    return _page(made, f"<main><article><h1>{made.title}</h1>{text}</article>{following}</main>")


def captioned(made: Made) -> str:
    """Captions by element and by name, which are no paragraphs."""
    first, second, third = (f"<p>{text}</p>" for text in made.body)
    one = f"<figure><img src='a.jpg'><figcaption>{made.related[0]}</figcaption></figure>"
    two = f"<div class='wp-caption'><img src='b.jpg'><p class='wp-caption-text'>{made.related[1]}</p></div>"
    return _page(made, f"<article><h1>{made.title}</h1>{one}{first}{two}{second}{third}</article>")
