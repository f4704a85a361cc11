"""The order of results: its quality against a floor that may rise and not fall, and the rules it follows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.judged import CollectionUnreadable, read_collection
from benchmarks.rankers import as_query
from benchmarks.ranking import OWN, average_precision, main, measure, ndcg, recall
from search.engines import scoring, term_weights
from search.engines.base import engine_names
from search.model import MatchMode, Query
from search.query.clauses import leaves
from search.query.syntax import parse
from tests.corpora import article, searcher_over

FLOORS = Path(__file__).parents[1] / "gold" / "floors.json"
SLACK = 0.005
"""How far a floor may lie below what is measured: a rise is to be written down, and a lower floor is refused."""

every_engine = pytest.mark.parametrize("name", engine_names())


def test_the_order_of_the_judged_collection_is_as_good_as_it_was() -> None:
    measured = measure(read_collection(OWN))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["ranking"]
    assert measured.keys() == floors.keys()
    for name, floor in floors.items():
        assert measured[name] >= floor, f"{name} {measured[name]:.4f} is below its floor {floor}"
        assert measured[name] <= floor + SLACK, f"{name} is {measured[name]:.4f}: raise its floor in floors.json"


# --- measures


@pytest.mark.parametrize(
    ("ranked", "ndcg_2", "precision", "recall_2"),
    [
        (["a", "b"], 1.0, 1.0, 1.0),
        (["b", "a"], (1 + 2 / 1.584962500721156) / (2 + 1 / 1.584962500721156), 1.0, 1.0),
        (["x", "a", "b"], (2 / 1.584962500721156) / (2 + 1 / 1.584962500721156), (1 / 2 + 2 / 3) / 2, 0.5),
        (["x", "y"], 0.0, 0.0, 0.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_measures_are_those_of_trec(ranked: list[str], ndcg_2: float, precision: float, recall_2: float) -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(ranked, grades, 2) == pytest.approx(ndcg_2)
    assert average_precision(ranked, grades) == pytest.approx(precision)
    assert recall(ranked, grades, 2) == pytest.approx(recall_2)


# --- collections

SGML = """<DOC>\n<DOCNO> AB-1 </DOCNO>\n<HEADLINE>Moon &amp; tide</HEADLINE>\n<TEXT>\nThe tide rose.\n</TEXT>\n</DOC>
<DOC><DOCNO>AB-2</DOCNO><TEXT>Nothing <B>rose</B>.</TEXT></DOC>"""
TOPICS = "<top>\n<num> Number: 051\n<title> Topic: rising tides\n<desc> Description:\nwhatever\n</top>\n"


@pytest.mark.parametrize("name", ["ab.sgml.gz", "disk1/ab940104.0"])
def test_a_collection_of_trec_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(gzip.compress(SGML.encode()) if name.endswith(".gz") else SGML.encode())
    (tmp_path / "topics.051").write_text(TOPICS)
    (tmp_path / "qrels.051").write_text("51 0 AB-1 1\n51 0 AB-2 0\n51 0 GONE 1\n")
    collection = read_collection(tmp_path)
    assert [(d.id, d.title, d.body.split()) for d in collection.documents] == [
        ("AB-1", "Moon & tide", ["The", "tide", "rose."]),
        ("AB-2", "", ["Nothing", "rose", "."]),
    ]
    assert (collection.questions, collection.judgements) == ({"51": "rising tides"}, {"51": {"AB-1": 1}})


def test_a_collection_of_lines_is_read_with_one_of_two_sets_of_judgements(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "title": "T", "text": "B"}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "t?"}\n{"_id": "q2", "text": "unjudged"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\n")
    (tmp_path / "qrels_other.tsv").write_text("q1\td1\t4\n")
    collection = read_collection(tmp_path)
    assert (collection.questions, collection.judgements) == ({"q1": "t?"}, {"q1": {"d1": 2}})


def test_a_collection_in_the_layout_of_beir_is_read(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "title": "T", "text": "B", "metadata": {}}\n')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q1", "text": "t?", "metadata": {}}\n')
    (tmp_path / "qrels").mkdir()
    for name, grade in (("dev", 1), ("test", 2), ("train", 1)):
        (tmp_path / "qrels" / f"{name}.tsv").write_text(f"query-id\tcorpus-id\tscore\nq1\td1\t{grade}\n")
    collection = read_collection(tmp_path)
    assert [(d.id, d.title, d.body) for d in collection.documents] == [("d1", "T", "B")]
    assert (collection.questions, collection.judgements) == ({"q1": "t?"}, {"q1": {"d1": 2}})


def test_a_folder_without_a_collection_is_named_with_what_it_holds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CollectionUnreadable, match="0 documents"):
        read_collection(tmp_path)
    assert main([str(tmp_path)]) == 1
    assert tmp_path.name in capsys.readouterr().err


def test_a_question_in_capitals_holds_no_operator() -> None:
    assert parse(as_query("NOT NOW OR NEVER").text) == parse("not OR now OR or OR never")


def test_the_command_prints_figures_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--rivals", "sqlite"]) == 0
    figures = json.loads(capsys.readouterr().out)["ranking"]
    assert figures["clippings"]["ndcg@10"] > figures["sqlite"]["ndcg@10"] > 0.5


# --- stop words


@pytest.mark.parametrize(
    ("text", "languages", "light"),
    [
        ("what is the price of oil", ["en"], ["what", "is", "the", "of"]),
        ("the price", ["en"], []),  # one stop word tells no language
        ("to be or not to be", ["en"], []),  # nothing else is asked
        ('"to be" or not to be', ["en"], ["or", "not", "to", "be"]),
        ("war crimes", ["de", "en"], []),
        ("what was the war", ["de", "en"], ["what", "was", "the"]),
        ("was war das problem", ["de", "en"], ["was", "war", "das"]),
        ("wer ist das", ["en"], []),
    ],
)
def test_stop_words_of_the_language_of_a_query_weigh_little(text: str, languages: list[str], light: list[str]) -> None:
    weighed = term_weights.kinds(leaves(parse(text).clause), languages)
    assert [leaf.text for leaf, weight in weighed.items() if weight < 1] == light  # type: ignore[union-attr]


@every_engine
def test_stop_words_are_matched_and_count_in_phrases(name: str, tmp_path: Path) -> None:
    documents = [article(0, "", "What is to be done"), article(1, "", "Done"), article(2, "", "To be or not to be")]
    searcher = searcher_over(tmp_path / name, name, documents)
    found = {
        text: sorted(int(hit.document.path[6:9]) for hit in searcher.search(Query(text)).hits)
        for text in ("what is done", '"to be done"', "to be or not to be", "is OR to OR done")
    }
    assert found == {"what is done": [0], '"to be done"': [0], "to be or not to be": [2], "is OR to OR done": [0, 1, 2]}


# --- repeated words


@every_engine
@pytest.mark.parametrize("match", ["all", "most"])
def test_a_word_counts_as_often_as_the_query_has_it(name: str, match: MatchMode, tmp_path: Path) -> None:
    apart = "one two three four five six"
    documents = [
        article(0, "", f"copper copper copper {apart} tin"),
        article(1, "", f"copper {apart} tin tin tin"),
        article(2, "", "lead and zinc and nothing else"),
    ]
    searcher = searcher_over(tmp_path / name, name, documents)

    def scores(text: str) -> dict[str, float]:
        return {hit.document.path: hit.score for hit in searcher.search(Query(text, match=match)).hits}

    once, twice = scores("copper tin"), scores("tin copper tin")
    assert once["seeds/000.txt"] == once["seeds/001.txt"]
    assert list(twice) == ["seeds/001.txt", "seeds/000.txt"]
    # Forms of a word in other letters are the same word; the score grows by what the word gave, no more.
    assert scores("Tin copper TIN") == twice
    rise = twice["seeds/001.txt"] - once["seeds/001.txt"]
    three_times = scores("tin tin copper tin")["seeds/001.txt"]
    assert three_times - twice["seeds/001.txt"] == pytest.approx(rise, abs=1e-5)


@every_engine
def test_what_a_repeated_word_gives_is_told_in_its_share(name: str, tmp_path: Path) -> None:
    documents = [article(0, "", "tin one two three four five copper"), article(1, "", "lead and zinc")]
    searcher = searcher_over(tmp_path / name, name, documents)
    (found,) = searcher.search(Query("tin tin copper")).hits
    shares = {share.asked: share.score for share in found.why if share.field}
    assert shares["tin"] == pytest.approx(2 * shares["copper"], abs=1e-4)


def test_a_stop_word_that_is_repeated_stays_a_stop_word() -> None:
    every = list(leaves(parse("the price of the oil of the north").clause))
    kinds = term_weights.kinds(every, ["en"])
    weighed = {leaf.text: weight for leaf, weight in term_weights.weights(every, kinds).items()}  # type: ignore[union-attr]
    once = term_weights.STOP_WORD
    assert weighed == {"the": pytest.approx(3 * once), "of": pytest.approx(2 * once), "price": 1, "oil": 1, "north": 1}


# --- neighbours


@every_engine
def test_words_that_stand_together_rank_before_the_same_words_apart(name: str, tmp_path: Path) -> None:
    filler = "one two three four five six"
    documents = [
        article(0, "", f"wind over hills {filler} and a farm"),
        article(1, "", f"over hills a wind farm and {filler}"),
        article(2, "", f"a farm {filler} and over hills wind"),
    ]
    searcher = searcher_over(tmp_path / name, name, documents)
    for text in ("wind farm", "wind OR farm", "body:wind body:farm", "wind OR of OR the OR farm"):
        hits = searcher.search(Query(f"({text}) OR zzz")).hits
        assert hits[0].document.path == "seeds/001.txt", text
        assert hits[0].score > hits[1].score == hits[2].score


@every_engine
def test_only_the_best_candidates_are_looked_at_for_neighbours(name: str, tmp_path: Path) -> None:
    words = ("comet", "dust")
    crowd = [article(i, "", f"{words[1]} {words[0]} {words[1]} {words[0]}") for i in range(scoring.CANDIDATES)]
    far = article(900, "", f"{words[0]} {words[1]} {'filler ' * 40}")
    searcher = searcher_over(tmp_path / name, name, [*crowd, far])
    query = Query("comet dust", per_page=100)
    walked = [hit for page in (1, 2, 3) for hit in searcher.search(query.turn(page)).hits]
    assert [hit.document.path for hit in walked] == [document.path for document in [*crowd, far]]
    assert walked[-1].score < walked[-2].score


@every_engine
def test_forms_of_one_word_are_no_neighbours(name: str, tmp_path: Path) -> None:
    filler = "one two three four five six"
    documents = [article(0, "", f"visit visits {filler}"), article(1, "", f"visit {filler} visits")]
    searcher = searcher_over(tmp_path / name, name, documents)
    first, second = searcher.search(Query("visit visits")).hits
    assert first.score == second.score > 0
