"""A file of many articles that is no export is read as one, with a warning."""

from __future__ import annotations

import pytest

from search.model import Document
from search.readers import read
from tests import made_exports as made
from tests.made_files import PROSE, packed

TITLES = ("Ferry sold", "Mayor resigns", "Storm closes harbour", "Keeper retires")


def warnings(raw: bytes, name: str = "a.txt") -> list[str]:
    (document,) = [record for record in read(raw, name, f"news/{name}") if isinstance(record, Document)]
    return [note.text for note in document.notes if note.warning]


def article(title: str, day: str = "4 March 2021", words: str = "\n\n".join(PROSE)) -> str:
    return f"{title}\nThe Quay Gazette\n{day}\n\n{words}\n"


JOINED = {
    "a rule": "\n---\n".join(map(article, TITLES)),
    "stars": "\n\n* * *\n\n".join(map(article, TITLES)),
    "numbers": "".join(f"Article {number} of 4\n\n{article(title)}\n" for number, title in enumerate(TITLES, 1)),
    "numbers before titles": "\n".join(f"{number}. {article(title)}" for number, title in enumerate(TITLES, 1)),
    "blank lines": "\n\n\n\n\n".join(map(article, TITLES)),
    "new pages": "\f".join(map(article, TITLES)),
    "headings": "".join(f"## {article(title)}\n" for title in TITLES),
    "another language": "\n=====\n".join(article(title, "4. März 2021") for title in TITLES),
}
SAID = "this looks like 4 articles in one file; split it, so that each is counted"


@pytest.mark.parametrize("how", JOINED)
@pytest.mark.parametrize("ending", [".txt", ".docx", ".rtf"])
def test_many_articles_in_one_file_are_told_of(how: str, ending: str) -> None:
    text = JOINED[how]
    if ending != ".txt" and how in ("blank lines", "new pages"):
        pytest.skip("paragraphs of Word and RTF have no blank lines between them that mean anything")
    raw = {".txt": str.encode, ".docx": made.word, ".rtf": made.rtf}[ending](text)
    assert warnings(raw, f"a{ending}") == [SAID]


@pytest.mark.parametrize("rule", ["<hr>", "<hr/>", ""])
def test_pages_are_parted_by_rules_and_articles(rule: str) -> None:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    articles = (f"<h2>{title}</h2><p>4 March 2021</p>{prose}" for title in TITLES)
    parted = rule.join(articles) if rule else "".join(f"<article>{inside}</article>" for inside in articles)
    assert warnings(f"<html><body>{parted}</body></html>".encode(), "a.html") == [SAID]


FIELDS = {
    "german": (
        "Quelle: {source}, {day}, Nr. 58, S. 5",
        "Dokumentnummer: A{number}",
        "Alle Rechte vorbehalten: (c) Kai",
    ),
    "a library": ("Accession Number: 15{number}", "Persistent link to this record: https://light.example/{number}"),
    "norwegian": ("Publisert på nett: {day}", "Se artikkelen: https://lys.example/{number}"),
}


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("day", ["12.03.2021", "12 March 2021", "2021-03-12"])
def test_fields_that_come_again_tell_of_many_articles(kind: str, day: str) -> None:
    text = "\n\n".join(
        "\n".join((title, f"The Quay Gazette, {day}", "", "\n\n".join(PROSE), "", *FIELDS[kind])).format(
            source="Kai", day=day, number=number
        )
        for number, title in enumerate(TITLES, 1)
    )
    assert warnings(text.encode()) == [SAID]


def worded(*paragraphs: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return packed({"word/document.xml": f'<w:document xmlns:w="{space}">{"".join(paragraphs)}</w:document>'.encode()})


@pytest.mark.parametrize(
    "begins",
    [
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>',
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t>{}</w:t></w:r></w:p>',
        '<w:p><w:r><w:br w:type="page"/><w:t>{}</w:t></w:r></w:p>',
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
    ],
)
def test_articles_of_a_word_file_are_parted_by_new_pages_and_headings(begins: str) -> None:
    rest = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("4 March 2021", *PROSE))
    assert warnings(worded(*(begins.format(title) + rest for title in TITLES)), "a.docx") == [SAID]


def test_a_long_article_of_a_word_file_with_new_pages_is_one() -> None:
    page = '<w:p><w:r><w:t>{}</w:t><w:br w:type="page"/></w:r></w:p>'
    assert warnings(worded(*(page.format(paragraph) for paragraph in PROSE * 4)), "a.docx") == []


ONE = {
    "an interview": "\n\n".join(
        f"Gazette: And in {year}?\n\nQuayle: {paragraph}" for year, paragraph in enumerate(PROSE * 3, 2001)
    ),
    "credits": article("Ferry sold") + "\n\n".join(f"Photo: Tom Arkle\n\n{paragraph}" for paragraph in PROSE * 2),
    "sections": "\n\n* * *\n\n".join([article("Ferry sold"), *PROSE, *PROSE]),
    "a list of days": "\n---\n".join(f"{title}\n4 March 2021" for title in TITLES),
    "numbered sections": article("Ferry sold")
    + "\n".join(f"{number}. {title}\n\n{PROSE[0]}\n" for number, title in enumerate(TITLES, 1)),
    "a single one": article("Ferry sold"),
    "two": "\n---\n".join(map(article, TITLES[:2])),
    "days in prose": "\n\n* * *\n\n".join(
        f"On 4 March 2021 the ferry was sold again. {paragraph}" for paragraph in PROSE * 2
    ),
}


@pytest.mark.parametrize("what", ONE)
def test_one_article_is_not_taken_for_many(what: str) -> None:
    assert warnings(ONE[what].encode()) == []


def test_headings_without_words_are_no_fault() -> None:
    text = "".join(f"## {article(title)}\n# #\n\nMarch 2021\n\n" for title in TITLES)
    assert len(warnings(text.encode())) <= 1
