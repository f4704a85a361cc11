"""What people have put on documents: told to a finished index, counted like any other facet, and changed without it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Engine, Searcher, engine, engine_names
from search.errors import IndexUnusable
from search.model import NONE, Document, Facet, Listing, Query
from search.tag import Tag
from tests.corpora import article, articles, examples, queries, stories_of

ODD = '=1+1, "é"\' <b>'
DOCUMENTS = [article(n, f"Title {n}", "moon base", source="The Dial", places=["Oslo"]) for n in range(5)]
IDS = [document.id for document in DOCUMENTS]
TAGS = {
    IDS[0]: (Tag("strike", "the first", "Ada", "2026-11-30"), Tag("tone: low")),
    IDS[1]: (Tag("strike"), Tag("Strike"), Tag("strike", "again", "Ben")),
    IDS[2]: (Tag("", "a note alone"),),
    IDS[3]: (Tag(ODD),),
}
"""The fifth has nothing."""


@pytest.fixture(params=engine_names())
def used(request: pytest.FixtureRequest) -> Engine:
    return engine(request.param)


def new(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def opened(used: Engine, folder: Path, documents: Sequence[Document], tags: Mapping[str, tuple[Tag, ...]]) -> Searcher:
    used.write(new(folder), documents)
    used.add_stories(folder, {})
    used.add_tags(folder, tags)
    return used.searcher(folder)


def facet(searcher: Searcher, query: Query) -> Facet:
    return next(facet for facet in searcher.search(query).facets if facet.name == "tag")


def counts(found: Facet) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in found.buckets}


def test_tags_are_counted_chosen_and_excluded_as_any_value(used: Engine, tmp_path: Path) -> None:
    searcher = opened(used, tmp_path / "a", DOCUMENTS, TAGS)
    found = facet(searcher, Query())
    assert counts(found) == {"strike": 2, "Strike": 1, "tone: low": 1, ODD: 1}
    assert (found.distinct, found.other, found.missing.count) == (4, 0, 2)
    assert facet(searcher, Query(facet_size=1)).other == 3
    both = replace(Query(), chosen={"tag": ("strike", "tone: low")})
    assert searcher.count(both) == 2
    assert searcher.count(replace(both, every=frozenset({"tag"}))) == 1
    assert searcher.count(Query().exclude("tag", "strike")) == 3
    assert [hit.document.id for hit in searcher.search(Query().toggle("tag", NONE)).hits] == [IDS[2], IDS[4]]
    assert searcher.search(Query("moon").toggle("tag", ODD)).hits[0].document.tags == TAGS[IDS[3]]
    listed = searcher.values(Query(), Listing("tag", "STR", "name"))
    assert [bucket.value for bucket in listed.buckets] == ["Strike", "strike"]
    searcher.close()


def test_documents_come_back_with_what_was_put_on_them_wherever_they_come_from(used: Engine, tmp_path: Path) -> None:
    searcher = opened(used, tmp_path / "a", DOCUMENTS, TAGS)
    assert {one.id: one.tags for one in searcher.scan() if one.tags} == TAGS
    assert {doc_id: searcher.get(doc_id).tags for doc_id in IDS} == {**dict.fromkeys(IDS, ()), **TAGS}
    searcher.close()
    assert [one.tags for one in used.documents(tmp_path / "a", set(IDS))] == [()] * 5  # as they were read


def test_an_index_gets_other_tags_and_its_predecessor_may_go(used: Engine, tmp_path: Path) -> None:
    stories = stories_of(DOCUMENTS, [1, 1, 0, 0, 2])
    used.write(new(tmp_path / "a"), DOCUMENTS)
    used.add_stories(tmp_path / "a", stories)
    used.add_tags(tmp_path / "a", TAGS)
    before = used.searcher(tmp_path / "a")
    other = {IDS[4]: (Tag("new"),), IDS[0]: TAGS[IDS[0]]}
    used.with_tags(new(tmp_path / "b"), tmp_path / "a", other)
    used.with_tags(new(tmp_path / "c"), tmp_path / "b", {})
    assert counts(facet(before, Query())) == {"strike": 2, "Strike": 1, "tone: low": 1, ODD: 1}
    before.close()
    for folder, expected in (("b", {"new": 1, "strike": 1, "tone: low": 1}), ("c", {})):
        searcher = used.searcher(tmp_path / folder)
        assert counts(facet(searcher, Query())) == expected
        assert searcher.get(IDS[1]).belongs == stories[IDS[1]]
        assert searcher.count(Query("moon", group="story")) == 4
        assert searcher.count(Query("moon").toggle("place", "Oslo")) == 5
        searcher.close()


def test_a_grown_index_has_the_tags_that_it_is_told_and_no_others(used: Engine, tmp_path: Path) -> None:
    used.write(new(tmp_path / "a"), DOCUMENTS[:4])
    used.add_tags(tmp_path / "a", TAGS)
    told = {IDS[1]: (Tag("kept"),), IDS[4]: (Tag("late"),)}
    used.extend(new(tmp_path / "b"), tmp_path / "a", {IDS[0]}, [DOCUMENTS[4]])
    used.add_tags(tmp_path / "b", told)
    used.extend(new(tmp_path / "c"), tmp_path / "b", (), ())
    used.add_tags(tmp_path / "c", {})
    searcher, without = used.searcher(tmp_path / "b"), used.searcher(tmp_path / "c")
    assert {one.id: one.tags for one in searcher.scan() if one.tags} == told
    assert counts(facet(searcher, Query())) == {"kept": 1, "late": 1}
    assert facet(without, Query()).missing.count == 4
    searcher.close()
    without.close()


_NAMES = st.sampled_from(["strike", "Strike", "", "none", ODD, "émeute", "x" * 100])
_TAGS = st.lists(st.builds(Tag, _NAMES, st.sampled_from(["", "a note"])), max_size=4).map(tuple)


@pytest.mark.parametrize("name", [name for name in engine_names() if name != "memory"])
@settings(max_examples=examples(30))
@given(
    articles(), st.lists(_TAGS, min_size=12, max_size=12), st.lists(_TAGS, min_size=12, max_size=12),
    st.lists(queries(), min_size=1, max_size=4), st.lists(_NAMES, min_size=1, max_size=2),
)  # fmt: skip
def test_every_engine_counts_tags_as_the_oracle_does(
    name: str,
    documents: list[Document],
    first: list[tuple[Tag, ...]],
    second: list[tuple[Tag, ...]],
    asked: list[Query],
    chosen: list[str],
) -> None:
    first_of, second_of = (
        {one.id: tags for one, tags in zip(documents, of, strict=False) if tags} for of in (first, second)
    )
    with TemporaryDirectory() as folder:
        searchers = []
        for used in ("memory", name):
            opened(engine(used), Path(folder, used), documents, first_of).close()
            engine(used).with_tags(new(Path(folder, f"{used}2")), Path(folder, used), second_of)
            searchers.append(engine(used).searcher(Path(folder, f"{used}2")))
        oracle, other = searchers
        tagged = tuple(value or NONE for value in chosen)
        try:
            for query in asked:
                for changed in (
                    query,
                    replace(query, chosen={**query.chosen, "tag": tagged}),
                    replace(query, chosen={**query.chosen, "tag": tagged}, every=frozenset({"tag"})),
                    replace(query, excluded={**query.excluded, "tag": tagged}),
                ):
                    assert other.search(changed) == oracle.search(changed)
                    assert other.values(changed, Listing("tag")) == oracle.values(changed, Listing("tag"))
        finally:
            oracle.close()
            other.close()


def test_a_damaged_file_of_tags_is_told(tmp_path: Path) -> None:
    opened(engine("whoosh"), tmp_path / "a", DOCUMENTS, TAGS).close()
    file = tmp_path / "a" / "MAIN.tags"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    with pytest.raises(IndexUnusable, match=r"MAIN\.tags is damaged"):
        engine("whoosh").searcher(tmp_path / "a")
