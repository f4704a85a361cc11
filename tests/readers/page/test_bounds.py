"""Pages with pictures, data and scripts inside are read whole; what no parser stands is refused at once."""

from __future__ import annotations

import base64
import json
import random

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import read
from search.readers.page.bounds import MAX_ATTRIBUTES, MAX_MARKUP, MAX_TAGS, bounded
from tests.made_files import PROSE, TITLE

ARTICLE = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in PROSE)}</article>"
NOISE = random.Random(1).randbytes(3_000_000)
PICTURE = base64.b64encode(NOISE).decode()
STATE = json.dumps({"items": [{"id": number, "html": "<p class='a'>x > y</p>"} for number in range(5_000)]})
QUOTED = STATE.replace('"', "&quot;")
DRAWN = "M10 20L30.5 40" * 20_000


def page(body: str = ARTICLE, head: str = "") -> str:
    return f"<!doctype html>\n<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def bodies(markup: str) -> list[str]:
    """The paragraphs of the article of a page."""
    [document] = read(markup.encode(), "a.html", "news/a.html")
    assert isinstance(document, Document)
    assert document.title == TITLE
    return [document.text[part.start : part.end] for part in document.parts if part.kind == "body"]


@pytest.mark.parametrize(
    "markup",
    [
        page(f'<img alt="x" src="data:image/jpeg;base64,{PICTURE[:100_000]}">{ARTICLE}'),
        page(f'<img src="data:image/jpeg;base64,{PICTURE}"><img src="data:image/png;base64,{PICTURE}">{ARTICLE}'),
        page(head=f"<style>@font-face {{ src: url(data:font/woff2;charset=utf-8;base64,{PICTURE}) }}</style>"),
        page(f"<img src='data:image/svg+xml,{'%3Cpath%20d%3D%22M1%202%22%2F%3E' * 9_000}'>{ARTICLE}"),
        page(f'<form><input type="hidden" name="__VIEWSTATE" value="{PICTURE[:400_000]}"></form>{ARTICLE}'),
        page(f'<div data-config="{QUOTED}"></div>{ARTICLE}'),
        page(f"<div data-config='{STATE.replace(chr(39), '&apos;')}'></div>{ARTICLE}"),
        page(f'<svg viewBox="0 0 9 9"><path d="{DRAWN}"/></svg>{ARTICLE}'),
        page(head=f"<script><!--\nif (a<b && c) {{ {'step(i); ' * 20_000} }}\n//--></script>"),
        page(head=f"<script>//<![CDATA[\nif (a <b) {{ {'step(i) ' * 20_000} }}\n//]]></script>"),
        page(head=f"<script>/*<![CDATA[*/ {'a <b c d ' * 20_000} /*]]>*/</script>"),
        page(head=f"<style><!-- {'p { margin: 0 } ' * 10_000} --></style>"),
        page(f'<script id="state" type="application/json">{STATE}</script>{ARTICLE}'),
        page(f"<textarea>{'<a b ' * 20_000}</textarea>{ARTICLE}"),
        page(f"<!-- {'<a b ' * 50_000} -->{ARTICLE}"),
    ],
    ids=[
        *("picture", "pictures", "font", "drawing", "viewstate", "data", "data-quoted", "path", "script-comment"),
        *("script-cdata", "script-cdata-comment", "style-comment", "state", "textarea", "comment"),
    ],
)
def test_what_is_saved_inside_a_page_keeps_nothing_out(markup: str) -> None:
    assert bodies(markup) == list(PROSE)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (page(f"<p {'a=b ' * 100_000}>{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page(f"<p {' '.join(f'a{n}' for n in range(100_000))}>{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page(f"</p {'/a' * 100_000}>{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page(f"<p a='x{'>' * 99}' {'b=c ' * 2_000}>{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page("<a " * 100_000), "with a tag of more than 1,000 attributes"),
        (page(f"<script>1</script ><p {'c ' * 2_000}>{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page(f"<!--><p {'c ' * 2_000}>-->{ARTICLE}"), "with a tag of more than 1,000 attributes"),
        (page("<p>x</p>" * (MAX_TAGS + 1)), "with more than 100,000 tags"),
        (page("<br>" * (MAX_TAGS + 1)), "with more than 100,000 tags"),
        (page(f"<p title='{'<!--' * 10_001}'>{ARTICLE}"), "with more than 10,000 comments"),
        (page(f"<p>{'words and words ' * 400_000}</p>"), "larger than 5 MB, even without its pictures"),
    ],
)
def test_what_no_parser_stands_is_refused_with_the_reason(markup: str, reason: str) -> None:
    with pytest.raises(FileSkipped, match=f"^web page {reason}; save just the article$"):
        bodies(markup)


def test_as_much_as_is_allowed_is_let_through() -> None:
    attributes = " ".join(f"a{number}=b" for number in range(MAX_ATTRIBUTES))
    assert bodies(page(f"<div {attributes}>{ARTICLE}</div>")) == list(PROSE)
    assert bounded(page("<i></i>" * (MAX_TAGS - 50)))
    text = page("x" * (MAX_MARKUP - len(page(""))))
    assert bounded(text) == text


def test_only_what_is_saved_inside_is_taken_out() -> None:
    shown = page("<p>The address is data:image/png;base64,QUJD and the data: he said, 2000 words.</p>")
    assert bounded(shown) == shown


@pytest.mark.parametrize(
    "markup",
    [
        f"<!doctype html><title>{TITLE}</title>{ARTICLE}",
        f"<html><head><title>{TITLE}</title>{ARTICLE}",
        f"<html lang=en><meta charset=utf-8><TITLE>{TITLE}</TITLE><script>if (a<b) go()</script><main>{ARTICLE}</main>",
        f"<title>{TITLE}</title><noscript><img src=x></noscript><template><p>No</p></template>{ARTICLE}",
        f"<title>{TITLE}</title><!-- <body> -->{ARTICLE}",
    ],
)
def test_a_page_that_leaves_its_optional_tags_out_is_read(markup: str) -> None:
    assert bodies(markup) == list(PROSE)
