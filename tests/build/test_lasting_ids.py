"""A record that says what it is called keeps its id wherever it stands in its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from search.build.build import build
from search.config import Config
from search.model import Document, Query
from search.readers import document_id, read
from search.store import builds
from tests.made_files import crawl, lines, mail, mailbox, packed, page

TEXT = "The {} ferry came home on Tuesday, and the harbour was full of people who had waited for it all day."


def jsonl(names: Sequence[str], key: str = "_id") -> bytes:
    return lines(*({key: name, "body": TEXT.format(name)} for name in names))


def listed(names: Sequence[str]) -> bytes:
    hits = [{"_id": name, "_source": {"body": TEXT.format(name)}} for name in names]
    return json.dumps({"hits": {"hits": hits}}).encode()


def table(names: Sequence[str]) -> bytes:
    return "".join(["ID,Text\n", *(f'{name},"{TEXT.format(name)}"\n' for name in names)]).encode()


def linked(names: Sequence[str]) -> bytes:
    return "".join(["link,text\n", *(f'https://e.org/{name},"{TEXT.format(name)}"\n' for name in names)]).encode()


def mails(names: Sequence[str]) -> bytes:
    return mailbox(*(mail(TEXT.format(name), "Ferry", f"Message-ID: <{name}@e.org>") for name in names))


def crawled(names: Sequence[str]) -> bytes:
    return crawl(*((f"https://e.org/{name}", "text/html", page(TEXT.format(name)), "200 OK") for name in names))


def zipped(names: Sequence[str]) -> bytes:
    return packed({"in.jsonl": jsonl(names)})


MAKERS = [("a.jsonl", jsonl), ("a.json", listed), ("a.csv", table), ("b.csv", linked), ("a.mbox", mails)]
MAKERS += [("a.warc", crawled), ("a.zip", zipped)]


def ids(name: str, raw: bytes) -> dict[str, str]:
    """The ids of documents by the word that each has alone."""
    found = [item for item in read(raw, name, f"in/{name}") if isinstance(item, Document)]
    return {item.text.partition("The ")[2].split()[0]: item.id for item in found}


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_what_is_put_before_a_record_does_not_change_its_id(name: str, make: Callable[[Sequence[str]], bytes]) -> None:
    before, after = ids(name, make(["red", "blue"])), ids(name, make(["green", "blue", "red"]))
    assert len(set(after.values())) == 3
    assert {word: after[word] for word in before} == before


def test_of_two_that_are_called_the_same_each_has_an_id() -> None:
    first, second, _ = read(jsonl(["red", "red", "blue"]), "a.jsonl", "in/a.jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id != second.id == document_id("in/a.jsonl#2")


def test_the_same_name_in_another_file_is_another_document() -> None:
    assert ids("a.jsonl", jsonl(["red"])) != ids("b.jsonl", jsonl(["red"]))


def test_a_record_without_a_name_has_the_id_of_its_place() -> None:
    assert set(ids("a.jsonl", jsonl(["red"], "rank")).values()) == {document_id("in/a.jsonl#1")}


def test_an_index_that_grows_keeps_the_ids_and_is_what_a_fresh_one_is(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    config = Config(index=tmp_path / "index", entities="none", workers=0, today=date(2026, 1, 1))

    def told() -> dict[str, tuple[str, str]]:
        found = builds.open_index(config.index).searcher.search(Query(per_page=100))
        return {hit.document.id: (hit.document.path, hit.document.text) for hit in found.hits}

    (tmp_path / "in" / "a.csv").write_bytes(table(["red", "blue"]))
    build(tmp_path / "in", config)
    before = told()
    (tmp_path / "in" / "a.csv").write_bytes(table(["green", "blue", "red", "black"]))
    build(tmp_path / "in", config)
    grown = told()
    assert before.keys() < grown.keys()
    assert {doc_id: grown[doc_id][1] for doc_id in before} == {doc_id: text for doc_id, (_, text) in before.items()}
    build(tmp_path / "in", config, full=True)
    assert told() == grown
