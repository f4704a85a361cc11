import json
from datetime import date

import pytest
import Stemmer

from search.annotators.language import annotate, detect
from search.config import Config
from search.languages import all_languages, numbered
from search.model import Document

SENTENCES = {
    "en": "The ferry to the island was late again, and nobody on the quay was surprised by it.",
    "ru": "Паром на остров снова опоздал, и никто на пристани этому не удивился, потому что так было всегда.",
    "fr": "Le bac pour l'île était encore en retard, et personne sur le quai n'en a été surpris.",
    "es": "El transbordador de la isla llegó otra vez tarde, y nadie en el muelle se sorprendió por ello.",
    "de": "Die Fähre zur Insel kam wieder zu spät, und niemand am Kai war darüber überrascht.",
    "pt": "A balsa para a ilha chegou outra vez atrasada, e ninguém no cais ficou surpreendido com isso.",
    "hi": "द्वीप जाने वाली नाव फिर देर से आई और घाट पर किसी को इस पर आश्चर्य नहीं हुआ।",
    "it": "Il traghetto per l'isola era di nuovo in ritardo e nessuno sulla banchina ne è stato sorpreso.",
    "nl": "De veerboot naar het eiland was weer te laat, en niemand op de kade was daar verbaasd over.",
    "ar": "تأخرت العبارة إلى الجزيرة مرة أخرى ولم يفاجأ أحد على الرصيف بذلك لأن هذا ما كان يحدث من قبل",
    "tr": "Adaya giden vapur yine geç kaldı ve iskelede bekleyen kimse buna şaşırmadı çünkü bu her gün böyle.",
    "sv": "Färjan till ön var sen igen, och ingen på kajen blev förvånad över det, borgmästaren minst av alla.",
    "da": "Færgen til øen var forsinket igen, og ingen på kajen blev overrasket over det, borgmesteren mindst af alle.",
    "no": "Fergen til øya var forsinket igjen, og ingen på kaien ble overrasket over det, ordføreren minst av alle.",
    "fi": "Lautta saarelle oli taas myöhässä, eikä kukaan laiturilla ollut siitä yllättynyt, sillä niin se on aina.",
    "pl": "Prom na wyspę znowu się spóźnił i nikt na nabrzeżu nie był tym zaskoczony, bo tak jest zawsze.",
    "cs": "Přívoz na ostrov měl opět zpoždění a nikdo na nábřeží tím nebyl překvapen, protože je to tak vždy.",
    "hu": "A komp a szigetre megint késett, és a rakparton senki sem lepődött meg ezen, mert ez mindig így van.",
    "ro": "Feribotul spre insulă a întârziat din nou și nimeni de pe chei nu a fost surprins de acest lucru.",
    "id": "Kapal ke pulau itu terlambat lagi, dan tidak ada orang di dermaga yang terkejut dengan hal itu.",
    "el": "Το πλοίο για το νησί άργησε πάλι και κανείς στην προβλήτα δεν ξαφνιάστηκε από αυτό.",
    "zh": "开往岛上的渡轮又晚点了，码头上没有人感到惊讶。",
    "ja": "島へのフェリーはまた遅れたが、岸壁の人々は誰も驚かなかった。",
    "ko": "섬으로 가는 배가 또 늦었지만 부두에 있던 사람들은 아무도 놀라지 않았다.",
    "th": "เรือข้ามฟากไปเกาะมาสายอีกแล้ว และไม่มีใครบนท่าเรือแปลกใจ",
    "vi": "Chuyến phà ra đảo lại đến muộn và không ai trên bến cảng ngạc nhiên về điều đó.",
}


@pytest.mark.parametrize("code", all_languages())
def test_a_sentence_tells_each_language_there_is(code: str) -> None:
    assert detect(SENTENCES[code]) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pl", "Prom na wyspę znowu się spóźnił i nikt na nabrzeżu nie był tym zdziwiony, bo tak jest co dzień."),
        ("uk", "Пором на острів знову запізнився, і ніхто на пристані не здивувався, бо це було так завжди."),
        ("mr", "बेटावर जाणारी बोट पुन्हा उशिरा आली आणि त्यामुळे धक्क्यावर कोणालाही आश्चर्य वाटले नाही कारण हे रोजचेच आहे."),
        ("fa", "کشتی جزیره باز هم دیر آمد و هیچ کس در اسکله از این تعجب نکرد که چرا این شد"),
    ],
)
def test_a_neighbour_is_not_taken_for_a_language_that_has_a_module(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Паром опять опоздал. Жители острова этого ожидали."),
        ("ru", "Мэр открыла новую пристань. Пассажиры остались довольны."),
        ("hi", "राष्ट्रपति ने सोमवार को नया पुल खोला। लोगों ने कहा कि वे खुश हैं।"),
        ("bg", "Фериботът за острова отново закъсня и никой не беше изненадан, защото това е така всеки ден."),
    ],
)
def test_two_clear_sentences_have_their_language(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Angela Merkel met Joe Biden in Washington.",
        "Ada Quayle met Tom Ellery in Port Ellery.",
        "Tokyo, Osaka en Kyoto",
        "Берлин Париж Лондон",
    ],
)
def test_names_with_words_of_several_languages_leave_it_open(text: str) -> None:
    assert detect(text) == ""


@pytest.mark.parametrize("text", ["", "Berlin Paris London", "1234", "Xyzzy plugh frotz gnusto rezrov", "😀😀"])
def test_what_does_not_say_stays_unknown(text: str) -> None:
    assert detect(text) == ""


def test_a_short_menu_in_another_language_does_not_count() -> None:
    menu = "\n".join(["Главная", "Новости", "Погода", "Спорт"] * 20)
    assert detect(f"{menu}\n{SENTENCES['en']} {SENTENCES['en']}") == "en"


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (SENTENCES["de"], "en", "de"),  # templates keep their lang="en" whatever is written in them
        ("Berlin Paris London", "de", "de"),
        ("Berlin Paris London", "DE-at", "de"),
        ("Berlin Paris London", "<script>", ""),
        ("Berlin Paris London", "", ""),
    ],
)
def test_the_text_decides_and_the_declaration_is_a_hint(text: str, declared: str, code: str) -> None:
    document = Document("1", "a.txt", text=text, declared={"language": declared})
    assert annotate(document, Config(today=date(2026, 1, 1))).language == code


CODES = "deu de, ger de, fra fr, FRE fr, chi zh, zho zh, ukr uk, nb-NO no, ces cs, cze cs, nds nds, French fr, in-ID id"


@pytest.mark.parametrize("pair", CODES.split(", "))
def test_languages_are_declared_by_older_and_longer_codes_too(pair: str) -> None:
    declared, code = pair.split()
    document = Document("1", "a.txt", text="Berlin Paris London", declared={"language": declared})
    assert annotate(document, Config(today=date(2026, 1, 1))).language == code


@pytest.mark.parametrize(
    ("declared", "code"), [("sk", "sk"), ("sk-SK", "sk"), ("cs", "cs"), ("", "cs"), ("en", "cs"), ("gl", "cs")]
)
def test_a_declared_relative_without_a_module_is_believed(declared: str, code: str) -> None:
    text = (
        "Mestské zastupiteľstvo v utorok rozhodlo, že po dvoch rokoch opráv znovu otvorí starú cestu ku kameňolomu."
        " Obyvatelia sa sťažovali, že obchádzka im predlžovala cestu do mesta o štyridsať minút a kuriéri už vôbec"
        " nechceli prísť. Podľa zápisnice zo schôdze bol konečný účet takmer štyri milióny, čo je asi o tretinu viac,"
        " ako bolo plánované."
    )
    document = Document(id="1", path="a.txt", text=text, declared={"language": declared})
    assert annotate(document, Config()).language == code


def test_every_language_has_a_stemmer_that_exists_or_none() -> None:
    stemmers = {language.stemmer for language in all_languages().values()} - {""}
    assert stemmers <= set(Stemmer.algorithms())


@pytest.mark.parametrize("code", all_languages())
def test_tables_of_a_language_are_complete_or_empty_and_in_lower_case(code: str) -> None:
    language = all_languages()[code]
    assert set(language.months.values()) in (set(), set(range(1, 13)))
    assert set(language.weekdays.values()) in (set(), set(range(7)))
    words = [*language.stop_words, *language.months, *language.weekdays]
    assert [word for word in words if word != word.lower() or not word.strip() or word.endswith(".")] == []


def test_names_are_numbered_line_by_line_with_underscores_as_blanks() -> None:
    names = numbered(("january jan", "thứ_hai"), first=1)
    assert json.dumps(names, ensure_ascii=False) == '{"january": 1, "jan": 1, "thứ hai": 2}'


def test_names_do_not_hide_the_language_of_the_words_between() -> None:
    text = (
        "Vegins on the road\n\nAnita Vegin campaigned in Tarnovo. Former President Emil Vegin joined her in Lonnstad. "
        "Vegin said Marsh was unfit. Mr. Vegin left early. Peter J. Marsh, in New Lonn, said Crooked Anita would lose. "
        "Peter Marsh Jr. posted on Chatter. Marsh Jr. deleted it."
    )
    assert detect(text) == "en"
    assert detect("Ana Vegin, Peter Marsh, Luis Ortiz, Tomas Okafor, Maria da Costa, Jan de Wit") == ""
