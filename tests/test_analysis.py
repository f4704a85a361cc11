"""Words, their folds and their terms."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.folds import MAX_WORD, fold, folds_of
from search.analysis.surfaces import chunks, surfaces, surfaces_at, surfaces_of
from search.analysis.terms import analyze, language_term, stem_in, surfaces_terms, term_mapper, terms_in


def terms(text: str, language: str = "") -> list[str]:
    return [token.term for token in analyze(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un", ["kim", "jong", "un"]),
        ("Kim Jong Un", ["kim", "jong", "un"]),
        ("Putin's Putin’s PUTIN'S", ["putin"] * 3),
        ("l'Étoile O'Neill", ["l", "etoile", "o", "neill"]),
        ("U.S. U.S.A. U.S.Army e.g.", ["us", "usa", "us", "army", "eg"]),
        ("C++ and C# but A+", ["c++", "and", "c#", "but", "a"]),
        ("AT&T R&D 3.5 10:42", ["at", "t", "r", "d", "3", "5", "10", "42"]),
        ("a 1 Я", ["a", "1", "я"]),
        ("naïve nai\u0308ve Straße ŁÓDŹ Ørsted", ["naive", "naive", "strasse", "lodz", "orsted"]),
        ("ёлка Йод", ["елка", "йод"]),
        ("İstanbul Diyarbakır", ["istanbul", "diyarbakir"]),
        ("snake_case", ["snake", "case"]),
        ("हिन्दी हिंदी में।", ["हिंदी", "हिंदी", "में"]),
        ("كِتَاب", ["كتاب"]),
        ("北京奥运", ["北京", "京奥", "奥运", "运"]),
        ("在NASA的人", ["在", "nasa", "的人", "人"]),
        ("ソ連の", ["ソ連", "連の", "の"]),
        ("", []),
        ("😀 — …", []),
        ("¼ ㈠ ⅷ ﬁne", ["14", "㈠", "viii", "fine"]),
        ("Hawaiʻi Oʼahuʼs", ["hawai", "i", "o", "ahu"]),
        ("soft\u00adhyphen", ["softhyphen"]),
    ],
)
def test_a_text_has_these_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_stems_are_those_of_the_documents_language() -> None:
    assert terms("estimated estimates visits", "en") == ["estim_en", "estim_en", "visit_en"]
    assert len(set(terms("ракета ракеты ракету", "ru"))) == 1
    assert terms("éléphants elephants", "fr")[0] == terms("éléphants elephants", "fr")[1]
    assert terms("visits", "") == ["visits"]


def test_a_query_word_stands_for_its_stem_in_every_language_of_the_index() -> None:
    assert terms_in("visits", ["en", ""]) == {"visit_en", "visits"}


def test_a_stem_of_one_language_is_no_term_of_another() -> None:
    assert {stem_in(terms("news", "fr")[0]), stem_in(terms("new", "en")[0])} == {"new"}
    assert terms("news", "fr") == terms("new", "fr") != terms("new", "en")
    assert terms("2021 news", "")[1] == terms("news", "zh")[0]  # none of them stems
    for language in ("", "en", "tr", "ar", "zh"):
        [term] = terms("Visits", language)
        assert language_term(stem_in(term), language) == term


def test_some_words_are_others_in_capitals() -> None:
    assert terms("US U.S. US's US’s us Us", "en") == ["us^_en"] * 4 + ["us_en"] * 2
    assert terms("WHO who NASA Nasa", "en") == ["who^_en", "who_en", "nasa_en", "nasa_en"]
    assert terms("UN un WHO", "fr") == ["un^_fr", "un_fr", "who_fr"]
    assert terms("US us", "") == ["us", "us"]
    assert terms_in("us", ["en", "fr"]) == {"us_en", "us^_en", "us_fr"}
    assert terms_in("us", ["en", "fr"], capitals=True) == {"us^_en", "us_fr"}


def test_offsets_are_those_of_the_surface() -> None:
    text = "In Köln: the U.S. team’s 月球 base"
    assert [text[token.start : token.end] for token in analyze(text, "en")] == [
        *("In", "Köln", "the", "U.S", "team’s", "月球", "球", "base")
    ]


def test_a_gigantic_word_is_cut() -> None:
    assert fold("x" * 100_000) == "x" * MAX_WORD
    assert len(fold("é" * 100_000)) == MAX_WORD


@given(st.text(max_size=200), st.sampled_from(["", "en", "ru", "fr", "zh"]))
def test_every_text_has_tokens_in_order_within_it(text: str, language: str) -> None:
    found = analyze(text, language)
    assert [surface for surface, _, _ in surfaces_at(text)] == surfaces(text)
    assert len(found) == len(surfaces(text))
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.start < other.start for one, other in pairwise(found))
    assert not any(character.isspace() for token in found for character in token.term)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    for surface in surfaces(text):
        assert fold(fold(surface)) == fold(surface)


@given(st.text(max_size=60))
def test_upper_case_does_not_matter(text: str) -> None:
    ascii_text = text.encode("ascii", "ignore").decode()
    assert terms(ascii_text.upper()) == terms(ascii_text.lower())


@given(st.text(max_size=200), st.sampled_from(["en", "ru", "ar", "zh", "th", "xx"]))
def test_many_at_once_are_what_each_is_alone(text: str, language: str) -> None:
    held = chunks(text)
    assert [surface for found in surfaces_of(held) for surface in found] == surfaces(text)
    folds = folds_of(surfaces(text))
    assert folds == [*map(fold, surfaces(text))]
    assert surfaces_terms(surfaces(text), folds, language) == [*map(term_mapper(language), surfaces(text))]


def test_a_mapper_and_the_analyzer_agree() -> None:
    text = "Visits to the Étoile’s rooms"
    assert [term_mapper("en")(surface) for surface in surfaces(text)] == terms(text, "en")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "elections", "election"),
        ("ru", "городах", "город"),
        ("fr", "élections", "election"),
        ("de", "Städten", "Stadt"),
        ("es", "elecciones", "elección"),
        ("it", "elezioni", "elezione"),
        ("nl", "verkiezingen", "verkiezing"),
        ("tr", "kitaplar", "kitap"),
        ("ar", "الانتخابات", "انتخابات"),
        ("ar", "والمدن", "المدن"),
    ],
)
def test_forms_of_a_word_meet_in_their_stem(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language) != [""]


def test_thai_keeps_its_vowels_and_tones() -> None:
    inside, alone = terms("การเลือกตั้งจัดขึ้น", "th"), terms("เลือกตั้ง", "th")
    assert "" not in inside
    at = inside.index(alone[0])
    assert inside[at : at + len(alone) - 1] == alone[:-1]


@pytest.mark.parametrize(
    "spellings",
    [
        "ایران ايران",  # Persian and Arabic keyboards
        "کرکوک كركوك",
        "مہنگائی مهنگائي",  # Urdu
        "پیـشمرگه پیشمرگە",  # the stroke that widens, Kurdish heh
        "۱۴۰۲ ١٤٠٢ १४०२ ১৪০২ ౧౪౦౨ ๑๔๐๒ ໑໔໐໒ ၁၄၀၂ ១៤០២ 1402 １４０２",
        "ज़मीन जमीन ज़मीन",
        "ਸ਼ਹਿਰ ਸਹਿਰ",
        "गांधी गान्धी गाँधी",
        "मुंबई मुम्बई",
        "ガス ｶﾞｽ カ\u3099ス",
        "パ ﾊﾟ ハ\u309a",
        "서울 서울",
        "값 값",
        "ช้ํา ช้ำ ชํ้า",  # am above a tone, in one and in two, and typed in the other order
        "ທໍ້າ ທ້ຳ ທ້ໍາ",
        "പാല്‍ പാൽ",  # final consonants of Malayalam and Bengali
        "উৎসব উত্‍সব",
        "ஶ்ரீதர் ஸ்ரீதர்",
        "時々 時時",
        "代々木 代代木",
        "津々浦々 津津浦浦",
        "みすゞ みすず",
        "こゝろ こころ",
        "カーテンコーナー カーテンコーナ",
        "ｻﾎﾟｰﾀｰ サポーター サポータ",
        "Əliyev Eliyev",
        "Ɗangote Dangote",
    ],
)
def test_a_word_meets_itself_however_its_script_is_typed(spellings: str) -> None:
    first, *others = map(terms, spellings.split())
    assert first != [""]
    assert all(other == first for other in others), [first, *others]


def test_marks_that_are_spelled_out_keep_their_places() -> None:
    text = "代々木のサポーター、みすゞ"
    places = [(token.start, token.end) for token in analyze(text, "ja")]
    assert places == [(start, start + len(surface)) for surface, start, _ in surfaces_at(text)]
    assert [text[start:end] for start, end in places][-4:] == ["ター", "みす", "すゞ", "ゞ"]


def test_a_long_vowel_counts_in_short_words_and_inside_of_longer_ones() -> None:
    assert terms("キー", "ja") != terms("キ", "ja")
    assert terms("コーヒー", "ja") == terms("コーヒ", "ja")
    assert terms("スポーツ", "ja") != terms("スポツ", "ja")


FORMS = {
    "el": "εκλογές εκλογών|κυβέρνηση ΚΥΒΕΡΝΉΣΕΩΝ|παιδί παιδιά παιδιών|δάσκαλος δάσκαλοι δασκάλων|φίδι φίδια",
    "tr": "otobüs otobüsler otobüslerin|yıl yıllar yılları|çocuk çocuklar|köprü köprüler köprünün|sürücü sürücüler",
    "pt": "associação associações|decisão decisões|possível possíveis|animal animais|cidadão cidadãos",
    "ar": "حافلة حافلات الحافلات|شركة شركات الشركات|سيارة سيارات والسيارة",
    "de": "Bürgerin Buergerin|Köln Koeln|Fähre Faehre Fähren",
    "pl": "kierowca kierowcy kierowców|autobus autobusy autobusów",
    "sv": "buss bussar bussarna|kommun kommuner kommunen",
    "no": "buss busser bussene|Aalesund Ålesund",
    "da": "valg valget|Aabenraa Åbenrå|Soenderborg Sønderborg",
    "en": "woman women women's|policeman policemen|spokeswomen spokeswoman|grandchildren grandchild|knife knives"
    "|centre centers center centres|harbour harbors harbor|neighbourhoods neighborhood|honourable honorable"
    "|privatisation privatization privatise privatised privatizing|criticise criticized|paralyse paralyzed"
    "|advertise advertisement advertising"
    "|practised practicing|surprise surprising surprises|revise revised revision|programme programs|defence defense",
    "hu": "város városok városban",
    "ro": "decizie decizii",
    "cs": "město města městech",
}


@pytest.mark.parametrize(
    ("code", "words"), [(code, group) for code, all_ in FORMS.items() for group in all_.split("|")]
)
def test_the_forms_of_a_word_have_one_term_with_accents_and_without(code: str, words: str) -> None:
    term = term_mapper(code)
    forms = words.split()
    assert len({term(form) for form in (*forms, *map(fold, forms))}) == 1
    assert surfaces_terms(forms, [fold(form) for form in forms], code) == [term(form) for form in forms]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [("de", "Quelle", "Qulle"), ("tr", "gün", "güneş"), ("pt", "mãe", "mão"), ("ar", "بنات", "بنة")]
    + [
        ("en", one, other)
        for one, other in (
            ("prices", "prizes"),
            ("Bremen", "Breman"),
            ("raise", "raze"),
            ("our", "or"),
            ("paradise", "parade"),
            ("prise", "prize"),
        )
    ],
)
def test_what_is_rewritten_stays_apart_from_other_words(code: str, one: str, other: str) -> None:
    assert term_mapper(code)(one) != term_mapper(code)(other)
