"""Retriever's exports, in Swedish and Norwegian, are read article by article."""

from __future__ import annotations

import pytest

from search.model import Document
from search.readers import Rejected, Remark
from tests.made_article import PROSE
from tests.readers.exports.test_articles import articles, records

RULE = "=" * 78
SWEDISH = (
    "Sida 15",
    "Publicerat i print. ",
    "©Kaj<br>Alla artiklar är skyddade.\n\nLäs hela artikeln på http://ret.nu/",
)
NORWEGIAN = ("Side 15", "Publisert på trykk. ", "© Kaiavisen\n\nLes hele nyheten på http://ret.nu/")


def piece(number: int, title: str, day: str, words: tuple[str, str, str], dashes: bool = False, head: str = "") -> str:
    page, medium, foot = words
    lines = [title, *(["-" * 78] if dashes else ()), f"Kajnytt, {day}", *filter(None, [head]), page, medium, "", *PROSE]
    return "\n".join([*lines[:-3], lines[-3], "", lines[-2], "", lines[-1], f"{foot}aB{number}", RULE, "", ""])


def export(words: tuple[str, str, str] = SWEDISH, days: tuple[str, str] = ("2021-03-04 09:31", "2021-03-05")) -> str:
    titles = ("Fyren släcks", "Färjan såld. Ny ägare")
    listed = "\n\n".join(f"> {title}, Kajnytt, {day}" for title, day in zip(titles, days, strict=True))
    made = [piece(at, *pair, words, words is NORWEGIAN) for at, pair in enumerate(zip(titles, days, strict=True), 1)]
    return f"Lonns universitet BIBSAM\nDatum 2023-09-29\n\nNyheter:\n\n{listed}\n\n\n{''.join(made)}"


@pytest.mark.parametrize(
    "raw",
    [
        export().encode(),
        export().replace("\n", "\r\n").encode("utf-16"),
        export(NORWEGIAN, ("04.03.2021 09:31", "05.03.2021")).encode("latin-1"),
    ],
)
def test_each_article_has_its_fields(raw: bytes) -> None:
    found = articles("a.txt", raw)
    assert [each.title for each in found] == ["Fyren släcks", "Färjan såld. Ny ägare"]
    assert [each.day and (each.day.value, each.day.time) for each in found] == [
        ("2021-03-04", "09:31"),
        ("2021-03-05", ""),
    ]
    assert [each.source and each.source.name for each in found] == ["Kajnytt", "Kajnytt"]
    assert [each.page for each in found] == ["15", "15"]
    assert [each.url for each in found] == ["http://ret.nu/aB1", "http://ret.nu/aB2"]
    assert [each.body for each in found] == ["\n\n".join(PROSE)] * 2


def test_the_list_at_the_head_is_what_the_file_says_it_holds() -> None:
    whole, cut = export(), export()[: -len(RULE) - 80]
    (told,) = [each for each in records("a.txt", whole) if isinstance(each, Remark)]
    assert told.notes[0].text == "2 of the 2 articles that the file says it holds"
    (told,) = [each for each in records("a.txt", cut) if isinstance(each, Remark)]
    assert told.notes[0].text == "1 of the 2 articles that the file says it holds; missing: 2"
    assert [each.path for each in records("a.txt", cut) if isinstance(each, Rejected)] == ["news/a.txt#2"]


def test_section_and_writer_stand_between_source_and_medium() -> None:
    found = articles("a.txt", piece(1, "Bro stengt", "04.03.2021", NORWEGIAN, head="FENN IDA\nSeksjon: Nyheter") * 2)
    assert {(each.author, each.section) for each in found} == {("FENN IDA", "Nyheter")}


def test_a_line_of_equals_signs_in_a_text_ends_no_article() -> None:
    text = export().replace(PROSE[1], f"{RULE}\n{PROSE[1]}", 1)
    found = articles("a.txt", text)
    assert len(found) == 2
    assert PROSE[-1] in found[0].body


def test_a_text_with_such_a_line_alone_is_no_export() -> None:
    (found,) = records("a.txt", f"Fyren\n\n{PROSE[0]}\n\n{RULE}\n\n{PROSE[1]}\n")
    assert isinstance(found, Document)
