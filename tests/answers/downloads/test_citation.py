import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answers.downloads.citation import bibtex, citation, permanent
from search.model import Attribution
from search.tag import Tag
from tests.corpora import article, day

HOST = "http://a:8000"


def fields(entry):
    """The fields of an entry, by name: what BibTeX reads, which counts braces and nothing else."""
    kind, rest = re.match(r"@(\w+)\{[\w-]+,\n(.*)\n\}\n$", entry, re.DOTALL).groups()
    found = {}
    while rest:
        name, start = re.match(r"  (\w+) = \{", rest).group(1), rest.index("{") + 1
        depth, end = 1, start
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        found[name] = rest[start : end - 1]
        rest = rest[end:].removeprefix(",\n")
    return kind, found


def test_an_entry_has_what_is_known():
    known = replace(
        article(1, "Rain & sun", source="The Dial", date="2024-06-10"),
        author="Ben Oak and Ada",
        url="https://a.example/x_y",
    )
    assert fields(bibtex(known, HOST)) == (
        "article",
        {
            "author": "Ben Oak and {Ada}", "title": r"{Rain \& sun}", "journal": "{The Dial}",
            "year": "2024", "month": "06", "day": "10", "url": "https://a.example/x_y", "langid": "en",
        },
    )  # fmt: skip


def test_an_entry_has_the_subjects_tags_and_notes():
    tags = (Tag("strike, the first"), Tag("A & B", "look again"), Tag("", "100 %"), Tag("Ports"))
    _, found = fields(bibtex(replace(article(1), subjects=("Ports", "Ferries"), tags=tags), HOST))
    assert found["keywords"] == r"Ports, Ferries, {strike, the first}, A \& B"
    assert found["annote"] == r"look again; 100 \%"


def test_an_entry_has_nothing_that_is_not_known():
    bare = article(1, language="")
    url = permanent(bare, HOST)
    assert fields(bibtex(bare, HOST)) == ("misc", {"title": r"{seeds/001.txt}", "url": url})


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_an_entry(title, source, author):
    hostile = replace(article(1, title), source=Attribution(source, "stated"), author=author, url=f"http://a/{title}")
    kind, found = fields(bibtex(hostile, HOST))
    assert kind == "article"
    assert set(found) <= {"author", "title", "journal", "url", "langid"}
    assert not re.search(r"(?<!\\)[%$#&_]", "".join(found[name] for name in found if name != "url"))


@pytest.mark.parametrize(("value", "expected"), [("2024", ["2024"]), ("2024-06", ["2024", "06"])])
def test_a_date_is_as_precise_as_it_was_stated(value, expected):
    _, found = fields(bibtex(replace(article(1, "T"), day=day(value)), HOST))
    assert [found[name] for name in ("year", "month", "day") if name in found] == expected


def test_an_address_that_is_none_of_the_web_is_not_cited():
    odd = replace(article(1, "T"), url="javascript:alert(1)")
    assert fields(bibtex(odd, HOST))[1]["url"] == permanent(odd, HOST)


def test_a_citation_is_one_line():
    known = replace(article(1, "Rain\nand sun", source="The Dial", date="2024-06"), author="Ben Oak")
    assert ". ".join(citation(known, HOST)) == f"Ben Oak. “Rain and sun”. The Dial. June 2024. {permanent(known, HOST)}"
    assert citation(article(2), HOST)[:2] == ("“seeds/002.txt”", "no date")
