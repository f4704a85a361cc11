from __future__ import annotations

import json

import pytest

from search.answers.suggestions import suggestions
from search.model import Query
from tests.corpora import article, searcher_over
from tests.sites import read, total

TOLD = [
    article(1, "Vote", "An election.", source="The Dial", people=["Ada Long", "Ukko Rain"], places=["Ukraine"]),
    article(2, "Vote again", "Another election.", source="Rain Gazette", people=["Ada Long"], places=["Long Bay"]),
    article(3, "Bread", "The price of bread.", source="Rain Gazette", people=["Émile Zola"]),
]


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    return searcher_over(tmp_path_factory.mktemp("suggestions") / "build", request.param, TOLD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("long", [("Ada Long", 2), ("Long Bay", 1)]),
        ("ada lo", [("Ada Long", 2)]),
        ("rain", [("Rain Gazette", 2), ("Ukko Rain", 1)]),
        ("EMILE", [("Émile Zola", 1)]),
        ("election ada", [("Ada Long", 2)]),
        ("bread ada", []),
        ("bread emi", [("Émile Zola", 1)]),
        ("kraine", []),
        ("a", []),
        ("", []),
        ('"ada long"', []),
        ("-ada", []),
        ("title:ada", []),
        ("…", []),
        ("zzz", []),
        ("a long question in many more words ada", []),
    ],
)
def test_what_words_may_name_while_they_are_typed(searcher, text, expected):
    found = suggestions(searcher, Query(text=text), unfinished=True)
    assert [(one.label, one.count) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("long", [("Ada Long", 2), ("Long Bay", 1)]),
        ("ada lo", []),
        ("lon", []),
        ("EMILE", [("Émile Zola", 1)]),
        ("election ada", [("Ada Long", 2)]),
        ("bread emi", []),
        ("émile zola", [("Émile Zola", 1)]),
    ],
)
def test_what_was_typed_names_by_whole_words(searcher, text, expected):
    assert [(one.label, one.count) for one in suggestions(searcher, Query(text=text))] == expected


def test_a_word_that_articles_have_is_no_beginning_of_a_name(tmp_path):
    told = [
        article(1, "Rally", "Police at a protest.", people=["Anglo Saxon Protestants"], places=["Police Point"]),
        article(2, "Rally", "A protest, and police.", people=["Protest Movement", "Ann Police"]),
        article(3, "Rally", "Nobody came.", people=["Protest Movement"]),
    ]
    found = searcher_over(tmp_path / "build", "memory", told)

    def labels(text: str, *, unfinished: bool) -> list[str]:
        return [one.label for one in suggestions(found, Query(text), unfinished=unfinished)]

    assert labels("police protest", unfinished=True) == labels("police protest", unfinished=False)
    assert labels("police protest", unfinished=True) == ["Protest Movement"]
    assert labels("protest", unfinished=True) == ["Protest Movement"]
    assert labels("saxon protest", unfinished=True) == ["Anglo Saxon Protestants"]
    assert labels("saxon protest", unfinished=False) == []
    assert labels("police protesta", unfinished=True) == ["Anglo Saxon Protestants"]
    told += [article(n, "Talk", "Merkel spoke.", people=["Angela Merkel"]) for n in range(4, 8)]
    found = searcher_over(tmp_path / "other", "memory", [*told, article(8, "La mer", "The sea.")])
    assert labels("mer", unfinished=True) == ["Angela Merkel"]


def test_the_best_known_of_many_names_come_first_also_where_others_have_the_letters(tmp_path):
    told = [article(n, people=[f"Busan {n}", f"Russell {n}"], places=["US"] if n < 2 else []) for n in range(150)]
    found = searcher_over(tmp_path / "build", "memory", told)
    assert [(one.label, one.count) for one in suggestions(found, Query("us"))] == [("US", 2)]


def test_the_filter_takes_the_place_of_the_words_and_keeps_the_others(searcher):
    query = Query(text="election ada", chosen={"source": ("The Dial",)}, page=3)
    [found] = suggestions(searcher, query)
    assert found.url == "/?q=election&source=The+Dial&person=Ada+Long"
    assert searcher.search(found.query).total == found.count == 1


def test_what_is_chosen_is_not_suggested(searcher):
    assert suggestions(searcher, Query(text="ada", chosen={"person": ("Ada Long",)})) == ()


def test_the_page_offers_them_as_links_that_find_what_they_say(client):
    page = read(client, "/?q=ada")
    [(link, text)] = [a for a in page.all("a") if a[1].startswith("Ada Long People")]
    assert (link["href"], text) == ("/?person=Ada+Long", "Ada Long People, 2")
    assert total(read(client, link["href"])) == 2


def test_the_endpoint_offers_them_too(client):
    answer = json.loads(client.get("/api/suggest?q=ada").data)  # which is no beginning of another word
    assert answer == {
        "q": "ada",
        "suggestions": [
            {
                "kind": "filter",
                "facet": "person",
                "facet_label": "People",
                "value": "Ada Long",
                "label": "Ada Long",
                "count": 2,
                "url": "/api/search?person=Ada+Long",
            }
        ],
    }


def test_the_endpoint_completes_the_last_word_after_the_names(client):
    found = json.loads(client.get("/api/suggest?q=crossed+lon&source=The+Dial").data)["suggestions"]
    assert [(one["kind"], one["label"]) for one in found] == [("filter", "Ada Long"), ("word", "long")]
    assert found[1] == {
        "kind": "word",
        "facet": "q",
        "facet_label": "Word",
        "value": "crossed long",
        "label": "long",
        "count": 1,
        "url": "/api/search?q=crossed+long&source=The+Dial",
    }
    assert json.loads(client.get(found[1]["url"]).data)["total"] == 1


def test_where_nothing_is_found_words_that_begin_so_are_links(client):
    page = read(client, "/?q=wav&source=The+Dial")
    [(link, text)] = [a for a in page.all("a") if a[1].startswith("Search for wav")]
    assert (link["href"], text) == ("/?q=waved&source=The+Dial", "Search for waved")
    assert total(read(client, link["href"])) == 1
