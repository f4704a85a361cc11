import pytest

from search.engines.base import engine_names
from search.engines.memory import MemorySearcher
from search.model import Query
from search.searched_text import searched_text
from tests.corpora import article, searcher_over
from web.pages.marks import marked

TOLD = article(
    1, "Ferries at the pier", "The ferry's crew ferried cargo. A pier, piers; the ferry crew slept. Ferrets."
)


def words(text):
    return [
        [whole[start:end] for start, end in places]
        for whole, places in zip((TOLD.title, TOLD.body), marked(TOLD, text, MemorySearcher([TOLD])), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("pier", ["pier"], ["pier", "piers"]),
        ('"ferry crew"', [], ["ferry's crew", "ferry crew"]),
        ("ferr*", ["Ferries"], ["ferry's", "ferried", "ferry", "Ferrets"]),
        ("creu~", [], ["crew", "crew"]),
        ("title:pier", ["pier"], []),
        ("crew -pier", [], ["crew", "crew"]),
        ("", [], []),
        ('"((', [], []),
    ],
)
def test_what_a_query_marks_in_a_whole_document(text, title, body):
    assert words(text) == [title, body]


@pytest.mark.parametrize("name", engine_names())
@pytest.mark.parametrize("text", ["pier", "ferr*", '"ferry crew"', "creu~", "ferry OR cargo"])
def test_what_is_marked_in_a_snippet_is_marked_in_the_document(tmp_path, name, text):
    [hit] = searcher_over(tmp_path / "build", name, [TOLD]).search(Query(text=text)).hits
    in_snippet = [span.text for span in (*hit.title, *hit.snippet) if span.hit]
    assert in_snippet == [*words(text)[0], *words(text)[1]]


CAPTIONED = article(3, "", "A ferry waits.", captions=["Piers at night. Photo: J. K.", "The crew"])


@pytest.mark.parametrize("name", engine_names())
@pytest.mark.parametrize(
    ("text", "expected"),
    [("pier", ["Piers"]), ("ferry crew", ["ferry", "crew"]), ("nigh*", ["night"]), ('"at night"', ["at night"])],
)
def test_captions_are_marked(tmp_path, name, text, expected):
    _, places = marked(CAPTIONED, text, MemorySearcher([CAPTIONED]))
    assert [searched_text(CAPTIONED)[start:end] for start, end in places] == expected
    [hit] = searcher_over(tmp_path / "build", name, [CAPTIONED]).search(Query(text=text)).hits
    assert [span.text for span in hit.snippet if span.hit] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学校で自閉症", ["学校で自閉症"]),  # it stands there as it was typed
        ("自閉症の子供の学校", ["学校", "自閉症の"]),  # which is a question
        ("「自閉症の子供の学校」", []),
    ],
)
def test_a_sentence_without_spaces_that_is_not_there_is_marked_by_its_parts(text, expected):
    body = "昨日、学校で自閉症の生徒を見た。"
    document = article(2, "", body)
    _, places = marked(document, text, MemorySearcher([document]))
    assert [body[start:end] for start, end in places] == expected
