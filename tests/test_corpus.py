"""`import search`: what programs and notebooks use, as the documentation shows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import search
from search.answers.comparison.versions import versions
from search.build.build import build
from search.config import Config
from search.errors import DocumentNotFound, IndexMissing, InputInvalid
from search.model import Query
from search.store import builds
from tests.documentation import ROOT, blocks

EXAMPLES = blocks("docs/research.md", "python")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the example articles."""
    folder = tmp_path_factory.mktemp("notebook")
    build(ROOT / "seeds", Config(index=folder / "index", entities="none", workers=0))
    return folder


def test_there_are_four_examples() -> None:
    assert len(EXAMPLES) == 4


def test_versions_are_those_of_the_page(home: Path) -> None:
    corpus = search.open_index(home / "index")
    first, second, *_ = corpus.results("moon")
    assert corpus.compare(first.id, second.id) == versions(first, second)
    assert corpus.compare(first.id, first.id).same
    with pytest.raises(DocumentNotFound):
        corpus.compare(first.id, "nothing")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_and_prints(home: Path, example: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", example], cwd=home, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) > 20


def test_answers_are_those_of_the_searcher(home: Path) -> None:
    corpus = search.open_index(home / "index")
    searcher = builds.open_index(home / "index").searcher
    asked = Query("moon", since="1969", excluded={"language": ("fr",)})
    assert corpus.query("moon", since="1969", not_language="fr") == asked
    assert corpus.ask("moon", since="1969", not_language=["fr"]) == searcher.search(asked)
    assert corpus.count("moon", group="story") == searcher.count(Query("moon", group="story"))
    found = [*corpus.results("moon", sort="date")]
    assert len(found) == corpus.count("moon")
    days = [article.day.first for article in found if article.day]
    assert days == sorted(days)
    assert corpus.get(found[0].id) == found[0]
    told = corpus.receipt("moon")["receipt"]
    assert [article["path"] for article in told["articles"]] == sorted(article.path for article in found)
    assert json.loads(json.dumps(told)) == told
    corpus.close()


def test_what_is_wrong_is_an_error_with_a_sentence(home: Path) -> None:
    with pytest.raises(IndexMissing, match="there is no index"):
        search.open_index(home / "nowhere")
    with search.open_index(home / "index") as corpus:
        for wrong in ({"colour": "red"}, {"since": "yesterday"}, {"per_page": 0}, {"not_colour": "x"}):
            with pytest.raises(InputInvalid):
                corpus.ask("moon", **wrong)
        with pytest.raises(DocumentNotFound):
            corpus.get("nobody")
    with pytest.raises(AttributeError, match="nothing"):
        search.nothing  # noqa: B018
