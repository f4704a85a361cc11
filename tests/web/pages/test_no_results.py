from __future__ import annotations

import pytest

from search.model import Query
from tests.corpora import article, searcher_over
from tests.sites import read
from web.pages.no_results import MOST_HELP, ways_out

TOLD = [
    article(1, "Vote", "The election in the harbour.", source="The Dial", people=["Ada Long"], places=["Oslo"]),
    article(2, "Again", "The election once more.", source="The Dial", people=["Ada Long"], places=["Oslo"]),
    article(3, "Bread", "The price of bread.", source="Rain Gazette", people=["Ukko Rain"], places=["Paris"]),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory):
    return searcher_over(tmp_path_factory.mktemp("ways") / "build", "memory", TOLD)


def ways(searcher, text, **chosen):
    query = Query(text=text, chosen={name: (value,) for name, value in chosen.items()})
    found = ways_out(searcher, searcher.search(query))
    assert all(searcher.search(way.query).total == way.count for way in found)
    return [(" + ".join(chip.words for chip in way.dropped) or way.word, way.count, way.query.text) for way in found]


@pytest.mark.parametrize(
    ("text", "chosen", "expected"),
    [
        ("election", {"source": "Rain Gazette"}, [("Rain Gazette", 2, "election")]),
        ("election", {"source": "Rain Gazette", "person": "Ukko Rain"}, [("Rain Gazette + Ukko Rain", 2, "election")]),
        (
            "election",
            {"source": "Rain Gazette", "person": "Ukko Rain", "place": "Paris"},
            [("Rain Gazette + Ukko Rain + Paris", 2, "election")],
        ),
        ("election bread", {}, [("bread", 2, "election"), ("election", 1, "bread")]),
        ("election bread", {"place": "Paris"}, [("election", 1, "bread")]),
        ('"in the harbour" bread', {}, [('"in the harbour"', 1, "bread"), ("bread", 1, '"in the harbour"')]),
        ("zzz (bread OR vote)", {}, [("zzz", 2, "bread OR vote")]),
        ("election -election", {}, [("-election", 2, "election"), ("election", 1, "-election")]),
        ("zzz", {}, []),
        ("election", {}, []),
    ],
)
def test_what_to_drop_where_nothing_is_found(searcher, text, chosen, expected):
    assert ways(searcher, text, **chosen) == expected


def test_searches_for_help_are_bounded(searcher):
    class Counting:
        asked = 0

        def count(self, query):
            self.asked += 1
            return searcher.count(query)

    many = Query(
        text="zzz " + " ".join(f"w{n}" for n in range(40)), chosen={"place": tuple(f"Town {n}" for n in range(40))}
    )
    counting = Counting()
    assert ways_out(counting, searcher.search(many)) == ()
    assert counting.asked == 3 * MOST_HELP + 1


def test_the_page_links_what_to_drop(client):
    [link] = [attrs["href"] for attrs, text in read(client, "/?q=ferry+zzzz").all("a") if text == "Search without zzzz"]
    assert link == "/?q=ferry"


def test_the_date_fields_name_years_that_there_are(client):
    every, none = (read(client, path) for path in ("/", "/?q=zzzz"))
    for field in ("since", "until"):
        assert none.one("input", id=field)[0]["placeholder"] == every.one("input", id=field)[0]["placeholder"]
    assert none.one("p", id="typed-dates") == every.one("p", id="typed-dates")
