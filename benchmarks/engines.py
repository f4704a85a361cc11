"""How fast the engine is beside others: `python -m benchmarks.engines --docs 10000 [--rivals tantivy,sqlite] [--json]`.

Every engine indexes the same made-up corpus and is asked the same questions, one at a time, each in a process of its
own, so that whatever else the machine does strikes all alike. Questions of all classes come in random order, another
one in each round, and engines in random order at each question. "First" is the first time that a question is asked, of
an engine that has answered others, "warm" the times after it. CPU is that of all threads of the engine's process;
answers are compared with one another, and the exit status is 1 where two engines disagree.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import corpus, serving
from benchmarks.figures import Measured, Outcome
from benchmarks.hosts import Host, host
from benchmarks.questions import CLASSES, Question, Questioner
from benchmarks.report import markdown
from benchmarks.rivals import Answer
from search.model import Document

OURS = "clippings"
RIVALS = ("tantivy", "lucene", "sqlite", "xapian", "stock")
LARGEST = {"stock": 10_000}
"""Whoosh as it comes takes a CPU second for a hundred documents: beyond this size it is to be asked for by name."""
FEW = {"stock": 2}
"""It takes a second for a question, too: of each class it is asked so many, and those once more."""
_SAMPLE = 2_000
_WARM_ROUNDS = 2
_OTHERS = 3_000
"""Questions to warm up with, of which an engine asks for as many as it needs."""
_COMPARED = 7
"""Values of a facet that are compared: a chosen one takes one of the eight that are shown."""

Answers = dict[Question, dict[str, Answer]]


def measure(
    count: int, rivals: Sequence[str], per_class: int, folder: Path, serve: bool = False, grow: bool = False
) -> Outcome:
    """Build every engine's index in a folder, ask all questions, compare; then ask the server, and add one document."""
    say(f"indexing {count:,} documents")
    sample = list(islice(corpus.documents(count), _SAMPLE))
    corpus_bytes = sum(map(_text_bytes, sample)) * count // max(1, len(sample))
    questions = list(Questioner(sample).ask(per_class))
    others = list(Questioner(sample, seed=4).ask(_OTHERS // len(CLASSES)))
    with ExitStack() as stack:
        measured, hosts = {}, []
        for name in (OURS, *rivals):
            measured[name], opened = _ready(stack, name, folder / name, count, others)
            hosts.append(opened)
        say(f"asking {len(questions)} questions")
        answers = _asked(hosts, measured, questions)
        for opened in hosts:
            measured[opened.name].resident_mb = opened.resident_mb()
        served = serving.serve(folder / OURS, questions) if serve else None
        if grow:
            _tell_growth(folder / OURS, count)
    return Outcome(count, corpus_bytes, measured, disagreements(answers), served)


def _tell_growth(folder: Path, count: int) -> None:
    with host(OURS) as grower:
        grown = grower.grow(folder, count)
    cost = grown.cost
    say(f"  one more: {cost.cpu_ms / 1e3:,.1f} CPU s, {cost.wall_ms / 1e3:,.1f} s, {grown.peak_mb:,.0f} MB")


def _text_bytes(document: Document) -> int:
    return len(document.title.encode()) + len(document.body.encode())


def _ready(stack: ExitStack, name: str, folder: Path, count: int, others: Sequence[Question]) -> tuple[Measured, Host]:
    """An engine that has built in one process and stands open in another, warmed up by other questions."""
    folder.mkdir(parents=True)
    stack.callback(shutil.rmtree, folder)
    with host(name) as builder:
        built = builder.build(folder, count)
    opened = stack.enter_context(host(name))
    opening = opened.open(folder)
    _, first = opened.ask(Question("all"))
    for question in others[: opened.warm_up()]:
        opened.ask(question)
    measured = Measured(built, opening, first)
    pace = count / built.cost.cpu_ms * 1e3
    say(f"  {name}: {pace:,.0f} documents a CPU second, {built.index_bytes / 1e6:,.1f} MB")
    return measured, opened


def _asked(hosts: Sequence[Host], measured: Mapping[str, Measured], questions: Sequence[Question]) -> Answers:
    answers: Answers = defaultdict(dict)
    rng = random.Random(len(questions))
    numbered = list(enumerate(questions))
    for turn in range(1 + _WARM_ROUNDS):
        for i, question in rng.sample(numbered, len(numbered)):
            for asked in rng.sample(hosts, len(hosts)):
                if _is_asked(asked.name, i, turn):
                    answer, cost = asked.ask(question)
                    measured[asked.name].times[question.kind, "warm" if turn else "first"].append(cost)
                    answers[question].setdefault(asked.name, answer)
    return answers


def _is_asked(name: str, number: int, turn: int) -> bool:
    return name not in FEW or (number < FEW[name] * len(CLASSES) and turn < 2)


def disagreements(answers: Answers) -> list[str]:
    """The questions to which two engines gave different answers, with what each gave."""
    wrong = []
    for question, by_engine in answers.items():
        given = {name: _compared(answer) for name, answer in by_engine.items()}
        names = {name for of in given.values() for name in of}
        if any(len({of[name] for of in given.values() if name in of}) > 1 for name in names):
            wrong.append(f"{question}: {given}")
    return wrong


def _compared(answer: Answer) -> dict[str, object]:
    """What is compared of an answer; not every engine can count every facet."""
    counts = {name: of[:_COMPARED] for name, of in answer.counts.items()}
    return {"total": answer.total, "hits": answer.hits, **counts}


def tell_disagreements(outcome: Outcome) -> None:
    """Name the questions on which engines disagree."""
    for line in outcome.disagreements[:20]:
        say(f"not agreed: {line}")


def say(message: str) -> None:
    """Tell how far it is, beside the answer."""
    print(message, file=sys.stderr)


def available(names: Sequence[str]) -> list[str]:
    """The rivals that are installed; the others are named on stderr."""
    found = []
    for name in names:
        try:
            importlib.import_module(f"benchmarks.rivals.{name}")
            found.append(name)
        except ModuleNotFoundError as error:
            advice = f"; pip install {error.name}" if error.name else ""
            say(f"{name} is left out: {error}{advice}")
    return found


def chosen(names: str | None, count: int) -> list[str]:
    """The rivals of a list with commas that are installed; by default all that get through so many documents."""
    if names is not None:
        return available([name for name in names.split(",") if name])
    large = [name for name in RIVALS if count > LARGEST.get(name, count)]
    for name in large:
        say(f"{name} is left out: beyond {LARGEST[name]:,} documents it takes hours; name it with --rivals")
    return available([name for name in RIVALS if name not in large])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit status says whether all answers agree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__.splitlines()[0])
    parser.add_argument("--docs", type=int, default=10_000, help="documents of the corpus (default 10000)")
    parser.add_argument("--rivals", help=f"of {','.join(RIVALS)}; with commas, or empty (default: all installed)")
    parser.add_argument("--per-class", type=int, default=12, help="questions of each of the ten classes (default 12)")
    parser.add_argument("--serve", action="store_true", help="ask our server, too, by 1, 8 and 32 connections")
    parser.add_argument("--grow", action="store_true", help="add one document to our index at the end")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        rivals = chosen(options.rivals, options.docs)
        outcome = measure(options.docs, rivals, options.per_class, Path(folder), options.serve, options.grow)
    tell_disagreements(outcome)
    figures = outcome.as_json()
    print(json.dumps(figures) if options.json else markdown(figures))
    return 1 if outcome.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
