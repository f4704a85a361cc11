from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answers.downloads.citation import bibtex, permanent
from search.answers.downloads.ris import ris
from search.answers.downloads.writers import family_first, writers
from search.model import Attribution
from tests.corpora import article, day

HOST = "http://a:8000"


def fields(record):
    """The tags and values of a record, in their order."""
    assert record.endswith("\r\nER  - \r\n\r\n")
    return [tuple(line.split("  - ", 1)) for line in record.split("\r\n")[:-2]]


def test_a_record_has_what_is_known_with_writers_and_subjects_apart():
    known = replace(
        article(1, "Rain & sun", source="The Dial", date="2024-06-10"),
        author="Ben Oak, Ada van Dyck and Reuters staff",
        url="https://a.example/x_y",
        section="Weather",
        page="7",
        subjects=("Rain", "Sun"),
    )
    assert fields(ris(known, HOST)) == [
        ("TY", "NEWS"), ("ID", f"clippings-{known.id}"), ("TI", "Rain & sun"),
        ("AU", "Oak, Ben"), ("AU", "van Dyck, Ada"), ("AU", "Reuters staff"),
        ("T2", "The Dial"), ("PY", "2024"), ("DA", "2024/06/10/"), ("SE", "Weather"), ("SP", "7"), ("LA", "en"),
        ("KW", "Rain"), ("KW", "Sun"), ("UR", "https://a.example/x_y"), ("L2", permanent(known, HOST)),
        ("DB", "Clippings"), ("ER", ""),
    ]  # fmt: skip
    assert "author = {Ben Oak and Ada van Dyck and {Reuters staff}}" in bibtex(known, HOST)


@pytest.mark.parametrize(("value", "expected"), [("2024", "2024///"), ("2024-06", "2024/06//")])
def test_a_date_is_as_precise_as_it_was_stated(value, expected):
    assert dict(fields(ris(replace(article(1, "T"), day=day(value)), HOST)))["DA"] == expected


def test_a_record_has_nothing_that_is_not_known():
    bare = article(1, language="")
    assert [tag for tag, _ in fields(ris(bare, HOST))] == ["TY", "ID", "TI", "UR", "L2", "DB", "ER"]


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_a_record(title, source, author):
    hostile = replace(article(1, title), source=Attribution(source, "stated"), author=author)
    found = fields(ris(hostile, HOST))
    assert [tag for tag, _ in found].count("ER") == 1
    assert {tag for tag, _ in found} <= {"TY", "ID", "TI", "AU", "T2", "LA", "UR", "L2", "DB", "ER"}


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("Ada Reyes", ["Reyes, Ada"]),
        ("Reyes, Ada; Oak, Ben", ["Reyes, Ada", "Oak, Ben"]),
        ("Mary Jane Smith and Joost van der Berg", ["Smith, Mary Jane", "van der Berg, Joost"]),
        ("The Associated Press", ["The Associated Press"]),
        ("BBC News", ["BBC News"]),
        ("Ada", ["Ada"]),
        ("ada reyes", ["ada reyes"]),
        ("Ada Reyes (in Lima)", ["Ada Reyes (in Lima)"]),
        ("", []),
    ],
)
def test_only_what_looks_like_a_person_is_turned_round(byline, found):
    assert [family_first(name) for name in writers(replace(article(1), author=byline))] == found
