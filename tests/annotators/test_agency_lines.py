"""Agencies that lines credit, and those that a first sentence begins with."""

import pytest

from search.annotators import language, layout, source
from search.annotators.agency_lines import agencies_alone, agency_before
from search.config import Config
from search.model import Document

ALONE = {
    "dpa/AFP": ["dpa", "AFP"],
    "mzu/dpa": ["dpa"],
    "PTI": ["PTI"],
    "(Bloomberg)": ["Bloomberg"],
    "（共同）": ["共同通信"],
    "Mit Material von dpa": ["dpa"],
    "Le Monde avec AFP": ["AFP"],
    "Com informações da Reuters": ["Reuters"],
    "По материалам ТАСС": ["ТАСС"],
    "Kaynak: AA": ["Anadolu"],
    "The Associated Press contributed to this report.": ["Associated Press"],
    "(فرانس برس)": ["وكالة الأنباء الفرنسية"],
}


@pytest.mark.parametrize("line", ALONE)
def test_a_line_of_nothing_but_agencies_credits_them(line: str) -> None:
    assert [medium.name for medium in agencies_alone(line)] == ALONE[line]


@pytest.mark.parametrize(
    "line",
    [
        "Reuters said so",
        "AFP chief resigns",
        "Ada Quayle",
        "The Guardian",
        "with agencies",
        "By Ada Quayle, Reuters",
        "",
    ],
)
def test_a_line_that_says_more_credits_nobody(line: str) -> None:
    assert agencies_alone(line) == []


BEFORE = {
    "(ANSA) - ROMA, 10 GIU - Il traghetto": "ANSA",
    "МОСКВА, 10 июня. /ТАСС/. Паром": "ТАСС",
    "МОСКВА, 10 июн — РИА Новости. Паром": "РИА Новости",
    "新华社北京6月10日电 渡轮又晚点了": "新华社",
    "(서울=연합뉴스) 홍길동 기자 = 배가 늦었다": "연합뉴스",
    "【ロンドン共同】渡し船が遅れた": "共同通信",
    "WASHINGTON (AP) — The ferry": "AP",
    "ANKARA (AA) - Vapur": "Anadolu",
}


@pytest.mark.parametrize("sentence", BEFORE)
def test_an_agency_before_the_text_is_credited(sentence: str) -> None:
    assert [medium.name for medium, _, _ in agency_before(sentence)] == [BEFORE[sentence]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor told Reuters - and nobody else - that the ferry was late.",
        "Reuters reported that the ferry was late.",
        "Two reporters of AFP (one of them Ada Quayle) were on the quay.",
        "Газета «Ведомости» и ТАСС сообщили о пароме.",
    ],
)
def test_an_agency_in_a_sentence_is_quoted_and_not_credited(sentence: str) -> None:
    assert list(agency_before(sentence)) == []


def test_a_credit_is_via_and_neither_body_nor_cited() -> None:
    prose = "Die Fähre zur Insel kam wieder zu spät, und niemand am Kai war darüber überrascht, am wenigsten der Rat."
    document = Document("1", "a.txt", text=f"Fähre wieder spät\n\n{prose}\n\n{prose} {prose}\n\ndpa/AFP\n")
    for annotator in (language, layout, source):
        document = annotator.annotate(document, Config())
    assert [item.name for item in document.via] == ["dpa", "AFP"]
    assert (document.cites, document.source, "AFP" in document.body) == ((), None, False)
