"""Counts made by hand are those of the oracle, and differ where an answer is wrong."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from search.compounds import text_terms
from search.engines.every_page import BATCH
from search.engines.memory import MemorySearcher
from search.model import ALONE, NONE, Document, Facet, Page, Query
from search.query.clauses import Word
from search.query.patterns import occurrences, resolve
from search.searched_text import searched_text
from search.store.recount import disagreements, random_query
from search.store.recount_most import most_counts
from search.store.recount_table import Table, row
from search.store.recount_words import Draw, WordCounts, meaning
from tests.corpora import article, articles, stories_of

THREE = [
    article(0, "Ferry", "The ferries came.", source="The Dial", date="2024-06-10", people=["Ada Long", "Ben Oak"]),
    article(1, "Rain", "It rained on the ferry.", source="The Dial", date="2024-06", people=["Ada Long"]),
    article(2, "Wind", "No boat.", date="2023"),
]


@settings(deadline=None, max_examples=150)
@given(documents=articles(), seed=st.integers(0, 10_000))
def test_the_oracle_agrees(documents: list[Document], seed: int) -> None:
    rng = random.Random(seed)
    belongs = stories_of(documents, [rng.randrange(4) for _ in documents])
    told = [replace(document, belongs=belongs.get(document.id, ALONE)) for document in documents]
    rows = [row(document) for document in told]
    if rows:
        assert list(disagreements(Table(rows), MemorySearcher(told), random_query(rows, rng))) == []


def test_filters_draw_on_every_kind() -> None:
    rng = random.Random(1)
    drawn = [random_query([row(document) for document in THREE], rng) for _ in range(300)]
    assert {name for query in drawn for name in query.chosen} == {name for query in drawn for name in query.excluded}
    assert any(query.every for query in drawn)
    assert {query.group for query in drawn} == {None, "story"}
    assert not any("story" in (query.group, *query.chosen, *query.excluded) for query in (
        random_query([row(document) for document in THREE], rng, stories=False) for _ in range(100)
    ))  # fmt: skip
    assert any(query.since and query.until for query in drawn)
    assert any(NONE in values for query in drawn for values in query.chosen.values())
    assert {len(value) for query in drawn for value in query.chosen.get("date", ())} >= {4, 7, 10}


class Wrong(MemorySearcher):
    """Answers with one figure that is not right."""

    def __init__(self, change: str) -> None:
        super().__init__(THREE)
        self.change = change

    def search(self, query: Query) -> Page:
        page = super().search(query)
        if self.change == "total":
            return replace(page, total=page.total + 1)
        facets = tuple(self._facet_of(facet) if facet.name in ("date", "person") else facet for facet in page.facets)
        return replace(page, facets=facets)

    def _facet_of(self, facet: Facet) -> Facet:
        if self.change == "missing":
            return replace(facet, missing=replace(facet.missing, count=facet.missing.count - 1))
        if self.change == "bucket":
            return replace(facet, buckets=tuple(replace(bucket, count=bucket.count + 1) for bucket in facet.buckets))
        return replace(facet, **{self.change: getattr(facet, self.change) + 1})


def test_a_wrong_figure_is_told_with_the_right_one() -> None:
    rows = Table([row(document) for document in THREE])
    query = Query(facet_size=1)
    assert list(disagreements(rows, Wrong("total"), query)) == ["total: got 4, expected 3"]
    assert list(disagreements(rows, Wrong("missing"), query)) == [
        "date=(none): got -1, expected 0", "person=(none): got 0, expected 1",
    ]  # fmt: skip
    assert "person=Ada Long: got 3, expected 2" in list(disagreements(rows, Wrong("bucket"), query))
    assert "date=2024: got 3, expected 2" in list(disagreements(rows, Wrong("bucket"), query))
    assert "distinct values of person: got 3, expected 2" in list(disagreements(rows, Wrong("distinct"), query))
    assert len(list(disagreements(rows, Wrong("other"), query))) == 2


class Ungrouped(MemorySearcher):
    """Counts articles where stories are asked for."""

    def search(self, query: Query) -> Page:
        return super().search(replace(query, group=None))


def test_counts_of_articles_in_place_of_rows_are_told() -> None:
    belongs = stories_of(THREE, [2, 2, 0])
    told = [replace(document, belongs=belongs.get(document.id, ALONE)) for document in THREE]
    rows = Table([row(document) for document in told])
    found = list(disagreements(rows, Ungrouped(told), Query(group="story", facet_size=1)))
    assert "total: got 3, expected 2" in found
    assert "date=2024: got 2, expected 1" in found
    assert "source=The Dial: got 2, expected 1" in found
    assert list(disagreements(rows, Ungrouped(told), Query(facet_size=1))) == []


def test_every_document_is_walked_once() -> None:
    documents = [article(number, "", "x") for number in range(2 * BATCH + 3)]
    assert [document.id for document in MemorySearcher(documents).scan()] == [
        document.id for document in sorted(documents, key=lambda document: document.path)
    ]


def counted(documents: list[Document], words: list[str]) -> WordCounts:
    counts = WordCounts(words, meaning(documents, {document.language for document in documents}))
    counts.add(documents)
    return counts


TEXTS = st.lists(
    st.sampled_from(
        "e-mail email Email emails J. K. JK J.K. U.S. us (J. K.) B C BC 1000 1,000 1 000 1.000 Ph.D. PhD 北京 北"
        " rock'n'roll O'Neill ONeill the The l'art art Flughafen Hauptstadtflughafen".split(" ")
    ),
    max_size=8,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(texts=st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["en", "de", "fr", ""])), max_size=5))
def test_words_count_wherever_their_patterns_stand(texts: list[tuple[str, str, str]]) -> None:
    told = [article(i, title, body, language=language) for i, (title, body, language) in enumerate(texts)]
    words = [
        "email",
        "mail",
        "jk",
        "k",
        "us",
        "bc",
        "1000",
        "000",
        "1",
        "phd",
        "北京",
        "neill",
        "oneill",
        "art",
        "flughafen",
    ]
    meant = meaning(told, {document.language for document in told})
    counts = counted(told, words)
    texts_of = [[text_terms(text, one.language) for text in (one.title, searched_text(one))] for one in told]
    for number, word in enumerate(words):
        pattern = resolve(Word(word), lambda part: meant(Word(part.text)))
        having = sum(any(occurrences(text, pattern) for text in both) for both in texts_of)
        assert counts.documents[word] == having
        assert sum(times for had, times in counts.together.items() if had >> number & 1) == having


def test_a_number_in_groups_counts_in_questions_too() -> None:
    """As often as the engine finds it: what it weighs depends on that, and so does which articles have most."""
    words = ("1000", "email", "storm")
    bodies = ["1000 ferry", "1 000 ferry", "1,000 storm", "email ferry", "e-mail", "rain", "rain", "1 x 000"]
    documents = [article(number, "", body) for number, body in enumerate([*bodies, *["1 000 boats"] * 9])]
    found = MemorySearcher(documents).search(Query(" ".join(words), match="most")).total
    assert most_counts(counted(documents, [*words]), [words], {"en"}) == {words: found}


def test_a_word_counts_in_all_its_forms_and_fields() -> None:
    assert counted(THREE, ["ferry", "rain", "absent"]).documents == {"ferry": 2, "rain": 1}


def test_a_word_of_a_caption_counts() -> None:
    documents = [*THREE, article(3, "Quay", "Cargo.", captions=["Ferries at night"])]
    counts = counted(documents, ["ferry", "night"])
    assert counts.documents == {"ferry": 3, "night": 1}
    assert most_counts(counts, [("ferry", "night")], {"en"}) == {("ferry", "night"): 1}
    assert {word for seed in range(30) for word in drawn(documents[3:], 1, seed)} >= {"cargo", "night"}


def drawn(documents: list[Document], count: int, seed: int) -> list[str]:
    draw = Draw(count, random.Random(seed))
    for document in documents:
        draw.add(document)
    return draw.words()


def test_words_come_from_all_documents() -> None:
    found = {word for seed in range(30) for word in drawn(THREE, 2, seed)}
    assert {"ferry", "rain", "boat"} <= found
    assert all(len(drawn(THREE, 2, seed)) <= 2 for seed in range(30))
    assert drawn([article(0, "", "")], 5, 0) == drawn(THREE, 0, 0) == []
