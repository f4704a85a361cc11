"""The benchmark's corpus and questions, and that the engines it compares agree on a small one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import corpus, engines
from benchmarks.questions import CLASSES, Questioner
from benchmarks.report import markdown


def test_a_document_is_the_same_however_many_there_are() -> None:
    assert [*corpus.documents(5)] == [*corpus.documents(9)][:5]


def test_every_name_stands_in_the_body_where_its_mention_says() -> None:
    for document in corpus.documents(30):
        assert {mention.kind for mention in document.mentions} == {"person", "organisation", "place"}
        for mention in document.mentions:
            assert document.body[mention.start : mention.end] == mention.name


def test_questions_of_all_classes_come_in_turn() -> None:
    asked = [*Questioner([*corpus.documents(300)]).ask(3)]
    assert [question.kind for question in asked] == [*CLASSES] * 3


def test_the_engines_agree_and_figures_are_given_for_every_class(tmp_path: Path) -> None:
    outcome = engines.measure(400, ["sqlite"], 4, tmp_path)
    assert outcome.disagreements == []
    figures = json.loads(json.dumps(outcome.as_json()))
    assert (figures["docs"], figures["disagreements"], [*figures["engines"]]) == (400, 0, ["clippings", "sqlite"])
    for engine in figures["engines"].values():
        assert engine["build_docs_per_cpu_s"] > 0
        assert engine["index_bytes_per_corpus_byte"] > 0
        assert engine["query_cpu_ms"].keys() == set(CLASSES)
        assert all(times.keys() == {"first", "warm"} for times in engine["query_cpu_ms"].values())
    assert "| clippings |" in markdown(figures)


def test_a_rival_that_is_not_installed_is_left_out_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert engines.available(["sqlite", "nobody"]) == ["sqlite"]
    assert "nobody is left out" in capsys.readouterr().err
