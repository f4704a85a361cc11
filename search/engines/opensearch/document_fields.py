"""A document as the fields of an index: our own terms, values that sort as the sidebar does, days as numbers.

title body     our terms, one for each position, with what pieces make in one beside the first of them
nt nb          how many words each has
f_<facet>      a value as `key` writes it
d0 d1          the first and the last day, counted from year 1; `ym` and `day` are the date as stated, for counting
path lang      as they are, as is `added`; `raw` are the names as they were read, to find whom a changed name touches
lead first     what the document belongs to, and whether it is the first of its near-duplicates
tagged         whether people have put anything on it; `tags` is what, not searched
record         the document itself, not searched
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, TypeAlias

from search.analysis.surfaces import chunks, remembered
from search.analysis.terms import chunk_terms, term_mapper
from search.compounds import TextTerms, initial, initials_apart, joined_in, joined_initials, wide
from search.engines import records
from search.engines.facet_buckets import folded
from search.facets import FacetField, all_facets, cleaned, keyword_facets, keywords
from search.model import KINDS, Belonging, Document
from search.searched_text import searched_text
from search.tag import Tag

Source: TypeAlias = dict[str, Any]

FORMAT = 5
"""Raised with every change of the fields that an old index cannot answer by."""
SEP = "\x1f"
"""Between the parts of a key: it sorts before every character of a value, and no value holds it."""
BESIDE = "\x01"
"""Between terms that stand at one position: no blank to the cluster, and in no term."""
HOLE = "\x05"
"""A position that a phrase passes over."""
INITIAL = "\x06"
"""Behind the terms of an initial, while a text is encoded."""
NO_TERM = "_"
"""In place of a term that is empty, so that positions stay."""
LONGEST = 2_000
"""Characters of a value that are kept: a key of more than 32,766 bytes is refused."""
WINDOW = 100_000
"""Results that can be paged to directly."""
NAME_FIELDS = tuple(f"f_{kind}" for kind in KINDS)
"""The fields that a changed name changes."""


def settings(shards: int) -> Source:
    """The settings of an index that is being written."""
    analysis = {
        "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": 8_192}},
        "filter": {
            "beside": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{BESIDE}]+)"]},
            "holes": {"type": "stop", "stopwords": [HOLE]},
        },
        "analyzer": {"terms": {"type": "custom", "tokenizer": "blanks", "filter": ["beside", "holes"]}},
    }
    # A term scores how often it stands there; all else of the formula is said by the query.
    frequency = {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}
    return {
        "index": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "max_result_window": WINDOW,
            "max_terms_count": 200_000,
            # Not "async": a node that is killed would lose what it has acknowledged, and nobody would hear of it.
            "translog": {"durability": "request"},
            "similarity": {"frequency": frequency},
            "analysis": analysis,
        }
    }


def mapping() -> Source:
    """The fields of an index."""
    text = {"type": "text", "analyzer": "terms", "similarity": "frequency", "norms": False}
    word, number = {"type": "keyword"}, {"type": "integer"}
    properties: Source = {
        "title": text, "body": text, "path": word, "lang": word, "added": word,
        "lead": word, "first": {"type": "boolean"}, "tagged": {"type": "boolean"},
        "raw": {**word, "doc_values": False}, "nt": {**number, "index": False}, "nb": {**number, "index": False},
        "d0": number, "d1": number, "ym": word, "day": word,
    }  # fmt: skip
    properties |= {f"f_{facet.name}": word for facet in keyword_facets()}
    meta = {"format": FORMAT, "host": platform.node(), "complete": False}
    return {"dynamic": False, "_meta": meta, "properties": properties}


def key(facet: FacetField, value: str) -> str:
    """A value of a facet as it is stored: what it sorts by, itself, and what it is searched by."""
    return _key(facet.name, value)


@lru_cache(maxsize=1 << 16)
def _key(name: str, value: str) -> str:
    label = all_facets()[name].label_of(value)[:LONGEST]
    return f"{label.casefold()}{SEP}{value[:LONGEST]}{SEP}{folded(label)}"


def value_of(stored: str) -> str:
    """The value of a key."""
    return stored.split(SEP, 2)[1]


def raw_name(kind: str, name: str) -> str:
    """A name as it was read, to find the documents that have it."""
    return f"{kind}\t{name[:LONGEST]}"


def encoded_terms(text: str, language: str) -> tuple[str, int]:
    """The terms of a text as its field has them, and how many words those are."""
    held = chunks(text)
    encoded = " ".join(filter(None, map(_encoded_chunk(language), held)))
    length = encoded.count(" ") + 1 if encoded else 0
    return _with_initials(encoded, held, language) if INITIAL in encoded else encoded, length


@cache
def _encoded_chunk(language: str) -> Callable[[str], str]:
    """The function from a chunk to its terms as its field has them, with a mark behind them where it is an initial."""
    terms_of, term = chunk_terms(language), term_mapper(language)

    def encoded(chunk: str) -> str:
        words = [word or NO_TERM for word in terms_of(chunk)]
        if len(chunk) > 1 and chunk.isalnum():  # a plain word
            return " ".join(words)
        for at, width, word in joined_in(chunk):
            words[at] += f"{BESIDE}{wide(term(word), width)}"
        return " ".join(words) + (INITIAL if not chunk.islower() and initial(chunk) else "")

    return remembered(encoded)


def _with_initials(encoded: str, held: Sequence[str], language: str) -> str:
    """With the words that initials make which stand apart, and without the marks of these."""
    words, pieces = encoded.replace(INITIAL, "").split(" "), [*map(_encoded_chunk(language), held)]
    starts = [0, *accumulate(map(len, map(chunk_terms(language), held)))]
    for first, length in initials_apart(held, (i for i, piece in enumerate(pieces) if piece.endswith(INITIAL))):
        word = joined_initials(held[first : first + length])
        words[starts[first]] += f"{BESIDE}{wide(term_mapper(language)(word), length)}"
    return " ".join(words)


def decoded_terms(field: str) -> TextTerms:
    """What `encoded_terms` wrote."""
    words = field.split(" ") if field else []
    joined: list[tuple[int, str]] = []
    if BESIDE in field:
        for at, word in enumerate(words):
            if BESIDE in word:
                words[at], *others = word.split(BESIDE)
                joined += ((at, other) for other in others)
    return TextTerms(words, joined)


def facet_fields(shown: Document) -> Source:
    """The values of a document, whose names are those that the corpus agrees on."""
    facets = all_facets()
    return {f"f_{name}": [key(facets[name], v) for v in values] for name, values in keywords(shown).items() if values}


def fields(raw: Document, shown: Document) -> Source:
    """A document whose names are `raw` as they were read, and `shown` as the corpus agrees on them."""
    (title, nt), (body, nb) = encoded_terms(raw.title, raw.language), encoded_terms(searched_text(raw), raw.language)
    source: Source = {
        "record": records.to_json(raw).decode(),
        "title": title, "body": body, "nt": nt, "nb": nb, "path": raw.path, "lang": raw.language, "added": raw.added,
        "raw": sorted({raw_name(m.kind, m.name) for m in raw.mentions}),
        **facet_fields(shown),
    }  # fmt: skip
    if raw.day is not None:
        day = raw.day
        source |= {"d0": day.first.toordinal(), "d1": day.last.toordinal(), "ym": day.value[:7], "day": day.value}
    return source


def story_fields(doc_id: str, belonging: Belonging) -> Source:
    """What a document belongs to."""
    story = " ".join(belonging.story.split())
    return {
        "lead": belonging.lead or None,
        "first": belonging.lead == doc_id,
        "f_story": key(all_facets()["story"], story) if story else None,
        "belongs": [belonging.lead, belonging.story],
    }


def tag_fields(tags: tuple[Tag, ...]) -> Source:
    """What people have put on a document."""
    facet = all_facets()["tag"]
    values = cleaned(tuple(tag.name for tag in tags))
    return {
        "tagged": True if tags else None,
        "f_tag": [key(facet, value) for value in values] or None,
        "tags": [[tag.name, tag.note, tag.who, tag.day] for tag in tags] or None,
    }


def tags_of(source: Source) -> tuple[Tag, ...]:
    """What people have put on a document."""
    return tuple(Tag(*found) for found in source.get("tags") or ())


def record_of(source: Source) -> Document:
    """The document as it was written, with its names as they were read."""
    return records.from_json(source["record"].encode())


def belonging_of(source: Source) -> Belonging:
    """What a document belongs to."""
    return Belonging(*source["belongs"]) if source.get("belongs") else Belonging()
