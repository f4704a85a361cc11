"""Small corpora, made on the spot, and hypothesis strategies for corpora and queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from search.engines.base import Searcher, engine, engine_names
from search.model import KINDS, NONE, PARAGRAPH, Attribution, Belonging, Day, Document, Mention, Part, Query
from search.query import periods
from search.readers import document_id


def examples(usual: int) -> int:
    """How many random examples are tried: a third where each asks a cluster, which takes as much longer."""
    return usual // 3 if "opensearch" in engine_names() else usual


def day(value: str) -> Day:
    """A stated day, month or year."""
    first, last = periods.bounds(value)
    return Day(first, last, periods.interval_of(value), "stated")


def article(
    number: int,
    title: str = "",
    body: str = "",
    *,
    source: str = "",
    date: str = "",
    added: str = "",
    language: str = "en",
    people: Sequence[str] = (),
    organisations: Sequence[str] = (),
    places: Sequence[str] = (),
    captions: Sequence[str] = (),
) -> Document:
    """A document at `seeds/<number>.txt`; entities stand at the beginning of the body, captions before it."""
    path = f"seeds/{number:03}.txt"
    text, parts = "", []
    for kind, piece in (*(("caption", caption) for caption in captions), ("body", body)):
        if piece:
            parts.append(Part(kind, len(text), len(text) + len(piece)))
            text += piece + PARAGRAPH
    named = zip(KINDS, (people, organisations, places), strict=True)
    return Document(
        id=document_id(path),
        path=path,
        title=title,
        text=text.removesuffix(PARAGRAPH),
        parts=tuple(parts),
        language=language,
        source=Attribution(source, "stated") if source else None,
        day=day(date) if date else None,
        added=added,
        mentions=tuple(Mention(name, kind, 0, 0) for kind, names in named for name in names),
    )


def searcher_over(
    folder: Path, name: str, documents: Iterable[Document], stories: Mapping[str, Belonging] | None = None
) -> Searcher:
    """A searcher of the engine of that name over an index of the documents in an empty folder."""
    folder.mkdir(parents=True)
    engine(name).write(folder, documents)
    if stories is not None:
        engine(name).add_stories(folder, stories)
    return engine(name).searcher(folder)


def stories_of(documents: Sequence[Document], rows: Sequence[int]) -> dict[str, Belonging]:
    """What documents belong to by numbers of rows, 0 for none: two rows are one story."""
    firsts = {row: documents[rows.index(row)].id for row in rows}
    numbered = zip(documents, rows, strict=False)
    return {document.id: Belonging(firsts[row], f"Story {row // 2}") for document, row in numbered if row}


_WORDS = (
    "moon lunar lander landed landing launch launches rocket crew orbit a 1 60s Méliès mélies l'Étoile étoile U.S. us "
    "US US's WHO who UN "
    "С Йод ракета ракеты 月球 月 北京 C++ jong-un café naïve Putin’s "
    "e-mail email e mail anti-e-mail J. K. JK J.K. O'Neill ONeill 1,000 1000 moon-crew mooncrew G-20 G20 کتاب‌ها کتابها "
    "Flughafen Ausbau Ausbauten Flughafenausbau Kinderrakete"
).split()
_APART = ["J. K.", "1 000", "W. E. B.", "moon—crew", "I J. K."]
_TITLES = ["Moon landing", "The crew of the rocket", "", "Ракета", "北京月球", "Jong-un visits the U.S."]
_CAPTIONS = ["The lunar crew", "月球 rocket", "J. K.", "Flughafen", "landed on the moon", "a ladder"]
_DATES = ["", "1969", "1969-07", "1969-07-20", "1969-07-21", "1970-01-01", "1970-02"]
_ARRIVALS = ["", "2026-11-30T10:05:00.000Z", "2026-11-30T10:05:00.001Z", "2026-12-01T00:00:00.000Z"]
_NAMES = ["Ada", "Ada Long", "ada", "Émile", "Zoë", "none", "X & Y <b>"]


def articles() -> st.SearchStrategy[list[Document]]:
    """Up to a dozen documents out of few words, names and days, so that they meet often."""
    names = st.lists(st.sampled_from(_NAMES), max_size=3, unique=True)
    fields = st.fixed_dictionaries(
        {
            "title": st.sampled_from(_TITLES),
            "body": st.lists(st.sampled_from([*_WORDS, *_APART, ".", "\n\n"]), min_size=4, max_size=14).map(" ".join),
            "source": st.sampled_from(["", "The Dial", "the dial", "Ярь"]),
            "date": st.sampled_from(_DATES),
            "added": st.sampled_from(_ARRIVALS),
            "language": st.sampled_from(["", "en", "en", "ru", "fr", "de", "de"]),
            "people": names,
            "places": names,
            "captions": st.lists(st.sampled_from(_CAPTIONS), max_size=2),
        }
    )
    counts = st.sampled_from([12, 8, 4, 1, 0])
    lists = counts.flatmap(lambda count: st.lists(fields, min_size=count, max_size=count))
    return lists.map(lambda many: [article(i, **one) for i, one in enumerate(many)])


_ATOMS = [
    *_WORDS,
    *_APART,
    *"of the lan* a* 1* 月* landd~ moonn~ title:moon body:moon -moon zzz rokcet OR NOT ( ) -( * title:(".split(),
    *(
        '"',
        '"moon landing"',
        '"crew the"~2',
        '"landing moon lunar"~4',
        'title:"of the"',
        '"the rock*"',
        '"moon moon"~1',
        '"the e-mail crew"',
        '"email moon"',
        '"e-mail moon"~2',
        '"moon email crew"~3',
        "emai* e-mai* emial~ anti-email antie-mail moon-cre* mooncre*",
        "J. K.",
        "1 000",
        '"1000 crew"',
        "flughafen ausbau kinder Rakete Häfen",
        '"der Ausbau"',
    ),
]


def texts() -> st.SearchStrategy[str]:
    """Query texts: words with and without operators, sensible and not."""
    atom = st.sampled_from(_ATOMS)
    either = st.lists(atom, min_size=2, max_size=4).map(" OR ".join)
    words = st.lists(st.sampled_from([*_WORDS, "北京月球", "of", "the", "zzz"]), min_size=3, max_size=9).map(" ".join)
    return st.one_of(st.just(""), atom, either, words, st.lists(atom, min_size=2, max_size=4).map(" ".join))


def queries() -> st.SearchStrategy[Query]:
    """Queries over every clause, facet, mode, bound, order and page.

    Most have no filter, or one: several together leave no document, and answers without results agree too easily.
    """
    values = {
        "source": ["The Dial", "the dial", "Ярь", "Nobody", NONE],
        "person": [*_NAMES, NONE],
        "place": [*_NAMES, NONE],
        "language": ["en", "ru", NONE],
        "date": ["1969", "1969-07", "1969-07-20", "1970", "1970-01", "1999", NONE],
    }
    one_facet = [
        st.fixed_dictionaries({name: st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True).map(tuple)})
        for name, known in values.items()
    ]
    some = st.one_of(st.just({}), *one_facet, st.tuples(*one_facet[:2]).map(lambda two: {**two[0], **two[1]}))
    rarely = st.integers(0, 3).flatmap(lambda n: some if n == 3 else st.just({}))
    bound = st.sampled_from([*[None] * 8, "1969", "1969-07", "1969-07-20", "1970-02-01"])
    return st.builds(
        Query,
        text=texts(),
        chosen=some,
        excluded=rarely,
        every=st.frozensets(st.sampled_from(["person", "place", "date"]), max_size=2),
        since=bound,
        until=bound,
        added_since=st.sampled_from([*[None] * 8, "2026", "2026-11-30T10:05:00.001Z", "2026-11-30T10:05:00Z"]),
        sort=st.sampled_from([None, "relevance", "date", "-date", "-added"]),
        group=st.sampled_from([None, "story"]),
        match=st.sampled_from([None, None, "all", "most", "most"]),
        page=st.sampled_from([1, 1, 1, 2, 3]),
        per_page=st.integers(1, 5),
        facets=st.sampled_from([None, None, None, frozenset(), frozenset({"person", "date"})]),
        facet_size=st.integers(0, 4),
    )
