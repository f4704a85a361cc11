"""Rows of tables become articles."""

from __future__ import annotations

import csv

import pytest

from search.errors import FileSkipped
from search.model import Document
from search.readers import Options, Rejected, read
from tests.made_files import BODY, PROSE, TITLE

ONE = PROSE[0]


def rows(text: str, name: str = "a.csv", *names: tuple[str, str], encoding: str = "utf-8") -> list[Document | Rejected]:
    return list(read(text.encode(encoding), name, f"news/{name}", Options(names)))


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_fields_is_told_by_the_first_row(sign: str) -> None:
    (document,) = rows(
        f'Headline{sign}Text{sign}Published{sign}Publisher\n{TITLE}{sign}"{BODY}"{sign}2021-03-04{sign}Quay\n'
    )
    assert isinstance(document, Document)
    assert (document.title, document.body, document.path) == (TITLE, BODY, "news/a.csv#1")
    declared = document.declared
    assert (declared["date_published"], declared["source"]) == ("2021-03-04", "Quay")
    assert declared["date_rule"] == "record's key published"


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("Titel;Inhalt;Datum", ("T", "B", "1")),
        ("título;texto;fecha", ("T", "B", "1")),
        ("Article Title;article_text;Date of publication", ("T", "B", "1")),
        ("заголовок;текст;дата", ("T", "B", "1")),
        ("HEADLINE;CONTENT;PUBDATE", ("T", "B", "1")),
        ("webTitle;story_text;webPublicationDate", ("T", "B", "1")),
        ("Story Headline;article-content;Date Posted", ("T", "B", "1")),
    ],
)
def test_columns_are_known_by_their_names_in_several_languages(header: str, kept: tuple[str, ...]) -> None:
    (document,) = rows(f"{header}\nT;B;1\n")
    assert isinstance(document, Document)
    assert (document.title, document.body, document.declared["date_published"]) == kept


def test_what_a_column_holds_can_be_said() -> None:
    said = (("body", "Wire Copy"), ("title", "slug"))
    (document,) = rows(f"slug,title,wire_copy\nA slug,A title,{ONE.replace(',', '')}\n", "a.csv", *said)
    assert isinstance(document, Document)
    assert (document.title, document.body) == ("A slug", ONE.replace(",", ""))


@pytest.mark.parametrize(
    ("header", "field"),
    [
        *(("Publication Title", "source"), ("OUTLET", "source"), ("media_name", "source"), ("Byline", "author")),
        *(("Author Name", "author"), ("web_url", "url"), ("Permalink", "url"), ("Lang", "language")),
    ],
)
def test_who_wrote_and_published_a_row_and_where_is_known_by_the_names_of_columns(header: str, field: str) -> None:
    (document,) = rows(f"{header},body\nX,{ONE.replace(',', '')}\n")
    assert isinstance(document, Document)
    assert document.declared[field] == "X"


def test_the_first_line_of_a_spreadsheet_may_say_what_parts_the_fields() -> None:
    (document,) = rows("sep=;\r\ntitle;body, or so;text\r\nT;x, y, z;B\r\n")
    assert isinstance(document, Document)
    assert (document.title, document.body, document.path) == ("T", "B", "news/a.csv#1")


def test_a_first_row_that_names_nothing_is_told_with_what_to_do() -> None:
    with pytest.raises(FileSkipped, match=r"no known column names.*--map body=NAME"):
        rows("x,y\n1,a\n2,b\n")


def test_a_row_without_text_says_its_names() -> None:
    (row,) = rows("title,rubric\n,culture\n")
    assert isinstance(row, Rejected)
    assert "title, rubric" in row.reason


def test_bad_rows_are_named_and_the_others_kept() -> None:
    found = rows(f'title,body\nOne,"{ONE}"\nTwo,{ONE}\n"Three,never closed\nFour,"{ONE}"\n\n,,\nFive,Six,Seven\n')
    assert [item.path.partition("#")[2] for item in found] == ["1", "2", "3", "4", "5"]
    assert [isinstance(item, Rejected) for item in found] == [False, True, True, False, True]


def test_a_quotation_mark_that_is_never_closed_does_not_take_minutes() -> None:
    found = rows("title,body\n" + 'a,"b\n' * 20_000)
    assert len(found) == 20_000
    assert all(isinstance(item, Rejected) for item in found[1::2])


def test_fields_of_several_lines_and_megabytes_are_read() -> None:
    (document,) = rows(f'title,body\nLong,"{"word " * 400_000}\n\nThe ""end""."\n')
    assert isinstance(document, Document)
    assert document.body.endswith('The "end".')


def test_quotation_marks_may_be_written_with_a_backslash() -> None:
    (document,) = rows('title,body\nOne,"He said \\"no\\", and left."\n')
    assert isinstance(document, Document)
    assert document.body == 'He said "no", and left.'


def test_a_field_may_end_in_a_backslash() -> None:
    found = rows(f'title,body\nOne,"{ONE} see C:\\temp\\"\nTwo,"{ONE} under \\new"\n')
    bodies = [document.body for document in found if isinstance(document, Document)]
    assert [body[len(ONE) :] for body in bodies] == [" see C:\\temp\\", " under \\new"]


def test_between_tabs_a_quotation_mark_is_a_letter_where_it_does_not_close() -> None:
    found = rows(f'title\tbody\n"Good," he said\t{ONE}\n"Two"\t"{ONE}"\n"Three\t{ONE}\n', "a.tsv")
    assert [document.title for document in found if isinstance(document, Document)] == [
        '"Good," he said',
        "Two",
        '"Three',
    ]


def test_a_table_in_another_encoding_is_read() -> None:
    (document,) = rows("Titel;Inhalt\nGrüße;Schöne Grüße aus Köln, wo es über Nacht wärmer wurde\n", encoding="cp1252")
    assert isinstance(document, Document)
    assert document.title == "Grüße"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_rows_may_be_a_million_columns_wide(sign: str) -> None:
    csv.field_size_limit(131_072)  # as it is in a process that has read no table yet
    for more in (f"{sign}note" * 50_000, sign * 1_000_000):
        (document,) = rows(f"title{sign}text{more}\nOne{sign}Two{sign * 1_000}\n", "a.tsv" if sign == "\t" else "a.csv")
        assert isinstance(document, Document)
        assert (document.title, document.body) == ("One", "Two")


def test_a_first_row_that_is_no_table_at_all_is_told_whatever_its_length() -> None:
    for text in ("a" * 200_000, "a" * 10_000_001, "title," + "x" * 10_000_001 + "\nOne,Two\n"):
        with pytest.raises(FileSkipped, match="no known column names in the first row"):
            rows(text)
