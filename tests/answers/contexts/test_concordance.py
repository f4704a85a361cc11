"""Lines of a concordance: as many as are counted in another way, each where the page of its document has its mark."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.answers.contexts.concordance import LONGEST_MATCH, Line, beginning, concordance
from search.engines.base import engine_names
from search.engines.memory import MemorySearcher
from search.model import Belonging, Document, Query
from search.query.context_address import Context
from search.searched_text import searched_text
from tests.corpora import article, articles, queries, searcher_over
from web.pages.document import article as page_of

WORDS = "alpha beta gamma delta epsilon zeta".split()


def corpus(rng: random.Random) -> list[Document]:
    """Texts of a few words that have one form each, with punctuation between some of them."""

    def text(most: int) -> str:
        words = [rng.choice(WORDS) for _ in range(rng.randrange(most))]
        return "".join(word + rng.choice([" ", " ", " ", ", ", ". ", "\n\n"]) for word in words).strip()

    return [
        article(i, text(8), text(40), date=rng.choice(["", "2024", "2024-06-10"]),
                captions=[c for c in [text(6)] if c], source=rng.choice(["", "A", "B"]))
        for i in range(rng.randrange(30))
    ]  # fmt: skip


def by_word(text: str, wanted: set[str]) -> int:
    return len(re.findall(rf"\b(?:{'|'.join(wanted)})", text))


def by_phrase(text: str, phrase: list[str]) -> int:
    """Phrases of different words cannot overlap themselves."""
    return len(re.findall(r"(?=\b" + r"\W+".join(phrase) + r"\b)", text))


def by_nearness(text: str, wanted: list[str], more: int) -> int:
    """Stretches of so many words more than are wanted, each word at its first place in it, put together by overlap."""
    words = re.findall(r"\w+", text)
    count, end = 0, -1
    for start, word in enumerate(words):
        window = words[start : start + len(wanted) + more]
        if word in wanted and set(wanted) <= set(window):
            count += start > end
            end = max(end, start + max(map(window.index, wanted)))
    return count


@pytest.mark.parametrize("name", [name for name in engine_names() if name != "opensearch"])
def test_there_are_as_many_lines_as_are_counted_in_another_way(tmp_path, name) -> None:
    rng = random.Random(5)
    for round_number in range(8):
        documents = corpus(rng)
        searcher = searcher_over(tmp_path / str(round_number), name, documents)
        texts = [text for one in documents for text in (one.title, searched_text(one))]
        one, two, three = rng.sample(WORDS, 3)
        asked = {
            one: sum(by_word(text, {one}) for text in texts),
            f"{one} OR {two}": sum(by_word(text, {one, two}) for text in texts),
            f"{one[:2]}*": sum(by_word(text, {one[:2]}) for text in texts),
            f'"{one} {two}"': sum(by_phrase(text, [one, two]) for text in texts),
            f'"{one} {two} {three}"': sum(by_phrase(text, [one, two, three]) for text in texts),
            f'"{one} {two}"~3': sum(by_nearness(text, [one, two], 3) for text in texts),
            f'"{one} {two} {three}"~4': sum(by_nearness(text, [one, two, three], 4) for text in texts),
        }
        for query, count in asked.items():
            lines = [*concordance(searcher, Query(query))]
            assert len(lines) == count, query
            assert len({(line.id, line.field, line.start) for line in lines}) == count
        searcher.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=articles(), query=queries())
def test_every_line_is_where_the_page_of_its_document_has_its_mark(documents: list[Document], query: Query) -> None:
    searcher = MemorySearcher(documents)
    lines: dict[str, list[Line]] = {}
    for line in concordance(searcher, query):
        lines.setdefault(line.id, []).append(line)
    for document in documents:
        page = page_of(document, query, searcher)
        runs = [*page.title, *(run for paragraph in page.paragraphs for run in paragraph.runs)]
        # Of a mark across two paragraphs the page shows each part in its own, and these may stand in another order.
        marked = {run.first: re.sub(r"\s+", "", run.text) for run in runs if run.first}
        rest = "".join(run.text for run in runs if run.hit and not run.first)
        for line in lines.get(document.id, []):
            first = re.sub(r"\s+", "", next(span.text for span in line.match if span.hit))
            begun = marked[line.number]
            assert first == begun or (first.startswith(begun) and first.removeprefix(begun) in rest)
        if document.id in lines:
            shown = sum(span.hit for line in lines[document.id] for span in line.match)
            assert shown == len(marked) == page.hits


def kwic(documents: list[Document], text: str, order="day", width=60) -> Iterator[tuple[str, str, str]]:
    for line in concordance(MemorySearcher(documents), Query(text), order, width):
        yield line.left, line.matched, line.right


def test_left_match_and_right_are_the_text_and_near_words_are_one_line() -> None:
    text = "We saw the\nwind,  and then a farm of\n\nmany masts."
    [(left, match, right)] = kwic([article(1, "", text)], '"farm wind"~5')
    assert (left, match, right) == ("We saw the ", "wind, and then a farm", " of many masts.")


@pytest.mark.parametrize(
    ("language", "text", "word", "left", "right"),
    [
        ("ar", "وصلت العبارة القديمة إلى الميناء في المساء", "القديمة", "وصلت العبارة ", " إلى الميناء في المساء"),
        ("he", "המעבורת הגיעה אל הנמל בערב", "הנמל", "המעבורת הגיעה אל ", " בערב"),
        ("zh", "昨天下午渡轮到达了旧港口的码头", "到达", "昨天下午渡轮", "了旧港口的码头"),
        ("th", "เรือข้ามฟากมาถึงท่าเรือเก่าตอนเย็น", "ท่าเรือ", "เรือข้ามฟากมาถึง", "เก่าตอนเย็น"),
    ],
)
def test_left_is_what_comes_before_in_any_script(language: str, text: str, word: str, left: str, right: str) -> None:
    assert [*kwic([article(1, "", text, language=language)], word)] == [(left, word, right)]


@pytest.mark.parametrize(
    ("text", "word", "width", "left", "right"),
    [
        ("昨天下午渡轮到达了旧港口的码头", "到达", 3, "午渡轮", "了旧港"),  # no blanks: as many characters
        ("The grey ferry waited patiently here", "ferry", 8, "grey ", " waited"),  # whole words
        ("x" * 50 + "ferry " + "y" * 50, "ferry", 10, "", " " + "y" * 9),
        ("ferry ab\u0301\u0302\u0303", "ferry", 4, "", " a"),
        ("कि ferry कि", "ferry", 2, " ", ""),  # a vowel sign does not stand without its letter
    ],
)
def test_a_context_is_cut_to_its_width(text: str, word: str, width: int, left: str, right: str) -> None:
    found = [*kwic([article(1, "", text)], word, width=width)]
    for one in found:
        assert len(one[0]) <= width
        assert len(one[2]) <= width
        assert (one[0], one[2]) == (left, right)


def test_no_context_reaches_from_the_article_into_a_caption() -> None:
    documents = [article(1, "A pier", "The pier ends.", captions=["One pier", "Two piers at night"])]
    assert [*kwic(documents, "pier")] == [
        ("A ", "pier", ""), ("One ", "pier", ""), ("Two ", "piers", " at night"), ("The ", "pier", " ends."),
    ]  # fmt: skip


def test_a_long_match_is_cut_in_its_middle() -> None:
    text = "wind " + "and so on " * 25 + "farm"
    [(_, match, _)] = kwic([article(1, "", text)], '"wind farm"~90')
    assert len(match) < LONGEST_MATCH + 10
    assert match.startswith("wind and")
    assert match.endswith("on farm")
    assert " … " in match


@pytest.mark.parametrize("order", ["left", "right"])
def test_lines_are_sorted_by_the_words_beside_them_nearest_first_whatever_their_case(order: str) -> None:
    rng = random.Random(2)
    texts = [" ".join(rng.choice(["Éva", "eva", "Zoo", "ant", "b", "pier"]) for _ in range(12)) for _ in range(30)]
    documents = [article(i, "", text) for i, text in enumerate(texts)]
    found = [*concordance(MemorySearcher(documents), Query("pier"), order, 200)]
    sides = [surfaces(line.left)[::-1] if order == "left" else surfaces(line.right) for line in found]
    keys = [[*map(fold, words[:6])] for words in sides]
    assert keys == sorted(keys)
    assert all(
        (one.path, one.start) < (two.path, two.start)
        for (key, one), (other, two) in pairwise(zip(keys, found, strict=True))
        if key == other
    )


def test_by_day_comes_oldest_first_and_undated_last_and_filters_hold() -> None:
    documents = [
        article(1, "", "pier a pier", date="2024-06-10", source="A"), article(2, "", "pier", source="A"),
        article(3, "", "pier", date="2023", source="A"), article(4, "", "pier", date="2020", source="B"),
    ]  # fmt: skip
    lines = [*concordance(MemorySearcher(documents), Query("pier", chosen={"source": ("A",)}, page=3, per_page=1))]
    assert [(line.day, line.start) for line in lines] == [("2023", 0), ("2024-06-10", 0), ("2024-06-10", 7), ("", 0)]


def test_of_grouped_near_duplicates_the_first_has_lines(tmp_path) -> None:
    documents = [article(1, "", "pier", date="2024"), article(2, "", "pier", date="2023"), article(3, "", "pier")]
    lead = documents[1].id
    stories = {one.id: Belonging(lead, "Story") for one in documents[:2]}
    for name in engine_names():
        searcher = searcher_over(tmp_path / name, name, documents, stories)
        assert [line.id for line in concordance(searcher, Query("pier", group="story"))] == [lead, documents[2].id]
        assert len([*concordance(searcher, Query("pier"))]) == 3
        searcher.close()


def test_the_first_lines_by_day_are_sorted_and_it_is_said_that_there_are_more() -> None:
    documents = [article(i, "", f"{word} pier, {word} pier", date=f"20{30 - i}") for i, word in enumerate("abcd")]
    searcher = MemorySearcher(documents)
    found = beginning(searcher, Context(Query("pier"), "left"), 5)
    assert [line.left[-2:-1] for line in found.lines] == ["b", "c", "c", "d", "d"]
    assert (found.more, found.articles) == (True, 3)
    whole = beginning(searcher, Context(Query("pier"), "left"), 8)
    assert (len(whole.lines), whole.more, whole.articles) == (8, False, 4)
    assert [*whole.lines] == [*concordance(searcher, Query("pier"), "left")]


def test_there_is_an_end_to_the_places_that_are_looked_at() -> None:
    documents = [article(i, "", "the pier of the bay " * 20, date=f"20{10 + i}") for i in range(9)]
    searcher = MemorySearcher(documents)
    whole = beginning(searcher, Context(Query('"the of"~50')), 100)
    cut = beginning(searcher, Context(Query('"the of"~50')), 100, places=150)
    assert (len(whole.lines), whole.more) == (9, False)
    assert cut.more
    assert 0 < len(cut.lines) < 9
    assert cut.lines == whole.lines[: len(cut.lines)]


@pytest.mark.parametrize(
    ("text", "marks"), [("", False), ("-pier", False), ("!!", False), ("zebra", True), ("pier", True)]
)
def test_a_query_without_anything_to_mark_is_told_from_one_that_finds_nothing(text: str, marks: bool) -> None:
    found = beginning(MemorySearcher([article(1, "", "A pier.")]), Context(Query(text)), 10)
    assert found.marks is marks
    assert len(found.lines) == (text == "pier")


def test_an_index_of_no_documents_has_no_lines() -> None:
    found = beginning(MemorySearcher([]), Context(Query("pier")), 10)
    assert (found.lines, found.collocates, found.more) == ((), (), False)
