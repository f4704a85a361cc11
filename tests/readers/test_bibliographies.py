"""RIS and BibTeX: what reference managers and libraries' databases export."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.config import Config
from search.errors import FileSkipped
from search.model import Document
from search.readers import Rejected, read
from search.readers.latex import plain
from search.readers.ris import named
from search.reading.pipeline import annotated
from tests import made_markup as made
from tests.made_article import BODY, TITLE

CONFIG = Config(entities="none")


def records(raw: bytes, name: str) -> list[Document | Rejected]:
    return list(read(raw, name, f"news/{name}"))


def one(raw: bytes, name: str) -> Document:
    (found,) = records(raw, name)
    assert isinstance(found, Document)
    return annotated(found, CONFIG)


def told(document: Document) -> tuple[str, str, str, str]:
    source = document.source.name if document.source else ""
    return document.title, document.day.value if document.day else "", source, document.author


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("DA  - 2021/03/12", "PY  - 2021"), "2021-03-12"),
        (("DA  - 2021/03/12/",), "2021-03-12"),
        (("Y1  - 2021/03//",), "2021-03"),
        (("PY  - 2021///Spring",), "2021"),
        (("PY  - 2021",), "2021"),
        (("DA  - Mar 12", "PY  - 2021"), "2021-03-12"),
        (("PY  - 2021", "DA  - 12 March"), "2021-03-12"),
        (("DA  - Spring", "PY  - 2021"), "2021"),
        (("DA  - 2021-03-12",), "2021-03-12"),
    ],
)
def test_the_day_of_a_record_of_ris_is_as_exact_as_it_says(lines: tuple[str, ...], day: str) -> None:
    document = one(made.ris("AU  - Quayle, Ada", "JO  - The Northern Light", *lines), "a.ris")
    assert told(document) == (TITLE, day, "The Northern Light", "Ada Quayle")
    assert " ".join(document.body.split()) == " ".join(BODY.split())


@pytest.mark.parametrize(
    ("raw", "name", "day"),
    [
        (
            made.endnote("%A Quayle, Ada", "%J The Northern Light", "%D 2021", "%8 March 12, 2021"),
            "a.enw",
            "2021-03-12",
        ),
        (made.endnote("%A Quayle, Ada", "%B The Northern Light", "%8 Mar 12", "%D 2021"), "a.enw", "2021-03-12"),
        (made.endnote("%A Quayle, Ada", "%J The Northern Light", "%D 2021"), "a.enw", "2021"),
        (made.medline("FAU - Quayle, Ada", "JT  - The Northern Light", "DP  - 2021 Mar 12"), "a.nbib", "2021-03-12"),
        (made.medline("FAU - Quayle, Ada", "JT  - The Northern Light", "DP  - 2021 Mar"), "a.nbib", "2021-03"),
        (made.medline("FAU - Quayle, Ada", "JT  - The Northern Light", "DP  - 2021 Spring"), "a.nbib", "2021"),
        (
            made.medline("FAU - Quayle, Ada", "JT  - The Northern Light", "DEP - 20210312", "DP  - 2021"),
            "a.nbib",
            "2021-03-12",
        ),
    ],
)
def test_a_record_of_a_library_by_its_tags(raw: bytes, name: str, day: str) -> None:
    document = one(raw, name)
    assert told(document) == (TITLE, day, "The Northern Light", "Ada Quayle")
    assert " ".join(document.body.split()) == " ".join(BODY.split())


@pytest.mark.parametrize(("made_by", "name"), [(made.endnote, "a.enw"), (made.medline, "a.nbib")])
def test_each_record_of_a_library_is_a_document(made_by: Callable[..., bytes], name: str) -> None:
    assert [record.path for record in records(made_by() + made_by(), name)] == [f"news/{name}#1", f"news/{name}#2"]


@pytest.mark.parametrize("name", ["a.enw", "a.nbib"])
def test_prose_is_no_record_of_a_library(name: str) -> None:
    with pytest.raises(FileSkipped, match="no records"):
        records(b"50% of it\nAB - yes\n", name)


def test_each_record_of_ris_is_a_document_and_one_that_is_cut_off_is_named() -> None:
    raw = made.ris("ID  - 1") + b"\r\n" + made.ris("ID  - 2") + b"TY  - NEWS\nTI  - Cut off\n"
    first, second, cut = records(raw, "a.ris")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id != second.id
    assert isinstance(cut, Rejected)


def test_the_first_author_and_the_others_of_a_record_of_ris_are_all_named_once() -> None:
    lines = (
        "TY  - NEWS",
        "TI  - A",
        "A1  - Quayle, Ada",
        "AU  - Fenn, Ida",
        "AU  - Quayle, Ada",
        "N2  - Words.",
        "ER  -",
    )
    assert one("\n".join(lines).encode(), "a.ris").author == "Ada Quayle, Ida Fenn"


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Quayle, Ada", "Ada Quayle"),
        ("Light Agency", "Light Agency"),
        ("King, Martin, Jr.", "Martin King Jr."),
        ("X,", "X"),
    ],
)
def test_names_are_as_they_are_spoken(name: str, spoken: str) -> None:
    assert named(name) == spoken


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        (("date = {2021-03-12}",), "2021-03-12"),
        (("date = {2021-03-12/2021-03-14}",), "2021-03-12"),
        (("year = 2021", "month = mar", "day = 12"), "2021-03-12"),
        (("year = {2021}", "month = {March}"), "2021-03"),
        (("year = 2021", 'month = "12~" # mar'), "2021-03-12"),
        (("year = {2021}",), "2021"),
    ],
)
def test_the_day_of_an_entry_of_bibtex_is_as_exact_as_it_says(fields: tuple[str, ...], day: str) -> None:
    fields = ("author = {Quayle, Ada and {Light and Sea Agency} and others}", "journal = {The Northern Light}", *fields)
    assert told(one(made.bibtex(*fields), "a.bib")) == (
        TITLE, day, "The Northern Light", "Ada Quayle, Light and Sea Agency",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"Caf\'e in M{\"u}nchen", "Café in München"),
        (r"{\'{E}}t{\'e} \c{c}a \v{S}koda \aa{} \o re \ss{} {\L}\'od\'z", "Été ça Škoda å øre ß Łódź"),
        (r"\'{\i}le na\"{\i}ve", "íle naïve"),
        (r"50\% of R\&D --- ``so'' 1914--18", "50% of R&D — “so” 1914–18"),
        (r"\emph{Light} and {\bf sea} \{x\}", "Light and sea {x}"),
        ("plain {T}itle", "plain Title"),
    ],
)
def test_the_spelling_of_latex_is_resolved(written: str, read_as: str) -> None:
    assert plain(written) == read_as
    assert one(f"@misc{{k, title = {{{written}}}, abstract = {{{BODY}}}}}".encode(), "a.bib").title == read_as


def test_comments_macros_and_quotation_marks_are_understood() -> None:
    raw = (
        '@string{light = "The Northern"}\n@comment{@article{x, title={No}}}\n@preamble{"x"}\n'
        '@ARTICLE (k1, Title = "A {"}quote{"}", journal = light # " Light", note = {Words})\n% a comment\n'
        "@book{k2, title = {B, with {braces}}, abstract = {More}}"
    )
    first, second = (
        annotated(found, CONFIG) for found in records(raw.encode(), "a.bib") if isinstance(found, Document)
    )
    assert told(first)[:3] == ('A "quote"', "", "The Northern Light")
    assert second.title == "B, with braces"


def test_an_entry_that_is_cut_off_is_named_and_those_around_it_are_kept() -> None:
    raw = made.bibtex() + b"@article{k2, title = {Cut {off}, year = 2021\n\n" + made.bibtex().replace(b"light1", b"k3")
    kinds = [type(record) for record in records(raw, "a.bib")]
    assert kinds == [Document, Rejected, Document]


@pytest.mark.parametrize("name", ["a.ris", "a.bib"])
def test_prose_is_no_bibliography(name: str) -> None:
    with pytest.raises(FileSkipped, match=r"rename it to \.txt"):
        records(BODY.encode(), name)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("{O'Hara}, Ida and Fenn, Max", "Ida O'Hara, Max Fenn"),
        ("{de la Cruz}, Ana", "Ana de la Cruz"),
        ('{Light {and} Sea Agency} and {M{\\"u}ller}, J{\\"o}rg', "Light and Sea Agency, Jörg Müller"),
    ],
)
def test_only_a_name_all_in_braces_is_an_institution(written: str, names: str) -> None:
    assert one(made.bibtex(f"author = {{{written}}}", "year = 2021"), "a.bib").author == names
