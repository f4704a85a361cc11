"""The documentation as the tests read it: its pages, their commands, code spans, tables and links."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
}
"""Every page by its path: "README.md", "docs/api.md"."""

_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """What a page tells a reader to type."""
    return [
        line.removeprefix("$ ")
        for block in blocks(page, "console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def quoted(page: str) -> list[str]:
    """What a page says that the commands print."""
    found = [*blocks(page, "console"), *blocks(page, "text")]
    return [line for block in found for line in block.splitlines() if not line.startswith("$ ")]


def prose(page: str) -> str:
    """A page without its blocks of code."""
    return _FENCED.sub("", PAGES[page])


def spans(text: str) -> list[str]:
    """The code spans of a text."""
    return re.findall(r"`([^`\n]+)`", text)


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page that are in a language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGES[page], re.DOTALL)


def table(page: str, head: str) -> list[tuple[str, ...]]:
    """The rows of the tables of a page whose first row begins with a heading, as cells."""
    rows: list[tuple[str, ...]] = []
    for found in re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGES[page], re.MULTILINE):
        rows += [tuple(cell.strip() for cell in row.strip("|").split(" | ")) for row in found.splitlines()]
    assert rows, f"{page} has no table that begins with {head!r}"
    return rows


def links(page: str) -> list[str]:
    """Where the links and pictures of a page lead."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(page))


def anchors(page: str) -> set[str]:
    """The names of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
