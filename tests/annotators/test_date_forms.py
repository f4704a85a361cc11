"""Dates in forms that one country or one kind of page writes, and what only looks like one."""

from datetime import date

import pytest

from search.annotators.date_parser import read
from search.annotators.date_relative import alone
from search.annotators.date_spans import covered, find

TODAY = date(2026, 11, 22)

FORMS = [
    ("en", "20240610T140500Z", "2024-06-10"),
    ("en", "10th day of June 2024", "2024-06-10"),
    ("en", "June10, 2024", "2024-06-10"),
    ("en", "10June2024", "2024-06-10"),
    ("en", "2024 June 10", "2024-06-10"),
    ("no", "Publisert 10. juni 2024 kl. 14:05", "2024-06-10"),
    ("no", "10. desember 2024", "2024-12-10"),
    ("hu", "2024. június 10.", "2024-06-10"),
    ("hu", "2024. 06. 10. 14:05", "2024-06-10"),
    ("ko", "2024. 6. 10. 오후 2:05", "2024-06-10"),
    ("ar", "10 حزيران/يونيو 2024", "2024-06-10"),
    ("ar", "10 يونيو، 2024", "2024-06-10"),
    ("ar", "14 غشت 2023", "2023-08-14"),
    ("fa", "۱۴۰۳/۰۳/۲۱", "2024-06-10"),
    ("fa", "1403-03-21 14:05", "2024-06-10"),
    ("th", "10 มิ.ย. 67", "2024-06-10"),
    ("th", "10/06/67", "2024-06-10"),
    ("th", "วันจันทร์ที่ 10 มิถุนายน พ.ศ. 2567", "2024-06-10"),
    ("zh", "二〇二四年六月十日", "2024-06-10"),
    ("zh", "二〇二三年十二月三十一日", "2023-12-31"),
    ("zh", "113年6月10日", "2024-06-10"),
    ("ja", "令和元年6月10日", "2019-06-10"),
    ("bn", "১০ জুন ২০২৪", "2024-06-10"),
    ("en", "5 May 2024", "2024-05-05"),
    ("en", "may 5, 2024", "2024-05-05"),
    ("en", "10-12 June 2024", "2024-06-10"),
    ("en", "June 10–12, 2024", "2024-06-10"),
    ("de", "10.–12. Juni 2024", "2024-06-10"),
    ("fr", "10 - 12 juin 2024", "2024-06-10"),
    ("it", "10.VI.2024", "2024-06-10"),
    ("pl", "10 VI 2024 r.", "2024-06-10"),
    ("pl", "10 czerwca 2024 r., 14:05", "2024-06-10"),
    ("ru", "10 июня 2024 г. 14:05", "2024-06-10"),
    ("ru", "10-XII-2023", "2023-12-10"),
    ("th", "10 เดือนมิถุนายน 2567", "2024-06-10"),
    ("en", "Mon Jun 10 14:05:00 CEST 2024", "2024-06-10"),
    ("en", "Mon Jun 10 14:05:00 2024", "2024-06-10"),
    ("en", "Mon Jun 10 14:05 +0200 2024", "2024-06-10"),
    ("ko", "24.06.10 14:05", "2024-06-10"),
    ("ko", "12.06.2024", "2024-06-12"),
    ("", "10 червня 2024", "2024-06-10"),
    ("", "10 de juny del 2024", "2024-06-10"),
    ("", "10. lipnja 2024.", "2024-06-10"),
    ("pl", "10 listopada 2023", "2023-11-10"),
    ("hr", "10. listopada 2023", "2023-10-10"),
]


@pytest.mark.parametrize(("code", "line", "day"), FORMS, ids=[line for _, line, _ in FORMS])
def test_a_date_is_read_in_the_form_of_its_country(code: str, line: str, day: str) -> None:
    (span,) = find(line, code)
    reading = read(span, code, TODAY)
    assert reading is not None
    assert (reading.first.isoformat(), reading.precision) == (day, "day")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "version 10.6.2024.1"),
        ("", "10 listopada 2023"),
        ("en", "v2.10.24"),
        ("en", "The server 10.1.12.13 is down"),
        ("ja", "R6.6.10"),
        ("en", "as many as may 10 people"),
        ("en", "they march 10 miles a day"),
        ("en", "it grew by 3, may 5.5 percent"),
        ("en", "route 1403/03/21"),
        ("en", "Henry VIII 1509"),
        ("en", "12 iv 2024"),
        ("en", "section 4.III.12"),
        ("en", "ISBN 978-3-16-148410-0"),
        ("fr", "01.42.68.53.00"),
    ],
)
def test_what_only_looks_like_a_date_is_none(code: str, line: str) -> None:
    assert [reading for span in find(line, code) if (reading := read(span, code, TODAY, 2024))] == []


AGO = """
2 hours ago|5h ago|3 d ago|an hour ago|Updated 5 minutes ago|Yesterday at 14:05|vor einer Stunde|vor 3 Stunden
il y a une heure|hier à 14h05|hace 3 horas|há 3 horas|3 ore fa|un'ora fa|3 uur geleden|3 часа назад|вчера, 14:05
сегодня в 14:05|3 saat önce|قبل 3 ساعات|منذ ساعتين|3小时前|3時間前|3시간 전|3 giờ trước|3 ชั่วโมงที่แล้ว|3 घंटे पहले
3 jam yang lalu|3 godziny temu|för 3 timmar sedan|۳ ساعت پیش
"""


@pytest.mark.parametrize("line", AGO.strip().replace("\n", "|").split("|"))
def test_a_line_that_counts_back_from_now_is_one_of_a_date_and_dates_nothing(line: str) -> None:
    assert covered(line, "en") >= 0.5 or alone(line)
    assert [read(span, "en", TODAY) for span in find(line, "en")] == []


@pytest.mark.parametrize("line", ["Three days ago nobody knew the ferry", "Yesterday", "The hour ago", "Week by week"])
def test_a_headline_with_such_words_is_no_line_of_a_date(line: str) -> None:
    assert not alone(line)


@pytest.mark.parametrize(
    ("line", "day", "note"),
    [
        ("Mon, 06/07/2021 - 18:30", "2021-06-07", "month first by the weekday"),
        ("Tue, 06/07/2021 - 18:30", "2021-07-06", "day first by the weekday"),
        ("Fri, 06/07/2021 - 18:30", "2021-06-07", "month first by the language"),
    ],
)
def test_the_weekday_beside_a_date_in_numbers_tells_their_order(line: str, day: str, note: str) -> None:
    (span,) = find(line, "en")
    reading = read(span, "en", TODAY)
    assert reading is not None
    assert (reading.first.isoformat(), reading.note, bool(reading.guessed)) == (day, note, "language" in note)


@pytest.mark.parametrize(("code", "line"), [("pl", "10 czerwca 2024 r."), ("ru", "10 июня 2024 г.")])
def test_the_letter_for_the_year_belongs_to_the_date(code: str, line: str) -> None:
    (span,) = find(line, code)
    assert (span.start, span.end) == (0, len(line))


def test_the_hour_inside_a_date_is_its_time() -> None:
    (span,) = find("Mon Jun 10 14:05:09 CEST 2024", "en")
    reading = read(span, "en", TODAY)
    assert reading is not None
    assert reading.time == "14:05:09+02:00"
