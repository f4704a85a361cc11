"""What was probably meant by a query: all of its wrong words mended at once, and what that finds."""

from __future__ import annotations

import pytest

from search.engines.base import Searcher
from search.model import Document, Query
from tests.corpora import article
from tests.engines.conftest import Open


def corpus(**words: int) -> list[Document]:
    """Articles that have each word in so many of them, in the order given, from the first article on."""
    most = max(words.values())
    return [article(n, "", " ".join(word for word, many in words.items() if n < many) + " .") for n in range(most)]


def proposed(searcher: Searcher, text: str, **given: object) -> list[tuple[str, int | None]]:
    notices = searcher.search(Query(text, **given)).notices  # type: ignore[arg-type]
    return [(notice.suggestion, notice.count) for notice in notices if notice.code == "did_you_mean"]


def test_what_far_more_articles_have_is_proposed_though_some_have_the_word(open_with: Open) -> None:
    searcher = open_with(corpus(harbour=60, ferryman=50, ferrymn=2))
    assert proposed(searcher, "ferrymn") == [("ferryman", 50)]
    [notice] = searcher.search(Query("ferrymn")).notices
    assert notice.message == ("Only 2 articles have “ferrymn”, but 50 have “ferryman”. Did you mean “ferryman”?")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ({"harbour": 60, "trial": 40, "trail": 9}, "trail"),  # both are words
        ({"harbour": 60, "tender": 50, "lender": 1}, "lender"),  # people know how a word begins
        ({"harbour": 60, "tenders": 50, "tender": 1}, "tender"),  # which is the same word
        ({"harbour": 60, "from": 60, "form": 1}, "form"),  # nobody looks for "from"
        ({"harbour": 60, "2016": 60, "2017": 1}, "2017"),
        ({"harbour": 60, "bay": 60, "bat": 1}, "bat"),
    ],
)
def test_a_word_that_stands_for_itself_is_left_alone(open_with: Open, words: dict[str, int], text: str) -> None:
    assert proposed(open_with(corpus(**words)), text) == []


def test_all_wrong_words_are_mended_at_once_also_one_that_an_article_has(open_with: Open) -> None:
    documents = [article(n, "", "Lovelace on engine reform") for n in range(20)]
    documents.append(article(20, "", "Lovelce was misprinted here"))
    searcher = open_with([*documents, *(article(n, "", "Nothing of it") for n in range(21, 40))])
    page = searcher.search(Query("lovelce engnie reform"))
    found = [notice for notice in page.notices if notice.code == "did_you_mean"]
    assert [(notice.suggestion, notice.count) for notice in found] == [("lovelace engine reform", 20)] * 2
    assert [notice.message.partition(". ")[0] for notice in found] == [
        "Only 1 article has “lovelce”, but 20 have “lovelace”",
        "No article has “engnie”",
    ]


def test_the_mended_query_finds_what_is_said_under_the_same_filters(open_with: Open) -> None:
    documents = [article(n, "", "A ferry", source=("The Dial", "Harbour Post")[n % 3 == 0]) for n in range(12)]
    searcher = open_with(documents)
    [(text, count)] = proposed(searcher, "ferrz", chosen={"source": ("The Dial",)})
    assert (text, count) == ("ferry", 8)
    assert searcher.count(Query(text, chosen={"source": ("The Dial",)})) == count


def test_a_rare_word_is_only_mended_where_the_query_then_finds_more(open_with: Open) -> None:
    documents = [article(n, "", "The ferryman rows") for n in range(40)]
    searcher = open_with([*documents, article(40, "", "A ferrymen guild votes"), article(41, "", "The guild")])
    assert proposed(searcher, "ferrymen") == [("ferryman", 40)]
    assert proposed(searcher, "ferrymen guild") == []


def test_a_sentence_in_a_language_that_no_article_is_in_is_not_mended(open_with: Open) -> None:
    documents = [article(n, "", "A vile euro, sober talk of Karen, and each frontier") for n in range(9)]
    searcher = open_with(documents)
    assert proposed(searcher, "muro sobre talk vilx frontera") == []
    assert proposed(searcher, "muro sobre talk") == [("euro sober talk", 9)] * 2
    assert proposed(searcher, "sobre vilr karin talk") == [("sober vile karen talk", 9)] * 3


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("immigration", "imigratoin"),
        ("schwarzenegger", "schwartzeneger"),
        ("kyrgyzstan", "kirgizstan"),
        ("Bundesverfassung", "bundesferfasung"),
        ("электростанция", "элетростанцыя"),
        ("ελευθεροτυπία", "ελευθεριτυπεία"),
        ("développement", "dévelopement"),
        ("développement", "devlopement"),
    ],
)
def test_a_long_word_that_no_article_has_may_have_two_typos(open_with: Open, meant: str, typed: str) -> None:
    searcher = open_with([article(n, "", f"{meant} and more") for n in range(3)])
    [(text, count)] = proposed(searcher, typed)
    assert (searcher.search(Query(text)).total, count) == (3, 3)


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ({"harbour": 9, "ferryman": 9}, "fyrrymn"),  # short
        ({"harbour": 9, "ferrymasters": 9}, "werrymasterz"),  # people know how a word begins
        ({"harbour": 9, "ferrymasters": 1}, "ferimasters"),  # which may be misprinted itself
        ({"harbour": 9, "ferrymasters": 9, "ferimasters": 1}, "ferimasters"),  # which an article has
        ({"harbour": 9, "ferrymasters": 9}, "farimesters"),  # three
    ],
)
def test_two_typos_are_not_guessed_where_another_word_may_be_meant(
    open_with: Open, words: dict[str, int], typed: str
) -> None:
    assert proposed(open_with(corpus(**words)), typed) == []


def test_a_word_one_typo_away_comes_before_more_frequent_ones_that_are_two_away(open_with: Open) -> None:
    searcher = open_with(corpus(ferrymaster=9, ferrymatters=2))
    assert proposed(searcher, "ferrymattters") == [("ferrymatters", 2)]
    assert proposed(searcher, "ferymasterr") == [("ferrymaster", 9)]


def test_the_other_words_of_a_query_say_which_of_several_is_meant(open_with: Open) -> None:
    documents = [article(n, "", "They warn of frost") for n in range(9)]
    documents += [article(n, "", "Eliza Warren votes") for n in range(10, 13)]
    searcher = open_with([*documents, *(article(n, "", "The waves are warm") for n in range(20, 25))])
    assert proposed(searcher, "waren") == [("warn", 9)]
    assert proposed(searcher, "eliza waren") == [("eliza warren", 3)]
    assert proposed(searcher, "frosd waren") == [("frost warn", 9)] * 2
    assert proposed(searcher, "waren harbour") == [("warn harbour", 0)]


def test_a_name_that_articles_in_several_languages_have_is_counted_in_all_of_them(open_with: Open) -> None:
    languages = ["en", "fr", "ru"]
    documents = [article(n, "", "Kavanaugh", language=languages[n % 3]) for n in range(48)]
    searcher = open_with([*documents, *(article(n, "", "Kavanagh") for n in range(48, 51))])
    assert proposed(searcher, "kavanagh") == [("kavanaugh", 48)]
