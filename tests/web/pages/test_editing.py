"""Corrections from the page: what they change, that they last, and who may not make any."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Playwright
from werkzeug.test import TestResponse

from search.build.build import build
from search.config import Config
from search.entities.corrections_file import FILE
from search.errors import SettingInvalid
from search.model import Query
from search.store import builds
from tests.browser import browsing, served
from tests.faults import room_for
from tests.sites import Reader, read
from tests.web.pages.test_entity import ARTICLES, PERSON
from web import create_app
from web.__main__ import refuse_to_be_open

HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def settings(folder: Path, **more: object) -> Config:
    index = folder.parent / "index"
    return Config(index=index, engine="memory", entities="rules", workers=0, today=date(2026, 1, 1), **more)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The articles, with a live index beside their folder."""
    made = tmp_path / "press"
    made.mkdir()
    for name, text in ARTICLES.items():
        (made / name).write_text(text)
    build(made, settings(made))
    return made


def editor(folder: Path) -> FlaskClient:
    return create_app(settings(folder, edit=True)).test_client()


def values(folder: Path) -> dict[str, int]:
    """The values of the facets of entities in the live index, with their counts."""
    page = builds.open_index(settings(folder).index).searcher.search(Query(facet_size=100))
    facets = {"person", "organisation", "place"}
    return {bucket.value: bucket.count for facet in page.facets if facet.name in facets for bucket in facet.buckets}


def post(client: FlaskClient, address: str, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    """Send a form of the page at an address, whose token it has."""
    page = read(client, address)
    hidden = [attrs["value"] for attrs, _ in page.all("input", name="token")]
    name = page.one("h1")[1]
    data = {"token": hidden[0], "name": name, **fields}
    return client.post(address.partition("?")[0], data=data, headers=HERE if headers is None else headers)


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(
    ("address", "fields", "line", "gone", "there", "leads"),
    [
        ("/entities/place?name=Oslo", {"action": "hide"}, "hide\tplace\tOslo", {"Oslo"}, {}, "place?name=Oslo"),
        (PERSON, {"action": "rename", "other": "I. Halvorsen"}, "rename\tperson\tIngrid Halvorsen\tI. Halvorsen",
         {"Ingrid Halvorsen"}, {"I. Halvorsen": 5}, "person?name=I.+Halvorsen"),
        ("/entities/place?name=Oslo", {"action": "merge", "other": "Norway"}, "merge\tplace\tOslo\tNorway",
         {"Oslo"}, {"Norway": 4}, "place?name=Norway"),
        ("/entities/place?name=Oslo", {"action": "retype", "other": "organisation"},
         "retype\tplace\tOslo\torganisation", set(), {"Oslo": 3}, "organisation?name=Oslo"),
        (PERSON, {"action": "add", "other": "her"}, "add\tperson\tIngrid Halvorsen\ther", set(),
         {"Ingrid Halvorsen": 5}, "person?name=Ingrid+Halvorsen"),
        (PERSON, {"action": "split", "name": "Halvorsen"}, "split\tperson\tHalvorsen", set(),
         {"Ingrid Halvorsen": 4, "Halvorsen": 1}, "person?name=Halvorsen"),
    ],
)  # fmt: skip
def test_a_correction_is_a_line_and_applies_at_once_and_after_every_build(
    folder: Path, address: str, fields: dict[str, str], line: str, gone: set[str], there: dict[str, int], leads: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    before, client = values(folder), editor(folder)
    with caplog.at_level(logging.INFO, "web.pages.editing"):
        response = post(client, address, **fields)
    assert f"correction ({fields['action']}) from 127.0.0.1" in caplog.messages
    assert (response.status_code, response.headers["Location"]) == (303, f"/entities/{leads}")
    assert lines(folder / FILE) == [line]
    changed = values(folder)
    assert not gone & changed.keys()
    assert there.items() <= changed.items()
    read(client, f"/entities/{leads}")
    for full in (False, True):
        build(folder, settings(folder), full=full)
        assert values(folder) == changed
    (folder / FILE).write_text("")
    build(folder, settings(folder))
    assert values(folder) == before


def test_a_line_is_shown_and_undone_by_a_button(folder: Path) -> None:
    before, client = values(folder), editor(folder)
    post(client, "/entities/place?name=Oslo", action="hide")
    page = read(client, "/entities/place?name=Oslo")
    assert any(text.startswith("Hidden:") for _, text in page.all("p", class_="problem told"))
    fields = {attrs["name"]: attrs["value"] for attrs, _ in page.all("input", type="hidden")}
    client.post("/entities/place", data={**fields, "action": "undo"}, headers=HERE)
    assert lines(folder / FILE) == []
    assert values(folder) == before
    again = client.post("/entities/place", data={**fields, "action": "undo"}, headers=HERE)
    assert (again.status_code, "no longer exists" in again.get_data(as_text=True)) == (400, True)


def test_what_the_file_says_by_itself_is_applied_by_a_button(folder: Path) -> None:
    client = editor(folder)
    (folder / FILE).write_text("hide\tplace\tOslo\nhide\tcity\tBergen\n")
    assert "The file has corrections that are not in the index yet" in client.get(PERSON).get_data(as_text=True)
    post(client, PERSON, action="apply")
    assert "Oslo" not in values(folder)
    text = client.get(PERSON).get_data(as_text=True)
    assert "The file says more" not in text
    assert "line 2: &#39;city&#39; is not a kind" in text


@pytest.mark.parametrize(
    ("room", "status", "says", "kept"),
    [
        (0, 400, "entities.tsv cannot be written: No space left on device. Nothing was changed.", []),
        # Of the line, its folder, and then the files of a new build.
        (3, 507, "the old one is unchanged. The correction is saved, and the next build applies it.", ["Oslo"]),
    ],
)
def test_a_correction_that_there_is_no_room_for_leaves_the_old_answers(
    folder: Path, monkeypatch: pytest.MonkeyPatch, room: int, status: int, says: str, kept: list[str]
) -> None:
    before, client = values(folder), editor(folder)
    with monkeypatch.context() as patched:
        room_for(room, patched)
        response = post(client, "/entities/place?name=Oslo", action="hide")
    page = " ".join(response.get_data(as_text=True).split())
    assert (response.status_code, says in page) == (status, True)
    assert values(folder) == before
    assert [line.split("\t")[-1] for line in lines(folder / FILE)] == kept if kept else not (folder / FILE).exists()
    assert [path.name for path in (settings(folder).index / "builds").iterdir()] == [
        builds.read_manifest(settings(folder).index).build
    ]
    build(folder, settings(folder))
    assert ("Oslo" in values(folder)) == (not kept)


def test_a_correction_counts_where_the_disk_fails_right_after_its_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = editor(folder)
    with monkeypatch.context() as patched:
        room_for(1, patched)
        response = post(client, "/entities/place?name=Oslo", action="hide")
    assert "its disk failed right after (No space left on device); check the disk" in caplog.text
    assert response.status_code == 507
    assert lines(folder / FILE) == ["hide\tplace\tOslo"]


def test_while_a_build_is_made_the_line_is_kept_for_it(folder: Path) -> None:
    client = editor(folder)
    with builds.writing(settings(folder).index):
        response = post(client, "/entities/place?name=Oslo", action="hide")
    assert response.status_code == 303
    assert lines(folder / FILE) == ["hide\tplace\tOslo"]
    assert "The file has corrections that are not in the index yet" in client.get(PERSON).get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"action": "rename", "other": ""}, "a kind, a name and its new name"),
        ({"action": "rename", "other": "x" * 201}, "at most 200 characters"),
        ({"action": "rename", "other": "a\x1b[2J"}, "all of them printable"),
        ({"action": "rename", "other": "..."}, "a kind, a name and its new name"),
        ({"action": "retype", "other": "city"}, "is not a kind"),
        ({"action": "delete"}, "is not a correction"),
        ({"action": "merge", "other": "Halvorsen"}, "counted as itself"),
    ],
)
def test_what_cannot_be_written_is_said_and_changes_nothing(folder: Path, fields: dict[str, str], reason: str) -> None:
    (folder / FILE).write_text("merge\tperson\tHalvorsen\tIngrid Halvorsen\n")
    client = editor(folder)
    response = post(client, PERSON, **fields)
    assert (response.status_code, reason in response.get_data(as_text=True)) == (400, True)
    assert lines(folder / FILE) == ["merge\tperson\tHalvorsen\tIngrid Halvorsen"]


def test_names_never_become_lines_columns_or_markup(folder: Path) -> None:
    client = editor(folder)
    response = post(client, PERSON, action="rename", other='"<b>A\tB\nhide\tplace\tOslo</b>"')
    page = read(client, response.headers["Location"])
    assert page.one("h1")[1] == '"<b>A B hide place Oslo</b>"'
    assert len(lines(folder / FILE)) == 1
    assert "Oslo" in values(folder)
    build(folder, settings(folder), full=True)
    assert '"<b>A B hide place Oslo</b>"' in values(folder)


# --- who may not


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Referer": "http://evil.example/http://localhost/"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://localhost:81"},
    ],
)
def test_a_page_of_another_site_changes_nothing(folder: Path, headers: dict[str, str]) -> None:
    client = editor(folder)
    assert post(client, PERSON, headers=headers, action="hide").status_code == 403
    assert not (folder / FILE).exists()


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 32])
def test_nor_does_one_without_the_token_of_the_page(folder: Path, token: str) -> None:
    client = editor(folder)
    assert post(client, PERSON, token=token, action="hide").status_code == 403
    stranger = editor(folder)
    [foreign, *_] = [attrs["value"] for attrs, _ in read(stranger, PERSON).all("input", name="token")]
    assert post(client, PERSON, token=foreign, action="hide").status_code == 403
    assert not (folder / FILE).exists()


def test_without_edit_nothing_is_taken(folder: Path) -> None:
    client = create_app(settings(folder)).test_client()
    response = client.post("/entities/person", data={"action": "hide", "name": "Ingrid Halvorsen"}, headers=HERE)
    assert response.status_code == 405


def test_with_a_token_of_readers_others_are_not_let_in(folder: Path) -> None:
    token = "a token of the readers"
    client = create_app(settings(folder, edit=True, token="0123456789abcdef")).test_client()
    fields = {"action": "hide", "name": "Ingrid Halvorsen", "token": token}
    assert client.post("/entities/person", data=fields, headers=HERE).status_code == 401


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({}, False),
        ({"host": "192.168.1.7", "token": "0123456789abcdef"}, False),
        ({"host": "192.168.1.7", "public": True}, True),
        ({"public": True}, True),
        ({"public": True, "token": "0123456789abcdef"}, False),
    ],
)
def test_nobody_in_the_network_changes_anything_without_a_token(more: dict[str, object], refused: bool) -> None:
    config = Config(edit=True, **more)  # type: ignore[arg-type]
    if refused:
        with pytest.raises(SettingInvalid, match=r"--edit.*SEARCH_TOKEN"):
            refuse_to_be_open(config)
    else:
        refuse_to_be_open(config)


# --- in a browser


@pytest.mark.parametrize("script", [True, False])
def test_a_person_hides_merges_and_renames(folder: Path, playwright: Playwright, script: bool) -> None:
    app = create_app(settings(folder, edit=True))
    with served(app) as base, browsing(playwright, base, java_script_enabled=script) as window:
        page = window.new_page()
        page.goto("/")
        page.get_by_role("link", name="About Norway").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Hide").click()
        page.get_by_text("Hidden:").wait_for()
        page.goto(PERSON)
        page.get_by_label("New name").fill("Halvorsen, Ingrid")
        page.get_by_role("button", name="Rename").click()
        page.get_by_role("heading", name="Halvorsen, Ingrid").wait_for()
        page.goto("/entities/organisation?name=North+Sea+Shipping+Company")
        page.get_by_label("Correct type").select_option("Place")
        page.get_by_role("button", name="Change type").click()
        page.get_by_label("Merge into").fill("oslo")
        page.get_by_role("button", name="Merge").click()
        page.wait_for_url("**/entities/place?name=Oslo")
        page.goto("/")
        assert page.locator("#facet-place .choice label").all_inner_texts() == ["Oslo\n4", "No places\n1"]
        assert page.locator("#facet-person .choice label").all_inner_texts() == ["Halvorsen, Ingrid\n5"]
    assert len(lines(folder / FILE)) == 4


def test_a_merge_into_a_name_that_nobody_has_asks_first(folder: Path) -> None:
    client = editor(folder)
    address = "/entities/place?name=Oslo"
    asked = post(client, address, action="merge", other="Norwey")
    assert asked.status_code == 200
    assert not (folder / FILE).exists() or lines(folder / FILE) == []
    page = Reader(asked.get_data(as_text=True))
    assert page.one("p", class_="problem")[1] == "No article mentions Norwey. Nothing has been changed yet."
    offered = [text for attrs, text in page.all("button") if attrs.get("value") == "merge"]
    assert offered == ["Merge into Norway", "Merge into the new name Norwey"]
    for fields, line in (
        ({"other": "Norway"}, "merge\tplace\tOslo\tNorway"),
        ({"other": "Norwey", "sure": "yes"}, "merge\tplace\tOslo\tNorwey"),
    ):
        (folder / FILE).write_text("")
        build(folder, settings(folder))
        assert post(client, address, action="merge", **fields).status_code == 303
        assert lines(folder / FILE) == [line]


def test_a_merge_into_another_writing_of_a_name_does_not_ask(folder: Path) -> None:
    assert post(editor(folder), "/entities/place?name=Oslo", action="merge", other="NORWAY").status_code == 303


def test_undoing_is_described_once(folder: Path) -> None:
    client = editor(folder)
    post(client, "/entities/place?name=Oslo", action="hide")
    text = client.get("/entities/place?name=Oslo").get_data(as_text=True)
    assert text.casefold().count("undo<") == 1
    assert "delete its line" not in text
