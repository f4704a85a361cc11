"""All made files, each with what is right: shapes of pages and of texts in many languages, and every format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from tests import made_files
from tests.made import beside, layouts, odd, pages, quirks, templates, texts
from tests.made.articles import ENGLISH, GERMAN, MADE, RUSSIAN, Made
from tests.made.case import Case, iso

How = Literal["stated", "inferred"]

PAGES: dict[Callable[[Made], str], tuple[How | None, bool]] = {
    pages.wordpress: ("stated", True),
    pages.next_js: ("stated", True),
    pages.amp: ("stated", True),
    pages.microdata: ("stated", True),
    pages.tables: ("stated", True),
    pages.paywalled: ("stated", True),
    pages.liveblog: ("stated", True),
    pages.bare: ("stated", True),
    pages.commented: ("stated", True),
    pages.open_graph: ("stated", True),
    pages.dublin_core: ("stated", True),
    pages.masthead: ("stated", True),
    pages.blog: ("stated", True),
    pages.addressed: ("inferred", True),
    pages.broken: ("stated", True),
    pages.itself: ("stated", True),
    pages.drupal: ("stated", True),
    pages.timed: ("stated", True),
    pages.dateless: (None, False),
    quirks.spaced: ("stated", True),
    quirks.mailed: ("stated", True),
    quirks.foremost: ("stated", True),
    quirks.human: ("stated", True),
    quirks.seconds: ("inferred", True),
    quirks.shortened: ("stated", True),
    quirks.doubled: ("stated", True),
    quirks.cluttered: ("stated", True),
    quirks.breaks: ("stated", True),
    quirks.scripted: ("stated", True),
    quirks.archived: ("stated", True),
    quirks.relative: ("stated", True),
    quirks.escaped: ("stated", True),
    quirks.updated: ("stated", True),
    quirks.subheaded: ("stated", True),
    odd.topped: ("stated", True),
    odd.fronted: ("stated", True),
    odd.boxed: ("stated", True),
    odd.far: ("stated", True),
    odd.embedded: ("stated", True),
    odd.introduced: ("stated", True),
    odd.titled_blog: ("stated", True),
    layouts.in_sections: ("stated", True),
    layouts.in_bodies: ("stated", True),
    layouts.in_containers: ("stated", True),
    layouts.beside_lead: ("stated", True),
    layouts.article_then_box: ("stated", True),
    layouts.folded: ("stated", True),
    layouts.embedding: ("stated", True),
    layouts.of_entries: ("stated", True),
    layouts.in_sidebar: ("stated", True),
    layouts.pointed: ("stated", True),
    layouts.unshown: ("stated", True),
    layouts.followed: ("stated", True),
    layouts.captioned: ("stated", True),
    odd.stamped_bare: ("stated", True),
    beside.boxed_in: ("stated", True),
    beside.read_on: ("stated", True),
    beside.discussed: ("stated", True),
    beside.portrayed: ("stated", True),
    beside.styled_away: ("stated", True),
    templates.pointing: ("stated", True),
    templates.menued: ("stated", True),
    templates.signing_up: ("stated", True),
    templates.rubricked: ("stated", True),
    templates.fronted_lead: ("stated", True),
    templates.headed_entries: ("stated", True),
    templates.subheaded_briefly: ("stated", True),
    templates.titled_day: ("inferred", True),
    templates.named_locally: ("stated", True),
    templates.doubled_lead: ("stated", True),
    templates.beside_rows: ("stated", True),
    templates.next_article: ("stated", True),
    templates.about_writer: ("stated", True),
    templates.sloganed: ("stated", True),
    templates.reviewed: (None, True),
    templates.todays: (None, True),
    templates.others_days: (None, True),
    templates.scheduled: (None, True),
    templates.pictured: (None, True),
}
"""Each shape with how its day is known, or None where nobody can know it, and whether it names its publisher."""

BODIES: dict[Callable[[Made], str], Callable[[Made], tuple[str, ...]]] = {
    layouts.pointed: lambda made: (*made.related, *made.body),
    templates.menued: lambda made: (f"{templates.brief(made)}: {made.body[0]}", *made.body[1:]),
    templates.fronted_lead: lambda made: (made.related[0], *made.body),
    templates.headed_entries: lambda made: (templates.brief(made), *made.related, *made.body),
    templates.subheaded_briefly: lambda made: (templates.brief(made), *made.body),
}
"""Of shapes whose body is more than the article's paragraphs: what it is."""

TEXTS: dict[Callable[[Made], str], tuple[How | None, bool, int]] = {
    texts.plain: ("stated", False, 0),
    texts.labelled: ("stated", True, 0),
    texts.crawled: ("stated", True, 0),
    texts.wrapped: ("stated", False, 0),
    texts.numbers: ("stated", False, 16),
    texts.changed: ("stated", False, 0),
    texts.sectioned: ("stated", True, 0),
    texts.undated: (None, False, 0),
    odd.stacked: ("stated", False, 0),
    odd.pathed: ("stated", True, 0),
    odd.updated_days: ("stated", False, 0),
}
"""The same, with how many days after the article's the day stands that is written."""


def cases() -> Iterator[Case]:
    """Every made file, in an order that stays the same."""
    yield from _pages()
    yield from _texts()
    yield from _formats()


def _pages() -> Iterator[Case]:
    for shape, (how, named) in PAGES.items():
        for made in MADE:
            case = _case(f"{shape.__name__}-{made.language}.html", shape(made).encode(), made, how, named=named)
            yield replace(case, body=BODIES[shape](made)) if shape in BODIES else case
    for domain, line in (("quay.co.uk", "4/3/2021"), ("quay.com.au", "04/03/2021"), ("quay.us", "3/4/2021")):
        page = quirks.countried(ENGLISH, domain, line).encode()
        yield _case(f"countried-{domain}.html", page, ENGLISH, "stated", named=True)


def _texts() -> Iterator[Case]:
    for shape, (how, named, days) in TEXTS.items():
        for made in MADE:
            yield _case(
                f"{shape.__name__}-{made.language}.txt", shape(made).encode(), made, how, named=named, days=days
            )
    for made in MADE:
        yield _case(f"markdown-{made.language}.md", texts.markdown(made).encode(), made, "stated", named=True)
    first = ENGLISH.body[0]
    wire, week = texts.dateline(ENGLISH).encode(), texts.weekday(ENGLISH).encode()
    yield _case(
        "dateline-en.txt", wire, ENGLISH, "inferred", named=True, first=f"SALTMERE, March 4 (Harbour Wire) - {first}"
    )
    yield _case(
        "weekday-en.txt", week, ENGLISH, "inferred", named=False, first=f"{first} She said so on Thursday (March 4)."
    )


def _formats() -> Iterator[Case]:
    for made in (ENGLISH, GERMAN, RUSSIAN):
        body = "\n\n".join(made.body)
        record = {"headline": made.title, "content": body, "published": iso(made), "publisher": made.source}
        page = pages.open_graph(made).encode()
        head = f"Date: {made.day:%a, %d %b %Y} 09:30:00 +0100"
        files = {
            "json": json.dumps(record).encode(),
            "jsonl": json.dumps(record, ensure_ascii=False).encode("utf-8-sig"),
            "csv": f'headline;content;published;publisher\n"{made.title}";"{body}";{iso(made)};{made.source}\n'.encode(),
            "mail.eml": made_files.mail(body, made.title, head),
            "mail.mbox": made_files.mailbox(made_files.mail(body, made.title, head)),
            "docx": made_files.word(
                made.title, f"{made.published} {made.written}", *made.body, f"© 2021 {made.source}"
            ),
            "warc": made_files.crawl((f"https://{made.domain}/a", "text/html; charset=utf-8", page, "200 OK")),
            "zip": made_files.packed({"a.html": page}),
            "html.gz": gzip.compress(page, mtime=0),
            "old.txt": texts.labelled(made).encode({"ru": "cp1251"}.get(made.language, "cp1252"), "replace"),
        }
        if made.language != "ru":
            lines = [made.title, made.written, *made_files.wrapped(body)]
            files["pdf"] = made_files.pdf([lines])
        for ending, raw in files.items():
            named = not ending.startswith(("mail", "pdf"))
            yield _case(f"format-{made.language}.{ending}", raw, made, "stated", named=named)


def _case(name: str, raw: bytes, made: Made, how: How | None, *, named: bool, days: int = 0, first: str = "") -> Case:
    day = f"{made.day + timedelta(days=days)}" if how else None
    body = (first, *made.body[1:]) if first else made.body
    return Case(name, raw, made.title, day, how, made.source if named else None, body)
