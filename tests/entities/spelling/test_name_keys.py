"""How names are compared, what the gazetteer knows, and how capitals are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.entities.finders.capital_lines import readable
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import gazetteer, territories
from search.entities.spelling.name_keys import initials, is_acronym, key
from search.entities.spelling.name_trimming import joined


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Yong-ho", "Kim Yong Ho"),
        ("U.S.", "US"),
        ("U.S", "US"),
        ("The Hague’s", "Hague"),
        ("AT&T", "at and t"),
        ("Ștefan Vodă", "Stefan Voda"),
        ("World Tree Organisation", "World Tree Organization"),
        ("Юрия Вегина", "Юрий Вегин"),
    ],
)
def test_two_spellings_share_a_key(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(("a", "b"), [("Niger", "Nigeria"), ("Kim Yong Il", "Kim Yong Un"), ("Ana Vega", "Anna Vega")])
def test_two_names_do_not(a: str, b: str) -> None:
    assert key(a) != key(b)


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_is_its_own(text: str) -> None:
    assert key(key(text)) == key(key(key(text)))


def test_an_acronym_is_of_capitals_and_fits_initials() -> None:
    assert is_acronym("U.N.")
    assert not is_acronym("Un")
    assert initials("Bureau of River Surveys") == {"brs", "bors"}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("US", "United States"),
        ("us", None),
        ("Us", None),
        ("who", None),
        ("WHO", "World Health Organization"),
        ("Ill.", "Illinois"),
        ("Ill", None),
        ("Burma", "Myanmar"),
        ("Viet Nam", None),
        ("the Netherlands", "Netherlands"),
    ],
)
def test_the_gazetteer_takes_acronyms_as_they_are_spelled(name: str, known: str | None) -> None:
    entity = gazetteer().get(name)
    assert (entity.name if entity else None) == known


def test_countries_have_their_name_in_other_languages() -> None:
    assert territories("ru")["Россия"] == territories("fr")["Russie"] == "Russia"
    assert territories("zh")["越南"] == "Vietnam"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("VEGA TO VISIT THE NORTH OF KENYA", "Vega to Visit the North of Kenya"),
        ("NATO AND KENYA SIGN PACT", "NATO and Kenya Sign Pact"),
        ("Vega visits NATO", "Vega visits NATO"),
        ("ANA VEGA MOBILISED IT, VEGA SAID.", "Ana Vega mobilised it, Vega said."),
        ("THE FOREIGN WATCH SERVICE SAID SO. OTHERS AGREED.", "The Foreign Watch Service said so. Others agreed."),
        ("MR. BREAD OF KENYA MET MARIA BREAD. BREAD IS BREAD.", "Mr. Bread of Kenya met Maria Bread. Bread is bread."),
        ("The RSB met.\nRSB CHIEF ANA VEGA RESIGNS", "The RSB met.\nRSB Chief Ana Vega Resigns"),
    ],
)
def test_lines_of_capitals_become_readable_in_place(line: str, read: str) -> None:
    assert readable(line) == read


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Zs", "Po"]), max_size=60))
def test_reading_capitals_moves_nothing(text: str) -> None:
    assert len(readable(text)) == len(text)


def test_two_people_of_one_word_side_by_side_are_one() -> None:
    text = "Ana Vega met Oslo, Tomas and Eva"
    raws = [
        Raw(0, 3, "person"),
        Raw(4, 8, "person"),
        Raw(13, 17, "place"),
        Raw(19, 24, "person"),
        Raw(29, 32, "person"),
    ]
    assert [text[raw.start : raw.end] for raw in joined(text, raws)] == ["Ana Vega", "Oslo", "Tomas", "Eva"]


def test_a_diocese_is_one_with_its_place_and_a_bishop_is_not() -> None:
    text = "the Diocese of Oxford and the University of Tarnovo, the Bishop of Oslo"
    raws = [
        Raw(0, 14, "place"),
        Raw(15, 21, "organisation"),
        Raw(30, 43, "organisation"),
        Raw(44, 51, "place"),
        Raw(57, 63, "person"),
        Raw(67, 71, "place"),
    ]
    assert [(text[raw.start : raw.end], raw.kind) for raw in joined(text, raws)] == [
        ("the Diocese of Oxford", "organisation"),
        ("University of Tarnovo", "organisation"),
        ("Bishop", "person"),
        ("Oslo", "place"),
    ]
