"""The benchmark's corpus and questions, what is measured, and that the engines it compares agree on a small corpus."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import corpus, engines, everything, serving
from benchmarks.figures import Outcome, p95
from benchmarks.hosts import host
from benchmarks.questions import CLASSES, Question, Questioner
from benchmarks.report import markdown
from benchmarks.rivals import Answer
from search.config import usable_cores

ISSUED = {"build_docs_per_cpu_s", "index_bytes_per_corpus_byte", "query_cpu_ms"}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return engines.measure(400, ["sqlite"], 3, tmp_path_factory.mktemp("engines"), serve=False)


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


def test_prefixes_are_no_words_that_a_stemmer_shortens() -> None:
    asked = [question for question in Questioner([*corpus.documents(300)]).ask(40) if question.kind == "prefix"]
    assert all(corpus.stems(question.words[0]) == {question.words[0]} for question in asked)


def test_the_engines_agree_and_figures_are_given_for_every_class(outcome: Outcome) -> None:
    assert outcome.disagreements == []
    figures = json.loads(json.dumps(outcome.as_json()))
    assert (figures["docs"], figures["disagreements"], [*figures["engines"]]) == (400, 0, ["clippings", "sqlite"])
    for engine in figures["engines"].values():
        assert engine.keys() >= ISSUED
        assert engine["build_docs_per_cpu_s"] > 0
        assert engine["index_bytes_per_corpus_byte"] > 0
        assert engine["build_memory_mb"]["peak"] >= engine["build_memory_mb"]["before"] > 0
        for clock in ("query_cpu_ms", "query_cpu_ms_p95", "query_wall_ms", "query_wall_ms_p95"):
            assert [*engine[clock]] == [*CLASSES]
            assert all(times.keys() == {"first", "warm"} for times in engine[clock].values())
    assert "| clippings | p95 |" in markdown(figures)
    rows = [line for line in markdown(figures).splitlines() if line.startswith("| ours / best of the others |")]
    of_rival, of_ours = (figures["engines"][name]["query_cpu_ms"]["rare"]["warm"] for name in ("sqlite", "clippings"))
    assert f" / {of_ours / of_rival:.2f} |" in rows[0]


def test_frequent_words_are_asked_for_as_often_as_there_are_octaves_of_them() -> None:
    sample = [*corpus.documents(300)]
    words = [Counter({*document.text.lower().split()}) for document in sample]
    having = sum(words, Counter())
    asked = [question.words[0] for question in Questioner(sample).ask(200) if question.kind == "common"]
    most = max(having[word] for word in asked)
    assert sum(having[word] > most / 2 for word in asked) > 200 / 8


def test_every_question_is_measured_once_as_new_and_twice_warm(outcome: Outcome) -> None:
    counts = {when: len(outcome.engines["sqlite"].times["phrase", when]) for when in ("first", "warm")}
    assert counts == {"first": 3, "warm": 6}


def test_two_engines_that_count_otherwise_disagree() -> None:
    question = Question("rare", ("word",))
    right = Answer(3, 3, {"source": (2, 1), "year": (3,)})
    assert engines.disagreements({question: {"a": right, "b": right}}) == []
    assert engines.disagreements({question: {"a": right, "b": replace(right, counts={"source": (2, 1)})}}) == []
    of_sources = replace(right, counts={"source": (1, 1), "year": (3,)})
    of_years = replace(right, counts={"source": (2, 1), "year": (2,)})
    for wrong in (replace(right, total=4), replace(right, hits=2), of_sources, of_years):
        (line,) = engines.disagreements({question: {"a": right, "b": wrong}})
        assert "word" in line


def test_of_twenty_times_the_highest_is_beyond_the_95th_percentile() -> None:
    assert p95([*range(20)]) == 19
    assert p95([*range(100)]) == 95


def test_a_rival_that_is_not_installed_is_left_out_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert engines.available(["sqlite", "nobody"]) == ["sqlite"]
    assert "nobody is left out" in capsys.readouterr().err


def test_slow_rivals_are_left_out_of_large_corpora_unless_they_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "stock" in engines.chosen(None, 10_000)
    assert "stock" not in engines.chosen(None, 10_001)
    assert "stock is left out" in capsys.readouterr().err
    assert engines.chosen("stock", 10_001) == ["stock"]


def test_stock_whoosh_counts_as_we_do(tmp_path: Path) -> None:
    asked = [*Questioner([*corpus.documents(60)]).ask(2)]
    given = {}
    for name in ("clippings", "stock"):
        (tmp_path / name).mkdir()
        with host(name) as opened:
            opened.build(tmp_path / name, 60)
            opened.open(tmp_path / name)
            given[name] = [opened.ask(question)[0] for question in asked]
    pairs = zip(asked, given["clippings"], given["stock"], strict=True)
    assert engines.disagreements({question: {"a": ours, "b": theirs} for question, ours, theirs in pairs}) == []


def test_all_is_written_into_the_folder_of_results_and_a_series_is_taken_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SECONDS", 0.2)
    monkeypatch.setattr(everything, "_READ", 5)
    small = ["--docs", "80", "--per-class", "1", "--rivals", "", "--rivals-up-to", "0", "--results", str(tmp_path)]
    assert everything.main([*small, "--growth", "40,60"]) == 0
    told = capsys.readouterr()
    assert told.err.count("indexing 40 documents") == 1
    assert told.out == (tmp_path / "report.md").read_text() + "\n"
    server = json.loads((tmp_path / "figures.json").read_text())["server"]
    numbers = sorted({1, usable_cores()})
    asked = [kind if n == 1 else f"{kind}, {n} processes" for n in numbers for kind in ("page", "json")]
    assert [*server] == [*asked, "resident_mb"]
    assert {tuple(server[kind]) for kind in asked} == {("1", "8", "32")}
    assert [*server["resident_mb"]] == [str(n) for n in numbers]
    assert all(level["requests_per_s"] > 0 for level in server["json"].values())
    sizes = [level["answer_bytes"] for level in server["page"].values()]
    assert max(sizes) < 2 * min(sizes)
    lines = (tmp_path / "growth.jsonl").read_text()
    assert [json.loads(line)["docs"] for line in lines.splitlines()] == [40, 60]
    assert everything.measure_growth([60], 1, 0, tmp_path)[0]["docs"] == 60
    assert (tmp_path / "growth.jsonl").read_text() == lines


def test_an_answer_that_is_an_error_stops_the_measurement(tmp_path: Path) -> None:
    with pytest.raises(serving.ServerFailed, match="did not start"):
        serving.serve(tmp_path / "nothing", [Question("all")])
