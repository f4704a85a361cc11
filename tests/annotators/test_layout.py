from datetime import date

import pytest

from search.annotators import layout
from search.annotators.layout_blocks import blocks
from search.config import Config
from search.model import Document, Part

CONFIG = Config(today=date(2024, 6, 15))
TITLE = "Island ferry late again as mayor asks for second boat"
ONE = "The ferry to the island was late again on Tuesday, and nobody on the quay was surprised, the mayor least of all."
TWO = (
    "A second boat has been promised since the spring, yet the council has not found the money for it, the mayor said."
)
THREE = (
    "The islanders, some of whom had waited for two hours, sang songs on the quay and shared what food they had left."
)


def laid_out(text: str, path: str = "news/a.txt", code: str = "en", **fields: object) -> Document:
    document = Document("1", path, text=text, language=code, **fields)  # type: ignore[arg-type]
    return layout.annotate(document, CONFIG)


def kinds(document: Document) -> dict[str, str]:
    """The kind of each part by its first words."""
    return {document.text[part.start : part.end][:24]: part.kind for part in document.parts}


def page(*between: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    return "\n\n".join([*before, TITLE, ONE, *between, TWO, THREE, *after]) + "\n"


def test_title_and_paragraphs_of_a_clean_text() -> None:
    document = laid_out(page())
    assert document.title == TITLE
    assert document.body == "\n\n".join([ONE, TWO, THREE])
    assert document.left_out == ()


AROUND = [
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
    "Comments\n\nComments have to be in English, and in full sentences. They cannot be abusive.",
    "12 comments\n\nOld salt: It was always late, in my father's time too, and it always will be, mark my words.",
    "0 / 0\nSign in to unlock member-only benefits!\n  • Read ten stories every month\n  • Save stories\nSign in",
    "Latest News\nTram fares to go up in the autumn\n27 days ago\nMarket hall to get a new roof\n2 days ago",
    "Related articles\n\nTram fares to go up in the autumn\n\nMarket hall to get a new roof",
    "© 2024 The Quay Gazette. All rights reserved.",
    "Copyright 2024 The Quay Gazette",
    "Source: AP – Reuters\n\nQuay Gazette/ AQ",
    "With inputs from PTI",
    "Sign up for our newsletter\nGet the best of the week in your mailbox every morning.",
    "Subscribe to The Quay Gazette\nTwo issues free. Cancel whenever you like.",
    "Follow The Quay Gazette on Facebook",
    "This site uses cookies. By continuing to browse you agree to our use of cookies.",
    "Schreiben Sie einen Kommentar\n\nIhre E-Mail-Adresse wird nicht veröffentlicht.",
    "Laisser un commentaire\nVotre adresse de messagerie ne sera pas publiée.",
    "Все права защищены",
]


@pytest.mark.parametrize("after", AROUND)
def test_what_follows_the_article_is_left_out(after: str) -> None:
    document = laid_out(page(after=(after,)))
    assert document.title == TITLE
    assert document.body == "\n\n".join([ONE, TWO, THREE])


@pytest.mark.parametrize(
    "before",
    [
        "Skip to content\n• HOME • NEWS • SPORT • WEATHER",
        "  • HOME\n  • NEWS\n  • HOT 100\n  • ×\n    profile photo",
        "The Quay Gazette » Harbour » Ferries",
        "Home / News / Harbour\nPrint this page | E-mail to a friend",
        " date 2024-06-11 International",
        "We use cookies to count visits. Accept all cookies",
        "June 11, 2024\n\nBy Ada Quayle",
        "PHOTOS: The ferry",
    ],
)
def test_what_stands_above_the_title_is_neither_title_nor_body(before: str) -> None:
    document = laid_out(page(before=(before,)))
    assert document.title == TITLE
    assert document.body == "\n\n".join([ONE, TWO, THREE])


@pytest.mark.parametrize(
    ("between", "kind"),
    [
        ("June 11, 2024 10:42 am", "date"),
        ("Published - June 11, 2024 12:04 pm IST - PORT ELLERY", "date"),
        ("• June 11, 2024 • 2 months ago", "date"),
        ("By Ada Quayle, Senior Reporter", "byline"),
        ("5 min read", "label"),
        ("Share on Facebook | Share by e-mail | Print", "sharing"),
        ("The ferry at the quay. Photo: Ada Quayle/Reuters", "caption"),
        ("The ferry at the quay | Photo Credit: AP", "caption"),
        ("Die Fähre am Kai. Foto: dpa", "caption"),
        ("Also read: How a ferry is built", "related"),
        ("Read more: How a ferry is built", "related"),
        ("Lesen Sie auch: Wie eine Fähre gebaut wird", "related"),
        ("À lire aussi : Comment on construit un bac", "related"),
        ("Читайте также: Как строят паромы", "related"),
        ("Advertisement", "label"),
        (TITLE, "repeated title"),
        ("* * *", "separator"),
    ],
)
def test_a_line_between_paragraphs_gets_its_kind_and_leaves_the_body(between: str, kind: str) -> None:
    document = laid_out(page(between))
    assert [part.kind for part in document.left_out] == [kind]
    assert document.body == "\n\n".join([ONE, TWO, THREE])


@pytest.mark.parametrize(
    "subhead",
    ["A second boat", "What the mayor said", "Too expensive", "Islanders sing on the quay", "Why it was late"],
)
def test_a_sub_headline_stays(subhead: str) -> None:
    assert subhead in laid_out(page(subhead)).body


@pytest.mark.parametrize(
    "headline",
    [
        "Opera House Shows Verdi With Almost Empty Galleries",
        "PENGUIN CHICK HATCHES IN CITY ZOO AFTER COLD WINTER",
        "Jodel Bank Gets New Telescope Dish This Winter",
    ],
)
def test_a_headline_of_another_story_between_the_paragraphs_goes(headline: str) -> None:
    document = laid_out(page(headline))
    assert kinds(document)[headline[:24]] == "related"
    assert document.body == "\n\n".join([ONE, TWO, THREE])


def test_a_standfirst_and_short_sentences_are_of_the_article() -> None:
    deck = "Nobody was surprised."
    text = "\n\n".join([TITLE, deck, ONE, '"Never again," he said.', TWO, "He did."])
    assert laid_out(text).body == "\n\n".join([deck, ONE, '"Never again," he said.', TWO, "He did."])


def test_prose_that_speaks_of_newsletters_photos_and_copyright_stays() -> None:
    prose = [
        "The company said that its newsletter had a million readers, and that privacy was its first concern.",
        "She posted a photo: it showed a dog. The picture was shared by thousands of people within a day.",
        "Questions of copyright kept the court busy for a year, and its ruling was published on June 10, 2023.",
        "He signed in at the desk, shared a taxi with a stranger, and read more of the report than expected.",
    ]
    assert laid_out("\n\n".join([TITLE, *prose])).body == "\n\n".join(prose)


@pytest.mark.parametrize(
    "sentence",
    [
        "Sign in for the new ferry card fails, islanders say.",
        "Log in to the harbour's portal was down for a week.",
        "Download the old tide app, warned the coastguard.",
        "Enter your own risk, the warden told the swimmers.",
        "Subscribe or leave, said the club's new chairman.",
        "Share this: the Kittiwake ran aground at dawn",
    ],
)
def test_a_sentence_that_only_begins_as_a_prompt_does_stays(sentence: str) -> None:
    assert sentence in laid_out(page(sentence)).body


@pytest.mark.parametrize(
    "prompt",
    [
        "Sign in for more", "Log in to your account", "Download the Harbour News app", "Enter your e-mail address",
        "Share this: Click to share on Facebook (Opens in new window)", "Share: Facebook Twitter", "Share this:",
    ],
)  # fmt: skip
def test_a_prompt_goes(prompt: str) -> None:
    assert laid_out(page(prompt)).body == "\n\n".join([ONE, TWO, THREE])


def test_a_line_that_a_caption_repeats_is_a_caption() -> None:
    document = laid_out(page("The ferry at the old quay", "The ferry at the old quay | Photo Credit: AP"))
    assert [part.kind for part in document.left_out] == ["caption", "caption"]


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    wrapped = (
        "The ferry to the island was late again on Tuesday, and nobody\n"
        "on the quay was surprised, the mayor least of all. She had said\n"
        "in the spring that a second boat was needed, and soon.\n"
    )
    document = laid_out(f"{TITLE}\n\n{wrapped}\n{wrapped}")
    assert [part.kind for part in document.parts] == ["title", "body", "body"]


def test_lines_without_blank_lines_between_are_a_paragraph_each() -> None:
    document = laid_out("\n".join([TITLE, ONE, TWO, THREE]))
    assert (document.title, document.body) == (TITLE, "\n\n".join([ONE, TWO, THREE]))


def test_indentation_is_not_of_the_text() -> None:
    text = "\n".join(f"    {line}" if line else "" for line in page().split("\n"))
    document = laid_out(text)
    assert (document.title, document.body) == (TITLE, "\n\n".join([ONE, TWO, THREE]))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (f"{TITLE} | The Quay Gazette", TITLE),
        (f"{TITLE} – and nobody minds", f"{TITLE} – and nobody minds"),
        (f"{TITLE} - Reuters", TITLE),
    ],
)
def test_the_name_of_the_site_is_not_of_the_title(line: str, title: str) -> None:
    assert laid_out(page().replace(TITLE, line)).title == title


def test_markdown_marks_are_not_of_title_and_headings() -> None:
    marked = [f"# {TITLE} #", "*June 2024*", f"> {ONE}", "## Too expensive", "![The ferry](f.jpg)", TWO, "---", THREE]
    text = "\n\n".join(marked)
    document = laid_out(text, path="news/a.md")
    assert document.title == TITLE
    assert document.body == "\n\n".join([ONE, "Too expensive", TWO, THREE])


def test_front_matter_is_a_part_of_its_own_and_gives_the_title() -> None:
    text = f"---\ntitle: {TITLE}\ndate: 2024-06-11\n---\n\n# {TITLE}\n\n{ONE}\n\n{TWO}\n"
    document = laid_out(text, path="news/a.md", declared={"title": TITLE})
    assert document.parts[0].kind == "front matter"
    assert (document.title, document.body) == (TITLE, f"{ONE}\n\n{TWO}")


def test_a_record_keeps_its_parts_but_for_prompts_in_its_body() -> None:
    lines = [TITLE, ONE, "Also read: How a ferry is built", TWO, "Subscribe to The Quay Gazette"]
    starts = [sum(len(line) + 2 for line in lines[:i]) for i in range(len(lines))]
    parts = tuple(
        Part("title" if i == 0 else "body", start, start + len(line))
        for i, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    document = laid_out("\n\n".join(lines), title=TITLE, parts=parts)
    assert [part.kind for part in document.parts] == ["title", "body", "related", "body", "notice"]


def test_chinese_has_no_blanks_and_is_laid_out_all_the_same() -> None:
    title = "开往海岛的渡轮再次晚点"
    one = "开往海岛的渡轮星期二又晚点了,码头上的人都不感到惊讶,市长更不惊讶。她说,从春天起就答应再增加一艘船。"
    two = "岛上的居民等了两个小时,他们在码头上唱歌,把剩下的食物分给大家。议会要到秋天才会决定这笔钱从哪里来。"
    text = "\n\n".join(
        ["首页 | 国内 | 国际 | 科技 | 评论", title, "2024年6月11日", "图:渡轮", one, "相关阅读:渡轮怎样建造", two]
    )
    document = laid_out(text, code="zh")
    assert (document.title, document.body) == (title, f"{one}\n\n{two}")


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Only a title", "Only a title", ""),
        ("\n\nOnly a title\n\n", "Only a title", ""),
        ("One\n\nTwo\n\nThree", "One", "Two\n\nThree"),
    ],
)
def test_a_text_without_prose_begins_with_its_title(text: str, title: str, body: str) -> None:
    document = laid_out(text)
    assert (document.title, document.body) == (title, body)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Line {number} of the list" for number in range(10_000)),
        "\n\n".join(f"Line {number} of the list" for number in range(10_000)),
        "word " * 1_000_000,
        "a" * 5_000_000,
        "- " * 1_000_000,
        "Title\n" + "\n" * 1_000_000 + "text",
        "| " * 500_000,
        "..." * 500_000,
    ],
    ids=["lines", "blank lines", "words", "one word", "bullets", "blanks", "bars", "dots"],
)
def test_every_line_that_was_read_is_in_a_part_in_order(text: str) -> None:
    document = laid_out(text)
    ends = [0, *(part.end for part in document.parts)]
    assert all(end <= part.start < part.end for end, part in zip(ends, document.parts, strict=False))
    covered = sum(len(document.text[part.start : part.end].split()) for part in document.parts)
    assert covered >= 0.99 * len([word for word in text.split() if word != "-"])


def test_a_block_leaves_out_bullets_and_blanks() -> None:
    (block,) = blocks("   •  A  line\u00a0of   text  \n", markdown=False)
    assert (block.head, block.bullet, block.start, block.end) == ("A line of text", True, 6, 23)


FORWARDED = (
    "---------- Forwarded message ---------\nFrom: Ada Quayle <ada@quay.example>\nDate: Mon, 10 Jun 2024 at 18:30\n"
    "Subject: The ferry\nTo: Ivo Brandt <ivo@quay.example>",
    "-----Ursprüngliche Nachricht-----\nVon: Ada Quayle\nGesendet: Montag, 10. Juni 2024 18:30\nAn: Ivo Brandt\n"
    "Betreff: Die Fähre",
    "Da: Ada Quayle\nInviato: lunedì 10 giugno 2024\nA: Ivo Brandt\nOggetto: Il traghetto",
)


@pytest.mark.parametrize("headers", FORWARDED)
def test_the_headers_of_a_forwarded_mail_are_no_text(headers: str) -> None:
    document = laid_out(page(headers))
    assert document.body == "\n\n".join([ONE, TWO, THREE])
    assert {part.kind for part in document.left_out} <= {"mail header", "date"}


def test_lines_that_only_begin_like_headers_stay_text() -> None:
    lines = "To: be ready by noon, said the mayor.\nFrom: the quay, not the pier, said the crew."
    assert "From: the quay" in laid_out(page(lines)).body
