import pytest

from search.query.typed_dates import typed_period


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2018", "2018"),
        (" 2018-06 ", "2018-06"),
        ("2018-6", "2018-06"),
        ("2018/6/3", "2018-06-03"),
        ("2018.06.10", "2018-06-10"),
        ("June 2018", "2018-06"),
        ("june, 2018", "2018-06"),
        ("Jun 2018", "2018-06"),
        ("Sept. 2018", "2018-09"),
        ("10 June 2018", "2018-06-10"),
        ("June 10, 2018", "2018-06-10"),
        ("June 10th 2018", "2018-06-10"),
        ("the 3rd of June 2018", "2018-06-03"),
        ("2018 June", "2018-06"),
        ("10. Juni 2018", "2018-06-10"),
        ("10 de junio de 2018", "2018-06-10"),
        ("1er juillet 2018", "2018-07-01"),
        ("10 июня 2018 г.", "2018-06-10"),
        ("10/06/2018", "2018-06-10"),
        ("10.6.2018", "2018-06-10"),
        ("1-2-2018", "2018-02-01"),
        ("06/13/2018", "2018-06-13"),
        ("6/2018", "2018-06"),
        ("0476", "0476"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, meant):
    assert typed_period(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "June", "10 June", "10/06/18", "31/02/2018", "13/13/2018", "2018-13", "0000", "2018-00", "yesterday",
        "June July 2018", "10 11 June 2018", "June 2018 2019", "2018-06-10T12:00", "２０１８", "june2018", "x" * 5000,
        "31 June 2018", "10 2018", "<b>June</b> 2018",
    ],
)  # fmt: skip
def test_what_has_no_year_or_is_not_in_the_calendar_is_no_date(typed):
    assert typed_period(typed) is None
