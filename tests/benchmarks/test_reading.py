"""The benchmark of reading times every stage of what it reads."""

from __future__ import annotations

from benchmarks.reading import STAGES, texts, timed
from benchmarks.report import reading
from search.model import Document
from search.readers import read

PAGE = (
    b"<html><body><article><h1>Ferry late</h1><p>The ferry from Kelmar came in late again.</p></article></body></html>"
)


def test_a_text_has_its_title_its_source_and_its_day_above_the_body() -> None:
    ((name, raw),) = texts(1)
    (document,) = (record for record in read(raw, name, name) if isinstance(record, Document))
    title, source, body = document.text.split("\n\n", 2)
    assert title
    assert len(source.split("\n")) == 2
    assert len(body) > len(title)


def test_every_stage_takes_time_and_all_of_them_what_they_take_together() -> None:
    times = timed([*texts(20), ("a.html", PAGE)])
    assert list(times) == list(STAGES)
    assert all(times[stage] > 0 for stage in STAGES)
    assert times["all"] > max(times[stage] for stage in STAGES if stage != "all")


def test_the_report_has_a_row_for_each_kind_of_file() -> None:
    table = reading({"text": dict.fromkeys(STAGES, 1.0), "page": dict.fromkeys(STAGES, 2.0)}).split("\n")
    assert table[0] == "| reading, CPU ms a file | reader | language | layout | source | date | stories | all |"
    assert table[2] == "| text | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |"
    assert table[3].startswith("| page | 2.00 |")
