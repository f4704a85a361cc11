"""Judged collections: documents, questions, and which documents answer them, out of the shapes that are about.

A folder holds

- documents: `docs.jsonl` or `corpus.jsonl` (`id` or `_id`, `title`, `body` or `text`), or files of TREC's SGML of any
  name, as they are or in .gz, which begin with `<DOC>`: of each its `<DOCNO>`, the text between any other tags, and a
  title in `<TITLE>`, `<HEADLINE>`, `<HL>` or `<TI>`;
- questions: `queries.jsonl` (`id` or `_id`, `text`), or a file whose name has "topics" or "queries" in it, of `<top>`
  with `<num>` and `<title>`, or of lines `id<TAB>text`;
- judgements: `qrels.tsv`, `qrels.txt` or `qrels/test.tsv`, or else every file whose name begins or ends with "qrels":
  lines of question, document, grade, or, as TREC has them, question, iteration, document, grade. A line whose grade is
  no number is a heading.
"""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from search.model import Document, Part

_DOCUMENT = re.compile(r"<DOC\b[^>]*>(.*?)</DOC>", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"<DOCNO>\s*(\S+?)\s*</DOCNO>", re.IGNORECASE)
_TITLE = re.compile(r"<(TITLE|HEADLINE|HL|TI)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_ASIDE = re.compile(r"<(DOCNO|DOCID|PROFILE|DATE\d?|FILEID|DOCTYPE)\b[^>]*>.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TOPIC = re.compile(r"<top>(.*?)(?:</top>|(?=<top>)|\Z)", re.IGNORECASE | re.DOTALL)
_TOPIC_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*0*(\d+)", re.IGNORECASE)
_TOPIC_TITLE = re.compile(r"<title>\s*(?:Topic:)?([^<]*)", re.IGNORECASE)

Judgements = dict[str, dict[str, int]]
"""For each question its documents' grades; those of 0 and less are of no use."""


class CollectionUnreadable(Exception):
    """A folder has no documents, questions or judgements that fit together."""


@dataclass(frozen=True)
class Collection:
    """A judged collection; every question has a document that answers it."""

    name: str
    documents: list[Document]
    questions: dict[str, str]
    judgements: Judgements


def read_collection(folder: Path) -> Collection:
    """The collection in a folder. Raises CollectionUnreadable."""
    documents = list(_documents(folder))
    known = {document.id for document in documents}
    judgements: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for question, document, grade in _judged(folder):
        if grade > 0 and document in known:
            judgements[question][document] = grade
    questions = {number: text for number, text in _questions(folder) if number in judgements}
    if not questions:
        counted = f"{len(known)} documents, judgements of {len(judgements)} questions, and the text of none of these"
        raise CollectionUnreadable(f"{folder} holds {counted}; benchmarks/judged.py says which files are read")
    return Collection(folder.name, documents, questions, {number: judgements[number] for number in questions})


def _text(path: Path) -> str:
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data.decode("utf-8", "replace")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in _text(path).split("\n") if line.strip())


def _documents(folder: Path) -> Iterator[Document]:
    for path in _files(folder):
        if path.name in ("docs.jsonl", "corpus.jsonl"):
            for row in _rows(path):
                yield _document(
                    row.get("id") or row["_id"], row.get("title", ""), row.get("body") or row.get("text", "")
                )
        elif _is_sgml(path):
            for match in _DOCUMENT.finditer(_text(path)):
                yield from _of_sgml(match[1])


def _is_sgml(path: Path) -> bool:
    """Whether a file begins with a document of TREC's: such files often have a number for an ending, or none."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return re.match(rb"\s*<DOC\b", file.read(256), re.IGNORECASE) is not None


def _of_sgml(text: str) -> Iterator[Document]:
    number, title = _NUMBER.search(text), _TITLE.search(text)
    if number:
        body = _ASIDE.sub(" ", _TITLE.sub(" ", text, count=1))
        yield _document(number[1], _plain(title[2]) if title else "", _plain(body))


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub(" ", marked)).strip()


def _document(number: str, title: str, body: str) -> Document:
    parts = (Part("body", 0, len(body)),) if body else ()
    return Document(number, number, title, body, parts, language="en")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _questions(folder: Path) -> Iterator[tuple[str, str]]:
    for path in _files(folder):
        if path.name == "queries.jsonl":
            yield from ((row.get("id") or row["_id"], row["text"]) for row in _rows(path))
        elif re.search(r"topics|queries", path.name, re.IGNORECASE) and "qrels" not in path.name:
            yield from _topics(_text(path))


def _topics(text: str) -> Iterator[tuple[str, str]]:
    if "<top>" not in text.lower():
        yield from (
            (number, asked) for number, tab, asked in (line.partition("\t") for line in text.split("\n")) if tab
        )
    for match in _TOPIC.finditer(text):
        number, title = _TOPIC_NUMBER.search(match[1]), _TOPIC_TITLE.search(match[1])
        if number and title:
            yield number[1], " ".join(title[1].split())


def _judged(folder: Path) -> Iterator[tuple[str, str, int]]:
    usual = [path for name in ("qrels.tsv", "qrels.txt", "qrels/test.tsv") if (path := folder / name).is_file()]
    for path in usual[:1] or [path for path in _files(folder) if re.search(r"^qrels|qrels(\.gz)?$", path.name)]:
        yield from _grades(_text(path).split("\n"))


def _grades(lines: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    for line in lines:
        cells = line.split()
        if len(cells) in (3, 4) and re.fullmatch(r"-?\d+", cells[-1]):
            yield cells[0], cells[-2], int(cells[-1])
