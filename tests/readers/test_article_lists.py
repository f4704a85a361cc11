"""Lists of articles whose texts are files beside them: one document an article, of both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from search.build.build import build
from search.config import Config
from search.ledger import database
from search.model import Document, Query
from search.readers import Rejected, article_lists, read
from search.reading import pipeline
from search.store import builds
from tests import made_markup as made
from tests.made_article import BODY, TITLE
from tests.made_files import packed, page

CONFIG = Config(entities="none")
PAGE = page(BODY.replace("keeper", "guard"))


def zotero(*files: str) -> bytes:
    """A library of one article, with these files as its snapshots."""
    links = "".join(f'<link:link rdf:resource="#item_{number}"/>' for number, _ in enumerate(files))
    held = "".join(
        f'<z:Attachment rdf:about="#item_{number}"><z:itemType>attachment</z:itemType>'
        f'<rdf:resource rdf:resource="{file}"/></z:Attachment>'
        for number, file in enumerate(files)
    )
    paper = "<bib:Newspaper><dc:title>The Northern Light</dc:title></bib:Newspaper>"
    within = f"<dcterms:isPartOf>{paper}</dcterms:isPartOf>"
    return made.zotero(f"<dc:date>2021-03-12</dc:date>{within}{links}", held)


def omnivore(*slugs: str) -> bytes:
    return json.dumps(
        [
            {
                "id": slug, "slug": slug, "title": TITLE, "description": "In short", "author": "Ada Quayle",
                "url": "https://light.example/1", "savedAt": "2023-05-05", "publishedAt": "2021-03-12T00:00:00.000Z",
            }
            for slug in slugs
        ]
    ).encode()  # fmt: skip


def folder(root: Path, members: Mapping[str, bytes]) -> Path:
    for name, content in members.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


EXPORTS = {
    "zotero": {"My Library/My Library.rdf": zotero("files/7/snap.html"), "My Library/files/7/snap.html": PAGE},
    "omnivore": {"metadata_0_to_1.json": omnivore("a-b"), "content/a-b.html": PAGE},
}


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize("zipped", [False, True])
def test_what_a_list_says_of_a_page_and_the_page_are_one_document(kind: str, zipped: bool, tmp_path: Path) -> None:
    members = {"all.zip": packed(EXPORTS[kind])} if zipped else EXPORTS[kind]
    (document,) = pipeline.documents(folder(tmp_path, members), CONFIG)
    assert document.path.endswith(".html")
    assert (document.title, document.body) == (TITLE, BODY.replace("keeper", "guard"))
    assert document.day is not None
    assert document.day.value == "2021-03-12"
    assert document.day.span is not None
    assert document.day.span.rule.startswith("file beside it")


@pytest.mark.parametrize(
    "members",
    [
        {"a.rdf": zotero("files/7/snap.html")},
        {"a.rdf": zotero("files/7/snap.png"), "files/7/snap.png": b"\x89PNG"},
        {"a.rdf": zotero("../b.html"), "b.html": b""},
        {"metadata_0_to_1.json": omnivore("a-b"), "content/b-a.html": b""},
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_an_article_whose_page_is_not_there_is_what_its_list_says(
    members: Mapping[str, bytes], zipped: bool, tmp_path: Path
) -> None:
    members = {"all.zip": packed(members)} if zipped else members
    (document,) = pipeline.documents(folder(tmp_path, members), CONFIG)
    assert document.title == TITLE
    assert document.day is not None
    assert document.day.value == "2021-03-12"


def test_a_page_outside_of_the_folder_is_not_what_a_list_describes(tmp_path: Path) -> None:
    outside = folder(tmp_path / "outside", {"7/snap.html": PAGE})
    inside = folder(tmp_path / "inside", {"a.rdf": zotero("files/7/snap.html")})
    (inside / "files").symlink_to(outside)
    (document,) = pipeline.documents(inside, CONFIG)
    assert document.path == "inside/a.rdf#1"


def test_a_list_is_read_again_when_a_page_of_it_comes_or_goes(tmp_path: Path) -> None:
    articles = folder(tmp_path / "in", EXPORTS["zotero"])
    config = Config(index=tmp_path / "index", entities="none", workers=1)

    def paths() -> list[str]:
        build(articles, config)
        hits = builds.open_index(config.index).searcher.search(Query()).hits
        return [hit.document.path for hit in hits]

    snapshot = articles / "My Library/files/7/snap.html"
    assert paths() == ["in/My Library/files/7/snap.html"]
    snapshot.unlink()
    assert paths() == ["in/My Library/My Library.rdf#1"]
    snapshot.write_bytes(PAGE)
    assert paths() == ["in/My Library/files/7/snap.html"]
    rows = database.rows(builds.build_folder(config.index, builds.read_manifest(config.index)))
    (skipped,) = [row for row in rows if row.outcome == "skipped"]
    assert "describes 1 files" in skipped.reason


@pytest.mark.parametrize("raw", [b"", b"{", b"<rdf:RDF", b'[{"slug": 7, "savedAt": 1}]', b"null", b"[" * 100_000])
@pytest.mark.parametrize("name", ["a.rdf", "metadata_0_to_1.json"])
def test_a_damaged_list_describes_nothing(raw: bytes, name: str) -> None:
    assert article_lists.listed(raw, name) == {}


def test_other_json_is_no_list_of_pages() -> None:
    (found,) = read(json.dumps([{"slug": "a-b", "title": TITLE, "text": BODY}]).encode(), "a.json", "news/a.json")
    assert isinstance(found, Document | Rejected)
    assert article_lists.files_of({"slug": "a-b"}) == ()
    assert not article_lists.is_list("metadata.json")
