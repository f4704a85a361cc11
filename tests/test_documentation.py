"""The documentation names what there is: links, files, options, settings, addresses, columns, examples."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask

from search.answers import types
from search.answers.downloads.csv_format import COLUMNS
from search.config import Config, settings
from search.engines.base import Searcher
from search.entities import corrections_file
from search.facets import all_facets
from search.index import build
from search.model import Query
from search.query import address
from search.query.syntax import parse
from search.readers import all_readers, sidecar
from search.sources import load
from search.store import builds
from tests.commands import every_command, inner_commands
from tests.documentation import PAGES, ROOT, anchors, blocks, links, prose, spans, table
from web import create_app
from web.cli import main

MADE = ("index/", "benchmarks/results/")
"""What stands in the folder only once something has run."""
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OTHER_TOOLS = {"--require-hashes": "pip"}
QUERIES = [
    query for page in ("README.md", "docs/queries.md") for row in table(page, "query") for query in spans(row[0])
]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in links(page):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        there = ((ROOT / page).parent / path).resolve() if path else ROOT / page
        assert there.exists(), target
        assert not anchor or anchor in anchors(str(there.relative_to(ROOT))), target


def test_the_readme_leads_to_every_page() -> None:
    assert set(PAGES) - {"README.md"} <= set(links("README.md"))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_exists(page: str) -> None:
    text = re.sub(r"\S+\.py::\w+", "", PAGES[page])
    named = re.findall(r"(?<![\w./-])(?:\.\./)?((?:search|web|tests|benchmarks|docs|seeds|index)/[\w./-]*)", text)
    gone = {path for path in named if not (ROOT / path.rstrip(".-")).exists()}
    assert [path for path in sorted(gone) if not path.startswith(MADE)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_option_that_is_named_exists(page: str) -> None:
    parameters = [parameter for command in every_command(main) for parameter in command.params]
    known = {"--help", *(name for parameter in parameters for name in (*parameter.opts, *parameter.secondary_opts))}
    named = {span.split()[0] for span in spans(prose(page)) if span.startswith("--")}
    assert sorted(named - known - set(_named_with_their_program(page)) - set(OTHER_TOOLS)) == []


def _named_with_their_program(page: str) -> Iterator[str]:
    """The options of other programs, where they stand beside one: "`python -m benchmarks.entities`: `--gold FILE`"."""
    for module in re.findall(r"`python -m (benchmarks[\w.]*)", prose(page)):
        yield from re.findall(r"--[a-z-]+", _help(module))


@pytest.mark.parametrize(
    "command",
    sorted({span for page in PAGES for span in spans(prose(page)) if "python -m " in span}),
)
def test_a_program_that_is_named_has_what_is_passed_to_it(command: str) -> None:
    module, *rest = command.partition("python -m ")[2].split()
    if module == "pip":
        assert rest[0] == "install"
        extras = re.findall(r"\[([\w,]+)\]", command)
        assert set(filter(None, ",".join(extras).split(","))) <= set(PROJECT["optional-dependencies"])
        return
    assert find_spec(module)
    options = [word for word in rest if word.startswith("--")]
    if options or module == "search":
        asked = [word for word in rest[:1] if module == "search" and not word.startswith(("-", "..."))]
        shown = _help(module, *asked)
        assert [option for option in options if option not in shown] == []


@cache
def _help(module: str, *asked: str) -> str:
    """What a program says of itself."""
    command = [sys.executable, "-m", module, *asked, "--help"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("target", sorted({s for page in PAGES for s in spans(prose(page)) if s.startswith("make ")}))
def test_every_target_of_make_exists(target: str) -> None:
    subprocess.run(["make", "-n", *target.split()[1:]], cwd=ROOT, capture_output=True, check=True)


def test_every_setting_is_in_the_table_with_its_default_and_no_other() -> None:
    rows = {spans(row[0])[0]: row[1] for row in table("docs/settings.md", "variable")}
    assert {name.removeprefix("SEARCH_").lower() for name in rows} == set(settings())
    for field in fields(Config):
        default = field.default
        if field.name == "sources" or not isinstance(default, str | int | float | bool | Path | tuple):
            continue
        told = rows[f"SEARCH_{field.name.upper()}"]
        shown = {True: "yes", False: "no"}[default] if isinstance(default, bool) else str(default).removesuffix(".0")
        shown = ",".join(default) if isinstance(default, tuple) else shown
        assert told == f"`{shown}`" if default not in ("", ()) else told in ("none", "guessed"), field.name


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_that_is_named_is_a_setting(page: str) -> None:
    named = {name.lower() for name in re.findall(r"\bSEARCH_([A-Z_]+)\b", PAGES[page])}
    assert named <= set(settings())


def test_the_versions_of_python_are_those_that_the_package_takes() -> None:
    least, below = re.findall(r"3\.(\d+)", PROJECT["requires-python"])
    sentence = re.search(r"You need Python (.*?) on", PAGES["README.md"])
    assert sentence
    assert re.findall(r"3\.(\d+)", sentence[1]) == [str(minor) for minor in range(int(least), int(below))]


def test_the_name_of_the_package_and_its_extras_are_those_of_the_project() -> None:
    (command,) = PROJECT["scripts"]
    assert f"the distribution `{PROJECT['name']}` with the command `{command}`" in PAGES["README.md"]
    named = {extra for row in table("README.md", "extra") for extra in spans(row[0])}
    assert named <= set(PROJECT["optional-dependencies"])


def test_the_subcommands_are_those_of_the_installed_command() -> None:
    sentence = re.search(r"the subcommands (.*?)\.", " ".join(PAGES["README.md"].split()))
    assert sentence
    assert set(spans(sentence[1])) == set(inner_commands(main))


def test_the_formats_are_those_that_have_a_reader() -> None:
    named = {ending for row in table("README.md", "kind") for ending in re.findall(r"\.\w+", row[1])}
    assert named == set(all_readers())


def test_the_addresses_are_those_of_the_application(tmp_path: Path) -> None:
    told = {span for row in table("docs/api.md", "address") for span in spans(row[0])}
    assert told == set(_addresses(create_app(Config(index=tmp_path))))


def _addresses(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<doc_id>", "<id>")
        if not (path.startswith(("/api/", "/ledger.")) or "." in path or path in ("/healthz", "/metrics")):
            continue
        forms = re.search(r"<any\(([\w, ]+)\):\w+>", path)
        if not path.startswith("/static/"):
            yield from (path.replace(forms[0], form) for form in forms[1].split(", ")) if forms else (path,)


def test_the_parameters_are_those_of_the_address() -> None:
    told = {span for row in table("docs/api.md", "parameter") for span in spans(row[0])}
    plain = {name for name in address.names() if not name.startswith("not.") and not name.endswith(".mode")}
    assert told == plain | {"not.", "not.source", ".mode", "person.mode"}
    assert {"not.source", "person.mode"} <= set(address.names())


@pytest.mark.parametrize(("head", "answer"), [("search", types.Search), ("document", types.Document)])
def test_the_keys_of_an_answer_are_all_described(head: str, answer: type) -> None:
    assert {key for row in table("docs/api.md", head) for key in spans(row[0])} == set(answer.__annotations__)


def test_the_columns_are_those_of_the_table() -> None:
    sentence = re.search(r"The columns of the table are (.*?)\.\s", " ".join(PAGES["docs/api.md"].split()))
    assert sentence
    assert tuple(spans(sentence[1])) == COLUMNS


def test_the_facets_of_sources_exist() -> None:
    assert {spans(row[0])[0] for row in table("docs/provenance.md", "facet")} <= set(all_facets())


def test_the_labels_of_facets_are_those_of_the_page() -> None:
    named = set(re.findall(r'\bfacet "([^"]+)"', "\n".join(PAGES.values())))
    assert named
    assert named <= {facet.label for facet in all_facets().values()}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """The example articles, searched."""
    config = Config(index=tmp_path_factory.mktemp("index"), engine="memory", entities="none", stories=False)
    build(ROOT / "seeds", config)
    return builds.open_index(config.index).searcher


@pytest.mark.parametrize("query", sorted(set(QUERIES)))
def test_every_query_is_read_as_it_stands_and_finds_something(query: str, examples: Searcher) -> None:
    assert parse(query).notices == ()
    assert 0 < examples.count(Query(query)) < examples.count(Query())


def test_the_lines_of_corrections_are_corrections_of_every_sort() -> None:
    lines = ["\t".join(spans(row[0])) for row in table("docs/corrections.md", "line")]
    found, problems = corrections_file.entries(Path("entities.tsv"), "\n".join(lines).encode())
    assert problems == []
    assert {entry.action for entry in found} == set(corrections_file.ACTIONS)


def test_the_example_of_publishers_is_read(tmp_path: Path) -> None:
    (example,) = blocks("docs/corrections.md", "toml")
    (tmp_path / "sources.toml").write_text(example, encoding="utf-8")
    sources = load(tmp_path)
    assert sources.named("thehindu") == "The Hindu"
    assert sources.of_folder("press/wire/afp/one.txt")[0] == "AFP"
    assert sources.of_domain("news.bbc.co.uk")[0] == "BBC News"


def test_the_example_of_a_file_beside_an_article_is_read() -> None:
    (example,) = blocks("docs/corrections.md", "json")
    said = sidecar.fields(example.encode())
    assert {"title", "date_published", "source", "author"} <= set(said)
    assert set(ast.literal_eval(example).values()) <= set(said.values())


def test_nobody_is_sent_to_the_unrelated_package_of_the_same_name() -> None:
    assert [page for page, text in PAGES.items() if re.search(r"install \W*clippings", text)] == []


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("README.md", "web/picture.png"),
        ("README.md", "web/ledger.png"),
        ("docs/benchmarks.md", "benchmarks/growth.png"),
    ],
)
def test_the_pictures_are_there_and_light(page: str, picture: str) -> None:
    assert re.search(rf"!\[[^\]]+\]\((?:\.\./)?{picture}\)", PAGES[page])
    content = (ROOT / picture).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) <= 150_000
