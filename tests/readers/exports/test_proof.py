"""What an export says it holds is compared with what was found, and texts that quote an export's words are none."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from search.model import Document, Note
from search.readers import Record, Rejected, Remark, read
from search.readers.exports.proof import spelled
from tests import made_exports as made
from tests.made_exports import PIECES, Piece

PROSE = "The keeper lit the lamp for the last time, and the whole harbour came down to the mole to see her do it."


def records(text: str, name: str = "a.txt") -> list[Record]:
    return list(read(text.encode(), name, f"news/{name}"))


def remark(found: list[Record]) -> Note:
    (told,) = [note for record in found if isinstance(record, Remark) for note in record.notes]
    return told


COUNTED = {"nexis": made.nexis, "lexisnexis": made.lexisnexis, "proquest": made.proquest}


@pytest.mark.parametrize("database", COUNTED)
def test_the_number_that_a_file_states_is_proved(database: str) -> None:
    found = records(COUNTED[database]())
    assert remark(found) == Note("3 of the 3 articles that the file says it holds")


@pytest.mark.parametrize("database", ["lexisnexis", "proquest"])
def test_missing_numbers_are_named(database: str) -> None:
    pieces = [replace(PIECES[0], number=number, title=f"Ferry {number}") for number in (1, 2, 4, 8)]
    told = remark(records(COUNTED[database](pieces, stated=9)))
    assert told == Note("4 of the 9 articles that the file says it holds; missing: 3, 5-7 and 9", warning=True)


@pytest.mark.parametrize("database", ["lexisnexis", "proquest"])
def test_a_number_that_no_file_can_hold_fills_no_memory(database: str) -> None:
    text = COUNTED[database](stated=999_999)
    records(text)
    tracemalloc.start()
    told = remark(records(text))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.text == "3 of the 999,999 articles that the file says it holds; missing: 4-999999"
    assert peak < 5_000_000


def test_what_a_cover_lists_and_the_file_lacks_is_named() -> None:
    whole = made.nexis()
    start, end = whole.index("\nFerry sold\nHarbour"), whole.index("\nCouncil votes\nThe")
    told = remark(records(whole[:start] + whole[end:]))
    assert told == Note("2 of the 3 articles that the file says it holds; missing: 2", warning=True)


def test_factiva_counts_what_its_search_found() -> None:
    assert remark(records(made.factiva(stated=3))).text == "3 of the 3 articles that the file says it holds"
    assert remark(records(made.factiva(codes=False, stated=7))).warning


def test_a_file_that_states_no_number_says_so() -> None:
    assert remark(records(made.europresse())) == Note("3 articles in one file, which does not say how many it holds")


@pytest.mark.parametrize("database", COUNTED)
def test_a_text_shorter_or_longer_than_stated_is_a_warning_on_its_record(database: str) -> None:
    pieces = [replace(PIECES[0], words=500), PIECES[1], replace(PIECES[2], words=20)]
    found = [record for record in records(COUNTED[database](pieces)) if isinstance(record, Document)]
    notes = [list(document.notes) for document in found]
    if database == "proquest":  # which states no length
        assert notes == [[], [], []]
        return
    count = PIECES[0].length
    assert notes == [
        [Note(f"the text has {count} words, where the export states 500", warning=True)],
        [],
        [Note(f"the text has {count} words, where the export states 20", warning=True)],
    ]


@pytest.mark.parametrize("database", ["nexis", "lexisnexis"])
def test_a_truncated_file_keeps_its_whole_articles_and_names_the_rest(database: str) -> None:
    text = COUNTED[database]()
    cut = text[: text.rindex(PIECES[2].prose[1][:30]) + 20]
    found = records(cut)
    assert [record.title for record in found if isinstance(record, Document)] == [piece.title for piece in PIECES[:2]]
    (rest,) = [record for record in found if isinstance(record, Rejected)]
    assert (rest.path, rest.reason.partition(":")[0]) == ("news/a.txt#3", "truncated")
    assert remark(found) == Note("2 of the 3 articles that the file says it holds; missing: 3", warning=True)


@pytest.mark.parametrize("ending", [ending for ending in made.MADE if not ending.endswith(".docx")])
@pytest.mark.parametrize("share", range(20, 40, 3))
def test_what_is_cut_off_runs_into_no_other_and_is_named(ending: str, share: int) -> None:
    name, whole = f"a{ending}", made.MADE[ending](PIECES)
    found = list(read(whole[: len(whole) * share // 40], name, f"news/{name}"))
    documents = [record for record in found if isinstance(record, Document)]
    for document in documents:
        assert sum(piece.title in document.text for piece in PIECES) == 1
    named = [record for record in found if not isinstance(record, Document)]
    assert named or any(document.notes for document in documents)


@pytest.mark.parametrize("database", ["nexis", "lexisnexis"])
@pytest.mark.parametrize("share", range(1, 10))
def test_a_file_cut_anywhere_gives_no_article_that_is_not_whole(database: str, share: int) -> None:
    text = COUNTED[database]()
    whole = {record.title: record.text for record in records(text) if isinstance(record, Document)}
    found = records(text[: len(text) * share // 10])
    documents = [record for record in found if isinstance(record, Document) and record.title in whole]
    if any(isinstance(record, Remark) for record in found):
        assert all(document.text == whole[document.title] for document in documents)


QUOTES = (
    f"How to read an export\n\nMarch 3, 2020\n\n{PROSE}\n\n3 of 5 DOCUMENTS\n\n{PROSE}\n",
    f"How to read an export\n\nMarch 3, 2020\n\n{PROSE}\n\n1 of 5 DOCUMENTS\n\n{PROSE}\n\n2 of 5 DOCUMENTS\n",
    f"How to read an export\n\nMarch 3, 2020\n\n{PROSE}\n\nEnd of Document\n\n{PROSE}\n\nEnd of Document\n",
    f"How to read an export\n\nMarch 3, 2020\n\n{PROSE}\n\nDocument QUAYG000020210304eh3400001\n\n{PROSE}\n",
    f"What ProQuest does\n\nMarch 3, 2020\n\n{PROSE}\n\nDocument 1 of 3\n\nFull text: {PROSE}\n\nDocument 2 of 3\n",
    f"Où est news·20210304·QG·101\n\nMarch 3, 2020\n\n{PROSE}\n\nnews·20210304·QG·101\n\n{PROSE}\n",
)


@pytest.mark.parametrize("text", QUOTES)
def test_a_text_that_quotes_an_exports_words_stays_one_article(text: str) -> None:
    (only,) = records(text)
    assert isinstance(only, Document)
    assert only.text == text


def test_an_article_of_an_export_that_quotes_such_words_stays_whole() -> None:
    prose = (PROSE, "3 of 5 DOCUMENTS", "End of Document", "Document QUAYG000020210304eh3400001", PROSE)
    pieces = [PIECES[0], Piece("What exports look like", prose=prose, number=2), PIECES[2]]
    for make in (made.nexis, made.lexisnexis, made.factiva, made.proquest, made.europresse):
        found = [record for record in records(make(pieces)) if isinstance(record, Document)]
        assert [document.title for document in found] == [piece.title for piece in pieces], make
        for words in prose:
            assert words in found[1].text, (make, words)


def test_numbers_are_spelled_in_runs() -> None:
    assert spelled([(7, 7)]) == "7"
    assert spelled([(2, 3)]) == "2, 3"
    assert spelled([(7, 7), (12, 14), (80, 80)]) == "7, 12-14 and 80"
    assert spelled([(number, number) for number in range(1, 400, 2)]).endswith(" and 160 more")
