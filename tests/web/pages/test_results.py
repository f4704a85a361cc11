from dataclasses import replace

import pytest

from search.model import Contribution, Hit, Mention, Page, Query
from search.query.links import Clicks
from tests.corpora import article
from web.pages.results import names, neighbour, pager, results


def page(number, total, per_page=10):
    return Page(Query(text="x", page=number, per_page=per_page), total, (), ())


@pytest.mark.parametrize(
    ("number", "pages", "expected"),
    [
        (1, 1, ""),
        (1, 2, "[1] 2"),
        (1, 9, "[1] 2 3 … 9"),
        (4, 9, "1 2 3 [4] 5 6 … 9"),
        (5, 9, "1 2 3 4 [5] 6 7 8 9"),
        (6, 20, "1 … 4 5 [6] 7 8 … 20"),
        (9, 9, "1 … 7 8 [9]"),
        (30, 9, "1 … 8 9"),
    ],
)
def test_the_numbered_pages(number, pages, expected):
    shown = [
        "…" if link.number is None else str(link.number) if link.url else f"[{link.number}]"
        for link in pager(page(number, pages * 10))
    ]
    assert " ".join(shown) == expected


@pytest.mark.parametrize(
    ("number", "total", "before", "after"),
    [
        (1, 5, None, None),
        (1, 11, None, "/?q=x&page=2"),
        (2, 11, "/?q=x", None),
        (40, 11, "/?q=x&page=2", None),
        (1, 0, None, None),
    ],
)
def test_the_page_before_and_the_page_after(number, total, before, after):
    assert neighbour(page(number, total), -1) == before
    assert neighbour(page(number, total), +1) == after


def test_names_that_were_asked_for_come_first_then_the_most_mentioned():
    found = article(1, "T", "text", people=["Once Said", "Twice Said", "Ada Long", "Ben Oak"], places=["Oak Bay"])
    found = replace(found, mentions=(*found.mentions, Mention("Twice Said", "person", 1, 2)))
    shown = names(Clicks(Query(text="oak", chosen={"person": ("Ada Long",)})), found)
    assert [(name.value, name.matched) for name in shown] == [
        ("Ada Long", True),
        ("Ben Oak", True),
        ("Oak Bay", True),
        ("Twice Said", False),
    ]
    assert shown[0].url == "/?q=oak&person=Ada+Long", "a chosen one stays chosen"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Contribution("ferry", "title", ("Ferry",), 1, 3.0), ("ferry", "once in the title", "75%")),
        (
            Contribution("sail*", "body", ("sails", "sailed"), 1200, 0.2),
            ("sail*", "1,200 times in the body, as sails, sailed", "5%"),
        ),
        (Contribution("", "", (), 0, 0.8), ("", "words close together", "20%")),
    ],
)
def test_a_reason_says_what_stands_where_and_its_part_of_the_score(part, expected):
    [shown] = results(Page(Query("x"), 1, (Hit(article(1), 4.0, (), (), (part,)),), ()), Clicks(Query("x")))
    [reason] = shown.why
    assert (reason.asked, reason.where, reason.share) == expected
