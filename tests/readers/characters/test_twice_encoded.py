"""Text that was encoded twice is read as what it was, and text that only looks so stays as it is."""

from __future__ import annotations

import json
import re
from base64 import encodebytes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model import Document
from search.readers import Record, Remark, read
from search.readers.characters.encoding import encoding_of
from search.readers.characters.twice_encoded import is_suspect, once
from tests.readers.characters import test_encoding

TEXTS = test_encoding.TEXTS | {
    "Portuguese": "A ponte não abriu: «São só três órgãos», disse o capitão, e à noite já não há avião.",
    "Spanish": "¿Dónde está el señor Núñez? El capitán enfermó y la lancha no salió; ¡qué lástima!",
    "Vietnamese": "Thuyền trưởng bị ốm nên phà không rời bến cảng; mọi người đã chờ đợi suốt buổi tối.",
    "Danish": "Færgen sejlede ikke, fordi kaptajnen på Ærø var syg, og gæsterne måtte vente på øen.",
    "Romanian": "Feribotul n-a plecat, căci căpitanul era bolnav, iar oamenii așteptau țărmul în ploaie.",
    "Hindi": "कप्तान बीमार था, इसलिए नौका बंदरगाह से नहीं निकली।",
    "Georgian": "კაპიტანი ავად იყო და ბორანი ნავსადგურიდან არ გასულა.",
    "English": "“The captain was ill”, they said – that’s all… 20 °C, £5, ½ mile, © 2024, 🚢",
}
BODY = (
    "Die Fähre nach Göteborg fährt später als sonst. „Das Wetter ist schön“, sagte Kapitän Jürgen Möß – und lächelte. "
    "Für die Gäste gab es über drei Stunden hinweg süßen Kuchen, Käse und heiße Getränke."
)


_PLAIN = re.compile("[^A-Za-z0-9]")


def twice(text: str, times: int = 1, is_latin: bool = False) -> str:
    """A text whose bytes are taken for those of Windows-1252, or of Latin-1, and encoded again."""
    for _ in range(times):
        signs = (bytes([byte]) for byte in text.encode())
        text = "".join(chr(sign[0]) if is_latin else sign.decode("cp1252", "ignore") or chr(sign[0]) for sign in signs)
    return text


def found(raw: bytes, name: str) -> list[Record]:
    return list(read(raw, name, f"news/{name}"))


def document(raw: bytes, name: str) -> Document:
    [given] = found(raw, name)
    assert isinstance(given, Document)
    return given


def note(count: int) -> str:
    return f"{count} characters that had been encoded twice are read as what they were"


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("is_latin", [False, True], ids=["Windows-1252", "Latin-1"])
def test_every_language_comes_back(language: str, times: int, is_latin: bool) -> None:
    text = TEXTS[language]
    assert once(twice(text, times, is_latin)) == text


@pytest.mark.parametrize("language", TEXTS)
def test_right_text_stays_as_it_is(language: str) -> None:
    text = TEXTS[language]
    assert not is_suspect(text, text.encode())
    for other in (text.upper(), text.title(), f"“{text.upper()}”", "\u00a0".join(text.split()), f"« {text} »"):
        assert once(other) == other


@pytest.mark.parametrize(
    "text",
    [
        "Where the page says “Ã¤” the writer meant a letter with two dots.",
        "The letters Ã¤ and Ã¶ appear in the place of others.",
        'Names such as "MÃ¼ller", "StraÃŸe" and "CafÃ©" are what readers complained of.',
        "Aus Fähre wird FÃ¤hre, aus Größe wird GrÃ¶ÃŸe, aus für wird fÃ¼r und aus schön schÃ¶n.",
        "Из слова «привет» получается Ð¿Ñ€Ð¸Ð²ÐµÑ‚, а «мир» выглядит как Ð¼Ð¸Ñ€.",
        "SÃO PAULO – “AMANHÔ, “NÃO”, “MAÇÃ”, IRMÃ… e a manchete: “LISBOA VAI À MANHÔ",
        "ÎLE D’ÂGE, « ÂNE », « É », l’ÎLOT",
        "„PÅ“ og „SÅ“: 5 Å², 3 Å…, LÄ\u00adNDER, FRÖ\u00adSCHE, ESPAÑ“OLA",
        "café\u00a0» et thé\u00a0» à\u00a0« Orléans\u00a0» où\u00a0… né\u00a0– été\u00a0»",
    ],
)
def test_what_is_about_the_fault_or_only_looks_so_stays_as_it_is(text: str) -> None:
    assert once(text) == text


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("The mayorâ€™s house", "The mayor’s house"),
        ("It was â€œgoodâ€\u009d, he said, and weâ€™re sure", "It was “good”, he said, and we’re sure"),
        ("It was â€œgoodâ€ , he said, and weâ€™re sure.Â  Indeed", "It was “good” , he said, and we’re sure.  Indeed"),
        ("dÃ©jÃ vu, voilÃ , lâ€™Ã©tÃ© Ã Paris", "déjà vu, voilà, l’été à Paris"),
        ("ï»¿GrÃ¶ÃŸe und HÃ¶he", "Größe und Höhe"),
        ("the ferry ðŸš¢ leaves", "the ferry 🚢 leaves"),
        ("donâ\u0080\u0099t, canâ\u0080\u0099t, wonâ\u0080\u0099t", "don’t, can’t, won’t"),
        ("Die FÃ¤hre, der KÃ¤se ï¿½", "Die Fähre, der Käse \ufffd"),
        ("U\u00cc\u02c6ber A\u00cc\u02c6pfel und O\u00cc\u02c6fen", "U\u0308ber A\u0308pfel und O\u0308fen"),
    ],
)
def test_marks_pictures_and_what_was_cut_on_the_way(given: str, meant: str) -> None:
    assert once(given) == meant


def test_a_right_title_above_a_wrong_text_and_their_note() -> None:
    text = twice("Die Züge fahren später. In Köln hieß es, früher als sieben Uhr könne man nicht öffnen.")
    assert document(f"Müde Gäste\n\n{text}".encode(), "a.txt").text.startswith("Müde Gäste\n\nDie Züge fahren später.")
    assert [n.text for n in document(f"Müde Gäste\n\n{text}".encode(), "a.txt").notes] == [note(7)]
    thrice = document(f"Müde Gäste\n\n{twice(text)}".encode(), "a.txt")
    assert "Köln hieß" in thrice.text
    assert [each.text for each in thrice.notes] == [note(7)]


def entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" if sign > "\x7f" else sign for sign in text)


def mail(text: str) -> bytes:
    head = b"Subject: Abfahrt\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    return head + encodebytes(text.encode())


def page(text: str) -> bytes:
    return f"<html><head><title>Abfahrt</title></head><body><article><p>{text}</p></article></body></html>".encode()


WRONG = twice(BODY)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (WRONG.encode(), "a.md"),
        (WRONG.encode("utf-16"), "a.txt"),
        (page(WRONG), "a.html"),
        (page(entities(WRONG)), "a.html"),
        (json.dumps({"title": "Abfahrt", "body": WRONG}).encode(), "a.json"),
        (json.dumps({"title": "Abfahrt", "body": WRONG}, ensure_ascii=False).encode(), "a.json"),
        (f"<doc><title>Abfahrt</title><body>{WRONG}</body></doc>".encode(), "a.xml"),
        (mail(WRONG), "a.eml"),
    ],
)
def test_every_format_gives_what_was_meant(raw: bytes, name: str) -> None:
    given = document(raw, name)
    assert BODY in given.text
    assert [each.text for each in given.notes] == [note(len([sign for sign in BODY if sign > "\x7f"]))]
    assert all(given.text[part.start : part.end] in ("Abfahrt", BODY) for part in given.parts)


def test_the_parts_of_an_escaped_text_stay_around_their_words() -> None:
    wrong = [twice(text) for text in ("Größe", "Über die Brücke", "Schöne Grüße")]
    records = json.dumps({"title": wrong[0], "body": f"{wrong[1]}\n\n{wrong[2]}", "author": twice("Jürgen Möß")})
    given = document(records.encode(), "a.json")
    assert (given.title, given.body, given.author) == ("Größe", "Über die Brücke\n\nSchöne Grüße", "Jürgen Möß")


def test_rows_prove_the_fault_together_and_their_file_says_it_once() -> None:
    rows = "".join(f'"Fähre {number}","{twice(f"Übung {number}")}"\n' for number in range(20))
    *documents, remark = found(f"title,body\n{rows}".encode(), "a.csv")
    assert [each.body for each in documents if isinstance(each, Document)] == [f"Übung {at}" for at in range(20)]
    assert isinstance(remark, Remark)
    assert [each.text for each in remark.notes] == [note(20)]


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24F) | st.sampled_from("ÃÂâ€™Ð¿Ñ„¤©ä“"), max_size=60))
def test_no_plain_letter_is_lost_of_any_text(text: str) -> None:
    assert _PLAIN.sub("", once(text)) == _PLAIN.sub("", text)


@pytest.mark.parametrize(
    ("piece", "meant"),
    [("Ã¤", "ä"), ("Ã¤a ", "äa "), ("ÃƒÂ¤", "ä"), ("ã\u0081", None), ("â€", None), ("é\u00a0", None), ("Ã", None)],
)
def test_a_long_text_of_nothing_else_is_read_in_one_go(piece: str, meant: str | None) -> None:
    assert once(piece * 100_000) == (meant or piece) * 100_000


def test_the_seeds_are_what_they_were() -> None:
    for file in Path("seeds").rglob("*.txt"):
        raw = file.read_bytes()
        text = raw.decode(encoding_of(raw))
        assert once(text) == text


CYRILLIC = {
    "Russian": TEXTS["Russian"],
    "Ukrainian": TEXTS["Ukrainian"],
    "Bulgarian": "Фериботът не тръгна от пристанището, защото капитанът беше болен – „и това е всичко“.",
    "Serbian": "Трајект није испловио јер је капетан био болестан, а људи су чекали у луци и ћутали.",
    "quoted": "«Паром» – это «судно», сказал капитан… И ушёл с причала в 7 часов.",
}


def read_as_russian(text: str) -> str:
    """A text whose bytes are taken for those of Windows-1251, and encoded again."""
    return "".join(bytes([byte]).decode("cp1251", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("language", CYRILLIC)
def test_cyrillic_that_was_taken_for_windows_1251_comes_back(language: str) -> None:
    wrong = read_as_russian(CYRILLIC[language])
    assert is_suspect(wrong, wrong.encode())
    assert once(wrong) == CYRILLIC[language]
    given = document(f"Катер у Сёмина\n\n{wrong}".encode(), "a.txt")
    assert given.text == f"Катер у Сёмина\n\n{CYRILLIC[language]}"
    assert len(given.notes) == 1
    escaped = json.dumps({"title": "Катер", "body": wrong})
    assert document(escaped.encode(), "a.json").body == CYRILLIC[language]


@pytest.mark.parametrize(
    "text",
    [
        "Січень у Рівному, Сіверськ і Рівне; Сёгун Рёдзин, Сљеме и Сњежана, «С», Рґ.",
        "СІЧЕНЬ У РІВНОМУ, РЁ, СЁГУН, СССР, РФ – «ТАСС»…",
        "Вместо «привет» на экране стоит «РїСЂРёРІРµС‚», а вместо «мир» – «РјРёСЂ».",
        "Слово привет превращается в РїСЂРёРІРµС‚, а слово город в РіРѕСЂРѕРґ.",
    ],
)
def test_right_cyrillic_and_text_about_the_fault_stay(text: str) -> None:
    assert once(text) == text
