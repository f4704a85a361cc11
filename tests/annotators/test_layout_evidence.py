from datetime import date

import pytest

from search.annotators import layout
from search.config import Config
from search.model import Document

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


def page(*between: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> str:
    return "\n\n".join([*before, TITLE, ONE, *between, TWO, THREE, *after]) + "\n"


@pytest.mark.parametrize(
    "lines",
    [
        "The ferry and the quay\nseen from the harbour office",
        "The mayor on the quay\nAda Quayle and Port Ellery",
    ],
)
def test_two_lines_of_names_or_that_go_on_as_captions_do_are_a_caption(lines: str) -> None:
    named = f"{ONE} Her name is Ada Quayle, and she comes from Port Ellery."
    assert lines.split("\n")[0] not in laid_out(page(lines, named)).body


ARTICLE_LINES = [
    "One for the boat\ntwo for the quay\nthree for the mayor",
    "Monday: 9 a.m.\nTuesday: 10 a.m.\nWednesday: 11 a.m.\nThursday: noon",
    "Roses are red\nViolets are blue",
    "FOCUS ON THE QUAY\nTHE SECOND BOAT",
    "A step back\nThe Clifton example",
    "Penguin chick hatches in city zoo after cold winter",
    "The mayor opened the meeting at nine",
    "Alpha changed gamma",
    "More in the works",
    "Sources: Members of the council are planning to buy a boat from the mainland",
    "Recommended dose too high",
    "Loading docks",
    "With NATO on the island",
    "Harbour 2 Island 1\nQuay 0 Boat 0",
    "- a boat\n- a quay",
    "https://quay.example/timetable",
    "It was over",
]


@pytest.mark.parametrize("lines", ARTICLE_LINES)
@pytest.mark.parametrize("place", ["between", "after"])
def test_a_line_is_of_the_article_unless_something_says_otherwise(lines: str, place: str) -> None:
    document = laid_out(page(ONE, TWO, lines) if place == "between" else page(THREE, after=(lines,)))
    body = " ".join(document.body.split())
    assert [line for line in lines.split("\n") if line.removeprefix("- ") not in body] == []


@pytest.mark.parametrize("lines", ARTICLE_LINES)
def test_lines_below_the_title_without_blank_lines_are_of_the_article(lines: str) -> None:
    body = laid_out("\n".join([TITLE, ONE, *lines.split("\n"), TWO, THREE, *lines.split("\n")])).body
    assert [line for line in lines.split("\n") if body.count(line.removeprefix("- ")) != 2] == []


SENTENCES = [
    "The photo by Ada Quayle won the first prize at the county fair.",
    "Getty Images sued a company over its pictures, the court said.",
    "He founded a newsletter.",
    "Registered members of the party vote on Sunday.",
    "Users must create an account to see it, the company said.",
    "Published in 1987, the book sold a million copies.",
    "Reporting by state media is one-sided, critics say.",
    "“Check your account,” he said.",
    "You enter your home and the light goes on.",
    "The law gives copyright by default, Quayle said.",
    "They log in.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_that_only_mentions_what_prompts_speak_of_stays(sentence: str) -> None:
    assert sentence in laid_out(page(sentence)).body
    assert sentence in laid_out(page(after=(sentence,))).body


@pytest.mark.parametrize(
    "text",
    [
        "The Ferry\n\nThe ferry goes out\nThe ferry comes home\nAnd nobody minds",
        "The Ferry\nThe ferry goes out\nThe ferry comes home\nAnd nobody minds",
        "The Ferry\n\nSubscribe to the ferry",
        "The Ferry\n\nPhoto: The ferry",
        "The Ferry\n\n- out\n- home",
        "The Ferry\n\nIn other news\n\nThe Ferry Goes Out And Comes Home",
    ],
)
def test_a_text_of_short_lines_has_a_body(text: str) -> None:
    document = laid_out(text)
    assert document.title == "The Ferry"
    assert document.body.split()[-1] == text.split()[-1]


def test_verses_above_a_long_comment_are_of_the_article() -> None:
    verses = [f"and the {word} went out to the island" for word in ("boat", "quay", "mayor", "song", "harbour")]
    body = laid_out("\n".join(["The Ferry", *verses, f"{ONE} {TWO} {THREE}", f"{TWO} {THREE}"])).body
    assert [verse for verse in verses if verse not in body] == []


def test_the_days_of_a_chronicle_stay_between_its_paragraphs() -> None:
    days = ["June 1, 2019", "June 10, 2019", "July 2, 2019"]
    body = laid_out(page(THREE, days[0], ONE, days[1], TWO, days[2])).body
    assert [day for day in days if day not in body] == []


def test_a_heading_that_begins_as_a_byline_does_stays_between_the_paragraphs() -> None:
    assert "By Land And Sea" in laid_out(page(THREE, "By Land And Sea")).body


def test_an_article_that_goes_on_after_a_link_to_its_comments_is_kept_whole() -> None:
    link = "12 comments"
    long = [f"{number}. {ONE} {TWO}" for number in range(8)]
    body = laid_out("\n\n".join([TITLE, ONE, TWO, THREE, link, *long])).body
    assert [line for line in long if line[3:] not in body] == []


FURNITURE = [
    "Story Continued Below",
    "Listen · 5:08",
    "Slideshow (5 Images)",
    "Advertisement Continue reading the main story",
    "This article is more than 1 year old",
    "This article requires pre-publication review",
    "Enlarge this image toggle caption Ada Quayle/Getty Images",
    "FILE PHOTO: The ferry on a calm day. REUTERS/Ada Quayle/File Photo",
    "The ferry at the quay on Tuesday. (Reuters photo: Ada Quayle)",
    "The ferry at the quay on Tuesday. Ada Quayle | Quay News | Getty Images",
    "The ferry at the quay on Tuesday. (AP Photo/Ada Quayle)",
    "The ferry at the quay on Tuesday (Ada Quayle/Reuters)",
    "Sign up for Daily Newsletters Manage Newsletters",
    "Read or Share this story: https://quay.example/1",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_with_a_strong_mark_goes_wherever_it_stands(line: str) -> None:
    for text in (page(line), page(after=(line,)), page().replace(ONE, f"{line}\n\n{ONE}")):
        document = laid_out(text)
        assert (document.title, document.body) == (TITLE, "\n\n".join([ONE, TWO, THREE]))


@pytest.mark.parametrize("end", [" — Nobody Minds", " | Nobody Minds", " - Nobody Minds"])
def test_an_end_that_another_line_repeats_with_the_headline_is_of_the_title(end: str) -> None:
    whole = f"{TITLE}{end}"
    for text in (page(whole).replace(TITLE, whole, 1), page(f"He read “{whole}” aloud.").replace(TITLE, whole, 1)):
        assert laid_out(text).title == whole


@pytest.mark.parametrize(
    "plug",
    [
        "For the best of the harbour and more, subscribe to the Quay Gazette's newsletters",
        "Get the day's ferry news in your inbox: sign up for the Harbour Briefing newsletter",
        "Looking for the news of the harbour in one place? Sign up for our morning newsletter.",
    ],
)
def test_a_plug_above_the_title_is_not_the_title(plug: str) -> None:
    document = laid_out(page(before=(plug,)))
    assert (document.title, document.body) == (TITLE, "\n\n".join([ONE, TWO, THREE]))
