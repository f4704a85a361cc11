"""What is promised of every reader, whatever it is given: documents, or a reason, and nothing else."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest

from search.errors import EMPTY, FileSkipped
from search.model import Document
from search.readers import Rejected, Remark, all_readers, read
from search.readers.printed.image_size import is_image
from tests import made_files
from tests.made_files import MADE


def outcome(name: str, raw: bytes) -> list[Document | Rejected | str]:
    found: list[Document | Rejected | str] = []
    try:
        found.extend(item for item in read(raw, name, f"news/{name}") if not isinstance(item, Remark))
    except FileSkipped as reason:
        found.append(str(reason))
    return found


def bad(raw: bytes) -> Iterator[bytes]:
    chance = random.Random(7)
    yield from (b"", b" \n\t\r\n", b"\x00" * 500, b"\xff" * 500, b"\xef\xbb\xbf", b"\xff\xfe")
    yield from (raw[: len(raw) * part // 7] for part in range(1, 7))
    yield raw[:-1]
    yield from (chance.randbytes(2000) for _ in range(5))
    for _ in range(30):
        at = chance.randrange(len(raw))
        yield raw[:at] + chance.randbytes(chance.randrange(1, 40)) + raw[at + chance.randrange(40) :]


def test_there_is_a_good_file_for_every_reader() -> None:
    assert {os.path.splitext(f"a{name}")[1] for name in MADE} == set(all_readers())


@pytest.mark.parametrize("suffix", MADE)
def test_a_good_file_gives_its_article(suffix: str) -> None:
    (document,) = outcome(f"a{suffix}", MADE[suffix]())
    assert isinstance(document, Document)
    assert " ".join(made_files.BODY.split()) in " ".join(document.text.split())
    assert made_files.TITLE in (document.title or document.text.split("\n")[0])
    assert document.path.startswith(f"news/a{suffix}")


@pytest.mark.parametrize("suffix", MADE)
def test_damage_of_any_kind_gives_documents_or_reasons(suffix: str) -> None:
    made = MADE[suffix]()
    # A scan starts a program every time, so that fewer must do.
    for raw in [*bad(made)][:: 6 if is_image(made) else 1]:
        found = outcome(f"a{suffix}", raw)
        assert found, raw[:80]
        for item in found:
            reason = item.reason if isinstance(item, Rejected) else item
            assert isinstance(reason, Document) or len(reason) > 5


@pytest.mark.parametrize("suffix", MADE)
def test_a_wrong_ending_gives_the_article_or_a_reason(suffix: str) -> None:
    for content in MADE:
        for item in outcome(f"a{suffix}", MADE[content]()):
            assert not isinstance(item, Document) or "lighthouse" in item.text, content


@pytest.mark.parametrize("suffix", MADE)
def test_nothing_is_an_article_in_an_empty_file(suffix: str) -> None:
    (reason,) = outcome(f"a{suffix}", b"")
    assert reason == EMPTY


@pytest.mark.parametrize("suffix", MADE)
def test_ids_differ_within_a_file_and_stay_the_same(suffix: str) -> None:
    first, second = (
        [item.id for item in outcome(f"a{suffix}", MADE[suffix]()) if isinstance(item, Document)] for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == len(first)
