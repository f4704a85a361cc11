from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.sites import HOSTILE, Reader


def test_the_form_draws_what_it_says(client: FlaskClient) -> None:
    page = Reader(client.get("/sample?q=bay&not.person=Observer+03").get_data(as_text=True))
    hidden = {a["name"]: a["value"] for tag, a, _ in page.elements if tag == "input" and a.get("type") == "hidden"}
    assert hidden == {"q": "bay", "not.person": "Observer 03"}
    given = {**hidden, "n": "5", "seed": "x", "per": "source", "each": "2", "code": "tone, frame"}
    answer = client.get("/sample.csv", query_string=given)
    assert answer.mimetype == "text/csv"
    rows = [*csv.DictReader(io.StringIO(answer.get_data(as_text=True)))]
    assert 0 < len(rows) <= 5
    assert {"tone", "frame"} <= set(rows[0])
    assert max(sum(row["source"] == other["source"] for row in rows) for other in rows) <= 2


@pytest.mark.parametrize(
    "wrong", ["n=0", "n=x", "n=9999", "n=%D9%A3", "per=person&each=1", "per=source", "code=title", "colour=red"]
)
def test_what_cannot_be_drawn_is_a_sentence(client: FlaskClient, wrong: str) -> None:
    answer = client.get(f"/sample.csv?{wrong}")
    assert answer.status_code == 400
    assert "main" in answer.get_data(as_text=True)


def test_hostile_filters_stay_text(client: FlaskClient) -> None:
    page = client.get("/sample", query_string={"source": HOSTILE}).get_data(as_text=True)
    assert "<b>Ink" not in page
