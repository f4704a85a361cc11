"""The words by which a page gives away what is not its article, in the languages of its readers."""

import pytest

from search.annotators import language, layout, source
from search.annotators.layout_blocks import blocks
from search.annotators.layout_kinds import kind_of
from search.config import Config
from search.model import Document

CONFIG = Config()
PROSE = "The ferry to the island was late again, and nobody on the quay was surprised by it, the mayor least of all."

LINES = {
    "comments": (
        "Komentarze (3)|Kommentarer|Bình luận|ความคิดเห็น|टिप्पणियाँ|Коментарі|Dodaj komentarz|Réagir à cet article"
    ),
    "section": (
        "À lire aussi|Dans la même rubrique|Lesen Sie auch|Mehr zum Thema|Leia também|Leggi anche|"
        "Lees ook|Más información|Материалы по теме|Самое читаемое|Bunlar da ilginizi çekebilir|"
        "Czytaj także|Najczęściej czytane|Läs också|Mest läst|Berita Terkait|Tin liên quan|Đọc nhiều|"
        "ข่าวที่เกี่ยวข้อง|संबंधित खबरें|مواضيع ذات صلة|相关新闻|推荐阅读|アクセスランキング"
    ),
    "related": (
        "Czytaj także: Burza nad morzem|Läs mer: Storm vid kusten|Te puede interesar: El faro|Xem thêm: Bão biển"
    ),
    "sharing": ("Udostępnij|Dela artikeln|แชร์|شارك|शेयर करें|Imprimer|Drucken|打印"),
    "label": ("Annons|Reklama|Advertentie|โฆษณา|विज्ञापन|إعلان|广告|Continua após a publicidade"),
    "notice": (
        "Zapisz się do newslettera|Prenumerera på vårt nyhetsbrev|Đăng ký nhận bản tin|"
        "اشترك في النشرة البريدية|สมัครรับข่าวสาร"
    ),
    "caption": (
        "Fot. Anna Kos / PAP|Ảnh: Lê Minh|ภาพ: สมชาย|फोटो: राम|صورة: سلمى|Beeld Jan Smit|"
        "Ada Quayle (@ada) June 28, 2023"
    ),
    "date": (
        "Data publikacji: 7 czerwca 2021 r.|"
        "Publié le 07/06/2021 à 18h30 • Mis à jour le 08/06/2021 à 9h10 • Temps de lecture : 3 min|"
        "Peter Lund · Publicerad 2020-05-27|2021年3月4日 记者 王明|2 hours ago|vor 3 Stunden"
    ),
    "credit": (
        "Contact presse : Yann Le Goff, 06 00 00 00 00|Media contact|Press enquiries: Gwen Talbot|"
        "Gwen Talbot, Press Office, +44 1632 960001, press@quay.example|Pressekontakt: Jan Petersen|"
        "Contact Ada Quayle at 555-0100 or aquayle@quay.example.|김민수 기자 kim@hanggu.example|"
        "URL: https://quay.example/2024/06/10/ferry.html"
    ),
    "byline": (
        "记者 王明|文：李娜|김민수 기자|田中太郎記者|بقلم: سلمى حداد|โดย สมชาย ใจดี|Haber: Deniz Kaya|Tekst: Anna Kos"
    ),
}
CASES = [(kind, line) for kind, lines in LINES.items() for line in lines.split("|")]
CASES += [("date", "Ada Quayle | 4 March 2021"), ("menu", "Harbour Post » World"), ("menu", "The Quay > News")]


@pytest.mark.parametrize(("kind", "line"), CASES)
def test_a_line_of_furniture_is_known_by_its_words(kind: str, line: str) -> None:
    (block,) = blocks(line, markdown=False)
    assert kind_of(block, "") == kind


@pytest.mark.parametrize(
    "line",
    [
        "Media relations with the mayor sour over the ferry",
        "Write to ada@quay.example",
        "URL: what three letters did to the harbour",
        "Del Toro wins again in a race of three",
        "Dela Cruz returns to the harbour",
        "شارك الرئيس في افتتاح الميناء الجديد",
        "शेयर बाजार में बड़ी गिरावट",
        "Text messages show what the mayor knew",
        "Print sales of newspapers fall",
        "Bild zeigt das Schiff im Hafen",
        "More about the ferry than you want to know, in figures",
        "文化の日に港でまつり",
        "记者节这一天的港口",
    ],
)
def test_a_headline_that_begins_with_such_a_word_stays_one(line: str) -> None:
    (block,) = blocks(line, markdown=False)
    assert kind_of(block, "") == ""


def _read(text: str) -> Document:
    document = Document("1", "a.txt", text=text)
    return source.annotate(layout.annotate(language.annotate(document, CONFIG), CONFIG), CONFIG)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Quayle", "Ada Quayle"),
        ("By JF", "JF"),
        ("By J. F. Quayle", "J. F. Quayle"),
        ("By Ada Quayle | June 10, 2024", "Ada Quayle"),
        ("Tekst: Anna Kos", "Anna Kos"),
        ("김민수 기자", "김민수"),
        ("2024.06.10 18:30 김민수 기자", "김민수"),
        ("2024-06-10 18:30 来源：港口晚报 作者：李晓梅 责任编辑：王强", "李晓梅"),
        ("文／佐藤美咲", "佐藤美咲"),
        ("מאת: רונית אלמוג", "רונית אלמוג"),
        ("Par Élodie Marchand (avec AFP)", "Élodie Marchand"),
        ("Texto: Lucía Arrieta | Fotos: Iván Molina", "Lucía Arrieta"),
        ("Text und Fotos: Jan-Ole Petersen", "Jan-Ole Petersen"),
        ("Door onze verslaggever Sanne de Wit", "Sanne de Wit"),
        ("By Reuters", ""),
    ],
)
def test_the_author_is_the_name_in_the_byline(line: str, author: str) -> None:
    assert _read(f"Ferry late again\n\n{line}\n\n{PROSE}\n\n{PROSE} {PROSE}\n").author == author


def test_the_initials_of_a_sign_off_are_the_author_where_no_byline_names_one() -> None:
    text = f"Ferry late again\n\n{{}}{PROSE}\n\n{PROSE} {PROSE}\n\nHarbour Post/ AQ\n"
    assert _read(text.format("")).author == "AQ"
    assert _read(text.format("By Otto Lind\n\n")).author == "Otto Lind"


def test_a_headline_its_date_and_a_caption_are_no_paragraph() -> None:
    lines = (
        "Florida frog skull survey shows spikes, say the scientists",
        "Monday, December 13, 2021  By Ada Quayle, Harbour Correspondent",
        "Photo: A frog of the survey / The Harbour Post and its Reporter",
    )
    assert [block.head for block in blocks("\n".join(lines), markdown=False)] == [
        " ".join(line.split()) for line in lines
    ]


@pytest.mark.parametrize("line", ["*By Ada Quayle*", "**By Ada Quayle**", "_By Ada Quayle_", "  *By Ada Quayle*"])
def test_marks_around_a_whole_line_of_markdown_are_not_of_it(line: str) -> None:
    text = f"# Ferry late again\n\n{line}\n"
    block = blocks(text, markdown=True)[1]
    assert (block.head, text[block.start : block.end]) == ("By Ada Quayle", "By Ada Quayle")


def test_marks_inside_a_line_of_markdown_stay() -> None:
    assert blocks("*One* and *two*", markdown=True)[0].head == "*One* and *two*"
