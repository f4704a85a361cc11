"""Lucene, in Java: `Rival.java` in a process of its own, which is told of documents and questions by lines.

As its documentation says is fast: facets are counted from sorted sets of values, a field for each; one pass finds the
best ten and what is to be counted; filters score nothing; snippets are made from offsets that are in the index; and an
index that is only read is merged into one segment. A JVM compiles what it runs often, so it is asked WARM_UP other
questions before any that count. It has no cache of filters, nor has any other engine here.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from benchmarks.questions import Question
from benchmarks.rivals import FACETS, Answer, Ask
from search.analysis.terms import stem_in, term_mapper
from search.model import Document
from tests.cluster.java import compiled, lacking

if complaint := lacking():
    raise ModuleNotFoundError(complaint)

WARM_UP = 3_000
"""Questions until the times of a round no longer fall."""

_HEAP = "1g"
_LINE, _SEVERAL = "\x1e", "\x1f"


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Write an index in one thread, besides those of the JVM."""
    with _started("build", folder) as process:
        assert process.stdin
        for document in documents:
            process.stdin.write("\t".join(_fields(document)) + "\n")
        process.stdin.close()
    if process.returncode:
        raise RuntimeError("Lucene has built no index")


def _fields(document: Document) -> Iterable[str]:
    assert document.source
    assert document.day
    yield document.path
    yield document.title
    yield document.body.replace("\t", " ").replace("\n", _LINE)
    yield document.source.name
    for kind in ("person", "organisation", "place"):
        yield _SEVERAL.join(dict.fromkeys(mention.name for mention in document.mentions if mention.kind == kind))
    yield str(document.day.first.year)


def opened(folder: Path) -> Ask:
    """The function from a question to its answer. The process ends with this one."""
    process = _started("ask", folder)
    assert process.stdin
    assert process.stdout
    asking, told = process.stdin, process.stdout
    assert told.readline() == "ready\n"
    mapped = term_mapper("en")

    def ask(question: Question) -> Answer:
        words = question.words
        terms = [word if question.kind == "prefix" else stem_in(mapped(word)) for word in words]
        years = map(str, question.years or ("", ""))
        asking.write("\t".join([question.kind, " ".join(terms), question.source, question.person, *years]) + "\n")
        asking.flush()
        total, hits, *counts = told.readline().rstrip("\n").split("\t")[: 2 + len(FACETS)]
        found = {name: _numbers(text) for name, text in zip(FACETS, counts, strict=True)}
        return Answer(int(total), int(hits), found)

    return ask


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, text.split(",")), reverse=True)) if text else ()


def _started(command: str, folder: Path) -> subprocess.Popen[str]:
    jars = compiled(Path(__file__).with_name("Rival.java"))
    words = ["java", f"-Xms{_HEAP}", f"-Xmx{_HEAP}", "-XX:+UseSerialGC", "-cp", f"{jars / 'lib'}/*:{jars}", "Rival"]
    return subprocess.Popen(
        [*words, command, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
