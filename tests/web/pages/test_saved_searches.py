"""Saved searches on the page: their counts, what is new in them, and who may change the file."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.answers.saved_searches import FILE
from search.build.build import build
from search.config import Config
from tests.faults import room_for
from tests.sites import read
from web import create_app

HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
FERRY = '[[search]]\nname = "Ferries"\naddress = "?q=ferry"\nnote = "<b>daily</b>"\n'


def settings(folder: Path, **more: object) -> Config:
    index = folder.parent / "index"
    return Config(index=index, engine="memory", entities="none", workers=0, today=date(2026, 1, 1), **more)  # type: ignore[arg-type]


def write(folder: Path, name: str, title: str) -> None:
    text = f"{title}\n\nJune 3, 2024\n\nThe harbour was closed for the day, and {title} was all that people spoke of.\n"
    (folder / name).write_text(text, encoding="utf-8")
    build(folder, settings(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one about a ferry, and a saved search for it."""
    made = tmp_path / "press"
    made.mkdir()
    (made / FILE).write_text(FERRY, encoding="utf-8")
    write(made, "a.txt", "A ferry sails")
    write(made, "b.txt", "They voted")
    return made


def client(folder: Path, **more: object) -> FlaskClient:
    return create_app(settings(folder, **more)).test_client()


def rows(asker: FlaskClient, address: str = "/") -> list[str]:
    return [text for _, text in read(asker, address).all("li") if text.startswith("Ferries")]


def opened(asker: FlaskClient, new: str = "") -> str:
    """Where the link of the search leads."""
    [link] = [
        attrs["href"]
        for attrs, text in read(asker, "/").all("a")
        if text == (f"{new} in Ferries" if new else "Ferries")
    ]
    answer = asker.get(str(link))
    assert answer.status_code == 303
    return answer.location


def test_the_front_page_says_what_is_new_since_a_search_was_opened(folder: Path) -> None:
    asker = client(folder)
    assert rows(asker) == ["Ferries 1 article <b>daily</b>"]
    assert opened(asker) == "/?q=ferry"
    assert rows(asker) == ["Ferries 1 article nothing new <b>daily</b>"]
    write(folder, "c.txt", "The ferry of the night")
    assert rows(asker) == ["Ferries 2 articles 1 new in Ferries <b>daily</b>"]
    address = opened(asker, "1 new")
    assert address.startswith("/?q=ferry&added_since=20")
    assert address.endswith("Z&sort=-added")
    found = read(asker, address)
    assert found.one("h2", id="results-heading")[1] == "1 article"
    assert any(text == "The ferry of the night" for _, text in found.all("a"))
    assert rows(asker) == ["Ferries 2 articles nothing new <b>daily</b>"]
    assert rows(client(folder)) == ["Ferries 2 articles <b>daily</b>"], "another browser knows nothing of it"


def test_the_list_stands_on_the_front_page_alone(folder: Path) -> None:
    asker = client(folder)
    assert not rows(asker, "/?q=ferry")
    assert rows(asker, "/saved")
    (folder / FILE).unlink()
    assert not read(asker, "/").all("h2", id="saved-heading")


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "[]", "3", '{"a": 1}', '{"x": "<script>"}', json.dumps({"x": "2024-99"}), "{" * 3000, '"\\ud83d"'],
)
def test_a_cookie_may_say_anything(folder: Path, cookie: str) -> None:
    asker = client(folder)
    asker.set_cookie("seen", cookie)
    assert rows(asker) == ["Ferries 1 article <b>daily</b>"]
    assert opened(asker) == "/?q=ferry"
    assert rows(asker) == ["Ferries 1 article nothing new <b>daily</b>"]


def test_a_search_that_there_is_no_room_for_is_not_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asker, before = client(folder, edit=True), sorted(folder.iterdir())
    [token] = [attrs["value"] for attrs, _ in read(asker, "/saved?q=voted").all("input", name="token")][-1:]
    sent = {"token": str(token), "name": "Votes", "address": "?q=voted", "note": "", "action": "save"}
    with monkeypatch.context() as patched:
        room_for(0, patched)
        for fields in (sent, {**sent, "name": "Ferries", "action": "remove"}):
            refused = asker.post("/saved", data=fields, headers=HERE)
            page = " ".join(unescape(refused.get_data(as_text=True)).split())
            assert refused.status_code == 400
            assert f"{folder / FILE} cannot be written: No space left on device. Nothing was changed." in page
            assert (folder / FILE).read_text() == FERRY
    assert sorted(folder.iterdir()) == before
    assert asker.post("/saved", data=sent, headers=HERE).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(folder: Path) -> None:
    asker = client(folder)
    [link] = [attrs["href"] for attrs, text in read(asker, "/").all("a") if text == "Ferries"]
    told = asker.get(str(link)).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(told.split("; "))


def test_a_search_that_is_gone_is_not_found(folder: Path) -> None:
    assert client(folder).get("/saved/0123456789").status_code == 404


def test_without_edit_the_lines_to_add_are_shown(folder: Path) -> None:
    page = client(folder).get("/saved?q=vote&not.language=de").get_data(as_text=True)
    lines = unescape(page.partition("<pre>")[2].partition("</pre>")[0])
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{lines}\n")
    assert [text for _, text in read(client(folder), "/").all("li") if text.startswith("vote")] == [
        "vote · not German 1 article"
    ]
    assert client(folder).post("/saved", data={"name": "x", "address": "?q=x"}, headers=HERE).status_code == 403


def test_with_edit_a_search_is_saved_and_removed(folder: Path) -> None:
    asker = client(folder, edit=True)
    [token] = [
        attrs["value"] for attrs, _ in read(asker, "/saved?q=voted").all("input", name="token") if attrs["value"]
    ][-1:]
    sent = {"token": str(token), "name": "Votes & <i>", "address": "/?q=voted", "note": "", "action": "save"}
    assert asker.post("/saved", data=sent, headers=HERE).location == "/saved"
    assert 'name = "Votes & <i>"' in (folder / FILE).read_text()
    assert [text for _, text in read(asker, "/").all("li") if text.startswith("Votes")] == [
        "Votes & <i> 1 article nothing new"
    ]
    twice = asker.post("/saved", data=sent, headers=HERE)
    assert (twice.status_code, "already" in twice.get_data(as_text=True)) == (400, True)
    assert asker.post("/saved", data=sent, headers={"Origin": "http://elsewhere"}).status_code == 403
    assert asker.post("/saved", data={**sent, "token": "x"}, headers=HERE).status_code == 403
    assert asker.post("/saved", data={**sent, "action": "remove"}, headers=HERE).status_code == 303
    assert (folder / FILE).read_text() == FERRY + "\n"
    assert asker.post("/saved", data={**sent, "action": "remove"}, headers=HERE).status_code == 400


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x" * 201}, {"name": "a\x1b"}, {"address": "?sort=best"}])
def test_what_cannot_be_saved_is_refused_in_words(folder: Path, fields: dict[str, str]) -> None:
    asker = client(folder, edit=True)
    token = read(asker, "/saved?q=voted").all("input", name="token")[-1][0]["value"]
    sent = {"token": str(token), "name": "Votes", "address": "?q=voted", **fields}
    answer = asker.post("/saved", data=sent, headers=HERE)
    assert answer.status_code == 400
    assert "Nothing was changed." in answer.get_data(as_text=True)
    assert (folder / FILE).read_text() == FERRY


def test_what_comes_after_a_search_was_saved_is_new_though_it_was_not_opened_since(folder: Path) -> None:
    asker = client(folder, edit=True)
    [token] = [attrs["value"] for attrs, _ in read(asker, "/saved?q=harbour").all("input", name="token")][-1:]
    sent = {"token": str(token), "name": "Harbour", "address": "/?q=harbour", "note": "", "action": "save"}
    assert asker.post("/saved", data=sent, headers=HERE).status_code == 303
    write(folder, "c.txt", "A third one")
    told = [text for _, text in read(asker, "/").all("li") if text.startswith("Harbour")]
    assert told == ["Harbour 3 articles 1 new in Harbour"]
    assert rows(asker) == ["Ferries 1 article <b>daily</b>"], "nobody has seen that one here"
