"""How well names are found: `python -m benchmarks.entities --gold FILE --folder DIR`.

A JSON gold gives document-level precision and recall: are the right people, organisations and places among a document's
values, each once? A CoNLL file gives span F1. Both also print articles per CPU second.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.annotators.entities import annotate_all, fold_corpus
from search.config import Config
from search.entities.gazetteer import gazetteer
from search.entities.names import key
from search.model import KINDS, Document, Kind, Part
from search.pipeline import documents

LETTERS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place", "GPE": "place", "FAC": "place"}


@dataclass(frozen=True)
class Entity:
    """An entity of a gold: the keys of its names, the kinds that count as right, and whether it must be there."""

    name: str
    keys: frozenset[str]
    kinds: frozenset[Kind]
    required: bool


@dataclass
class Score:
    """Counts of values; `wrong` and `missed` name them, `duplicates` are second values of one entity."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)

    def precision(self) -> float:
        """The share of values that are right, duplicates being wrong."""
        return self.right / max(1, self.right + len(self.wrong) + len(self.duplicates))

    def recall(self) -> float:
        """The share of the gold's entities that are among the values."""
        return self.right / max(1, self.right + len(self.missed))

    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision() + self.recall()
        return 2 * self.precision() * self.recall() / both if both else 0.0


def read_gold(file: Path) -> dict[str, list[Entity]]:
    """The entities of every document, by the last part of its path."""
    gold = json.loads(file.read_text(encoding="utf-8"))
    if "docs" in gold:
        return {f"{name}.txt": list(_typed(entry)) for name, entry in gold["docs"].items()}
    checked = {name: entry for name, entry in gold.items() if entry.get("entities_checked", True)}
    return {name: list(_listed(entry)) for name, entry in checked.items()}


def _typed(entry: dict[str, Any]) -> Iterator[Entity]:
    """Entities with types and aliases; those of page furniture are neither right nor wrong."""
    for part in ("entities", "optional", "boilerplate"):
        for row in entry[part]:
            kinds = frozenset(LETTERS[letter] for letter in [row["type"], *row["alt_types"]])
            names = [row["name"], *row["aliases"]]
            yield Entity(row["name"], _keys(names), kinds, part == "entities")


def _listed(entry: dict[str, Any]) -> Iterator[Entity]:
    for kind in KINDS:
        for name in entry[kind]:
            yield Entity(name, _keys([name]), frozenset({kind}), required=True)
    source = [entry["source"]["name"]] if entry["source"] else []
    for name in (*entry["optional"], *source, *entry["via"]):
        yield Entity(name, _keys([name]), frozenset(KINDS), required=False)


def _keys(names: list[str]) -> frozenset[str]:
    """The keys of names, with that under which the gazetteer counts them: "United Kingdom" is right for "Britain"."""
    known = [entity.name for name in names if (entity := gazetteer().get(name))]
    return frozenset(map(key, [*names, *known]))


def values(document: Document) -> list[tuple[str, Kind]]:
    """What the facets count of a document."""
    return list(dict.fromkeys((mention.name, mention.kind) for mention in document.mentions))


def score(documents: Iterable[Document], gold: dict[str, list[Entity]]) -> Score:
    """The values of the documents against the gold; documents that it does not have are left out."""
    total = Score()
    for document in documents:
        name = document.path.split("/", 1)[-1]
        if name in gold:
            _add(total, name, values(document), gold[name])
    return total


def _add(total: Score, document: str, found: list[tuple[str, Kind]], gold: list[Entity]) -> None:
    met: Counter[str] = Counter()
    for name, kind in found:
        entity = next((e for e in gold if key(name) in e.keys and kind in e.kinds), None)
        if entity is None:
            total.wrong.append(f"{document}: {name} ({kind})")
        elif entity.required:
            met[entity.name] += 1
            if met[entity.name] > 1:
                total.duplicates.append(f"{document}: {name} ({kind})")
    required = [entity.name for entity in gold if entity.required]
    total.right += sum(1 for name in required if met[name])
    total.missed += [f"{document}: {name}" for name in required if not met[name]]


def read_conll(file: Path) -> Iterator[tuple[str, set[tuple[int, int, Kind]]]]:
    """Texts of a column file, a sentence a line, with the spans of its last column (IOB1, IOB2 or BIO-like)."""
    text, spans, start, open_kind = "", set[tuple[int, int, Kind]](), 0, ""
    for line in [*file.read_text(encoding="utf-8").splitlines(), "-DOCSTART-"]:
        cells = line.split()
        tag = cells[-1] if len(cells) > 1 and cells[0] != "-DOCSTART-" else "O"
        kind = tag[2:]
        if open_kind and (kind != open_kind or tag.startswith("B-")):
            if open_kind in LETTERS:
                spans.add((start, len(text.rstrip()), LETTERS[open_kind]))
            open_kind = ""
        if cells[:1] == ["-DOCSTART-"]:
            if text.strip():
                yield text, spans
            text, spans = "", set()
        elif not cells:
            text = text.rstrip(" ") + "\n" if text else ""
        else:
            if kind and not open_kind:
                start, open_kind = len(text), kind
            text += cells[0] + " "


def span_score(file: Path, config: Config) -> Score:
    """Exact spans with their kinds; names are read as they stand, each mention once."""
    cases = list(read_conll(file))
    documents = [
        Document(str(i), str(i), text=text, parts=(Part("body", 0, len(text)),), language="en")
        for i, (text, _) in enumerate(cases)
    ]
    total = Score()
    for document, (text, gold) in zip(annotate_all(documents, config), cases, strict=True):
        found = {(m.start, m.end, m.kind) for m in document.mentions}
        total.right += len(found & gold)
        total.wrong += [text[start:end] for start, end, _ in found - gold]
        total.missed += [text[start:end] for start, end, _ in gold - found]
    return total


def main() -> None:
    """Print the figures."""
    options = _options()
    config = Config(entities=options.entities, model=options.model)
    started = time.process_time()
    if options.folder is None:
        total, articles = span_score(options.gold, config), 0
    else:
        read = list(fold_corpus(annotate_all(documents(options.folder, config), config)))
        total, articles = score(read, read_gold(options.gold)), len(read)
    seconds = time.process_time() - started
    print(
        f"precision {total.precision():.3f}  recall {total.recall():.3f}  F {total.f1():.3f}"
        f"  ({total.right} right, {len(total.wrong)} wrong, {len(total.missed)} missed,"
        f" {len(total.duplicates)} duplicates; {articles} articles, {seconds:.1f} CPU seconds in all)"
    )
    if options.list:
        for label, names in (("wrong", total.wrong), ("missed", total.missed), ("duplicate", total.duplicates)):
            for name in names:
                print(f"{label:10} {name}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="a JSON gold (with --folder), or a CoNLL file")
    parser.add_argument("--folder", type=Path, help="the folder of the articles")
    parser.add_argument("--entities", choices=("model", "rules"), default="model")
    parser.add_argument("--model", default=Config().model)
    parser.add_argument("--list", action="store_true", help="name what was wrong or missed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
