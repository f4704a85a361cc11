"""Collocates: every number is that of a count by hand over all words of the corpus."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from math import log

import pytest

from search.analysis.folds import fold
from search.analysis.terms import analyze, stem_in
from search.answers.contexts.collocates import Surroundings
from search.answers.contexts.concordance import concordance
from search.answers.keyness import SIGNIFICANT
from search.engines.base import Searcher, engine_names
from search.engines.memory import MemorySearcher
from search.engines.term_weights import stop_words
from search.model import Document, Query
from tests.corpora import article, searcher_over

WORDS = [*"harbour ferry crew cargo horn bell mast sail rope deck".split(), "the", "of", "Pier", "piers", "night's"]


def corpus(seed: int, count: int = 40) -> list[Document]:
    """Texts in which some words like to stand beside each other."""
    rng = random.Random(seed)
    pairs = [("ferry", "horn"), ("crew", "rope"), ("pier", "bell")]

    def text(most: int) -> str:
        words: list[str] = []
        for _ in range(rng.randrange(most)):
            words += rng.choice(pairs) if rng.random() < 0.2 else [rng.choice(WORDS)]
        return " ".join(words) + "."

    return [article(i, text(6), text(60), language=rng.choice(["en", "en", "de"])) for i in range(count)]


def found(searcher: Searcher, text: str, window: int = 5) -> list[tuple[str, int, int, int, float]]:
    around = Surroundings(window)
    assert [*concordance(searcher, Query(text), around=around)]
    return sorted(
        (one.word, one.count, one.articles, one.every, round(one.likelihood, 6))
        for one in around.collocates(searcher, 1_000)
    )


def by_hand(documents: list[Document], wanted: str, window: int) -> list[tuple[str, int, int, int, float]]:
    """The same of a single word, from its definition: every word of the corpus is a match, beside one, or elsewhere."""
    beside: Counter[str] = Counter()
    every: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    stops: Counter[str] = Counter()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for text in (document.title, document.body):
            tokens = analyze(text, document.language)
            stems = [stem_in(token.term) for token in tokens]
            matches = [i for i, stem in enumerate(stems) if stem == wanted]
            for i, (token, stem) in enumerate(zip(tokens, stems, strict=True)):
                every[stem] += 1
                if i in matches:
                    continue
                if not any(abs(i - at) <= window for at in matches):
                    elsewhere[stem] += 1
                    continue
                surface = text[token.start : token.end]
                beside[stem] += 1
                forms[stem][surface] += 1
                articles[stem].add(document.id)
                stops[stem] += fold(surface) in stop_words(document.language)
    rows = beside.total(), elsewhere.total()
    answer = []
    for term, count in beside.items():
        cells = [[count, rows[0] - count], [elsewhere[term], rows[1] - elsewhere[term]]]
        total, g2 = sum(rows), 0.0
        for row in cells:
            for column in (0, 1):
                expected = sum(row) * sum(other[column] for other in cells) / total
                g2 += 2 * row[column] * log(row[column] / expected) if row[column] else 0
        more = count / rows[0] > elsewhere[term] / rows[1]
        if count >= 2 and more and g2 >= SIGNIFICANT and 2 * stops[term] <= count:
            word = min(forms[term], key=lambda form: (-forms[term][form], form))
            answer.append((word, count, len(articles[term]), every[term], round(g2, 6)))
    return sorted(answer)


@pytest.mark.parametrize("name", engine_names())
@pytest.mark.parametrize(("wanted", "window"), [("deck", 5), ("pier", 1), ("crew", 2), ("pier", 12)])
def test_every_number_is_that_of_a_count_by_hand(tmp_path, name: str, wanted: str, window: int) -> None:
    documents = corpus(7)
    searcher = searcher_over(tmp_path / "build", name, documents)
    assert found(searcher, wanted, window) == by_hand(documents, wanted, window)
    searcher.close()


def test_those_that_belong_together_are_found_likeliest_first_and_stop_words_are_left_out() -> None:
    documents = corpus(3, 60)
    around = Surroundings(1)
    searcher = MemorySearcher(documents)
    for _ in concordance(searcher, Query("horn"), around=around):
        pass
    ranked = around.collocates(searcher)
    assert ranked[0].word == "ferry"
    assert [one.likelihood for one in ranked] == sorted((one.likelihood for one in ranked), reverse=True)
    assert not {"the", "of"} & {one.word for one in ranked}


def test_the_best_few_are_the_first_of_all() -> None:
    rng = random.Random(1)
    words = [f"word{n}" for n in range(900)]
    texts = ["pier " + " ".join(rng.choices(words, weights=range(900), k=30)) for _ in range(200)]
    texts += [" ".join(rng.choices(words, k=30)) for _ in range(200)]
    searcher = MemorySearcher([article(i, "", text) for i, text in enumerate(texts)])
    around = Surroundings(30)
    for _ in concordance(searcher, Query("pier"), around=around):
        pass
    assert around.collocates(searcher, 5) == around.collocates(searcher, 10_000)[:5]


def test_a_caption_is_not_beside_the_article_and_pairs_that_reach_into_a_match_are_none() -> None:
    around = Surroundings(2)
    captioned = article(1, "", "cargo rope pier", captions=["bell mast"])
    unspaced = article(2, "", "大東京都庁", language="zh")
    for text, documents in (("pier", [captioned]), ("東京", [unspaced])):
        for _ in concordance(MemorySearcher(documents), Query(text), around=around):
            pass
    assert {*around.beside} == {"cargo", "rope", "都庁", "庁"}


def test_a_word_of_two_languages_is_counted_in_both_and_each_has_its_own_stems() -> None:
    texts = [("en", "pier Macron new"), ("fr", "pier Macron news"), ("fr", "Macron pier")]
    documents = [article(i, "", text, language=language) for i, (language, text) in enumerate(texts * 2)]
    apart = [article(i + 6, "", "oats rye barley hay new", language="de") for i in range(30)]
    searcher = MemorySearcher([*documents, *apart])
    around = Surroundings(3)
    for _ in concordance(searcher, Query("pier"), around=around):
        pass
    found = {one.word: one for one in around.collocates(searcher)}
    assert (found["Macron"].count, found["Macron"].every, found["Macron"].languages) == (6, 6, ("en", "fr"))
    # The German one is another word.
    assert (found["new"].count, found["new"].every, found["new"].languages) == (4, 4, ("en", "fr"))
