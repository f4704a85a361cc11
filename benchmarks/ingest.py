"""How well files are read: `python -m benchmarks.ingest [GOLD] [--pages DIR]`.

GOLD is a JSON object of pages by file name, or a list of objects with a `file`; of each the right `title`, `day` or
`date`, `source` and `body`, where known (null is right where nobody can tell). DIR holds the pages; it is by default
the folder of GOLD. Printed are precision and recall of dates, titles and publishers, for each level of certainty, the
word F1 of bodies, and documents per CPU second; then the same of the web pages alone beside trafilatura and htmldate,
measured in the same run. Without GOLD the made files of `tests/made/` are read.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.page_libraries import LIBRARIES, Reading, is_page
from search.annotators import date as dates
from search.annotators import language, layout, source
from search.config import Config
from search.errors import SearchError
from search.model import Document
from search.readers import read

_ALL = frozenset({"title", "day", "source", "body"})
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]|[^\W\u3040-\u30ff\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Right:
    """What is right of one page. A field that is not in `known` is not judged; "" is right where nobody can tell."""

    known: frozenset[str]
    title: str = ""
    day: str = ""
    source: str = ""
    body: str = ""


@dataclass
class Tally:
    """Values that were found and right, found and wrong, and missed; the wrong and the missed by name."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def precision(self) -> float:
        """The share of values shown that are right."""
        return self.right / max(1, self.right + len(self.wrong))

    def recall(self) -> float:
        """The share of values to be found that are shown and right."""
        return self.right / max(1, self.right + len(self.wrong) + len(self.missed))


@dataclass
class Scores:
    """All that is measured. `days` and `sources` are by how they are known: "stated", "inferred", "all"."""

    documents: int = 0
    unread: list[str] = field(default_factory=list)
    titles: Tally = field(default_factory=Tally)
    days: dict[str, Tally] = field(default_factory=dict)
    sources: dict[str, Tally] = field(default_factory=dict)
    bodies: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0

    def body(self) -> float:
        """The mean word F1 of bodies, of 1 for want of any."""
        return sum(f1 for f1, _ in self.bodies) / len(self.bodies) if self.bodies else 1.0

    def speed(self) -> float:
        """Documents per CPU second."""
        return self.documents / max(self.seconds, 1e-9)


def read_gold(file: Path) -> dict[str, Right]:
    """What is right, by file name."""
    data = json.loads(file.read_text(encoding="utf-8"))
    entries = data if isinstance(data, dict) else {entry["file"]: entry for entry in data}
    return {name: _right(entry) for name, entry in entries.items()}


def _right(entry: Mapping[str, Any]) -> Right:
    values = {
        "title": _text(entry, "title"),
        "day": _text(entry, "day" if "day" in entry else "date"),
        "source": _text(entry, "source"),
        "body": _text(entry, "body"),
    }
    day = _DAY.match(values["day"] or "")
    known = frozenset(name for name, value in values.items() if value is not None)
    return Right(known, **{**{name: value or "" for name, value in values.items()}, "day": day[0] if day else ""})


def _text(entry: Mapping[str, Any], name: str) -> str | None:
    """A value as text: a string, or what an object has as its value, name or text; None where it is not given."""
    if name not in entry:
        return None
    value = entry[name]
    if isinstance(value, dict):
        value = next((value[key] for key in ("value", "name", "text") if key in value), None)
    return "\n\n".join(value) if isinstance(value, list) else value or ""


def score(
    pages: Iterable[tuple[str, bytes]], gold: Mapping[str, Right], config: Config, reading: Reading | None = None
) -> Scores:
    """The pages read, by default by our reader and annotators, against what is right of them."""
    scores = Scores()
    reading = reading or documents
    for name, raw in pages:
        started = time.process_time()
        found = list(reading(name, raw, config))
        scores.seconds += time.process_time() - started
        scores.documents += len(found)
        if not found:
            scores.unread.append(name)
        for document in found:
            key = document.path if document.path in gold else name
            if key in gold:
                _judge(scores, key, document, gold[key])
    return scores


def documents(name: str, raw: bytes, config: Config) -> Iterator[Document]:
    """What our reader and the annotators make of a file; nothing where it cannot be read."""
    try:
        for record in read(raw, name, name):
            if isinstance(record, Document):
                for annotator in (language, layout, source, dates):
                    record = annotator.annotate(record, config)
                yield record
    except SearchError:
        return


def _judge(scores: Scores, name: str, document: Document, right: Right) -> None:
    if "title" in right.known:
        _add(scores.titles, name, document.title, right.title)
    if "day" in right.known:
        day = document.day
        _add_by_certainty(scores.days, name, (day.value, day.how) if day else ("", ""), right.day)
    if "source" in right.known:
        found = document.source
        _add_by_certainty(scores.sources, name, (found.name, found.how) if found else ("", ""), right.source)
    if right.body:
        scores.bodies.append((word_f1(document.body, right.body), name))


def _add_by_certainty(tallies: dict[str, Tally], name: str, found: tuple[str, str], right: str) -> None:
    value, how = found
    for level in ("all", *([how] if how else [])):
        _add(tallies.setdefault(level, Tally()), name, value, right)


def _add(tally: Tally, name: str, value: str, right: str) -> None:
    if value and _folded(value) == _folded(right):
        tally.right += 1
    elif value:
        tally.wrong.append(f"{name}: {value!r} for {right!r}")
    elif right:
        tally.missed.append(f"{name}: {right!r}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def word_f1(found: str, right: str) -> float:
    """The harmonic mean of precision and recall of words, each as often as it stands; of letters where none part."""
    ours, theirs = Counter(_tokens(found)), Counter(_tokens(right))
    shared = sum((ours & theirs).values())
    return 2 * shared / max(1, ours.total() + theirs.total())


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def report(scores: Scores) -> str:
    """The figures as a table, and below it what was wrong."""
    rows = [f"{scores.documents} documents, {scores.speed():.0f} a CPU second, {len(scores.unread)} files not read"]
    tallies = {"title": scores.titles}
    tallies |= {f"date, {level}": tally for level, tally in sorted(scores.days.items())}
    tallies |= {f"source, {level}": tally for level, tally in sorted(scores.sources.items())}
    for name, tally in tallies.items():
        rows.append(f"{name:<18} precision {tally.precision():.3f}  recall {tally.recall():.3f}  right {tally.right}")
    rows.append(f"{'body':<18} F1 {scores.body():.3f} of {len(scores.bodies)}")
    rows += [f"  not read: {name}" for name in scores.unread]
    wrong = {"title": scores.titles, "date": scores.days.get("all"), "source": scores.sources.get("all")}
    for kind, judged in wrong.items():
        if judged:
            rows += [f"  {kind} wrong: {item}" for item in judged.wrong]
            rows += [f"  {kind} missed: {item}" for item in judged.missed]
    rows += [f"  body {f1:.2f}: {name}" for f1, name in sorted(scores.bodies) if f1 < 0.9]
    return "\n".join(rows)


def beside(pages: Sequence[tuple[str, bytes]], gold: Mapping[str, Right], config: Config) -> str:
    """The figures of the web pages among the files, ours and those of the libraries, as a table."""
    of_pages = [(name, raw) for name, raw in pages if is_page(name) and name in gold]
    if not of_pages:
        return ""
    columns = {"clippings": _figures(score(of_pages, gold, config), _ALL)}
    for library, (reading, fields) in LIBRARIES.items():
        columns[library] = _figures(score(of_pages, gold, config, reading), fields)
    rows = [f"{len(of_pages)} web pages".ljust(18) + "".join(name.rjust(13) for name in columns)]
    rows += [
        figure.ljust(18) + "".join(column.get(figure, "").rjust(13) for column in columns.values())
        for figure in columns["clippings"]
    ]
    return "\n".join(rows)


def _figures(scores: Scores, fields: frozenset[str]) -> dict[str, str]:
    """What a table shows of scores: only the fields that a library gives."""
    found = {"title": f"{scores.titles.precision():.3f}"} if "title" in fields else {}
    for name, field_, tallies in (("date", "day", scores.days), ("source", "source", scores.sources)):
        if field_ in fields and "all" in tallies:
            found[f"{name} precision"] = f"{tallies['all'].precision():.3f}"
            found[f"{name} recall"] = f"{tallies['all'].recall():.3f}"
    if "body" in fields:
        found["body F1"] = f"{scores.body():.3f}"
    return found | {"pages a CPU second": f"{scores.speed():.0f}"}


def main() -> None:
    """Read the pages of the gold and print how many are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", help="by default the made files of tests/made")
    parser.add_argument("--pages", type=Path, help="the folder of the pages, by default that of GOLD")
    arguments = parser.parse_args()
    pages, gold = _made() if arguments.gold is None else _of(arguments.gold, arguments.pages or arguments.gold.parent)
    config = Config.load()
    print(report(score(pages, gold, config)))
    print(beside(pages, gold, config))


def _of(file: Path, folder: Path) -> tuple[list[tuple[str, bytes]], dict[str, Right]]:
    gold = read_gold(file)
    names = dict.fromkeys(name.partition("#")[0] for name in gold)
    return [(name, (folder / name).read_bytes()) for name in names if (folder / name).is_file()], gold


def _made() -> tuple[list[tuple[str, bytes]], dict[str, Right]]:
    from tests.made.cases import cases

    made = list(cases())
    gold = {
        case.name: Right(_ALL, case.title, case.day or "", case.source or "", "\n\n".join(case.body)) for case in made
    }
    return [(case.name, case.raw) for case in made], gold


if __name__ == "__main__":
    main()
