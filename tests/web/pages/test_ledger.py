"""The ledger in the browser: what became of every file, chosen by and taken away."""

from __future__ import annotations

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from search.build.build import build
from search.config import Config
from web import create_app
from web.edge.streaming import AT_ONCE, RETRY_SECONDS


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A folder with two articles, an empty file, a copy and a name that is markup."""
    folder: Path = tmp_path_factory.mktemp("ledger") / "news"
    folder.mkdir()
    for name in ("a.txt", "a copy.txt"):
        (folder / name).write_text("Ferry\n\nJune 10, 2024\n\nThe ferry sank in the night.\n", encoding="utf-8")
    (folder / "=b<b>.txt").write_text("Vote\n\nThey voted all day long.\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    config = Config(index=folder.parent / "index", entities="none", workers=0)
    build(folder, config)
    return create_app(config).test_client()


def test_the_page_names_every_file_and_counts_by_outcome(client: FlaskClient) -> None:
    page = client.get("/ledger").text
    assert "4 records" in page
    assert "=b&lt;b&gt;.txt" in page
    assert "news/empty.txt" in page


def test_a_choice_narrows_and_its_number_is_what_it_gives(client: FlaskClient) -> None:
    for outcome, count in (("indexed", 2), ("skipped", 1), ("copy", 1)):
        assert len(client.get(f"/ledger.json?outcome={outcome}").json) == count
    page = client.get("/ledger?outcome=skipped").text
    assert "1 record" in page
    assert "a.txt" not in page


def test_every_choice_can_be_taken_back_by_itself(client: FlaskClient) -> None:
    page = client.get("/ledger?outcome=skipped&format=.txt&language=xx").text
    assert "0 records" in page
    for label, rest in (
        ("Outcome", "format=.txt&amp;language=xx"),
        ("Format", "outcome=skipped&amp;language=xx"),
        ("Language", "outcome=skipped&amp;format=.txt"),
    ):
        assert f'href="/ledger?{rest}"><span class="unseen">Remove filter</span> <span class="of">{label}<' in page
    assert '<a class="clear" href="/ledger">' in page


def test_what_is_known_of_a_file_stands_in_one_line(client: FlaskClient) -> None:
    told = client.get("/ledger?outcome=indexed").text
    assert re.search(r">unknown language, utf-8, \d+ characters, no date, no source, \d\.\d{3}&nbsp;s<", told)


def test_a_file_is_found_by_a_part_of_its_path_whatever_its_case(client: FlaskClient) -> None:
    assert [row["path"] for row in client.get("/ledger.json?path=COPY").json] == ["news/a copy.txt"]
    page = client.get("/ledger?path=.txt&outcome=skipped").text
    assert "1 record<" in page
    assert 'name="path" value=".txt"' in page
    assert '<input type="hidden" name="outcome" value="skipped">' in page
    assert client.get("/ledger?path=").status_code == 200
    assert "0 records" in client.get("/ledger?path=no%25such").text


def test_an_indexed_file_leads_to_its_article(client: FlaskClient) -> None:
    rows = client.get("/ledger.json?outcome=indexed").json
    for row in rows:
        assert f'href="/documents/{row["id"]}"' in client.get("/ledger").text
        assert client.get(f"/documents/{row['id']}").status_code == 200


def test_what_all_rows_share_is_no_choice(client: FlaskClient) -> None:
    assert 'aria-label="Encoding"' in client.get("/ledger").text
    page = client.get("/ledger?outcome=skipped").text
    assert 'aria-label="Outcome"' in page
    assert 'aria-label="Encoding"' not in page


def test_the_table_has_no_formula(client: FlaskClient) -> None:
    lines = client.get("/ledger.csv").data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("path,outcome,reason")
    assert len(lines) == 5


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=", "nothing=1"])
def test_what_is_not_understood_is_no_fault_of_the_server(client: FlaskClient, query: str) -> None:
    assert client.get(f"/ledger?{query}").status_code == (200 if query == "page=" else 400)


def test_the_foot_of_the_search_leads_to_what_was_skipped(client: FlaskClient) -> None:
    assert 'href="/ledger?outcome=skipped">1 file not indexed' in client.get("/").text


def test_files_skipped_for_one_reason_are_counted_together(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in (("a.json", '{"title": '), ("b.json", '{"title": "x", "text" 7}'), ("c.txt", "A ferry sank.")):
        (folder / name).write_text(text, encoding="utf-8")
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    build(folder, config)
    client = create_app(config).test_client()
    rows = client.get("/ledger.json", query_string={"reason": "invalid JSON"}).json
    assert [row["path"] for row in rows] == ["news/a.json", "news/b.json"]
    assert len({row["reason"] for row in rows}) == 2
    page = client.get("/ledger").text
    assert "not indexed" in page
    assert ">-<" not in page


def test_what_is_taken_away_is_streamed_and_whole(client: FlaskClient) -> None:
    answer = client.get("/ledger.json?outcome=copy", buffered=False)
    assert answer.is_streamed
    assert [row["path"] for row in json.loads(answer.text)] == ["news/a.txt"]
    assert client.get("/ledger.json?outcome=none-such").json == []


def test_a_choice_that_is_made_twice_is_refused_by_name(client: FlaskClient) -> None:
    answer = client.get("/ledger?outcome=indexed&outcome=skipped")
    assert answer.status_code == 400
    assert "“outcome” was given more than once" in answer.text


def test_no_more_are_taken_away_at_once_than_leave_threads_for_others(client: FlaskClient) -> None:
    under_way = [client.get("/ledger.json", buffered=False) for _ in range(AT_ONCE)]
    refused = client.get("/ledger.csv")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(RETRY_SECONDS))
    for answer in under_way:
        answer.close()
    assert client.get("/ledger.csv").status_code == 200


def test_no_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "news", tmp_path / "outside.txt"
    folder.mkdir()
    outside.write_text("Nobody is to read the word xyzzy.\n", encoding="utf-8")
    (folder / "link.txt").symlink_to(outside)
    with ZipFile(folder / "climbing.zip", "w") as archive:
        for name in ("../../up.txt", f"{tmp_path}/root.txt"):
            archive.writestr(name, f"Ferry {len(name)}\n\nThe ferry sank in the night.\n")
    config = Config(index=tmp_path / "index", entities="none", workers=0)
    build(folder, config)
    client = create_app(config).test_client()
    paths = {row["path"] for row in client.get("/ledger.json").json}
    assert {"news/link.txt", "news/climbing.zip/up.txt"} < paths
    assert all(path.startswith("news/") and ".." not in path for path in paths)
    for address in ("/ledger", "/ledger.json", "/ledger.csv"):
        told = client.get(address).text.replace(f"climbing.zip{tmp_path}", "")  # the name that a member has
        assert str(tmp_path) not in told
        assert "outside.txt" not in told
        assert "xyzzy" not in told
