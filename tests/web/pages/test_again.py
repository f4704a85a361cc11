"""The page on which the search of a receipt is repeated."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from search.ledger.texts import Text, fingerprint
from tests.sites import Reader


def send(client: FlaskClient, text: str | bytes) -> TestResponse:
    raw = text.encode() if isinstance(text, str) else text
    return client.post("/again", data={"receipt": (io.BytesIO(raw), "r.json")}, content_type="multipart/form-data")


def receipt(client: FlaskClient) -> dict[str, Any]:
    told = client.get("/api/receipt?q=bay").get_json()
    return dict(told)


def test_the_same_is_the_same(client: FlaskClient) -> None:
    told = receipt(client)
    page = Reader(send(client, json.dumps(told)).get_data(as_text=True))
    total = len(told["receipt"]["articles"])
    assert total > 1
    assert f"The same: {total} articles, word for word." in page.one("main")[1]
    assert "/?q=bay" in [attrs["href"] for attrs, _ in page.all("a")]


def test_what_came_went_and_changed_is_listed(client: FlaskClient) -> None:
    told = receipt(client)
    articles = told["receipt"]["articles"]
    came, changed = articles.pop(0)["path"], articles[0]["path"]
    articles[0]["digest"] = "0" * 32
    articles.append({**articles[0], "path": "press/<b>gone.txt"})
    texts = [Text(one["path"], one["digest"]) for one in articles]
    told["receipt"]["results"] = fingerprint(texts)
    page = Reader(send(client, json.dumps(told)).get_data(as_text=True))
    assert "Not the same: 1 came, 1 went, 1 changed" in page.one("main")[1]
    assert [text for _, text in page.all("li")] == [came, "press/<b>gone.txt", changed]


@pytest.mark.parametrize("text", ["", "{}", "no receipt", "[" * 50_000, b"%PDF-1.4 \x00\xff"])
def test_what_is_no_receipt_is_a_sentence(client: FlaskClient, text: str | bytes) -> None:
    answer = send(client, text)
    assert answer.status_code == 400
    assert "receipt" in Reader(answer.get_data(as_text=True)).one("main")[1].lower() or isinstance(text, bytes)
