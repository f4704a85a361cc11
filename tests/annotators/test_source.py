from datetime import date

import pytest

from search.annotators import layout, source
from search.annotators.cites import cites
from search.annotators.media_names import known, mentions
from search.config import Config
from search.model import Attribution, Document, Part
from search.readers import html
from search.sources import Sources

CONFIG = Config(today=date(2024, 6, 15))
TITLE = "Island ferry late again as mayor asks for second boat"
ONE = "The ferry to the island was late again on Tuesday, and nobody on the quay was surprised, the mayor least of all."
TWO = (
    "A second boat has been promised since the spring, yet the council has not found the money for it, the mayor said."
)


def annotated(text: str, code: str = "en", **fields: object) -> Document:
    document = Document("1", "news/a.txt", text=text, language=code, **fields)  # type: ignore[arg-type]
    return source.annotate(layout.annotate(document, CONFIG), CONFIG)


def page(*after: str, before: tuple[str, ...] = (), below: tuple[str, ...] = (), first: str = ONE) -> str:
    return "\n\n".join([*before, TITLE, *below, first, TWO, *after]) + "\n"


STATED = [
    "© 2024 The Quay Gazette. All rights reserved.",
    "© The Quay Gazette. All rights reserved.",
    "Copyright 2024 The Quay Gazette",
    "Copyright © 2019-2024 by The Quay Gazette, LLC. Click here for reprint permission.",
    "The Quay Gazette © 2024",
    "© 2002 The Quay Gazette, Harbour Street 4, 25999 Saltmere",
    "© 2002 The Quay Gazette, Hafenstr. 4, 25999 Sandwik",
    "© 2002 The Quay Gazette, P.O. Box 500, Saltmere",
    "Copyright 2024 The Quay Gazette · [Contact](contact.html)",
    "The Quay Gazette/ AQ",
    "This article was originally published in The Quay Gazette",
    "Published in The Quay Gazette, 7 June 2021, page 4.",
]
INFERRED = [
    "If you are already a registered user of The Quay Gazette you may continue to post.",
    "Subscribe to The Quay Gazette",
    "Listen to the evening talk on The Quay Gazette",
    "Follow The Quay Gazette on Facebook and Twitter",
    "Source: The Quay Gazette",
]


@pytest.mark.parametrize(
    ("line", "how"), [*((line, "stated") for line in STATED), *((line, "inferred") for line in INFERRED)]
)
def test_a_line_below_the_article_tells_its_publisher(line: str, how: str) -> None:
    document = annotated(page(line))
    assert document.source is not None
    assert (document.source.name, document.source.how) == ("The Quay Gazette", how)
    span = document.source.span
    assert span is not None
    assert document.text[span.start : span.end] == span.text
    assert "The Quay Gazette" in span.text
    assert span.rule


@pytest.mark.parametrize(
    "before",
    [
        "The Quay Gazette » Harbour » Ferries",
        "The Quay Gazette > Harbour > Ferries",
        "The Quay Gazette | Harbour | Ferries",
    ],
)
def test_the_path_to_a_page_begins_with_its_publisher(before: str) -> None:
    document = annotated(page(before=(before,)))
    assert document.source is not None
    assert (document.source.name, document.source.how) == ("The Quay Gazette", "inferred")


@pytest.mark.parametrize(
    ("code", "line", "name"),
    [
        ("ru", "© 2024 Голос Приморска. Все права защищены.", "Голос Приморска"),
        ("es", "© 2024 El Correo del Muelle. Todos los derechos reservados.", "El Correo del Muelle"),
        ("fr", "© 2024 Le Courrier du Quai. Tous droits réservés.", "Le Courrier du Quai"),
        ("zh", "来源:港口晚报", "港口晚报"),
        ("he", "© כל הזכויות שמורות לחדשות הנמל", "חדשות הנמל"),
        ("ar", "© جميع الحقوق محفوظة لجريدة المرسى", "جريدة المرسى"),
    ],
)
def test_other_languages_name_their_publisher_too(code: str, line: str, name: str) -> None:
    document = annotated(page(line), code)
    assert document.source is not None
    assert document.source.name == name


@pytest.mark.parametrize(
    ("first", "name", "via"),
    [
        ("PORT ELLERY, June 1 (The Quay Gazette) - The ferry to the island was late again.", "The Quay Gazette", ()),
        ("PORT ELLERY (Reuters) - The ferry to the island was late again, to nobody's surprise.", None, ("Reuters",)),
        ("PORT ELLERY, June 1 (AP) - The ferry to the island was late again, to nobody's surprise.", None, ("AP",)),
        ("Ada Quayle (left) - as everybody on the island calls her - asked for a second ferry.", None, ()),
    ],
)
def test_a_dateline_names_a_newspaper_or_credits_an_agency(first: str, name: str | None, via: tuple[str, ...]) -> None:
    document = annotated(page(first=first))
    assert (document.source.name if document.source else None) == name
    assert tuple(item.name for item in document.via) == via


@pytest.mark.parametrize(
    ("byline", "name", "author"),
    [
        ("By Ada Quayle, The Quay Gazette", "The Quay Gazette", "Ada Quayle"),
        ("By Ada Quayle, Senior Reporter", None, "Ada Quayle"),
        ("By Ada Quayle", None, "Ada Quayle"),
        ("By Reuters", None, ""),
        ("By Ada Quayle 04.03.2021 - 14:05", None, "Ada Quayle"),
        ("By Ada Quayle | 4 March 2021, 14:05 | Updated 5 March 2021, 9:10 | 3 min read", None, "Ada Quayle"),
        ("Ahead of a vote | 4 March 2021", None, ""),
        ("By Thursday, 4 March", None, ""),
        ("By Local Democracy Reporter Ada Quayle", None, "Ada Quayle"),
        ("4 March 2021 by Ada Quayle", None, "Ada Quayle"),
        ("Thursday, 4 March 2021 | By Ada Quayle", None, "Ada Quayle"),
    ],
)
def test_a_byline_names_the_author_and_sometimes_the_newspaper(byline: str, name: str | None, author: str) -> None:
    document = annotated(page(below=(byline,)))
    assert (document.source.name if document.source else None) == name
    assert document.author == author


@pytest.mark.parametrize(
    ("after", "name", "via"),
    [
        (("Source: EFE – Xinhua", "The Quay Gazette/ AQ"), "The Quay Gazette", ["EFE", "Xinhua"]),
        (("Source: AFP - Reuters",), None, ["AFP", "Reuters"]),
        (("With inputs from PTI",), None, ["PTI"]),
        (("(With inputs from PTI)",), None, ["PTI"]),
        (("Avec AFP",), None, ["AFP"]),
        (("Copyright 2024 The Associated Press. All rights reserved.",), None, ["Associated Press"]),
        (("Source: The Tidewater Times", "© 2024 The Quay Gazette"), "The Quay Gazette", []),
    ],
)
def test_agencies_are_credited_and_a_credit_is_the_source_only_alone(
    after: tuple[str, ...], name: str | None, via: list[str]
) -> None:
    document = annotated(page(*after))
    assert (document.source.name if document.source else None) == name
    assert [item.name for item in document.via] == via


@pytest.mark.parametrize(
    "after",
    [
        "Follow Ada Quayle on Twitter",
        "Follow us on Facebook",
        "Subscribe to our newsletter",
        "Share on Facebook",
        "Contact us",
        "About Going To War",
        "© 2024",
        "The ferry at the quay. Photo: Reuters",
        "Copyright law is a difficult matter.",
        "and/or",
    ],
)
def test_what_names_no_publisher_leaves_the_source_unknown(after: str) -> None:
    document = annotated(page(after))
    assert document.source is None
    assert document.via == ()


def test_quoted_media_never_become_the_source() -> None:
    first = "The mayor told Reuters that the ferry was late, the Tidewater Times newspaper reported on Tuesday evening."
    document = annotated(page(first=first))
    assert document.source is None
    assert document.via == ()
    assert [item.name for item in document.cites] == ["Reuters", "Tidewater Times"]


def test_what_is_source_or_credit_is_not_quoted_as_well() -> None:
    first = (
        "PORT ELLERY (Reuters) - The mayor told Reuters and the Vedomosti newspaper that the ferry had been late again."
    )
    document = annotated(page("© 2024 Vedomosti", first=first))
    assert document.source is not None
    assert (document.source.name, [item.name for item in document.via], document.cites) == (
        "Vedomosti",
        ["Reuters"],
        (),
    )


def test_a_declared_source_wins() -> None:
    declared = {"source": "The Quay Gazette", "source_rule": "record's key publisher"}
    document = annotated(page("© 2024 Somebody Else"), declared=declared)
    assert document.source is not None
    assert (document.source.name, document.source.how) == ("The Quay Gazette", "stated")
    assert document.source.span is not None
    assert (document.source.span.rule, document.source.span.start) == ("record's key publisher", -1)


CITED = [
    ("The TASS agency made the announcement.", ["TASS"]),
    ("Russian media Vedomasti reported this on Monday.", ["Vedomosti"]),  # one letter wrong, as seen in print
    ("As per Russian newspaper Vedomosti, he will come.", ["Vedomosti"]),
    ("He said so in an interview with Bloomberg on Monday.", ["Bloomberg"]),
    ("Michael Bloomberg was mayor once.", []),
    ("The Guardian reported it first.", ["The Guardian"]),
    ("A guardian angel watched over the Guardian of the gate.", []),
    ("According to the Tidewater Times newspaper it was late.", ["Tidewater Times"]),
    ("The newspaper said that it was late. The Russian newspaper agreed.", []),
    ("Officials have told Reuters that it was late.", ["Reuters"]),
    ("The space agency Rosaviakosmos and the European Space Agency agreed.", []),
    ("Газета «Правда» напоминает об этом, а «Известия» молчат.", ["Правда", "Известия"]),
    ("Правда, этого никто не ждал.", []),
    ("По данным Интерфакса, паром опоздал.", ["Интерфакс"]),
    ("据新华社报道,渡轮晚点了。", ["新华社"]),
    ("El diario The New York Times lo recordó.", ["The New York Times"]),
    ("She read the New York Times and then The New York Times again.", ["The New York Times"]),
]


@pytest.mark.parametrize(("sentence", "names"), CITED, ids=[sentence for sentence, _ in CITED])
def test_media_that_a_sentence_quotes_are_cited_once(sentence: str, names: list[str]) -> None:
    document = Document("1", "a.txt", text=sentence, parts=(Part("body", 0, len(sentence)),))
    found = cites(document)
    assert [item.name for item in found] == names
    spans = [item.span for item in found if item.span]
    assert [sentence[span.start : span.end] for span in spans] == [span.text for span in spans]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("reuters", "Reuters"),
        ("the hindu", "The Hindu"),
        ("Hindu", "The Hindu"),
        ("Vedomasti", "Vedomosti"),
        ("Redomosti", None),
        ("Tass", "TASS"),
        ("Tasm", None),
        ("", None),
        ("The", None),
    ],
)
def test_a_medium_is_known_by_any_of_its_names(written: str, name: str | None) -> None:
    medium = known(written)
    assert (medium.name if medium else None) == name


def test_mentions_are_whole_words() -> None:
    assert [medium.name for medium, _, _ in mentions("APs TASSo xReuters Reuters' AP.")] == ["Reuters", "AP"]


@pytest.mark.parametrize(
    "line", ["© " + "A " * 200, "By " + "A B " * 90, "Source: " + "and " * 90, "(" * 399, "«" * 399]
)
def test_hostile_lines_are_no_publisher(line: str) -> None:
    assert annotated(page(line)).source is None


def test_a_page_without_a_site_name_belongs_to_who_holds_its_rights() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in (ONE, TWO, ONE[::-1]))
    markup = (
        f"<html><body><article><h1>{TITLE}</h1>{paragraphs}</article><footer><p>© 2024 The Quay Gazette</p></footer>"
    )
    (page,) = html.read(markup.encode(), "news/a.html")
    document = source.annotate(layout.annotate(page, CONFIG), CONFIG)
    assert document.source is not None
    assert (document.source.name, document.source.how) == ("The Quay Gazette", "stated")
    assert "Gazette" not in document.body


SAID = Sources(
    aliases={"quayonline": "The Quay Gazette", "pravda": "Pravda (paper)"},
    folders={"wire": "Harbour Wire"},
    domains={"quay.example": "The Quay Gazette"},
)


def source_of(path: str = "press/a.txt", text: str = "", url: str = "", **declared: str) -> Attribution | None:
    return said(text or page(), path=path, url=url, declared=declared).source


def said(text: str, path: str = "press/a.txt", **fields: object) -> Document:
    document = Document("1", path, text=text, language="en", **fields)  # type: ignore[arg-type]
    return source.annotate(layout.annotate(document, CONFIG), Config(sources=SAID))


@pytest.mark.parametrize(
    ("fields", "name", "how", "rule"),
    [
        ({"path": "press/wire/a.txt"}, "Harbour Wire", "stated", "sources.toml, folder"),
        ({"path": "press/wire/a.txt", "source": "Quay Media"}, "Harbour Wire", "stated", "sources.toml, folder"),
        (
            {"url": "https://www.quay.example/1", "source": "Quay Media"},
            "The Quay Gazette",
            "stated",
            "sources.toml, domain",
        ),
        (
            {"path": "press/wire/a.txt", "url": "https://quay.example/"},
            "Harbour Wire",
            "stated",
            "sources.toml, folder",
        ),
        (
            {"source": "Quay Online", "source_rule": "meta og:site_name"},
            "The Quay Gazette",
            "stated",
            "meta og:site_name",
        ),
        (
            {"path": "press/wire/a.txt", "source": "Quay Media", "source_rule": "file beside it, record's key source"},
            "Quay Media",
            "stated",
            "file beside it, record's key source",
        ),
        ({"source": "https://www.bbc.co.uk/news"}, "BBC", "stated", ""),
        ({"source": "www.lantern.example"}, "lantern.example", "stated", ""),
        ({"source": "The Lantern", "source_rule": "title's end"}, "The Lantern", "inferred", "title's end"),
        ({"url": "https://www.nytimes.com/2021/03/04/x.html"}, "The New York Times", "inferred", "address"),
    ],
)
def test_what_a_person_says_stands_over_the_file_and_that_over_the_address(
    fields: dict[str, str], name: str, how: str, rule: str
) -> None:
    found = source_of(**fields)
    assert found is not None
    assert found.span is not None
    assert (found.name, found.how, found.span.rule) == (name, how, rule)


def test_an_unknown_domain_is_no_publisher() -> None:
    assert source_of(url="https://archive.example/items/5") is None


@pytest.mark.parametrize("name", ["Page 1 of 3", "Seite 2", "2 von 7", "Part 12"])
def test_the_number_of_a_page_is_no_publisher(name: str) -> None:
    assert source_of(source=name, source_rule="title's end") is None
    assert (
        source_of(text=f"A ship burned off Tarnovo | {name}\n\nThe ship burned for two days, and nobody was hurt.")
        is None
    )


def test_a_line_of_rights_says_more_than_the_end_of_the_pages_title() -> None:
    found = source_of(text=page("© 2021 The Quay Gazette"), source="Front page", source_rule="title's end")
    assert found is not None
    assert (found.name, found.how) == ("The Quay Gazette", "stated")


def test_quoted_media_have_the_names_of_the_corpus() -> None:
    document = said(page(first=f"{ONE} So the newspaper Pravda reported on Monday."))
    assert [item.name for item in document.cites] == ["Pravda (paper)"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The Quay Gazette, 4 March 2021", "The Quay Gazette"),
        ("Harbour Evening Post, March 4, 2021", "Harbour Evening Post"),
        ("The Harbour Times, Thursday 4 March 2021", "The Harbour Times"),
        ("Harbour Evening Post, 04.03.2021, S. 13", "Harbour Evening Post"),
        ("La Gazette du Quai, 4 March 2021, p. A4", "La Gazette du Quai"),
        ("By Ada Quayle | The Quay Gazette | March 4, 2021, 2:05 PM | Updated: March 5, 2021", "The Quay Gazette"),
        ("4 March 2021 – Harbour Evening Post", "Harbour Evening Post"),
        ("4 March 2021 | Ada Quayle", None),
        ("4 March 2021 | The boat is late", None),
        ("Ada Quayle, 4 March 2021", None),
        ("Lonn Harbour, 4 March 2021", None),
    ],
)
def test_a_newspaper_before_the_day_is_the_publisher(line: str, name: str | None) -> None:
    document = annotated(page(below=(line,)))
    assert (document.source.name if document.source else None) == name
    assert line not in document.body


@pytest.mark.parametrize(
    ("url", "name", "how"),
    [
        ("https://www.cnn.com/2024/6/10/a.html", "CNN", "inferred"),
        ("https://www.quay.example/a.html", "Quay Holding Network", "stated"),
    ],
)
def test_a_company_that_has_the_rights_gives_way_to_the_medium_of_the_address(url: str, name: str, how: str) -> None:
    markup = f"""<html lang=en><head><title>Ferry stays</title><link rel=canonical href="{url}"></head><body><h1>Ferry
    stays</h1><p>The people of Saltmere have voted by a narrow margin to keep the ferry that crosses the water.</p>
    <footer>© 2024 Quay Holding Network. All rights reserved.</footer></body></html>"""
    document = html.page(markup.encode(), "a.html")
    found = source.annotate(layout.annotate(document, CONFIG), CONFIG).source
    assert found is not None
    assert (found.name, found.how) == (name, how)
