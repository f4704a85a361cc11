"""A stem is a term of its language: in a folder of several, words find what is the same word in each article's own."""

from __future__ import annotations

from search.engines.base import Searcher
from search.model import Query
from tests.corpora import article
from tests.engines.conftest import Open


def paths(searcher: Searcher, text: str) -> list[str]:
    return sorted(hit.document.path[6:9] for hit in searcher.search(Query(text)).hits)


def test_a_word_is_stemmed_in_the_language_of_each_article(open_with: Open) -> None:
    searcher = open_with(
        [
            article(0, "New pier", "A new ferry, and New York.", language="en"),
            article(1, "News", "The news of the day.", language="en"),
            article(2, "Une new wave", "Des news de Paris, une news.", language="fr"),
            article(3, "News", "نبأ news", language="ar"),
            article(4, "Nachrichten", "Die News des Tages.", language="de"),
            article(5, "", "news new", language="zh"),
        ]
    )
    assert paths(searcher, "news") == ["001", "002", "003", "004", "005"]
    assert paths(searcher, "new") == ["000", "002", "005"]
    assert paths(searcher, '"new york" OR "new wave"') == ["000", "002"]
    assert paths(searcher, '"news wave"') == ["002"]  # French has one stem of both
    assert paths(searcher, "news*") == ["001", "002", "003", "004", "005"]
    assert paths(searcher, "news -new") == ["001", "003", "004"]


def test_capitals_are_heeded_where_they_make_another_word(open_with: Open) -> None:
    searcher = open_with(
        [
            article(0, "Help", "They told us to wait, and who knows why.", language="en"),
            article(1, "The WHO and the US", "The U.S. left the WHO.", language="en"),
            article(2, "Une réunion", "Un jour à Paris.", language="fr"),
            article(3, "L’ONU", "Le rapport UN, dit-on.", language="fr"),
            article(4, "U. S.", "An army of the U. S. is there.", language="en"),
        ]
    )
    assert paths(searcher, "US") == paths(searcher, "U.S.") == ["001", "004"]
    assert paths(searcher, "us") == paths(searcher, "Us") == ["000", "001", "004"]
    assert paths(searcher, "WHO left") == ["001"]
    assert paths(searcher, "who") == ["000", "001"]
    assert paths(searcher, "UN report") == []
    assert paths(searcher, "UN") == ["003"]
    assert paths(searcher, '"the US army" OR "the US"') == ["001", "004"]
    assert paths(searcher, "WHO KNOWS") == ["000"]  # all of it is in capitals
    assert paths(searcher, "title:US") == ["001", "004"]
    assert paths(searcher, "help -US") == ["000"]


def test_capitals_that_no_article_has_say_nothing(open_with: Open) -> None:
    searcher = open_with([article(0, "", "They told us so.", language="en"), article(1, "", "Eis", language="de")])
    assert paths(searcher, "US") == paths(searcher, "told US") == ["000"]


def test_a_word_in_capitals_is_marked_and_weighs_as_much_as_any(open_with: Open) -> None:
    about = article(0, "", "Of the WHO: it is what the doctors are for, said the paper.", language="en")
    others = [article(n, "", f"Who is it that is for the paper {n}?", language="en") for n in range(1, 6)]
    [hit] = open_with([about, *others]).search(Query("what is the WHO")).hits
    assert [span.text for span in hit.snippet if span.hit] == ["the", "WHO", "is", "what", "the", "the"]
    searcher = open_with([about, *others])
    asked, small = (searcher.search(Query(text)).hits for text in ("is the WHO for", "is the who for"))
    assert [hit.document.path[6:9] for hit in asked] == ["000"]
    assert len(small) == 6
    assert asked[0].score > next(hit.score for hit in small if hit.document.id == asked[0].document.id)
