"""Articles below fields of their own, one below the other in a text, are read one by one; so are Westlaw's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.model import Document, Note
from search.readers.lines.several_articles import several
from tests.made_article import BODY, PROSE
from tests.made_exports import rtf, word
from tests.readers.exports.test_articles import articles, records

LABELLED = (
    "Title: {title}\nSource: Quay Gazette\nDate: {day} March 2021\nSection: News\nAuthor: Ada Quayle\n\n{text}\n\n"
)
FORMS = {
    "nothing between": LABELLED,
    "a rule between": f"{LABELLED}----------------\n\n",
    "signs between": f"{LABELLED}###\n\n",
    "numbers above": "Record: {day}\n" + LABELLED,
    "a label above the text": LABELLED.replace("\n\n{text}", "\nText: {text}"),
    "german": "Titel: {title}\nQuelle: Quay Gazette\nDatum: 0{day}.03.2021\nRessort: News\nAutor: Ada Quayle\n"
    "\n{text}\n\n",
    "the title without a label": "{title}\nDate: Mar. {day}, 2021\nPublication: Quay Gazette\nSection: News\n"
    "Author: Ada Quayle\n\nFull Text:\n{text}\n\n\n",
    "the day with the source": "Title: {title}\nAuthors: Ada Quayle\nSource: Quay Gazette, {day} March 2021, p. 3\n"
    "Section: News\n\n{text}\n\n",
    "fields below": f"{LABELLED}Copyright: 2021 Quay Press\nRecord Number: 12{{day}}\n\n",
    "citations below": f"{LABELLED}Source Citation (MLA)\n“It.” Gale OneFile.\nGale Document Number: GALE|A1\n\n",
}
TITLES = ("Ferry sold", "Council votes", "Bridge closed")


def joined(form: str, text: str = BODY) -> str:
    return "".join(form.format(title=title, day=day, text=text) for day, title in enumerate(TITLES, 4))


@pytest.mark.parametrize("form", FORMS)
def test_each_article_below_fields_of_its_own_is_a_document(form: str) -> None:
    found = articles("a.txt", joined(FORMS[form]))
    assert [each.path for each in found] == ["news/a.txt#1", "news/a.txt#2", "news/a.txt#3"]
    assert [each.title for each in found] == [*TITLES]
    assert [each.day and each.day.value for each in found] == ["2021-03-04", "2021-03-05", "2021-03-06"]
    assert {(each.source and each.source.name, each.author, each.section) for each in found} == {
        ("Quay Gazette", "Ada Quayle", "News")
    }
    assert [each.body for each in found] == [BODY] * 3


def test_word_files_of_such_articles_are_read_so_too() -> None:
    assert [each.title for each in articles("a.docx", word(joined(LABELLED)))] == [*TITLES]


def test_an_ambiguous_day_beside_the_source_is_none() -> None:
    form = "Title: {title}\nAuthors: Ada Quayle\nSource: Quay Gazette, 03/0{day}/2021, p3\n\n{text}\n\n"
    found = articles("a.txt", joined(form))
    assert [each.day for each in found] == [None] * 3
    assert {each.source and each.source.name for each in found} == {"Quay Gazette"}


def test_one_article_below_fields_and_one_that_names_the_label_again_stay_one() -> None:
    one = LABELLED.format(title="Ferry sold", day=4, text=f"{BODY}\n\nTitle: a word on what titles are for")
    (found,) = records("a.txt", one)
    assert isinstance(found, Document)
    assert found.path == "news/a.txt"


def westlaw(title: str, day: int) -> str:
    head = [f"2021 WLNR 12345{day}", "Loaded Date: 03/20/2021", "Quay Gazette (UK)", "Copyright 2021 Quay Press"]
    head += [f"March {day}, 2021", "Section: News", title, "Ada Quayle", *PROSE, "---- INDEX REFERENCES ----"]
    return "\n".join(
        [*head, "NEWS SUBJECT: (Ports)", "Language: EN", "Word Count: 71", "END OF DOCUMENT", "© 2023 T. Reuters", ""]
    )


@pytest.mark.parametrize(("name", "wrap"), [("a.rtf", rtf), ("a.docx", word), ("a.txt", str.encode)])
def test_westlaws_articles_are_read_one_by_one(name: str, wrap: Callable[[str], bytes]) -> None:
    found = articles(name, wrap("".join(westlaw(title, day) for day, title in enumerate(TITLES, 4))))
    assert [each.title for each in found] == [*TITLES]
    assert [each.day and each.day.value for each in found] == ["2021-03-04", "2021-03-05", "2021-03-06"]
    assert {(each.source and each.source.name, each.author, each.section) for each in found} == {
        ("Quay Gazette", "Ada Quayle", "News")
    }
    assert [each.body for each in found] == ["\n\n".join(PROSE)] * 3


def test_a_long_notice_below_every_article_tells_that_there_are_several() -> None:
    notice = "Alle artikler er beskyttet af lov om ophavsret og må ikke distribueres uden aftale."
    told = "".join(
        f"{title}\n\n{day}. marts 2021, Kajavisen\n\n{BODY}\n\n{notice}\n\n" for day, title in enumerate(TITLES, 4)
    )
    assert several(told) == (
        Note("this looks like 3 articles in one file; split it, so that each is counted", warning=True),
    )
