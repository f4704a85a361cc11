from __future__ import annotations

import pytest

from search.model import Query
from tests.corpora import article, searcher_over, stories_of
from tests.sites import FERRY, documents, read
from web.pages.neighbours import Retold, place, related, retold


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory):
    return searcher_over(tmp_path_factory.mktemp("around") / "build", "memory", documents())


@pytest.mark.parametrize("per_page", [1, 3, 50])
@pytest.mark.parametrize("text", ["", "bay", "rain"])
def test_walking_from_result_to_result_visits_every_one_in_order_and_back(searcher, client, text, per_page):
    query = Query(text=text, per_page=per_page)
    ids = [hit.document.id for hit in searcher.search(Query(text=text, per_page=100)).hits]
    found = [place(searcher, query.turn(at // per_page + 1), doc_id) for at, doc_id in enumerate(ids)]
    assert [here.position for here in found] == list(range(1, len(ids) + 1))
    assert {here.total for here in found} == {len(ids)}
    assert [_id_in(here.next) for here in found] == [*ids[1:], None]
    assert [_id_in(here.previous) for here in found] == [None, *ids[:-1]]


def _id_in(address: str | None) -> str | None:
    return address and address.split("/documents/")[1].split("?")[0]


def test_the_address_of_a_neighbour_on_the_next_page_says_so(searcher):
    query = Query(text="rain", per_page=5)
    last = searcher.search(query).hits[-1].document.id
    assert "page=2" in place(searcher, query, last).next


def test_a_document_that_is_not_among_the_results_has_no_place(searcher):
    assert place(searcher, Query(text="rain"), FERRY) is None


def test_related_articles_share_names_and_rare_words(tmp_path):
    told = [
        article(1, "Ferry stranded", "The ferry is stranded.", people=["Ada Long"]),
        article(2, "Captain speaks", "Ada Long spoke about the day.", people=["Ada Long"]),
        article(3, "Another stranded boat", "A boat lies there."),
        article(4, "The price of bread", "It rose again."),
    ]
    searcher = searcher_over(tmp_path / "build", "memory", told)
    assert {other.title for other in related(searcher, told[0])} == {"Captain speaks", "Another stranded boat"}


def test_near_duplicates_stand_apart_from_others_on_the_story(tmp_path):
    told = [article(n, f"T{n}", "A ferry sank.", source=f"S{n}", date=f"2024-06-1{n}") for n in range(5)]
    searcher = searcher_over(tmp_path / "build", "memory", told, stories_of(told, [2, 2, 3, 3, 0]))
    found = retold(searcher, searcher.get(told[1].id))
    assert [(other.title, other.source, other.when.value) for other in found.also] == [("T0", "S0", "2024-06-10")]
    assert [other.title for other in found.story] == ["T2"]
    assert (found.copies, found.url, found.told) == (1, "/?story=Story+1&sort=date", 4)
    assert retold(searcher, searcher.get(told[4].id)) == Retold()


def test_articles_of_the_same_story_are_named_once(tmp_path):
    told = [article(n, "Ferry stranded", "The ferry is stranded.") for n in range(1, 4)]
    stories = stories_of(told, [2, 2, 0])
    searcher = searcher_over(tmp_path / "build", "memory", told, stories)
    first = searcher.get(told[0].id)
    assert [one.url for one in retold(searcher, first).also] == [f"/documents/{told[1].id}"]
    assert [one.url for one in related(searcher, first)] == [f"/documents/{told[2].id}"]


@pytest.mark.parametrize("title", ["", "The", "OR (", '" " "', "…"])
def test_a_document_without_telling_words_has_no_related_ones(tmp_path, title):
    alone = article(1, title, "Nothing.")
    searcher = searcher_over(tmp_path / "build", "memory", [alone, article(2, "Other", "Nothing.")])
    assert related(searcher, alone) == ()


def test_the_document_page_links_to_its_neighbours_and_to_articles_like_it(client):
    page = read(client, "/documents/" + FERRY + "?q=bay&sort=-date")
    assert "2 of 18" in [text for _, text in page.all("span", class_="quiet")]
    assert len(page.all("a", rel="prev") + page.all("a", rel="next")) == 2
    assert page.all("ul", class_="related")
