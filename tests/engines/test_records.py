"""A document survives its line."""

from __future__ import annotations

from datetime import date

import pytest

from search.engines.records import from_json, to_json
from search.model import Attribution, Day, Document, Evidence, Mention, Part


def test_every_field_comes_back() -> None:
    evidence = Evidence("10 June\u2028 “x”", 3, 17, "a rule")
    document = Document(
        id="a1",
        path='seeds/a "b" 😀.txt#3',
        title="Title",
        text="Menu\nTitle\nBody\u2028 of it\x85",
        parts=(Part("menu", 0, 4), Part("title", 5, 10), Part("body", 11, 15)),
        url="https://example.org/?a=1&b=<2>",
        language="en",
        source=Attribution("The Dial", "inferred", evidence),
        via=(Attribution("AFP", "stated"),),
        cites=(Attribution("Pravda", "stated", evidence),),
        author="J. Miller",
        day=Day(date(2024, 6, 1), date(2024, 6, 30), "month", "inferred", evidence, "12:04+05:30"),
        other_days=(Day(date(2024, 6, 2), date(2024, 6, 2), "day", "stated"),),
        mentions=(Mention("Ada", "person", 1, 3), Mention("AFP", "organisation", 0, 3, "text")),
    )
    line = to_json(document)
    assert from_json(line) == document
    assert b"\n" not in line
    assert from_json(to_json(Document("b", "c"))) == Document("b", "c")


def test_what_the_file_declared_is_left_behind() -> None:
    assert from_json(to_json(Document("a", "b", declared={"title": "X"}))) == Document("a", "b")


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"{", b"\xff", b'{"id":"a","path":"b","day":{"first":"x","last":"y"}}']
)
def test_what_is_no_document_is_an_error(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(line)
