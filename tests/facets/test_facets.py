"""Which values a document has in each facet."""

from __future__ import annotations

from datetime import date

import pytest

from search.facets import all_facets, keywords
from search.model import Attribution, Day, Document, How


def day(value: str, how: How = "stated") -> Day:
    return Day(date.fromisoformat(value), date.fromisoformat(value), "day", how)


GAZETTE = Attribution("The Quay Gazette", "stated")
GUESSED = Attribution("The Quay Gazette", "inferred")
SURE = day("2021-03-04")


@pytest.mark.parametrize(
    ("found", "others", "source", "doubts"),
    [
        (SURE, (), GAZETTE, ()),
        (None, (), GAZETTE, ("no date",)),
        (day("2021-03-04", "inferred"), (), GUESSED, ("date inferred", "source inferred")),
        (SURE, (day("2021-03-09"),), GAZETTE, ("dates disagree",)),
        (SURE, (day("2021-03-09", "inferred"),), GAZETTE, ()),
        (day("2021-03-04", "inferred"), (day("2021-03-09"),), None, ("date inferred", "dates disagree", "no source")),
    ],
)
def test_every_doubt_is_a_value(
    found: Day | None, others: tuple[Day, ...], source: Attribution | None, doubts: tuple[str, ...]
) -> None:
    assert keywords(Document("1", "a.txt", day=found, other_days=others, source=source))["certainty"] == doubts


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", ()),
        ("Ada Quayle", ("Ada Quayle",)),
        ("Ada Quayle, Jim Hook and Wendy Barge", ("Ada Quayle", "Jim Hook", "Wendy Barge")),
        ("Quayle, Ada; Hook, Jim", ("Quayle, Ada", "Hook, Jim")),
        ("Jutta Kleinholz und Ada Quayle", ("Jutta Kleinholz", "Ada Quayle")),
        ("Alexander Sand", ("Alexander Sand",)),
    ],
)
def test_writers_are_values_one_by_one(written: str, names: tuple[str, ...]) -> None:
    assert keywords(Document("1", "a.txt", author=written))["author"] == names


def test_publisher_agencies_and_quoted_media_are_never_mixed() -> None:
    document = Document(
        "1", "a.txt", source=GAZETTE, via=(Attribution("AFP", "stated"),), cites=(Attribution("Pravda", "stated"),) * 2
    )
    found = keywords(document)
    assert (found["source"], found["via"], found["cites"]) == (("The Quay Gazette",), ("AFP",), ("Pravda",))


def test_what_is_seldom_asked_for_is_folded() -> None:
    folded = [name for name, facet in all_facets().items() if facet.folded]
    assert folded == ["language", "cites", "via", "author", "story", "subject", "scan", "certainty"]
