"""Bytes become the right letters, whatever program wrote them and whatever they are called."""

from __future__ import annotations

import pytest

from search.readers.characters.encoding import decoded, encoding_of

TEXTS = {
    "German": "Die Fähren müssen draußen warten, bis der Sturm vorüber ist, heißt es auf der Straße.",
    "French": "Le garçon a été sauvé près de l'île où la tempête a brûlé la forêt dès août.",
    "Polish": "Źródło bije, śnieg leży, a książki są w bibliotece; ktoś zgasił światło na wyspie.",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl kapitán a šel domů.",
    "Hungarian": "Az őszi esők miatt a kikötő zárva, körülbelül két hétig, mondta a hajógyár szóvivője.",
    "Turkish": "Güneş doğuyor, ağaç yeşil, fırtına dindi ve çocuklar şarkı söylüyor.",
    "Russian": "Паром не вышел из порта: капитан ждал лоцмана до самого вечера, но тот заболел.",
    "Ukrainian": "Пором не вийшов із порту: капітан чекав лоцмана, її голос чули всі, але їхня відповідь зникла.",
    "Greek": "Το πλοίο έφυγε χωρίς τον πλοίαρχο, είπε η Άννα, γιατί η θάλασσα ήταν ήρεμη.",
    "Hebrew": "המעבורת לא יצאה מהנמל כי רב החובל היה חולה.",
    "Arabic": "لم تغادر العبارة الميناء لأن القبطان كان مريضا.",
    "Thai": "เรือข้ามฟากไม่ได้ออกจากท่าเพราะกัปตันป่วย",
    "Lithuanian": "Keltas neišplaukė iš uosto, nes kapitonas sirgo, o žmonės čia laukė ilgą valandą.",
    "Japanese": "船長が病気になったので、フェリーは港を出なかった。",
    "Chinese": "因为船长生病了，所以渡轮没有离开港口，人们都在等。",
    "Taiwanese": "因為船長生病了，所以渡輪沒有離開港口，人們都在等。",
    "Korean": "선장이 아파서 배는 항구를 떠나지 못했고 사람들은 기다렸다.",
}
WRITTEN = {
    "German": "cp1252 cp850 mac_roman iso8859_15",
    "French": "cp1252 cp850 mac_roman",
    "Polish": "cp1250 iso8859_2 cp852",
    "Czech": "cp1250 iso8859_2 cp852",
    "Hungarian": "cp1250 iso8859_2 cp852",
    "Turkish": "cp1254 cp857",
    "Russian": "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic",
    "Ukrainian": "cp1251 koi8_u mac_cyrillic",
    "Greek": "cp1253 iso8859_7 cp737",
    "Hebrew": "cp1255 cp862",
    "Arabic": "cp1256 iso8859_6",
    "Thai": "cp874",
    "Lithuanian": "cp1257 iso8859_13",
    "Japanese": "cp932 euc_jp iso2022_jp",
    "Chinese": "gb18030",
    "Taiwanese": "big5",
    "Korean": "euc_kr iso2022_kr",
}
CASES = [(language, name) for language, names in WRITTEN.items() for name in names.split()]


@pytest.mark.parametrize(("language", "name"), CASES)
@pytest.mark.parametrize("head", ["", "Lonn\n\n"], ids=["one line", "after a first line"])
def test_what_nothing_names_is_guessed_from_all_of_a_small_file(language: str, name: str, head: str) -> None:
    text = head + TEXTS[language]
    assert decoded(text.encode(name))[0] == text


PLAIN = "The ferry did not leave the harbour. "


@pytest.mark.parametrize(("language", "name"), CASES)
@pytest.mark.parametrize(
    "shape",
    ["{plain}\n{words}\n", "{words}\n", "{words} ", "{plain}{words}\n{plain}\n\n"],
    ids=["every other line", "all lines", "one long line", "within lines"],
)
def test_a_glance_at_some_lines_of_a_longer_file_loses_no_letter(language: str, name: str, shape: str) -> None:
    text = shape.format(plain=PLAIN, words=TEXTS[language]) * 60
    assert decoded(text.encode(name))[0] == text
    behind = PLAIN * 40 + "\n" + text
    assert decoded(behind.encode(name))[0] == behind


@pytest.mark.parametrize("where", [0.0, 0.5, 0.99])
def test_of_a_large_file_the_letters_beyond_ascii_are_looked_for_wherever_they_stand(where: float) -> None:
    plain = "The ferry did not leave the harbour.\n" * 60_000
    at = plain.rindex("\n", 0, int(len(plain) * where) + 40) + 1
    text = plain[:at] + TEXTS["Polish"] + "\n" + plain[at:]
    assert TEXTS["Polish"] in decoded(text.encode("iso8859_2"))[0]


def test_signs_of_printers_in_a_text_without_accents_are_those_of_windows() -> None:
    text = "“It’s closed” – said the pilot – and left… for 5 €."
    assert decoded(text.encode("cp1252"))[0] == text


def test_the_sign_of_the_euro_shows_the_younger_of_two_sets() -> None:
    text = "Die Überfahrt kostet 5 € und für Schüler weniger."
    assert decoded(text.encode("iso8859_15"))[0] == text


@pytest.mark.parametrize(
    ("label", "language", "written"),
    [
        ("x-sjis", "Japanese", "cp932"),
        ("Windows-31J", "Japanese", "cp932"),
        ("x-euc-jp", "Japanese", "euc_jp"),
        ("x-gbk", "Chinese", "gbk"),
        ("iso-8859-8-i", "Hebrew", "iso8859_8"),
        ("logical", "Hebrew", "iso8859_8"),
        ("koi8", "Russian", "koi8_r"),
        ("x-mac-cyrillic", "Russian", "mac_cyrillic"),
        ("windows-874", "Thai", "cp874"),
        ("ks_c_5601-1987", "Korean", "cp949"),
        ("3Diso-8859-2", "Polish", "iso8859_2"),
        ('"windows-1253"', "Greek", "cp1253"),
        ("utf-7", "German", "utf-7"),
        ("hz-gb-2312", "Chinese", "hz"),
    ],
)
def test_labels_mean_what_browsers_and_mail_programs_mean_by_them(label: str, language: str, written: str) -> None:
    assert decoded(TEXTS[language].encode(written), label)[0] == TEXTS[language]


@pytest.mark.parametrize("label", ["unknown", "zip", "base64", "rot13", "punycode", "utf-16", "x" * 5000, "\ud800"])
def test_labels_that_mean_no_encoding_are_passed_over(label: str) -> None:
    assert decoded(TEXTS["German"].encode("cp1252"), label)[0] == TEXTS["German"]


def test_what_is_utf8_is_so_whatever_is_declared() -> None:
    assert encoding_of(TEXTS["Polish"].encode(), "iso-8859-1") == "utf-8"


@pytest.mark.parametrize(
    "text",
    ["© 2021 The Vale Gazette", "25 °C at noon, © The Courier", "a ticket costs £5", "Der Bürger sagte nichts. © 2021"],
)
def test_a_sign_beside_a_figure_is_no_letter_of_another_script(text: str) -> None:
    assert decoded(text.encode("cp1252"))[0] == text


def test_letters_and_the_accents_behind_them_are_one_character() -> None:
    apart = "12 fe\u0301vrier, Ku\u0308ste"
    assert decoded(apart.encode())[0] == "12 février, Küste"
    assert decoded("a\u0307 Ω ½ ﬁ".encode())[0] == "ȧ Ω ½ ﬁ"
