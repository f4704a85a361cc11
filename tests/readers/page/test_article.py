"""What of a page is its article: nothing is lost in silence, and what is not shown is no text."""

from __future__ import annotations

import pytest

from search import readers
from search.annotators import language, layout
from search.config import Config
from search.model import Document, Note
from search.searched_text import searched_text

CONFIG = Config()
HEADLINE = "Marsh village moves its church by rail"
SENTENCES = (
    "The church of Oldmarsh was moved by rail, all four hundred tons, to a hill above the sea.",
    "It took nine days to go as far as a child walks in ten minutes, said the engineer, who hardly slept.",
    "The bells stayed in the tower on the way, because nobody had found a cart for them, and rang at every joint.",
    "Farmers lent their horses for the curve at the mill, where the wheels of the waggon had left the rails in spring.",
    "A school had the day off and sang on the meadow until the rain came and the last of the hymns was left for later.",
    "The vicar will hold the first service on Sunday, in boots if need be, as the path up the hill is not yet paved.",
)


def page(article: str, head: str = "") -> Document:
    markup = f"<html lang=en><head><title>{HEADLINE}</title>{head}</head><body>{article}</body></html>"
    (document,) = readers.read(markup.encode(), "a.html", "news/a.html")
    assert isinstance(document, Document)
    return layout.annotate(language.annotate(document, CONFIG), CONFIG)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


ALL = paragraphs(*SENTENCES)
H1 = f"<h1>{HEADLINE}</h1>"


@pytest.mark.parametrize(
    "article",
    [
        f"<main>{H1}{'<hr>'.join(f'<section>{paragraphs(text)}</section>' for text in SENTENCES)}</main>",
        f"<main>{H1}<div itemprop=articleBody>{paragraphs(*SENTENCES[:2])}</div><div class=ad></div>"
        f"<div itemprop=articleBody>{paragraphs(*SENTENCES[2:])}</div></main>",
        f"<article>{H1}{paragraphs(SENTENCES[0])}</article><div class=text>{paragraphs(*SENTENCES[1:])}</div>",
        f"<article>{H1}{paragraphs(SENTENCES[0])}<div class=text-hidden>{paragraphs(*SENTENCES[1:])}</div></article>",
        f"<article>{H1}{paragraphs(SENTENCES[0])}<div class=embed>{paragraphs(*SENTENCES[1:])}</div></article>",
        f"<main>{H1}" + "".join(f"<article><h2>At {i}</h2><p>{t}</p></article>" for i, t in enumerate(SENTENCES)),
        f"<div id=x><aside>{H1}{ALL}</aside></div>",
        f"<div><div class=head>{H1}<p class=lead>{SENTENCES[0]}</p></div>"
        f"<div class=text>{paragraphs(*SENTENCES[1:])}</div></div>",
        f"<article>{H1}<ol>{''.join(f'<li>{text}</li>' for text in SENTENCES)}</ol></article>",
        f"<div>{H1}<p class=teaser><b>{SENTENCES[0]}</b></p>{paragraphs(*SENTENCES[1:])}</div>",
        f"<article>{H1}<div>{paragraphs(*SENTENCES[:4])}</div><h2>On the hill</h2>"
        f"<div>{paragraphs(*SENTENCES[4:])}</div></article>",
        f"<article>{H1}{paragraphs(*SENTENCES[:3])}<blockquote>{SENTENCES[3]}</blockquote>{paragraphs(*SENTENCES[4:])}</article>",
    ],
)
def test_an_article_has_all_its_paragraphs_once_and_in_order_whatever_holds_them(article: str) -> None:
    body = page(article).body
    places = [body.find(text) for text in SENTENCES]
    assert -1 not in places
    assert places == sorted(places)
    assert [body.count(text) for text in SENTENCES] == [1] * len(SENTENCES)
    assert page(article).notes == ()


def test_key_points_and_a_lead_that_is_no_sentence_are_text_and_date_lines_are_not() -> None:
    facts = ("Bells rang on the way", "Horses lent at the mill", "First service on Sunday")
    points = f"<ul class=facts>{''.join(f'<li>{fact}</li>' for fact in facts)}</ul>"
    above = f"<h2>How four hundred tons came up the hill</h2><p>By Ada Quayle | 4 March 2021</p>{points}"
    document = page(f"<article>{H1}{above}{ALL}</article>")
    for text in (
        "How four hundred tons",
        "Bells rang on the way",
        "Horses lent at the mill",
        "First service on Sunday",
    ):
        assert text in document.body
    assert "Ada Quayle" not in document.body
    assert "Ada Quayle" in document.text


MILL = "The tower passes the mill"
FIGURE = f"<figure><img src=a.jpg><figcaption>{MILL}</figcaption></figure>"
CAPTIONED = f"<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>{MILL}</p></div>"


def captions_of(document: Document) -> list[str]:
    return [document.text[part.start : part.end] for part in document.parts if part.kind == "caption"]


@pytest.mark.parametrize("figure", [FIGURE, CAPTIONED])
@pytest.mark.parametrize(
    "article",
    [
        "<article>{h1}{some}{figure}{rest}</article>",
        "<article>{h1}{figure}{some}{rest}</article>",
        "<article>{figure}{h1}{some}{rest}</article>",
        "<article>{h1}{some}{rest}{figure}</article>",
        "<article>{h1}<div class=text>{some}{rest}</div><p>Share this</p>{figure}</article>",
        "<main><div class=top>{figure}<header>{h1}</header></div><div class=text>{some}{rest}</div></main>",
        "{h1}{some}{rest}{figure}",
    ],
)
def test_captions_are_kept_as_captions_wherever_the_picture_stands(article: str, figure: str) -> None:
    some, rest = paragraphs(*SENTENCES[:3]), paragraphs(*SENTENCES[3:])
    document = page(article.format(h1=H1, some=some, rest=rest, figure=figure))
    assert captions_of(document) == [MILL]
    assert document.body.split("\n\n") == [*SENTENCES]


def test_captions_of_other_stories_are_none_of_the_article() -> None:
    teaser = f"<div class=teaser>{FIGURE}<h3><a href=/other>Another story</a></h3></div>"
    linked = f"<figure><a href=/other><img src=a.jpg><figcaption>{MILL}</figcaption></a></figure>"
    for beside in (teaser, linked, f"<aside>{FIGURE}</aside>"):
        document = page(f"<main><article>{H1}{ALL}</article>{beside}</main>")
        assert MILL not in searched_text(document)


def test_what_is_not_shown_is_no_text() -> None:
    other = paragraphs(
        "This was never meant to be read by anybody, and stands here for a program that fills it in later."
    )
    for unshown in (f"<div hidden>{other}</div>", f"<template>{other}</template>", f"<dialog>{other}</dialog>"):
        assert "never meant" not in page(f"<article>{H1}{ALL}{unshown}</article>").text
    for shown in (f"<div hidden=until-found>{other}</div>", f"<dialog open>{other}</dialog>"):
        assert "never meant" in page(f"<article>{H1}{ALL}{shown}{ALL}</article>").text


def test_other_stories_and_comments_are_not_taken_in() -> None:
    card = "<article class=card><h2><a href=/x>Another story</a></h2><p>{}</p></article>"
    others = "".join(card.format(text.replace("the", "this")) for text in SENTENCES)
    said = f"<section class=comments>{paragraphs(*(text.replace('The', 'My') for text in SENTENCES))}</section>"
    document = page(f"<main><article>{H1}{paragraphs(*SENTENCES[:4])}</article>{others}{said}</main>")
    assert document.body.count("\n\n") == 3


@pytest.mark.parametrize(
    "label", ["Related stories", "Mehr zum Thema", "À lire aussi", "Lees ook:", "Polecamy", "関連記事"]
)
@pytest.mark.parametrize(
    "box",
    [
        "<section class=x1><h3>{label}</h3><ul><li><a href=/a>{first}</a></li><li>{other}</li></ul></section>",
        "<div><div><span>{label}</span></div><div class=y><p>{first}</p><p>{other}</p></div></div>",
    ],
)
def test_a_box_that_calls_itself_one_of_other_stories_is_left_out_of_the_text(label: str, box: str) -> None:
    first, other = "Bells of the coast, the oldest of them first", SENTENCES[0].replace("church", "windmill")
    inside = box.format(label=label, first=first, other=other)
    document = page(
        f"<article>{H1}<div>{paragraphs(*SENTENCES[:3])}{inside}{paragraphs(*SENTENCES[3:])}</div></article>"
    )
    assert document.body.split("\n\n") == [*SENTENCES]


@pytest.mark.parametrize("name", ["opener", "art-perex", "news-spot"])
def test_a_lead_of_a_few_words_is_known_by_its_name_in_other_languages(name: str) -> None:
    lead = "Bells rang at every joint"
    document = page(f"<div><div>{H1}<div>4 March 2021</div><div class={name}>{lead}</div></div><div>{ALL}</div></div>")
    assert document.body.split("\n\n") == [lead, *SENTENCES]


def test_the_note_says_how_much_of_a_pages_prose_is_not_in_its_article() -> None:
    story = "<div><article><h1><a href=/{0}>Story {0}</a></h1>{1}</article></div>"
    others = (paragraphs(*(f"{text} {number}" for text in SENTENCES)) for number in range(9))
    apart = "".join(story.format(number, text) for number, text in enumerate(others))
    document = page(f"<article>{H1}{ALL}</article>{apart}")
    words = len(" ".join(SENTENCES).split())
    whole = 10 * words + 9 * len(SENTENCES)
    assert document.notes == (Note(f"kept {words} of {whole:,} words", warning=True),)


def test_a_paragraph_that_begins_with_a_short_headline_is_a_paragraph() -> None:
    text = "Ada Quayle has mended clocks for half a century, and none has been late since, the harbour master says."
    body = f"<nav><ul><li>Radio</li></ul></nav><h1>Ada Quayle</h1><div class=text><p>{text}</p>{ALL}</div>"
    markup = f"<html lang=en><head><title>Ada Quayle</title></head><body>{body}</body></html>"
    (document,) = readers.read(markup.encode(), "a.html", "a.html")
    assert isinstance(document, Document)
    assert document.body.split("\n\n") == [text, *SENTENCES]


@pytest.mark.parametrize("breaks", ["<br>", "<br><br>", "</div><div>"])
def test_the_paragraphs_of_a_tables_cell_are_parted(breaks: str) -> None:
    document = page(f"<table><tr><td><h1>{HEADLINE}</h1><div>{breaks.join(SENTENCES)}</div></td></tr></table>")
    assert document.body.split("\n\n") == [*SENTENCES]


def test_a_headline_in_one_cell_with_the_text_loses_none_of_it() -> None:
    story = f"<font>Thursday, 14 March 2002</font><br><font><b>{HEADLINE}</b></font><p><i>By Ada Quayle</i>"
    text = "<p>".join(SENTENCES)
    cells = f"<td><font><a href=a>News</a><br><a href=b>Sport</a></font></td><td>{story}<p><font>{text}</font></td>"
    document = page(f"<table><tr>{cells}</tr><tr><td colspan=2><font>© 2002 Marsh Post</font></td></tr></table>")
    assert document.body.split("\n\n") == [*SENTENCES]
    assert "By Ada Quayle" in document.text


@pytest.mark.parametrize("name", ["article-social", "share"])
def test_a_row_of_buttons_is_no_key_point(name: str) -> None:
    row = f"<ul class={name}><li>See all 14 comments</li><li>From the section Wales</li></ul>"
    document = page(f"<article>{H1}{row}<div>{ALL}</div></article>")
    assert document.body.split("\n\n") == [*SENTENCES]


@pytest.mark.parametrize(
    "prompt",
    [
        "The Daily Briefing provides all the news you need to start your day. Sign up here.",
        "Join our channel and get the latest news straight to your phone every single day",
        "FOLLOW US ON SOCIAL MEDIA",
        "Empfohlener redaktioneller Inhalt",
        "Mit Ihrer Zustimmung wird hier ein externer Inhalt geladen.",
        "Jetzt weiterlesen und nichts mehr verpassen",
    ],
)
def test_prompts_among_the_paragraphs_are_none(prompt: str) -> None:
    document = page(
        f"<article>{H1}{paragraphs(*SENTENCES[:3])}<div><p>{prompt}</p></div>{paragraphs(*SENTENCES[3:])}</article>"
    )
    assert document.body.split("\n\n") == [*SENTENCES]


def test_a_list_whose_headings_are_links_is_the_article() -> None:
    parts = "".join(
        f"<section><h3><a href=/shop/{number}>Bell {number}</a></h3><p>{text}</p></section>"
        for number, text in enumerate(SENTENCES)
    )
    document = page(f"<article>{H1}<p>These are the bells of the coast, the oldest first.</p>{parts}</article>")
    assert all(text in document.body for text in SENTENCES)


def test_teasers_are_no_prose_that_the_article_has_lost() -> None:
    boxes = "".join(
        f"<div class=box><h3><a href=/{number}>Story {number}</a></h3><p>{text}</p></div>"
        for number, text in enumerate(SENTENCES * 5)
    )
    document = page(f"<article>{H1}{ALL}</article><div>{boxes}</div>")
    assert document.notes == ()
    assert document.body.split("\n\n") == [*SENTENCES]


def test_what_a_style_hides_is_text_only_where_it_is_prose() -> None:
    note = "<div style='width:80%; display:none'>Rendered 23 Sep 2011</div>"
    fold = f"<div style='display: none'>{paragraphs(*SENTENCES[3:])}</div>"
    document = page(f"{note}<article>{H1}{paragraphs(*SENTENCES[:3])}{fold}</article>{note}")
    assert document.body.split("\n\n") == [*SENTENCES]
    assert "Rendered" not in document.text


def test_a_banner_is_no_text_but_a_page_that_knows_of_one_is() -> None:
    banner = f"<div class=cookie-consent><p>We use cookies. {'We and 842 partners use cookies. ' * 9}</p></div>"
    for tag in ("main", "article"):
        document = page(f"{banner}<{tag} class='cookies-not-set'>{H1}{ALL}</{tag}>")
        assert document.body.split("\n\n") == [*SENTENCES]
        assert "partners" not in document.text


@pytest.mark.parametrize("common", ["The week on the coast", "Kurz gemeldet", "今週の出来事"])
def test_stories_below_a_heading_that_they_have_in_common_are_one_article(common: str) -> None:
    stories = "".join(
        f"<article><h2>{HEADLINE if at < 2 else at}</h2>{paragraphs(*SENTENCES[at : at + 2])}</article>"
        for at in (0, 2, 4)
    )
    body = page(f"<h1>{common}</h1>{stories}").body
    assert [text for text in SENTENCES if text not in body] == []


def test_the_next_story_is_none_of_the_article_below_a_sites_name() -> None:
    own = f"<article><h2>{HEADLINE}</h2>{paragraphs(*SENTENCES[:4])}</article>"
    other = f"<article><h2>Ferry sold for scrap</h2>{paragraphs(*SENTENCES[4:])}</article>"
    body = page(f"<header><h1>The Oldmarsh Post</h1></header>{own}{other}").body
    assert [text for text in SENTENCES if text in body] == list(SENTENCES[:4])
