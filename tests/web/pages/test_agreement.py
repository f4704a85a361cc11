"""The page on which coded sheets are compared: the figures of the terminal, and nothing of a file but text."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from search.answers.research.agreement import agreement
from search.answers.research.coding_sheet import coded
from tests.sites import Reader
from web.pages.agreement import MOST_SHEETS
from web.pages.sent_file import MOST_BYTES


def sheet(client: FlaskClient, tones: str, frames: str = "") -> str:
    """A sheet of six articles with a code each, "-" for none."""
    rows = [*csv.reader(io.StringIO(client.get("/sample.csv?q=bay&n=6&code=tone,frame").get_data(as_text=True)))]
    for row, tone, frame in zip(rows[1:], tones, frames or "-" * 6, strict=True):
        row[-2:] = [tone.strip("-"), frame.strip("-")]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def send(client: FlaskClient, *sheets: str | bytes, order: str = "", name: str = "ada.csv") -> TestResponse:
    raw = [one.encode() if isinstance(one, str) else one for one in sheets]
    files = [(io.BytesIO(one), f"{number}{name}") for number, one in enumerate(raw)]
    return client.post("/agreement", data={"sheet": files, "order": order}, content_type="multipart/form-data")


def test_the_figures_are_those_of_the_sheets(client: FlaskClient) -> None:
    one, other = sheet(client, "123123", "aabb-a"), sheet(client, "123122", "abbbaa")
    page = Reader(send(client, one, other, order="frame=b,a").get_data(as_text=True))
    cells = [text.split() for _, text in page.all("td")]
    for code, order, row in (("tone", (), cells[:6]), ("frame", ("b", "a"), cells[6:])):
        told = agreement(code, [coded(one).values[code], coded(other).values[code]], order)
        assert told.ordinal
        assert told.percent
        assert row[:3] == [[str(told.units)], [str(len(told.values))], [f"{told.percent * 100:.1f}", "%"]]
        assert row[3] == [f"{told.kappa:.3f}"]
        for alpha, cell in zip((told.nominal, told.ordinal), row[4:], strict=True):
            assert cell == [f"{alpha.value:.3f}", f"{alpha.low:.3f}", "to", f"{alpha.high:.3f}"]


def test_a_code_that_nobody_has_given_says_so(client: FlaskClient) -> None:
    page = send(client, sheet(client, "111122"), sheet(client, "111122")).get_data(as_text=True)
    assert "No article has a value in two sheets or more" in page
    assert "100.0" in page


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ([], "two people or more"),
        (["{}"], "there is no column “article”"),
        (["article,tone\nx,1\n"] * 2, "there is no article in it"),
        ([b"%PDF-1.4 \xff\x00"], "cannot be used"),
        (["article\n"] * (MOST_SHEETS + 1), "at most 10 sheets"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(client: FlaskClient, sheets: list[str | bytes], told: str) -> None:
    answer = send(client, *sheets)
    assert answer.status_code == 400
    assert told in Reader(answer.get_data(as_text=True)).one("main")[1]


def test_files_that_are_too_large_together_are_refused(client: FlaskClient) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="sheet"; filename="a.csv"\r\n\r\n'
    form = b"".join(head + b"1" * (MOST_BYTES // 2) + b"\r\n" for _ in range(2)) + b"--x--\r\n"
    assert client.post("/agreement", data=form, content_type="multipart/form-data; boundary=x").status_code == 413


def test_names_and_codes_stay_text(client: FlaskClient) -> None:
    hostile = "<b>Ink</b>"
    one = sheet(client, "111122").replace("tone", hostile)
    page = send(client, one, one, name=hostile).get_data(as_text=True)
    assert "<b>" not in page.casefold().replace("<bdi>", "")
    assert "&lt;b&gt;ink" in page
