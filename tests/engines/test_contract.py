"""The contract of every engine: what a count is, what a filter does, and that all engines agree with the oracle."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Searcher, engine, engine_names
from search.errors import DocumentNotFound, IndexUnusable, SettingInvalid
from search.facets import all_facets
from search.model import NONE, Document, Facet, Listing, Mention, Query
from tests.corpora import article, articles, examples, queries, searcher_over, stories_of

Open = Callable[..., Searcher]

CORPUS = [
    article(0, "Korea visit", "Putin will visit Korea.", source="The Dial", date="2024-06-10",
            people=["Vladimir Putin", "Kim Jong Un"], places=["Russia", "North Korea"]),
    article(1, "A visit", "Kim Jong-un received Putin. Visits were many.", source="Harbour Post", date="2024-06-12",
            people=["Vladimir Putin", "Kim Jong Un"], places=["North Korea", "Vietnam"]),
    article(2, "Vietnam", "Hanoi waits.", source="The Dial", date="2024-06", places=["Vietnam"]),
    article(3, "No source here", "Nothing is stated, nothing visited.", date="2023", people=["Vladimir Putin"]),
    article(4, "Undated", "The visit has no day.", source="Harbour Post", people=["Ada Long"]),
    article(5, "Визит", "Ракеты и ракета.", source="Ярь", date="2023-11-02", language="ru"),
]  # fmt: skip


@pytest.fixture
def open_with(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function from documents to a searcher, for each engine."""
    opened: list[Searcher] = []

    def make(documents: list[Document] = CORPUS) -> Searcher:
        opened.append(searcher_over(tmp_path / str(len(opened)), request.param, documents))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def facet_of(searcher: Searcher, query: Query, name: str) -> Facet:
    return next(facet for facet in searcher.search(query).facets if facet.name == name)


def counts(facet: Facet) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in facet.buckets}


def paths(searcher: Searcher, query: Query) -> list[str]:
    return [hit.document.path[6:9] for hit in searcher.search(replace(query, per_page=100)).hits]


# --- 1, 3, 4: counts


def test_a_count_is_of_documents_and_is_the_number_of_results_after_the_click(open_with: Open) -> None:
    searcher = open_with()
    for text in ("", "visit", "putin OR hanoi", "-putin"):
        for facet in searcher.search(Query(text, facet_size=100)).facets:
            buckets = (*facet.buckets, facet.missing)
            assert buckets
            for bucket in buckets:
                clicked = Query(text).toggle(facet.name, bucket.value)
                assert searcher.search(clicked).total == bucket.count, (text, facet.name, bucket)


def test_a_facet_ignores_its_own_choices_and_obeys_all_others(open_with: Open) -> None:
    searcher = open_with()
    query = Query("visit").toggle("source", "The Dial")
    assert counts(facet_of(searcher, query, "source")) == {"The Dial": 1, "Harbour Post": 2}
    assert counts(facet_of(searcher, query, "place")) == {"Russia": 1, "North Korea": 1}
    dated = Query(chosen={"date": ("2024-06",)})
    assert counts(facet_of(searcher, dated, "source")) == {"The Dial": 2, "Harbour Post": 1}


def test_values_of_one_facet_are_ored_and_facets_are_anded(open_with: Open) -> None:
    searcher = open_with()
    both = Query(chosen={"source": ("The Dial", "Harbour Post")})
    assert searcher.search(both).total == 4
    assert paths(searcher, replace(both, chosen={**both.chosen, "person": ("Ada Long",)})) == ["004"]


def test_all_of_these_needs_every_value_and_counts_what_the_next_click_leaves(open_with: Open) -> None:
    searcher = open_with()
    query = Query(chosen={"place": ("North Korea",)}, every=frozenset({"place"}))
    assert counts(facet_of(searcher, query, "place")) == {"North Korea": 2, "Russia": 1, "Vietnam": 1}
    assert paths(searcher, query.toggle("place", "Vietnam")) == ["001"]
    assert searcher.search(query.toggle("place", NONE)).total == 0


def test_a_chosen_value_stays_visible_at_zero_and_comes_first(open_with: Open) -> None:
    searcher = open_with()
    facet = facet_of(searcher, Query("hanoi").toggle("person", "Ada Long").toggle("person", "Nobody"), "person")
    assert [(b.value, b.count, b.state) for b in facet.buckets] == [("Ada Long", 0, "chosen"), ("Nobody", 0, "chosen")]
    facet = facet_of(searcher, Query().toggle("person", "Ada Long"), "person")
    assert [bucket.value for bucket in facet.buckets] == ["Ada Long", "Vladimir Putin", "Kim Jong Un"]


def test_values_sort_by_count_then_by_name_whatever_its_case(open_with: Open) -> None:
    documents = [article(i, people=[name]) for i, name in enumerate(["beta", "Alpha", "gamma", "gamma", "alpha"])]
    facet = facet_of(open_with(documents), Query(), "person")
    assert [bucket.value for bucket in facet.buckets] == ["gamma", "Alpha", "alpha", "beta"]


# --- 5, 6: none, distinct, other, searching inside


def test_documents_without_a_value_are_counted_and_can_be_chosen_or_excluded(open_with: Open) -> None:
    searcher = open_with()
    assert facet_of(searcher, Query(), "source").missing.count == 1
    assert paths(searcher, Query(chosen={"source": (NONE,)})) == ["003"]
    assert paths(searcher, Query(chosen={"source": (NONE, "Ярь")})) == ["005", "003"]
    assert searcher.search(Query(excluded={"source": (NONE,)})).total == 5
    assert paths(searcher, Query(chosen={"date": (NONE,)})) == ["004"]


def test_what_is_cut_is_exact(open_with: Open) -> None:
    documents = [article(i, people=[f"P{j}" for j in range(i % 5 + 1)]) for i in range(20)]
    facet = facet_of(open_with(documents), Query(facet_size=2), "person")
    assert [(b.value, b.count) for b in facet.buckets] == [("P0", 20), ("P1", 16)]
    assert (facet.distinct, facet.other, facet.missing.count) == (5, 12 + 8 + 4, 0)


def test_searching_inside_a_facet_finds_any_value(open_with: Open) -> None:
    documents = [article(i, people=["Common", f"Émile-Rare {i:03}"]) for i in range(60)]
    searcher = open_with(documents)
    found = searcher.values(Query(facet_size=1), Listing("person", contains="emile rare 04", size=3, offset=2))
    assert [bucket.value for bucket in found.buckets] == ["Émile-Rare 042", "Émile-Rare 043", "Émile-Rare 044"]
    assert (found.distinct, found.other) == (10, 7)
    by_name = searcher.values(Query(), Listing("person", order="name", size=1))
    assert (by_name.buckets[0].value, by_name.distinct) == ("Common", 61)


# --- 7, 8: excluding, dates


def test_excluding_removes_exactly_the_documents_that_have_the_value(open_with: Open) -> None:
    searcher = open_with()
    everything = set(paths(searcher, Query()))
    having = set(paths(searcher, Query().toggle("place", "Russia")))
    query = Query().exclude("place", "Russia")
    assert set(paths(searcher, query)) == everything - having
    excluded = facet_of(searcher, query, "place").buckets[0]
    assert (excluded.value, excluded.count, excluded.state) == ("Russia", 0, "excluded")


def test_the_date_drills_from_year_to_month_to_day(open_with: Open) -> None:
    searcher = open_with()
    facet = facet_of(searcher, Query(), "date")
    assert (facet.interval, counts(facet), facet.missing.count) == ("year", {"2023": 2, "2024": 3}, 1)
    facet = facet_of(searcher, Query().toggle("date", "2023"), "date")
    assert (facet.interval, counts(facet), facet.other) == ("month", {"2023-11": 1}, 4)
    assert [(bucket.value, bucket.count) for bucket in facet.trail] == [("2023", 2)]
    facet = facet_of(searcher, Query().toggle("date", "2023").toggle("date", "2023-11"), "date")
    assert (facet.interval, counts(facet)) == ("day", {"2023-11-02": 1})


def test_chosen_periods_beside_one_another_are_counted_each(open_with: Open) -> None:
    dates = ["2023", "2024", "2024-06", "2024-06-10"]
    searcher = open_with([article(n, date=day) for n, day in enumerate(dates)])
    trail = facet_of(searcher, Query(chosen={"date": ("2024", "2024-06", "2023")}), "date").trail
    assert [(bucket.value, bucket.count) for bucket in trail] == [("2023", 1), ("2024", 3), ("2024-06", 2)]


def test_a_month_is_in_its_month_and_year_and_in_no_day(open_with: Open) -> None:
    searcher = open_with()
    assert paths(searcher, Query(chosen={"date": ("2024-06",)})) == ["001", "000", "002"]
    assert counts(facet_of(searcher, Query(chosen={"date": ("2024-06",)}), "date")) == {
        "2024-06-10": 1,
        "2024-06-12": 1,
    }
    assert paths(searcher, Query(chosen={"date": ("2024-06-01",)})) == []
    assert paths(searcher, Query(chosen={"date": ("2023",)})) == ["005", "003"]


def test_bounds_are_inclusive_and_leave_undated_documents_out(open_with: Open) -> None:
    searcher = open_with()
    assert paths(searcher, Query(since="2024-06-10", until="2024-06-12")) == ["001", "000"]
    assert paths(searcher, Query(since="2024-06", until="2024-06")) == ["001", "000", "002"]
    assert paths(searcher, Query(since="2023", until="2023")) == ["005", "003"]
    assert paths(searcher, Query(since="2023-11-03")) == ["001", "000", "002"]


def test_dates_sort_both_ways_with_undated_documents_last(open_with: Open) -> None:
    searcher = open_with()
    assert paths(searcher, Query(sort="date")) == ["003", "005", "002", "000", "001", "004"]
    assert paths(searcher, Query(sort="-date")) == ["001", "000", "002", "005", "003", "004"]


# --- 9, 10: pages and texts


def test_pages_tile_for_every_sort_whatever_the_order_of_writing(open_with: Open) -> None:
    documents = [article(i, "same", "same words", date=["", "2020", "2021-05-05"][i % 3]) for i in range(23)]
    random.Random(4).shuffle(documents)
    searcher = open_with(documents)
    for sort in ("relevance", "date", "-date"):
        query = Query("same", sort=sort, per_page=5)
        walked = [hit.document.path for page in range(1, 7) for hit in searcher.search(query.turn(page)).hits]
        assert sorted(walked) == sorted(document.path for document in documents)
        if sort == "relevance":
            assert walked == sorted(walked)
    beyond = searcher.search(Query("same", per_page=5, page=99))
    assert (beyond.hits, beyond.total, beyond.pages) == ((), 23, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("visit", ["000", "001", "003", "004"]),
        ("VISITED", ["000", "001", "003", "004"]),
        ("putin visit", ["000", "001"]),
        ("hanoi OR ракета", ["002", "005"]),
        ("putin -dial -jong", ["000"]),
        ('"kim jong un"', ["001"]),
        ("Kim Jong-un", ["001"]),
        ('"un kim"~1', ["001"]),
        ('"putin kim"', []),
        ("title:visit", ["000", "001"]),
        ("body:visit", ["000", "001", "003", "004"]),
        ("vis*", ["000", "001", "003", "004"]),
        ("vsiit~", ["000", "001", "003", "004"]),
        ("ракеты", ["005"]),
        ("визит", ["005"]),
        ("a", ["001"]),
        ("(((putin", ["000", "001"]),
        ("-putin", ["002", "003", "004", "005"]),
        ("  ", ["000", "001", "002", "003", "004", "005"]),
        ("?!", ["000", "001", "002", "003", "004", "005"]),
    ],
)
def test_a_query_finds(open_with: Open, text: str, expected: list[str]) -> None:
    assert sorted(paths(open_with(), Query(text))) == expected


def test_a_word_that_nobody_wrote_brings_a_proposal_of_the_corpus_own(open_with: Open) -> None:
    notices = open_with().search(Query("putin vizit")).notices
    assert [(notice.code, notice.suggestion) for notice in notices] == [("did_you_mean", "putin visit")]


def test_an_expansion_that_is_cut_says_so(open_with: Open) -> None:
    words = " ".join(f"z{chr(97 + i // 100)}{i % 100:02}" for i in range(1_200))
    page = open_with([article(0, "", words)]).search(Query("z*"))
    assert (page.total, [notice.code for notice in page.notices]) == (1, ["expansion_cut"])


# --- ranking, marks, documents


def test_more_of_a_rare_word_and_a_word_in_the_title_rank_higher(open_with: Open) -> None:
    filler = "plain words to fill the body of it"
    searcher = open_with(
        [
            article(0, "Other", f"comet once {filler}"),
            article(1, "Comet", f"nothing more {filler}"),
            article(2, "Other", f"comet comet {filler}"),
            article(3, "Other", f"none of it {filler}"),
        ]
    )
    page = searcher.search(Query("comet"))
    scores = {hit.document.path[6:9]: hit.score for hit in page.hits}
    assert scores["001"] > scores["000"] > 0
    assert scores["002"] > scores["000"]
    assert [hit.score for hit in page.hits] == sorted(scores.values(), reverse=True)
    assert searcher.search(Query()).hits[0].score == 0


def test_hits_are_marked_in_title_and_snippet_and_only_where_they_were_looked_for(open_with: Open) -> None:
    searcher = open_with()
    hit = next(hit for hit in searcher.search(Query("visit")).hits if hit.document.path == "seeds/001.txt")
    assert [span.text for span in hit.title if span.hit] == ["visit"]
    assert [span.text for span in hit.snippet if span.hit] == ["Visits"]
    hit = searcher.search(Query("title:korea")).hits[0]
    assert [span.text for span in hit.title if span.hit] == ["Korea"]
    assert not any(span.hit for span in hit.snippet)
    hit = searcher.search(Query('"kim jong un"')).hits[0]
    assert [span.text for span in hit.snippet if span.hit] == ["Kim Jong-un"]


@pytest.mark.parametrize(
    "text", ["visit", '"kim jong un" visit', "title:visit OR hanoi", "vis* -dial", "putin visit korea"]
)
def test_a_hit_says_what_its_score_is_made_of(open_with: Open, text: str) -> None:
    hits = open_with().search(Query(text)).hits
    assert hits
    for hit in hits:
        assert sum(part.score for part in hit.why) == pytest.approx(hit.score, abs=1e-4)
        assert all(part.score > 0 for part in hit.why)


def test_what_matched_is_named_as_it_stands_with_its_field_and_its_number(open_with: Open) -> None:
    [hit] = [
        hit for hit in open_with().search(Query("visit -vietnam -korea")).hits if hit.document.path == "seeds/004.txt"
    ]
    assert [(part.asked, part.field, part.found, part.count) for part in hit.why] == [("visit", "body", ("visit",), 1)]
    crowd = open_with([article(0, "Visitors", "They visit. A VISIT; visits, visited, visiting; visit")])
    [body] = [part for part in crowd.search(Query("visit")).hits[0].why if part.field == "body"]
    assert (body.found, body.count) == (("visit", "visits", "visited"), 6)


def test_words_that_stand_close_give_something_together(open_with: Open) -> None:
    searcher = open_with(
        [article(0, "", "harbour pilot " + "word " * 9), article(1, "", "harbour " + "word " * 9 + "pilot")]
    )
    near, far = searcher.search(Query("harbour pilot")).hits
    assert [(part.asked, part.field) for part in near.why] == [("harbour", "body"), ("pilot", "body"), ("", "")]
    assert [part.asked for part in far.why] == ["harbour", "pilot"]


def test_nothing_has_a_score_to_explain_without_words(open_with: Open) -> None:
    assert [hit.why for hit in open_with().search(Query()).hits] == [()] * 6


def test_the_snippet_has_the_entity_that_is_chosen(open_with: Open) -> None:
    filler = "Nothing to see in this long sentence about other things. " * 10
    body = f"A ferry. {filler}Ada Long came. {filler}The ferry of Ada Long sank. {filler}"
    at = [Mention("Ada Long", "person", body.index("Ada"), body.index("Ada") + 8)]
    at.append(Mention("Ada Long", "person", body.rindex("Ada"), body.rindex("Ada") + 8))
    searcher = open_with([replace(article(0, "", body), mentions=tuple(at))])
    chosen = {"person": ("Ada Long",)}
    for query, shown in ((Query("ferry"), "A ferry."), (Query(chosen=chosen), "Ada Long came."),
                         (Query("ferry", chosen=chosen), "The ferry of Ada Long sank.")):  # fmt: skip
        snippet = "".join(span.text for span in searcher.search(query).hits[0].snippet)
        assert snippet.removeprefix("… ").startswith(shown), query


def test_a_word_at_the_end_of_a_very_long_article_is_shown(open_with: Open) -> None:
    searcher = open_with([article(0, "", "one more word " * 30_000 + "and a comet")])
    [hit] = searcher.search(Query("comet")).hits
    assert [span.text for span in hit.snippet if span.hit] == ["comet"]
    [hit] = searcher.search(Query("comet word")).hits
    assert {part.asked: part.count for part in hit.why if part.field} == {"comet": 1, "word": 30_000}


def test_a_document_comes_back_whole_and_an_unknown_id_is_an_error(open_with: Open) -> None:
    searcher = open_with()
    for document in CORPUS:
        assert searcher.get(document.id) == document
    with pytest.raises(DocumentNotFound, match="nobody"):
        searcher.get("nobody")


def test_an_empty_corpus_answers(open_with: Open) -> None:
    page = open_with([]).search(Query("anything"))
    assert (page.total, page.hits, len(page.facets)) == (0, (), len(all_facets()))


@pytest.mark.parametrize("name", engine_names())
def test_a_folder_without_an_index_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match=tmp_path.name):
        engine(name).searcher(tmp_path)


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(SettingInvalid, match=r"'lucene'.*memory"):
        engine("lucene")


# --- every engine agrees with the oracle


@pytest.mark.parametrize("name", [name for name in engine_names() if name != "memory"])
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    articles(),
    st.lists(st.integers(0, 4), min_size=12, max_size=12),
    st.lists(queries(), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_every_engine_answers_as_the_oracle(
    name: str, documents: list[Document], rows: list[int], asked: list[Query], order: random.Random
) -> None:
    stories = stories_of(documents, rows[: len(documents)])
    shuffled = documents[:]
    order.shuffle(shuffled)
    with TemporaryDirectory() as folder:
        oracle = searcher_over(Path(folder, "oracle"), "memory", documents, stories)
        other = searcher_over(Path(folder, "other"), name, shuffled, stories)
        try:
            for query in asked:
                assert other.search(query) == oracle.search(query)
                assert other.count(query) == oracle.count(query) == oracle.search(query).total
                for listing in (Listing("person", "A", "count", 1, 2), Listing("place", "", "name", 0, 3)):
                    assert other.values(query, listing) == oracle.values(query, listing)
            assert [other.words(p, 9) for p in ("l", "m", "йо", "")] == [
                oracle.words(p, 9) for p in ("l", "m", "йо", "")
            ]
        finally:
            other.close()
