"""What the entity annotator promises of whole documents."""

from __future__ import annotations

import pytest

from search.annotators.entities import annotate_all
from search.config import Config
from search.errors import ExtraMissing
from search.model import Attribution, Document, Evidence, Part


def document(body: str, title: str = "", **fields: object) -> Document:
    parts = (Part("body", 0, len(body)),)
    return Document("1", "a.txt", title=title, text=body, parts=parts, language="en", **fields)  # type: ignore[arg-type]


def names(read: Document, kind: str) -> list[str]:
    return list(dict.fromkeys(mention.name for mention in read.mentions if mention.kind == kind))


def read_one(body: str, level: str = "model", **fields: object) -> Document:
    return next(annotate_all([document(body, **fields)], Config(entities=level)))  # type: ignore[arg-type]


ARTICLE = (
    "President Ingrid Halvorsen met Mr. Tomas Okafor in Oslo on Tuesday.\n\n"
    "Halvorsen said the World Health Organization (WHO) and the U.S. would send help to Kenya. "
    "The WHO's director praised Okafor, who left for the United States."
)


def test_people_organisations_and_places_are_found_under_one_name_each() -> None:
    read = read_one(ARTICLE)
    assert names(read, "person") == ["Ingrid Halvorsen", "Tomas Okafor"]
    assert names(read, "organisation") == ["World Health Organization"]
    assert names(read, "place") == ["Oslo", "United States", "Kenya"]


def test_every_mention_stands_where_it_says() -> None:
    read = read_one(ARTICLE, title="Halvorsen meets Okafor in Oslo")
    texts = {"title": read.title, "body": read.body, "text": read.text}
    standing = [texts[mention.where][mention.start : mention.end] for mention in read.mentions]
    assert standing.count("Halvorsen") >= 1
    assert standing.count("Okafor") >= 1
    assert all(form and form == form.strip() and "Mr" not in form for form in standing)


def test_documents_come_back_in_their_order_with_level_none_untouched() -> None:
    documents = [document(f"Number {n} in Oslo.") for n in range(40)]
    assert list(annotate_all(documents, Config(entities="none"))) == documents
    assert [read.text for read in annotate_all(documents, Config())] == [given.text for given in documents]


def test_credits_in_the_text_are_organisations() -> None:
    text = "A short report.\n\nSource: Reuters"
    start = text.index("Reuters")
    credit = Attribution("Reuters", "stated", Evidence("Reuters", start, len(text)))
    given = Document("1", "a.txt", text=text, parts=(Part("body", 0, 15),), language="en", via=(credit,))
    (mention,) = next(annotate_all([given], Config())).mentions
    assert (mention.name, mention.kind, mention.where) == ("Reuters", "organisation", "text")
    assert text[mention.start : mention.end] == "Reuters"


def test_a_model_that_is_not_there_is_answered_with_what_to_do() -> None:
    with pytest.raises(ExtraMissing, match=r"\.\[entities\].*--entities rules"):
        list(annotate_all([document("Oslo")], Config(model="no_such_model")))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Oslo",
        "A" * 1_000_000,
        "OSLO AND KENYA " * 20_000,
        "中国总统访问越南。",
        "a\tb\t1\n" * 2000,
        "\x00\ufffe \U0001f600",
    ],
    ids=["empty", "one word", "one long word", "much in capitals", "another script", "a table", "no text"],
)
def test_any_text_is_read(body: str) -> None:
    assert read_one(body).text == body


def test_names_in_addresses_are_not_mentions() -> None:
    read = read_one("Write to Ingrid.Halvorsen@oslo.example or see https://kenya.example/Oslo now.")
    assert read.mentions == ()
