"""`python -m search query`: the same answers in a terminal and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.__main__ import main
from search.engines import memory
from search.model import Day
from search.store import builds
from search.store.builds import Manifest
from tests.corpora import article, day


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of three documents."""
    inferred: Day = replace(day("2024-06-10"), how="inferred")
    documents = [
        article(0, "Visit to Korea", "They will\n\nvisit.", source="The Dial", date="2024-06-12", places=["Korea"]),
        article(1, "Another visit", "Soon.", source="Harbour Post", places=["Korea", "Vietnam"]),
        replace(article(2, "No news", "Nothing."), day=inferred),
    ]

    def write(target: Path) -> Manifest:
        return Manifest(target.name, "2026-01-01T00:00:00Z", "memory", memory.write(target, documents), 0, "none", "s")

    builds.build(tmp_path / "index", write)
    return tmp_path / "index"


def ask(index: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["query", *arguments, "--index", str(index)])


def test_hits_and_facets_are_printed(index: Path) -> None:
    result = ask(index, "visit", "--sort", "-date")
    assert result.exit_code == 0
    assert result.stdout == (
        "2 articles\n\n1. Visit to Korea\n   The Dial · 2024-06-12 · seeds/000.txt\n   They will visit.\n"
        "\n2. Another visit\n   Harbour Post · no date · seeds/001.txt\n   Soon.\n"
        "\nDate: 2024-06 1 · No date 1\n\nSource: Harbour Post 1 · The Dial 1\n\nPeople: No people 2\n"
        "\nOrganisations: No organisations 2\n\nPlaces: Korea 2 · Vietnam 1\n\nLanguage: English 2\n"
        "\nNeeds checking: No date 1 · Nothing to check 1\n"
    )
    assert "2024-06-10 (inferred)" in ask(index, "nothing").stdout


def test_a_value_that_no_article_has_is_told_with_those_like_it(index: Path) -> None:
    result = ask(index, "--place", "korea", "--source", "Harbor Post", "--source", "The Dial", "--person", "(none)")
    assert result.stdout.startswith("0 articles")
    assert result.stderr.splitlines() == [
        "No article has “Harbor Post” under “Source”. Did you mean: “Harbour Post”?",
        "No article has “korea” under “Places”. Did you mean: “Korea”?",
    ]
    assert ask(index, "--place", "Atlantis").stderr == "No article has “Atlantis” under “Places”.\n"
    assert ask(index, "--place", "Vietnam", "--source", "The Dial").stderr == "", (
        "both are there, but in no one article"
    )


@pytest.mark.parametrize(
    ("arguments", "total"),
    [
        (("visit", "--source", "The Dial"), 1),
        (("visit", "--source", "The Dial", "--source", "Harbour Post"), 2),
        (("--not.place", "Vietnam"), 2),
        (("--place", "Korea", "--place", "Vietnam", "--place.mode", "all"), 1),
        (("--date", "(none)"), 1),
        (("--since", "2024-06-12"), 1),
        ((), 3),
    ],
)
def test_the_options_are_those_of_the_address(index: Path, arguments: tuple[str, ...], total: int) -> None:
    answer = json.loads(ask(index, *arguments, "--json").stdout)
    assert answer["total"] == total
    assert {"query", "hits", "facets", "links", "index"} <= set(answer)


def test_repairs_are_told_on_stderr(index: Path) -> None:
    result = ask(index, 'visit "')
    assert "Quotation marks" in result.stderr
    assert "2 articles" in result.stdout


def test_wrong_options_are_wrong_usage(index: Path) -> None:
    result = ask(index, "--date", "2024-13", "--sort", "size")
    assert result.exit_code == 2
    assert "2024-13" in result.stderr
    assert "size" in result.stderr


def test_a_missing_index_is_one_line_and_status_1(tmp_path: Path) -> None:
    result = ask(tmp_path / "nowhere", "x")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: there is no index in")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["putin", "-china"], 'quote all words: "putin -china"'),
        (["-china"], 'quote all words: -- "-china"'),
        (["putin", "-\x1b[31mchina"], "quote all words: "),
    ],
)
def test_a_word_to_leave_out_that_is_taken_for_an_option_is_explained(
    index: Path, arguments: list[str], said: str
) -> None:
    refused = ask(index, *arguments)
    assert refused.exit_code == 2
    assert said in refused.output
    assert "\x1b" not in refused.output


def test_options_are_written_with_a_hyphen_or_an_underscore(index: Path) -> None:
    for option in ("--per-page", "--per_page"):
        assert "2 articles, page 1 of 2" in ask(index, "visit", option, "1").stdout


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"Clippings, version \d+\.\d+.*\n", CliRunner().invoke(main, ["--version"]).output)


@pytest.mark.parametrize(
    ("option", "begins", "titles"),
    [
        ("--csv", "\ufeffid,path,title,", ",Visit to Korea,"),
        ("--ndjson", '{"id": ', '"title": "Visit to Korea"'),
        ("--ris", "TY  - NEWS\r\n", "TI  - Visit to Korea\r\n"),
        ("--bibtex", "@article{clippings-", "title = {{Visit to Korea}}"),
    ],
)
def test_all_results_are_printed_for_other_programs(index: Path, option: str, begins: str, titles: str) -> None:
    done = ask(index, "visit", "--sort", "-date", "--per_page", "1", option)
    printed = done.stdout_bytes.decode("utf-8")
    assert (done.exit_code, printed.startswith(begins)) == (0, True)
    assert titles in printed
    assert titles.replace("Visit to Korea", "Another visit") in printed


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "--ris", "--bibtex"), ("query", "x", "--csv", "--json"), ("ledger", "--csv", "--json"),
        ("names", "-", "--json", "--csv"), ("context", "x", "--csv", "--json"),
    ],
)  # fmt: skip
def test_two_forms_of_one_answer_are_a_usage_error(index: Path, arguments: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*arguments, "--index", str(index)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"Use one of {arguments[-2]} and {arguments[-1]}" in done.stderr


def test_a_form_that_an_answer_does_not_have_is_a_usage_error(index: Path) -> None:
    receipt = ask(index, "visit", "--receipt", "--csv")
    assert (receipt.exit_code, "not with --csv" in receipt.stderr) == (2, True)
    by_year = CliRunner().invoke(main, ["names", "-", "--by", "year", "--json"])
    assert (by_year.exit_code, "leave out --json" in by_year.stderr) == (2, True)


def test_dates_are_given_as_people_type_them(index: Path) -> None:
    typed = ask(index, "--date", "June 2024", "--facets", "none")
    assert typed.stdout.startswith("2 articles")
    assert ask(index, "--not.date", "12/06/2024", "--facets", "none").stdout.startswith("2 articles")


def test_the_help_shows_what_a_command_is_for_before_the_filters_and_each_filter_once() -> None:
    shown = CliRunner().invoke(main, ["query", "--help"]).stdout
    options, filters = shown.split("\nFilters:\n")
    assert "--bibtex" in options
    assert not re.search(r"--(source|since|person\.mode)\b", options)
    for name in ("--source, --not.source VALUE", "--person, --not.person VALUE", "--person.mode all", "--since VALUE"):
        assert filters.count(name) == 1
    assert "--view" not in shown


def test_the_list_of_commands_cuts_no_sentence_short() -> None:
    assert "..." not in CliRunner().invoke(main, ["--help"]).stdout.partition("Commands:")[2]
