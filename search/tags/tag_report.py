"""What a build says of the tags that it has: how many lines were put on articles, and which were not.

It is the file `tagging.json` of a build, written with it and never after.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from search.counted import plural
from search.errors import IndexUnusable

FILE = "tagging.json"


@dataclass(frozen=True, slots=True)
class TagReport:
    """How the lines of `tags.tsv` fared. `digest` is that of the files as they were; "" where there was none.

    `lines` were put on `articles`: `moved` of them on a text that stands elsewhere now, `changed` on an article whose
    text is another now, `several` on all articles that have one text, and `repeated` ones said what was said before.
    `unused` ones were put on none; `first` says of the first of them why.
    """

    digest: str = ""
    lines: int = 0
    articles: int = 0
    moved: int = 0
    changed: int = 0
    repeated: int = 0
    several: int = 0
    unused: int = 0
    first: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What became of the lines, in a sentence without its full stop; "" where nobody has put on anything."""
        if not self.digest:
            return ""
        told = [f"{plural(self.lines, 'line')} on {plural(self.articles, 'article')}"]
        told += [f"{self.moved:,} found by the text alone"] * bool(self.moved)
        told += [f"{self.changed:,} on a text that has changed since"] * bool(self.changed)
        told += [f"{self.several:,} on several articles with the same text"] * bool(self.several)
        told += [f"{self.repeated:,} repeated"] * bool(self.repeated)
        told += [f"{self.unused:,} not used"] * bool(self.unused)
        return ", ".join(told)

    @property
    def complaints(self) -> Iterator[str]:
        """The lines that could not be used: the first of them, and how many more there are."""
        yield from self.first
        if self.unused > len(self.first):
            yield f"tags: {plural(self.unused - len(self.first), 'more line')} could not be used"


def write(build: Path, report: TagReport) -> None:
    """Keep it with a build."""
    if report.digest:
        (build / FILE).write_text(json.dumps(asdict(report)), encoding="ascii")


def read(build: Path) -> TagReport:
    """What is kept with a build. Raises IndexUnusable."""
    path = build / FILE
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        return TagReport(**{**found, "first": tuple(found["first"])})
    except FileNotFoundError:
        return TagReport()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable(
            f"{path} cannot be read ({error}); rebuild the index with: python -m search.index FOLDER --full"
        ) from error
