"""A word finds the compounds that it is a part of, in every engine, and no words that only hold its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from search.engines.base import Searcher, engine, engine_names
from search.engines.expansion import MAX_EXPANSION
from search.engines.memory import MemorySearcher
from search.model import Document, Query
from search.store.recount_words import WordCounts, meaning
from tests.corpora import article, searcher_over
from web.pages.marks import marked

Open = Callable[[Sequence[Document]], Searcher]


@pytest.fixture(params=engine_names())
def over(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A function from articles to a searcher, for each engine."""
    opened: list[Searcher] = []

    def make(documents: Sequence[Document]) -> Searcher:
        opened.append(searcher_over(tmp_path / str(len(opened)), request.param, documents))
        return opened[-1]

    yield make
    for searcher in opened:
        searcher.close()


def articles(language: str, *texts: str) -> list[Document]:
    return [article(number, "", text, language=language) for number, text in enumerate(texts)]


def marks(searcher: Searcher, text: str) -> dict[int, list[str]]:
    """The numbers of the articles that a query finds, each with what is marked in it."""
    hits = searcher.search(Query(text, per_page=100, sort="date")).hits
    return {int(hit.document.path[6:9]): [span.text for span in hit.snippet if span.hit] for hit in hits}


@pytest.mark.parametrize(
    ("language", "words", "compound", "asked"),
    [
        ("de", "Der Garten hinter dem Haus der Kinder.", "Kindergärten", "Kinder Garten Gärten kinder"),
        ("de", "Eine Schule und ihr Leiter.", "Schulleiterin", "Schule Schulen"),
        ("de", "Verkehr. Minister und Ministerien.", "Verkehrsministern", "Verkehr Minister"),
        ("de", "Zeitung, Artikel, Überschriften", "Zeitungsartikel", "Zeitungen Artikeln"),
        ("de", "Bund, Verfassung, Gericht", "Bundesverfassungsgericht", "Verfassung Gericht Gerichts"),
        ("de", "Straße, Bahn, Unglück", "Straßenbahnunglücks", "Strasse Strassen Unglück Ungluecke"),
        ("nl", "De regering en haar leider.", "regeringsleiders", "regering leider leiders"),
        ("sv", "En tidning. Flera artiklar.", "tidningsartikel", "tidning artikel"),
        ("da", "En regering og dens leder.", "regeringsleder", "regering leder"),
        ("no", "En regjering og dens leder.", "regjeringsleder", "regjering leder"),
    ],
)
def test_a_word_finds_a_compound_of_words_that_the_corpus_has(
    over: Open, language: str, words: str, compound: str, asked: str
) -> None:
    searcher = over(articles(language, words, f"Hier {compound} da"))
    for word in asked.split():
        assert marks(searcher, word).get(1) == [compound], word


def test_a_long_word_finds_a_compound_whatever_stands_beside_it(over: Open) -> None:
    texts = ("Am Bahnhof", "Zum Hauptbahnhof", "Des Fernbahnhofs", "Die Bahnhofsmission", "Ein Bahnhofia")
    assert [*marks(over(articles("de", *texts)), "Bahnhof")] == [0, 1, 3]


def test_a_word_that_no_text_has_by_itself_is_found_in_compounds(over: Open) -> None:
    searcher = over(articles("de", "Der Tunnelausbau des Seehafens", "Die Ausbauten"))
    assert [*marks(searcher, "Ausbau")] == [0]


@pytest.mark.parametrize(
    ("words", "other", "asked"),
    [
        ("Die Aktion", "Die Attraktion der Redaktion einer Fraktion", "Aktion"),
        ("Der Richter, das Land, die Linie", "Eine Richtlinie vom Landgericht", "Richter"),
        ("Die Führung", "Die Durchführung, Einführung, Unterführung", "Führung"),
        ("Kosten im Osten", "Die Posten kosten", "Osten"),
        ("Die Mission", "Eine Kommission", "Mission"),
        ("Der Ort", "Die Sorte und das Wort", "Ort"),
        ("Durch die Führung", "Die Durchführung", "durch"),
        ("Die Ration", "Konzentration und Demonstration", "Ration"),
    ],
)
def test_letters_that_stand_in_a_word_by_accident_find_nothing(over: Open, words: str, other: str, asked: str) -> None:
    assert [*marks(over(articles("de", words, other)), asked)] == [0]


def test_only_words_of_languages_with_such_compounds_are_taken_apart(over: Open) -> None:
    german = article(0, "", "Mary und das große Spiel", language="de")
    english = article(1, "", "Reportedly in Maryland, a background of the playground", language="en")
    searcher = over([german, english, article(2, "", "Play, back and ground", language="en")])
    assert [*marks(searcher, "ground")] == [2]


def test_a_compound_is_found_in_phrases_by_most_words_and_with_all_its_weight(over: Open) -> None:
    searcher = over(articles("de", "Der teure Flughafenausbau beginnt", "Am Flughafen der Ausbau", "Nichts davon"))
    assert [*marks(searcher, '"teure Ausbau"')] == [0]
    assert searcher.search(Query("Flughafen Ausbau Turbine Verzug", match="most")).total == 2
    assert searcher.search(Query("Flughafen -Ausbau")).total == 0


def test_an_index_that_grows_finds_the_compounds_of_new_words(tmp_path: Path) -> None:
    for name in engine_names():
        first, second = tmp_path / f"{name}1", tmp_path / f"{name}2"
        old = articles("de", "Das Obstkuchenrezept", "Rezept")
        searcher = searcher_over(first, name, old)
        assert searcher.search(Query("Kuchen")).total == 0
        second.mkdir()
        new = article(7, "", "Obst und Kuchen", language="de")
        engine(name).extend(second, first, {old[1].id}, [new])
        grown = engine(name).searcher(second)
        # "Rezept" is gone as a word of its own, and "Obst" is one now.
        assert {hit.document.id for hit in grown.search(Query("Kuchen")).hits} == {new.id}
        searcher.close()
        grown.close()


def test_what_is_counted_is_marked_in_the_document_and_counted_again() -> None:
    documents = articles("de", "Flughafen", "Hauptstadtflughafen, am Flughafen", "Ausbau: Flughafenausbau!", "Hafen")
    searcher = MemorySearcher(documents)
    assert [*marks(searcher, "Flughafen")] == [0, 1, 2]
    found = [[document.body[a:b] for a, b in marked(document, "flughafen", searcher)[1]] for document in documents]
    assert found == [["Flughafen"], ["Hauptstadtflughafen", "Flughafen"], ["Flughafenausbau"], []]
    meant = meaning(documents, {"de"})
    counts = WordCounts(["flughafen", "ausbau"], meant)
    counts.add(documents)
    assert counts.documents == {"flughafen": 3, "ausbau": 1}


def test_the_most_frequent_of_very_many_compounds_are_found_and_a_notice_says_so(over: Open) -> None:
    names = [f"Stadt{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676)}" for i in range(MAX_EXPANSION + 5)]
    texts = ["Stadt " + " ".join(name[5:] for name in names), " ".join(names), names[0]]
    page = over(articles("de", *texts)).search(Query("Stadt"))
    assert [notice.code for notice in page.notices] == ["expansion_cut"]
    assert page.total == 3
