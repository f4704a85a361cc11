"""How well names are found, and how fast: `python -m benchmarks.entities --gold FILE --folder DIR`, or `--tags FILE`.

A JSON gold gives document-level precision and recall: are the right people, organisations and places among a document's
values, each once? A CoNLL file gives span F1. A corpus with tags gives the recall of tagged people, how many values
stand for each of them, and F1 of countries.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks import entity_tags
from search.annotators.entities import annotate_all, fold_corpus
from search.config import Config
from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_keys import key
from search.model import KINDS, Document, Kind, Part
from search.reading.pipeline import documents

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")

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
    for document, (text, gold) in zip(_timed(documents, config), cases, strict=True):
        found = {(m.start, m.end, m.kind) for m in document.mentions}
        total.right += len(found & gold)
        total.wrong += [text[start:end] for start, end, _ in found - gold]
        total.missed += [text[start:end] for start, end, _ in gold - found]
    return total


def main() -> None:
    """Print the figures."""
    options = _options()
    with TemporaryDirectory() as kept:  # so that nothing is taken from the cache of an earlier run
        config = Config(index=Path(kept), entities=options.entities, model=options.model)
        list(annotate_all([Document("", "", title="Oslo", language="en")], config))  # loads the model and the tables
        if options.tags:
            _print_tags(options.tags, config, listed=options.list)
        elif options.folder:
            given = list(documents(options.folder, config))
            _print_score(score(fold_corpus(_timed(given, config)), read_gold(options.gold)), listed=options.list)
        else:
            _print_score(span_score(options.gold, config), listed=options.list)


def _timed(given: Sequence[Document], config: Config) -> list[Document]:
    """The documents with their names, after the speed was printed, beside that of spaCy alone on the same texts."""
    characters = sum(len(document.text) for document in given) / max(1, len(given))
    speed, read = _speed(given, lambda: list(annotate_all(given, config)))
    told = f"{len(given)} articles of {characters:,.0f} characters: {speed:.1f} articles a CPU second"
    if config.entities == "model":
        model = _plain(config.model)
        plain, _ = _speed(given, lambda: list(model.pipe((document.text for document in given), batch_size=16)))
        told += f", {speed / plain:.1f} times that of spaCy by itself ({plain:.1f})"
    print(told)
    return read


def _speed(given: Sequence[Document], job: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    done = job()
    return len(given) / (time.process_time() - started), done


def _plain(model: str) -> Language:
    """The model as it comes, but for the parts that have nothing to do with names."""
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    nlp("Oslo")  # the first text of all takes longer
    return nlp


def _print_score(total: Score, *, listed: bool) -> None:
    print(
        f"precision {total.precision():.3f}  recall {total.recall():.3f}  F {total.f1():.3f}"
        f"  ({total.right} right, {len(total.wrong)} wrong, {len(total.missed)} missed,"
        f" {len(total.duplicates)} duplicates)"
    )
    for label, names in (("wrong", total.wrong), ("missed", total.missed), ("duplicate", total.duplicates)):
        for name in names if listed else ():
            print(f"{label:10} {name}")


def _print_tags(file: Path, config: Config, *, listed: bool) -> None:
    tagged = entity_tags.read(file)
    total = entity_tags.score(tagged, fold_corpus(_timed([one.document for one in tagged], config)))
    for line in entity_tags.lines(total):
        print(line)
    for missed in total.missed if listed else ():
        print(f"missed     {missed}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--gold", type=Path, help="a JSON gold (with --folder), or a CoNLL file")
    what.add_argument("--tags", type=Path, help="a corpus with tags as JSON lines: entity_tags says how")
    parser.add_argument("--folder", type=Path, help="the folder of the articles")
    parser.add_argument("--entities", choices=("model", "rules"), default="model")
    parser.add_argument("--model", default=Config().model)
    parser.add_argument("--list", action="store_true", help="name what was wrong or missed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
