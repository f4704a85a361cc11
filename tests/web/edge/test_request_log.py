"""A line for every request, without what was asked for unless that is wanted."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from search.config import Config, RequestLog
from tests.sites import FERRY, build, documents
from web import create_app

ASKED = ["/api/search?q=secret%0Aferry&person=Ada+Long", f"/documents/{FERRY}", "/hidden/path", "/?q=%1b[2J\u202e"]


def written(folder: Path, caplog: pytest.LogCaptureFixture, level: RequestLog) -> list[str]:
    build(folder, documents())
    client = create_app(Config(index=folder, request_log=level)).test_client()
    with caplog.at_level(logging.INFO):
        for address in ASKED:
            client.get(address).close()
    return [record.getMessage() for record in caplog.records if record.name == "web.edge.request_log"]


def test_a_request_is_written_without_what_was_asked(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    lines = written(tmp_path, caplog, "requests")
    assert [line.rsplit(" ", 2)[0] for line in lines] == [
        "200 GET /api/search", "200 GET /documents/<doc_id>", "404 GET other", "200 GET /",
    ]  # fmt: skip
    for asked in ("secret", "Ada", FERRY, "hidden"):
        assert asked not in caplog.text


def test_everything_is_written_where_that_is_wanted_and_no_line_is_forged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lines = written(tmp_path, caplog, "queries")
    assert lines[0].startswith("200 GET /api/search?q=secret%0Aferry&person=Ada+Long ")
    assert lines[1].startswith(f"200 GET /documents/{FERRY} ")
    assert lines[2].startswith("404 GET /hidden/path ")
    assert all(line.isascii() and line.isprintable() for line in lines)


def test_nothing_is_written_where_that_is_wanted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert written(tmp_path, caplog, "none") == []


def test_a_failure_of_the_program_is_logged_without_what_was_asked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(tmp_path, documents())
    app = create_app(Config(index=tmp_path))

    def fail() -> None:
        raise ValueError("cannot look for secret")

    app.view_functions["views.search"] = fail
    page = app.test_client().get("/?q=secret").get_data(as_text=True)
    assert page.count("secret") == 1  # what was typed stands in its box again, and nothing of the failure
    assert 'value="secret"' in page
    assert "ValueError at /" in caplog.text
    assert "in fail" in caplog.text
    assert "secret" not in caplog.text.replace('raise ValueError("cannot look for secret")', "")
