from dataclasses import replace
from datetime import date

import pytest

from search.annotators import date as dates
from search.annotators import language, layout
from search.annotators.date_parser import read
from search.annotators.date_spans import find
from search.annotators.date_zones import offset
from search.config import Config
from search.model import Day, Document
from search.readers.pieces import compose

TODAY = date(2024, 6, 15)
CONFIG = Config(today=TODAY)
PROSE = "The ferry to the island was late again, and nobody on the quay was surprised by it, the mayor least of all."


def dated(text: str, today: date = TODAY, **fields: object) -> Document:
    document = Document("1", "news/a.txt", text=text, **fields)  # type: ignore[arg-type]
    config = Config(today=today)
    return dates.annotate(layout.annotate(language.annotate(document, config), config), config)


def day_of(text: str, today: date = TODAY, **fields: object) -> Day | None:
    return dated(text, today, **fields).day


def article(line: str, first: str = PROSE) -> str:
    return f"Ferry late again\n\n{line}\n\n{first}\n\n{PROSE} {PROSE}\n"


SPANS = [
    ("en", "June 10, 2024", "2024-06-10", ""),
    ("en", "10 June 2024", "2024-06-10", ""),
    ("en", "10th June, 2024", "2024-06-10", ""),
    ("en", "Jun. 10, 2024, 5:00 AM ET", "2024-06-10", "05:00-04:00"),
    ("en", "Jan. 10, 2024, 5:00 PM ET", "2024-01-10", "17:00-05:00"),
    ("en", "June 10, 2024 Hour: 10:42 am", "2024-06-10", "10:42"),
    ("en", "June 10, 202412:13 PM GMT+3", "2024-06-10", "12:13+03:00"),
    ("en", "June 10, 2024 12:04 pm IST", "2024-06-10", "12:04+05:30"),
    ("en", "June 10, 2024 12:04 am", "2024-06-10", "00:04"),
    ("en", "10:15 AM EDT, Mon June 10, 2024", "2024-06-10", "10:15-04:00"),
    ("en", "Mon, 10 Jun 2024 06:34:00 GMT", "2024-06-10", "06:34:00+00:00"),
    ("en", "2024-06-10T12:04:00+05:30", "2024-06-10", "12:04:00+05:30"),
    ("en", "2024/06/10", "2024-06-10", ""),
    ("en", "20240610", "2024-06-10", ""),
    ("en", "06/10/2024", "2024-06-10", ""),
    ("en", "06/25/2023", "2023-06-25", ""),
    ("en", "10-JUN-1987 14:54:10.78", "1987-06-10", "14:54:10"),
    ("ru", "10 июня 2024, 12:04", "2024-06-10", "12:04"),
    ("ru", "12:04, 10 июня 2024 (мск)", "2024-06-10", "12:04+03:00"),
    ("ru", "10.06.2024 в 14:05 МСК", "2024-06-10", "14:05+03:00"),
    ("es", "10 de junio de 2024", "2024-06-10", ""),
    ("es", "10/06/2024", "2024-06-10", ""),
    ("fr", "10 juin 2024 à 14h05", "2024-06-10", "14:05"),
    ("fr", "1er juin 2024", "2024-06-01", ""),
    ("de", "Montag, 10. Juni 2024, 14:05 Uhr", "2024-06-10", "14:05"),
    ("de", "10. Jänner 2024", "2024-01-10", ""),
    ("pt", "10 de junho de 2024 às 14h05", "2024-06-10", "14:05"),
    ("it", "lunedì 10 giugno 2024", "2024-06-10", ""),
    ("nl", "ma 10 jun 2024, 14:05 uur", "2024-06-10", "14:05"),
    ("tr", "10 Haziran 2024 Pazartesi", "2024-06-10", ""),
    ("pl", "10 czerwca 2024, 14:05", "2024-06-10", "14:05"),
    ("vi", "ngày 10 tháng 6 năm 2024", "2024-06-10", ""),
    ("ko", "2024년 6월 10일 오후 2시 5분", "2024-06-10", "14:05"),
    ("ja", "2024年6月10日 14時05分", "2024-06-10", "14:05"),
    ("ja", "令和6年6月10日", "2024-06-10", ""),
    ("zh", "民國113年6月10日", "2024-06-10", ""),
    ("zh", "2024年06月10日 14:05", "2024-06-10", "14:05"),
    ("ar", "الاثنين 10 يونيو 2024", "2024-06-10", ""),
    ("ar", "١٠ حزيران ٢٠٢٤", "2024-06-10", ""),
    ("fa", "۲۱ خرداد ۱۴۰۳", "2024-06-10", ""),
    ("hi", "१० जून २०२४", "2024-06-10", ""),
    ("hi", "10 फ़रवरी 2024", "2024-02-10", ""),
    ("ar", "١٠ يونيو ٢٠٢٤", "2024-06-10", ""),
    ("th", "10 มิ.ย. 2567 14:05 น.", "2024-06-10", "14:05"),
    ("", "10 junio 2024", "2024-06-10", ""),
]


@pytest.mark.parametrize(("code", "line", "day", "time"), SPANS, ids=[line for _, line, _, _ in SPANS])
def test_a_date_is_read_in_its_language(code: str, line: str, day: str, time: str) -> None:
    (span,) = find(line, code)
    reading = read(span, code, TODAY)
    assert reading is not None
    assert (reading.first.isoformat(), reading.precision, reading.time) == (day, "day", time)


@pytest.mark.parametrize(
    "line",
    [
        *["0 / 0", "1,200", "1.5 million", "24/7", "Tel: 555-1234", "Version 3.10.2", "Page 3 of 10", "$20.24"],
        *["March", "Sat", "may discuss", "Mr. Hall may visit", "Route 66", "10 Downing Street", "World War 2", "11th"],
        *["yesterday", "last Tuesday", "3 hours ago", "2 months ago", "today", "Friday", "2024", "Spring 2024"],
        *["ISBN 978-3-16-148410-0", "99.99.2024", "2024-13-45", "February 30, 2024", "32 June 2024", "10/06/2044"],
    ],
)
def test_what_is_no_day_is_not_read(line: str) -> None:
    assert [reading for span in find(line, "en") if (reading := read(span, "en", TODAY))] == []


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("ET", date(2024, 1, 10), "-05:00"),
        ("ET", date(2024, 6, 10), "-04:00"),
        ("UTC+7", date(2024, 6, 10), "+07:00"),
        ("GMT-03:30", date(2024, 6, 10), "-03:30"),
        ("мск", date(2024, 6, 10), "+03:00"),
        ("XYZ", date(2024, 6, 10), ""),
        ("", date(2024, 6, 10), ""),
    ],
)
def test_a_zone_gives_an_offset_only_where_it_is_known(zone: str, day: date, expected: str) -> None:
    assert offset(zone, day) == expected


LINES = [
    ("June 10, 2024", "2024-06-10", "stated", ""),
    ("Published - June 10, 2024 12:04 pm IST - PORT ELLERY", "2024-06-10", "stated", "12:04+05:30"),
    ("• June 10, 2024 • 2 months ago", "2024-06-10", "stated", ""),
    (" date 2024-06-10 International", "2024-06-10", "stated", ""),
    ("June 2024", "2024-06", "stated", ""),
    ("By Ada Quayle | June 10, 2024", "2024-06-10", "stated", ""),
    ("Updated - June 12, 2024\n\nPublished - June 10, 2024", "2024-06-10", "stated", ""),
    ("Published June 10, 2024, updated June 12, 2024", "2024-06-10", "stated", ""),
    ("Updated June 12, 2024", "2024-06-12", "inferred", ""),
    ("05/06/2024", "2024-05-06", "inferred", ""),
    ("Monday, June 10", "2024-06-10", "inferred", ""),
]


@pytest.mark.parametrize(("line", "value", "how", "time"), LINES, ids=[line for line, *_ in LINES])
def test_a_date_line_dates_the_article(line: str, value: str, how: str, time: str) -> None:
    day = day_of(article(line))
    assert day is not None
    assert (day.value, day.how, day.time) == (value, how, time)


@pytest.mark.parametrize(
    "line",
    [
        "2 months ago",
        "yesterday",
        "Deadline: June 30, 2023",
        "- Your Highlight on page 12 | Location 170-172 | Added on Monday, June 7, 2021 8:12:03 AM",
        "June 10, 2044",
        "June 10",
        "10:42 am",
        "Born June 1, 1970",
    ],
)
def test_a_line_that_says_no_day_of_publication_leaves_the_article_undated(line: str) -> None:
    assert day_of(article(line)) is None


@pytest.mark.parametrize(
    ("first", "value"),
    [
        ("The mayor spoke on Monday (June 10) in the harbour office and asked for a second ferry.", "2024-06-10"),
        ("The mayor spoke on Saturday, November 3, in the harbour office and asked for a second ferry.", "2018-11-03"),
        ("The mayor spoke on Friday (June 14) in the harbour office and asked for a second ferry.", "2024-06-14"),
        ("The mayor spoke on Sunday (June 16) in the harbour office and asked for a second ferry.", "2019-06-16"),
    ],
)
def test_a_weekday_decides_the_year_the_latest_one_not_after_today(first: str, value: str) -> None:
    day = day_of(article("By Ada Quayle", first))
    assert day is not None
    assert (day.value, day.how) == (value, "inferred")
    assert day.span is not None
    assert day.span.text in first


@pytest.mark.parametrize(
    "first",
    [
        "The ferry was launched on 20 February 1986 and has carried the islanders ever since that day.",
        "The ferry is expected to sail around June 19 and 20, and the islanders hope for fair weather.",
        "The ferry was late yesterday, as it had been two months ago, and nobody on the quay was surprised.",
        "The ferry was late on Tuesday, and nobody who had come to the quay on that day was surprised.",
    ],
)
def test_a_day_in_the_prose_is_an_event_and_dates_nothing(first: str) -> None:
    assert day_of(article("By Ada Quayle", first)) is None


PICTURES = [
    "The ferry at the quay, June 1, 2019. (Reuters photo: Ada Quayle)",
    "FILE PHOTO: The ferry at the quay on June 1, 2019. REUTERS/Ada Quayle/File Photo",
    "The ferry at the quay in Port Ellery on June 1, 2019. (AP Photo/Ada Quayle)",
    "Islanders wait for the ferry at the quay in Port Ellery, June 1, 2019. Ada Quayle | Quay News | Getty Images",
    "The ferry, June 1, 2019. Photo: Ada Quayle",
    "The ferry at the quay, June 1, 2019 (Ada Quayle/Reuters)",
    "Photo taken June 1, 2019",
    "The ferry at the quay on Saturday, June 1. (Ada Quayle/Getty Images)",
    "Islanders wait for the ferry that is late again, and sing while they wait. (June 1, 2019) AP\n"
    "The ferry at the quay on June 1, 2019, in Port Ellery. (Photo: Ada Quayle)",
]


@pytest.mark.parametrize("caption", PICTURES)
def test_the_day_of_a_picture_dates_nothing(caption: str) -> None:
    assert day_of(article(caption)) is None
    assert day_of(article("By Ada Quayle") + f"\n{caption}\n") is None
    day = day_of(article(f"{caption}\n\nJune 10, 2024"))
    assert day is not None
    assert day.value == "2024-06-10"


@pytest.mark.parametrize(
    ("first", "value", "how"),
    [
        (
            "PORT ELLERY, Lonn, June 10, 2024 /PRNewswire/ -- The ferry was late again, to nobody's surprise.",
            "2024-06-10",
            "stated",
        ),
        (
            "PORT ELLERY, June 10, 2024 (Reuters) - The ferry was late again, to nobody's surprise.",
            "2024-06-10",
            "stated",
        ),
        ("PORT ELLERY, July 1 (AP) - The ferry that sank on June 7, 1971 was raised again.", "1971-07-01", "inferred"),
    ],
)
def test_a_dateline_dates_the_article_with_a_year_from_the_text(first: str, value: str, how: str) -> None:
    day = day_of(article("By Ada Quayle", first))
    assert day is not None
    assert (day.value, day.how) == (value, how)


def test_a_date_line_wins_over_the_day_of_the_dateline() -> None:
    first = "PORT ELLERY, June 9 (AP) - The ferry to the island was late again, to nobody's surprise."
    day = day_of(article("June 10, 2024", first))
    assert day is not None
    assert day.value == "2024-06-10"


def test_dates_of_comments_and_other_stories_date_nothing() -> None:
    tail = "Leave a Reply\n\nOld salt, June 3, 2024\n\nLatest News\n\nTram fares to go up\nJune 1, 2024\n"
    assert day_of(article("By Ada Quayle") + "\n" + tail) is None


@pytest.mark.parametrize(
    ("declared", "rule", "value", "how", "time"),
    [
        ("2024-06-10", "json-ld datePublished", "2024-06-10", "stated", ""),
        ("2024-06-10T23:05:00-05:00", "meta date", "2024-06-10", "stated", "23:05:00-05:00"),
        ("2024-06-10T23:05:00Z", "meta date", "2024-06-10", "stated", "23:05:00+00:00"),
        ("2024-06-10 23:05:00.123+0530", "meta date", "2024-06-10", "stated", "23:05:00+05:30"),
        ("2024-06", "record's key date", "2024-06", "stated", ""),
        ("2024", "record's key date", "2024", "stated", ""),
        ("10 June 2024", "record's key date", "2024-06-10", "stated", ""),
        ("1718001240", "record's key timestamp", "2024-06-10", "inferred", "06:34+00:00"),
        ("1718001240000", "record's key timestamp", "2024-06-10", "inferred", "06:34+00:00"),
    ],
)
def test_a_declared_date_wins_and_names_its_rule(declared: str, rule: str, value: str, how: str, time: str) -> None:
    day = day_of(article("June 1, 2020"), declared={"date_published": declared, "date_rule": rule})
    assert day is not None
    assert day.span is not None
    assert (day.value, day.how, day.time, day.span.rule, day.span.start) == (value, how, time, rule, -1)


@pytest.mark.parametrize("rule", ["address", "time element"])
@pytest.mark.parametrize(
    ("line", "value", "how"),
    [
        ("June 1, 2020", "2020-06-01", "stated"),
        ("June 10, 2024", "2024-06-10", "stated"),
        ("By Ada Quayle", "2024-06-10", "inferred"),
    ],
)
def test_a_day_that_is_only_likely_loses_to_a_date_line_and_is_stated_by_one_that_agrees(
    rule: str, line: str, value: str, how: str
) -> None:
    day = day_of(article(line), declared={"date_published": "2024-06-10", "date_rule": rule})
    assert day is not None
    assert (day.value, day.how) == (value, how)


def test_two_places_that_are_only_likely_confirm_each_other() -> None:
    declared = {"date_published": "2024-06-10", "date_rule": "time element", "other_dates": "address\t2024-06-10"}
    day = day_of(article("By Ada Quayle"), declared=declared)
    assert day is not None
    assert (day.value, day.how) == ("2024-06-10", "stated")


@pytest.mark.parametrize("line", ["Ada Quayle, 10 June 2024", "Quay Gazette | June 10, 2024"])
def test_a_short_line_with_a_name_and_a_date_in_the_body_of_a_page_is_a_date_line(line: str) -> None:
    text, parts = compose("Ferry late again", [line, PROSE, PROSE])
    document = dates.annotate(Document("1", "a.html", text=text, parts=parts, language="en"), CONFIG)
    assert document.day is not None
    assert document.day.value == "2024-06-10"


@pytest.mark.parametrize("declared", ["", "soon", "2024-99-99", "99999999999999999999", "9999-12-31", "0000-00-00"])
def test_a_declared_date_that_is_none_leaves_it_to_the_text(declared: str) -> None:
    day = day_of(article("June 1, 2020"), declared={"date_published": declared, "date_rule": "meta date"})
    assert day is not None
    assert day.value == "2020-06-01"


@pytest.mark.parametrize(
    "fields", [{"url": "https://quay.example/2024/06/10/ferry"}, {"url": "https://quay.example/ferry-2024-06-10.html"}]
)
def test_the_address_dates_what_nothing_else_does(fields: dict[str, str]) -> None:
    day = day_of(article("By Ada Quayle"), **fields)
    assert day is not None
    assert (day.value, day.how) == ("2024-06-10", "inferred")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("harbour 10.06.2024.txt", "2024-06-10"),
        ("The Post 25-12-2023 Mole.txt", "2023-12-25"),
        ("us_12-25-2023.txt", "2023-12-25"),
        ("10_10_2023.txt", "2023-10-10"),
        ("either 10-06-2024.txt", None),
        ("v1.12.2023.4.txt", None),
        ("photo 1.2.txt", None),
    ],
)
def test_the_name_of_a_file_dates_what_nothing_else_does(name: str, value: str | None) -> None:
    document = replace(dated(article("By Ada Quayle")), path=f"news/{name}")
    day = dates.annotate(document, Config(today=TODAY)).day
    assert (day.value if day else None) == value


def test_the_evidence_is_the_words_in_the_text() -> None:
    text = article("Published - June 10, 2024 12:04 pm IST - PORT ELLERY")
    day = day_of(text)
    assert day is not None
    assert day.span is not None
    assert text[day.span.start : day.span.end] == day.span.text == "Published - June 10, 2024 12:04 pm IST"


@pytest.mark.parametrize(
    ("language", "line", "words"),
    [
        ("en", "date 2024-06-10 International", "date 2024-06-10"),
        ("en", "Posted on June 10, 2024 by Ada", "Posted on June 10, 2024"),
        ("de", "Veröffentlicht am: 10. Juni 2024", "Veröffentlicht am: 10. Juni 2024"),
        ("fr", "Mis en ligne le 10 juin 2024 à 14h05", "Mis en ligne le 10 juin 2024 à 14h05"),
        ("en", "Updated: June 10, 2024", "Updated: June 10, 2024"),
        ("en", "Published by the Quay Gazette, June 10, 2024", "June 10, 2024"),
        ("en", "June 10, 2024", "June 10, 2024"),
    ],
)
def test_a_label_right_before_the_date_belongs_to_its_words(language: str, line: str, words: str) -> None:
    day = day_of(article(line), language=language)
    assert day is not None
    assert day.span is not None
    assert (day.span.text, day.value) == (words, "2024-06-10")


def others_of(text: str, **fields: object) -> list[tuple[str, str]]:
    document = dated(text, **fields)
    return [(day.value, day.how) for day in document.other_days]


def test_the_days_that_lose_are_kept() -> None:
    lines = "Published: June 10, 2024\n\nUpdated: June 14, 2024\n\nPublished June 12, 2024"
    assert others_of(article(lines)) == [("2024-06-12", "stated"), ("2024-06-14", "inferred")]


def test_a_declared_day_and_a_stated_one_are_both_kept() -> None:
    declared = {"date_published": "2024-06-10", "date_rule": "meta date"}
    assert others_of(article("June 1, 2020"), declared=declared) == [("2020-06-01", "stated")]
    assert others_of(article("June 10, 2024"), declared=declared) == []


def test_days_of_change_and_of_making_date_only_what_nothing_else_does() -> None:
    declared = {"other_dates": "json-ld dateModified\t2024-06-12", "date_created": "2024-06-09", "created_rule": "made"}
    for lines, value, others in (
        ("June 1, 2020", "2020-06-01", ["2024-06-12", "2024-06-09"]),
        ("By Ada Quayle", "2024-06-12", ["2024-06-09"]),
    ):
        document = dated(article(lines), declared=declared)
        assert document.day is not None
        assert (document.day.value, [day.value for day in document.other_days]) == (value, others)
        assert all(day.how == "inferred" for day in document.other_days)


def test_a_month_lasts_to_its_last_day() -> None:
    day = day_of(article("February 2024"))
    assert day is not None
    assert (day.first, day.last) == (date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize("text", ["", "a" * 3_000_000, "1 " * 1_000_000, "12/12/" * 500_000, "June " * 500_000])
def test_hostile_lines_are_searched_only_at_their_beginning(text: str) -> None:
    assert day_of(text or "Only a title") is None
