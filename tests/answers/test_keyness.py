import pytest

from search.answers.keyness import log_likelihood, outstanding
from search.model import Query
from tests.corpora import article, searcher_over


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((10, 100, 100, 1000), 0.0),
        ((0, 50, 0, 50), 0.0),
        ((5, 5, 0, 5), 13.863),  # 10 ln 4: one of two even halves has it all
        ((10, 20, 0, 20), 17.261),  # 2 (10 ln 2 + 10 ln 2/3 + 20 ln 4/3)
    ],
)
def test_the_ratio_is_that_of_the_four_cells(cells, expected):
    assert log_likelihood(*cells) == pytest.approx(expected, abs=0.001)


def corpus():
    """Ten articles of a comet, eight of which name Ada; thirty of rain, one of which does; everybody names Bay."""
    comets = [article(n, "Comet", people=["Ada Long"][: n < 8], places=["Bay"]) for n in range(10)]
    rain = [article(10 + n, "Rain", people=["Ada Long", "Ben Oak"][n > 0 :], places=["Bay"]) for n in range(30)]
    return [*comets, *rain]


@pytest.fixture
def searcher(tmp_path):
    return searcher_over(tmp_path / "index", "memory", corpus())


def test_who_is_named_more_often_than_elsewhere_stands_out(searcher):
    found = outstanding(searcher, Query("comet"), 10, 40)
    assert {facet: [(o.value, o.count, o.every) for o in of] for facet, of in found.items()} == {
        "person": [("Ada Long", 8, 9)]
    }


def test_who_is_named_less_often_does_not(searcher):
    assert "Ada Long" not in {o.value for of in outstanding(searcher, Query("rain"), 30, 40).values() for o in of}


def test_who_is_chosen_is_not_named_again_and_the_others_of_those_results_are(tmp_path):
    pairs = [article(n, people=["Ada Long", "Ben Oak"]) for n in range(8)]
    others = [article(8 + n, people=["Cleo Fir"]) for n in range(30)]
    searcher = searcher_over(tmp_path / "index", "memory", [*pairs, *others])
    found = outstanding(searcher, Query(chosen={"person": ("Ada Long",)}), 8, 38)
    assert [(o.value, o.count) for o in found["person"]] == [("Ben Oak", 8)]


def test_nobody_stands_out_of_everything_or_of_nothing(searcher):
    assert outstanding(searcher, Query(), 40, 40) == {}
    assert outstanding(searcher, Query("zzz"), 0, 40) == {}


def test_a_facet_with_several_alternatives_is_left_out(searcher):
    either = Query("comet", chosen={"person": ("Ada Long", "Ben Oak")})
    assert "person" not in outstanding(searcher, either, 8, 40)
