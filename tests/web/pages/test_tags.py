"""Tags on the page: on an article, on all results, in lists, and who may change them."""

from __future__ import annotations

from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search.build.build import build
from search.config import Config
from search.readers import document_id
from search.tags.tag_file import FILE
from tests.sites import Reader, read, total
from web import create_app

HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
A = document_id("press/a.txt")
HOSTILE = "</script><b>=1+1 \"quoted\" & 'so'"
TOLD = "June 3, 2024\n\nThe harbour was closed for the day, and the ferry was all that people spoke of in {}.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags") / "press"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"A ferry sails, {name}\n\n{TOLD.format(name * 3)}", encoding="utf-8")
    build(folder, settings(folder))
    return folder


@pytest.fixture
def folder(built: Path) -> Path:
    """Three articles about a ferry, none of them tagged."""
    (built / FILE).unlink(missing_ok=True)
    build(built, settings(built))
    return built


def settings(folder: Path, **more: object) -> Config:
    index = folder.parent / "index"
    return Config(index=index, engine="memory", entities="none", workers=0, today=date(2026, 1, 1), **more)  # type: ignore[arg-type]


def client(folder: Path, **more: object) -> FlaskClient:
    return create_app(settings(folder, edit=True, **more)).test_client()


def form(page: Reader) -> dict[str, str]:
    """What the form for a new tag sends, before anything is typed."""
    fields = [attrs for attrs, _ in page.all("input") if attrs.get("type") == "hidden"]
    last = max(place for place, attrs in enumerate(fields) if attrs["name"] == "token")
    return {attrs["name"]: attrs["value"] for attrs in fields[last:]}


def shown(page: Reader) -> list[str]:
    return [text.removesuffix(" Remove") for text in (text for _, text in page.all("li")) if "Remove" in text]


def test_a_tag_and_a_note_are_put_on_an_article_and_taken_off(folder: Path) -> None:
    asker = client(folder)
    page = read(asker, f"/documents/{A}?q=ferry")
    sent = {**form(page), "tag": " to  read ", "note": HOSTILE, "who": "Ada", "action": "add"}
    answer = asker.post("/tags", data=sent, headers=HERE)
    assert (answer.status_code, answer.location) == (303, f"/documents/{A}?q=ferry")
    page = read(asker, answer.location)
    assert ("b", HOSTILE) not in [(tag, text) for tag in ("b",) for _, text in page.all(tag)]
    [line] = shown(page)
    assert line.startswith(f"to read {HOSTILE} Ada, ")
    assert page.one("input", id="tag-who")[0]["value"] == "Ada"
    assert [attrs["value"] for attrs, _ in page.all("option") if attrs["value"] == "to read"] == ["to read"]
    answered = asker.get(f"/api/documents/{A}").get_json()["tags"]
    assert [(tag["tag"], tag["note"], tag["who"]) for tag in answered] == [("to read", HOSTILE, "Ada")]
    assert (folder / FILE).read_text().splitlines()[1].split("\t")[0] == A
    fields = [attrs for attrs, _ in page.all("input") if attrs.get("type") == "hidden"]
    off = {attrs["name"]: attrs["value"] for attrs in fields[:6]} | {"action": "remove"}
    assert asker.post("/tags", data=off, headers=HERE).status_code == 303
    assert shown(read(asker, f"/documents/{A}")) == []
    gone = asker.post("/tags", data=off, headers=HERE)
    assert (gone.status_code, "no longer exists" in gone.get_data(as_text=True)) == (400, True)


def done(page: Reader) -> list[str]:
    """What the page tells of what was done before."""
    return [text for attrs, text in page.all("p") if attrs.get("role") == "status"]


def test_what_was_done_is_only_text_whatever_a_browser_sends(folder: Path) -> None:
    asker = client(folder)
    asker.set_cookie("done", "%3Cb%3Ebold%3C%2Fb%3E%0A%FF", path="/tags")
    page = read(asker, "/tags")
    assert [text.split()[0] for text in done(page)] == ["<b>bold</b>"]
    assert not page.all("b")


def test_all_results_are_tagged_and_the_facet_counts_them(folder: Path) -> None:
    asker = client(folder)
    assert not read(asker, "/").all("details", id="facet-tag")
    [(link, told)] = read(asker, "/?q=ferry&group=story&per_page=1").all("a", class_="tag-all")
    assert told == "Tag all 3 articles"
    page = read(asker, link["href"])
    sent = {**form(page), "tag": "strike", "who": "", "note": "", "action": "add"}
    assert asker.post("/tags", data=sent, headers=HERE).location == "/tags?q=ferry"
    assert done(read(asker, "/tags?q=ferry")) == ["3 articles got the tag “strike”."]
    assert done(read(asker, "/tags?q=ferry")) == [], "it is said once"
    assert total(read(asker, "/?tag=strike")) == 3
    assert total(read(asker, "/?not.tag=strike")) == 0
    assert total(read(asker, "/?tag=(none)")) == 0
    facet = read(asker, "/").one("details", id="facet-tag")[1]
    assert "strike 3" in facet
    lines = (folder / FILE).read_text().splitlines()
    assert asker.post("/tags", data=sent, headers=HERE).status_code == 303
    assert (folder / FILE).read_text().splitlines() == lines, "what has the tag is left alone"
    page = read(asker, "/tags")
    assert done(page) == ["0 articles got the tag “strike”; 3 had it already."]
    assert [text for _, text in page.all("li") if text.startswith("strike")] == ["strike 3"]
    one = {**form(read(asker, "/tags?q=aaa")), "tag": "strike", "action": "remove"}
    assert asker.post("/tags", data=one, headers=HERE).status_code == 303
    assert done(read(asker, "/tags")) == ["The tag “strike” was taken off (1 line of the file)."]
    assert total(read(asker, "/?tag=strike")) == 2
    again = asker.post("/tags", data=one, headers=HERE)
    assert (again.status_code, "has the tag “strike”" in unescape(again.get_data(as_text=True))) == (400, True)
    stale = asker.post("/tags", data={**sent, "total": "2"}, headers=HERE)
    assert (stale.status_code, "3 results now" in stale.get_data(as_text=True)) == (400, True)


def test_nothing_changes_from_elsewhere_or_without_edit(folder: Path) -> None:
    asker = client(folder)
    sent = {**form(read(asker, f"/documents/{A}")), "tag": "x", "action": "add"}
    for data, headers in (
        (sent, {"Origin": "http://elsewhere"}),
        ({**sent, "token": "x"}, HERE),
        ({**sent, "token": ""}, HERE),
    ):
        assert asker.post("/tags", data=data, headers=headers).status_code == 403
    closed = create_app(settings(folder)).test_client()
    assert closed.post("/tags", data=sent, headers=HERE).status_code == 403
    assert not read(closed, f"/documents/{A}").all("form", class_="tag-form")
    assert not read(closed, "/?q=ferry").all("a", class_="tag-all")
    assert "--edit" in closed.get("/tags?q=ferry").get_data(as_text=True)
    assert not (folder / FILE).exists()


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"tag": "", "note": ""}, 400, "neither a tag nor a note"),
        ({"tag": "x" * 101}, 400, "more than 100 characters"),
        ({"tag": "x", "note": "y" * 1001}, 400, "more than 1,000 characters"),
        ({"tag": "\x1b[2J"}, 400, "cannot be shown"),
        ({"tag": "(none)"}, 400, "cannot be called"),
        ({"tag": "x", "id": "0" * 20}, 404, "Not found"),
        ({"tag": "x", "action": "burn"}, 400, "does not know what to do"),
        ({"tag": "x", "address": "?nonsense=1"}, 400, "nonsense"),
        ({"tag": "x", "note": "語" * 8_000}, 413, "too large"),
    ],
)
def test_what_cannot_be_a_tag_is_said_and_changes_nothing(
    folder: Path, sent: dict[str, str], status: int, told: str
) -> None:
    asker = client(folder)
    data = {**form(read(asker, f"/documents/{A}")), "action": "add", **sent}
    answer = asker.post("/tags", data=data, headers=HERE)
    assert (answer.status_code, told in unescape(answer.get_data(as_text=True))) == (status, True)
    assert not (folder / FILE).exists()


def test_lines_that_people_wrote_are_told_and_applied(folder: Path) -> None:
    asker = client(folder)
    (folder / FILE).write_text("a.txt\t\tmine\nnowhere.txt\t\tlost <b>\nbroken\n")
    page = read(asker, "/tags")
    assert any("not in the index yet" in text for _, text in page.all("p"))
    [token] = [attrs["value"] for attrs, _ in page.all("input", name="token")]
    assert asker.post("/tags", data={"token": token, "action": "apply"}, headers=HERE).location == "/tags"
    page = read(asker, "/tags")
    assert [text for _, text in page.all("li")][:1] == ["mine 1"]
    assert any("1 line on 1 article, 2 not used" in text for _, text in page.all("p"))
    told = [text for _, text in page.all("li") if ", line " in text]
    closed = read(create_app(settings(folder)).test_client(), "/tags")
    assert [text for _, text in closed.all("li") if ", line " in text] == [
        text.replace(f"{folder}/", "") for text in told
    ]
    assert str(folder) not in closed.one("main")[1]
    assert ["no article of this index is “nowhere.txt”" in told[0], "it needs an article" in told[1]] == [True, True]


def test_a_link_in_the_place_of_the_file_is_not_written_through(folder: Path) -> None:
    asker = client(folder)
    sent = {**form(read(asker, f"/documents/{A}")), "tag": "x", "action": "add"}
    (folder.parent / "secret").write_text("")
    (folder / FILE).symlink_to(folder.parent / "secret")
    answer = asker.post("/tags", data=sent, headers=HERE)
    assert (answer.status_code, "symbolic link" in answer.get_data(as_text=True)) == (400, True)
    assert (folder.parent / "secret").read_text() == ""


def test_exports_have_tags_and_notes_and_no_formula(folder: Path) -> None:
    (folder / FILE).write_text("a.txt\t\t=1+1\t@note\nb.txt\t\tstrike\nb.txt\t\tsecond\n")
    build(folder, settings(folder))
    asker = client(folder)
    rows = asker.get("/api/search.csv?sort=date").get_data(as_text=True).splitlines()
    assert rows[0].endswith(",link,tags,notes")
    ends = [f"/documents/{document_id(f'press/{name}.txt')},{end}" for name, end in (
        ("a", "'=1+1,'@note"), ("b", "strike; second,"), ("c", ","),
    )]  # fmt: skip
    assert [row.endswith(end) for row, end in zip(rows[1:], ends, strict=True)] == [True] * 3
    assert "KW  - strike\r\nKW  - second\r\n" in asker.get("/api/search.ris?tag=strike").get_data(as_text=True)
    cited = asker.get("/api/search.bib?sort=date").get_data(as_text=True)
    assert "keywords = {strike, second}" in cited
    assert "keywords = {=1+1},\n  annote = {@note}" in cited
    hits = asker.get("/api/search?tag=strike").get_json()["hits"]
    assert [hit["tags"] for hit in hits] == [["strike", "second"]]


def test_a_page_without_tags_says_how_to_put_the_first(folder: Path) -> None:
    for edit in (True, False):
        page = read(create_app(settings(folder, edit=edit)).test_client(), "/tags")
        [advice] = [text for _, text in page.all("p") if "“Tag all”" in text]
        assert ("--edit" in advice) is not edit
