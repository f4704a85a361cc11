"""Articles that have most of a query: the rule, what an answer says of it, and when it is the answer."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from search.engines.base import Searcher
from search.facets import all_facets
from search.model import Listing, Query
from tests.corpora import article
from tests.engines.conftest import Open

QUESTION = "an article on the lock keeper who flooded a village"
CORPUS = [
    article(0, "Sluice scandal", "The lock keeper had flooded the village by night.", source="The Dial"),
    article(1, "A lock", "The keeper of the lock sleeps in an old house.", source="Harbour Post"),
    article(2, "Village fair", "A fair on the green of the village, who came?", source="The Dial"),
    article(3, "Rain", "An article on rain.", source="The Dial"),
    article(4, "Flooded fields", "Fields were flooded on the plain.", source="Harbour Post"),
    *(article(n, "Weather", "An article on the weather, and a word on the wind.") for n in range(5, 30)),
]


def paths(searcher: Searcher, query: Query) -> list[str]:
    return [hit.document.path[6:9] for hit in searcher.search(replace(query, per_page=100)).hits]


def test_a_question_that_no_article_answers_in_all_its_words_finds_those_with_most(open_with: Open) -> None:
    page = open_with(CORPUS).search(Query(QUESTION))
    assert page.match == "most"
    assert page.hits[0].document.path == "seeds/000.txt"
    [notice] = page.notices
    assert (notice.code, notice.message) == (
        "most_words",
        "No article has all 10 words. These have most of them:"
        " at least half as much as the best one, counting rare words more.",
    )


def test_each_hit_says_what_it_lacks_in_the_order_of_the_query(open_with: Open) -> None:
    searcher = open_with(CORPUS)
    lacks = {hit.document.path[6:9]: hit.lacks for hit in searcher.search(Query(QUESTION)).hits}
    assert lacks["000"] == ("an", "article", "on", "who", "a")
    assert lacks["001"] == ("article", "on", "who", "flooded", "village")
    assert all(hit.lacks == () for hit in searcher.search(Query("lock keeper")).hits)


def test_the_rule_is_half_of_what_the_best_article_has_by_rarity(open_with: Open) -> None:
    searcher = open_with(CORPUS)
    words = ["keeper", "village", "flooded", "weather", "rain"]
    having = {word: set(paths(searcher, Query(word))) for word in words}
    weights = {w: round(1000 * log(1 + (30 - len(h) + 0.5) / (len(h) + 0.5))) for w, h in having.items()}
    sums = {f"{n:03}": sum(weights[w] for w in words if f"{n:03}" in having[w]) for n in range(30)}
    expected = sorted(path for path, weight in sums.items() if 2 * weight >= max(sums.values()))
    assert sorted(paths(searcher, Query(" ".join(words), match="most"))) == expected
    assert 0 < len(expected) < 30


@pytest.mark.parametrize("query", [Query(QUESTION), Query("village lock -fair", match="most")])
def test_every_count_is_of_exactly_that_set(open_with: Open, query: Query) -> None:
    searcher = open_with(CORPUS)
    page = searcher.search(replace(query, facet_size=100))
    assert page.total == searcher.count(query) == len(paths(searcher, query)) > 1
    for facet in page.facets:
        for bucket in (*facet.buckets, facet.missing):
            clicked = query.toggle(facet.name, bucket.value)
            assert searcher.search(clicked).total == searcher.count(clicked) == bucket.count, (facet.name, bucket)
    assert searcher.values(query, Listing("source")).buckets == page.facets[list(all_facets()).index("source")].buckets


def test_a_filter_never_changes_which_articles_have_most(open_with: Open) -> None:
    searcher = open_with(CORPUS)
    everywhere = set(paths(searcher, Query(QUESTION)))
    in_dial = set(paths(searcher, Query(QUESTION, chosen={"source": ("Harbour Post",)})))
    assert in_dial == everywhere & {"001", "004"}
    assert in_dial


def test_what_is_excluded_is_in_none_of_them(open_with: Open) -> None:
    searcher = open_with(CORPUS)
    assert "000" in paths(searcher, Query("lock keeper village", match="most"))
    assert paths(searcher, Query("lock keeper village -night", match="most")) == ["001", "002"]


@pytest.mark.parametrize(
    ("text", "match", "expected"),
    [
        ("keeper village fair", None, "most"),
        ("keeper village fair", "all", "all"),
        ("keeper fair", None, "all"),
        ("keeper fair", "most", "most"),
        ("keeper", "most", "all"),
        ("", "most", "all"),
        ("-keeper", "most", "all"),
        ('"keeper" village fair', None, "all"),
        ("keeper village fair -rain", None, "all"),
        ("keeper village title:fair", None, "all"),
        ("keeper village fai*", None, "all"),
        ("keeper village OR fair", None, "all"),
        ("lock keeper flooded village", None, "most"),
        ("lock keeper flooded", None, "all"),
    ],
)
def test_most_is_the_answer_where_it_is_asked_for_or_words_alone_find_next_to_nothing(
    open_with: Open, text: str, match: None, expected: str
) -> None:
    page = open_with(CORPUS).search(Query(text, match=match))
    assert page.match == expected
    assert ("most_words" in [notice.code for notice in page.notices]) == (match is None and expected == "most")


def test_few_articles_with_all_words_are_said_and_stay_among_the_results(open_with: Open) -> None:
    page = open_with(CORPUS).search(Query("lock keeper flooded village"))
    assert [notice.message.partition(".")[0] for notice in page.notices] == ["Only 1 article has all 4 words"]
    assert page.hits[0].lacks == ()


def test_words_that_no_article_has_are_counted_and_keep_nothing_from_being_found(open_with: Open) -> None:
    page = open_with(CORPUS).search(Query("keeper 8812 village fair"))
    assert page.notices[0].message.startswith(
        "No article has all 4 words; 1 of them is in none. These have most of the others:"
    )
    assert page.total > 0
    assert all("8812" in hit.lacks for hit in page.hits)


def test_a_question_in_a_script_without_spaces_is_divided(open_with: Open) -> None:
    documents = [
        article(0, "", "学校で自閉症の生徒を部屋に閉じ込めた。"),
        article(1, "", "台風が九州に近づいている。"),
        article(2, "", "首相は国会で演説した。"),
    ]
    page = open_with(documents).search(Query("自閉症の子供を閉じ込めた学校の記事"))
    assert [hit.document.path[6:9] for hit in page.hits] == ["000"]
    assert page.notices[0].message.startswith("No article has all 16 pairs of characters; 8 of them are in none.")
    assert open_with(documents).search(Query("「自閉症の子供を閉じ込めた学校の記事」")).total == 0


def test_nothing_of_it_anywhere_finds_nothing(open_with: Open) -> None:
    page = open_with(CORPUS).search(Query("zzzz 8812 qqqq"))
    assert (page.total, page.match, [notice.code for notice in page.notices]) == (0, "all", [])


def test_an_empty_index_has_most_of_nothing(open_with: Open) -> None:
    assert open_with([]).search(Query("one two three")).total == 0
