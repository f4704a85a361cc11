"""The oracle: an engine that keeps the documents in a file of lines and answers by looking at every one of them.

It is short, slow and right by reading. Every other engine must answer as it does.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import msgspec

from search.compounds import terms_of, text_terms, width
from search.engines import facet_buckets, most, records, scoring
from search.engines.base import Duplicates
from search.engines.completion import completions
from search.engines.corpus_words import KnownWords, word_meanings, word_terms
from search.engines.every_page import every_page
from search.engines.expansion import affordable, cut_expansion
from search.engines.indexed_documents import (
    Indexed,
    in_order,
    passes,
    row_of,
    rows_of,
    value_counts,
)
from search.engines.marked_documents import MarkedPatterns, WordCounts, markings, patterns
from search.engines.mistyped import Candidate, candidate, proposals
from search.engines.name_table import Names, Renaming, renamed, unchanged
from search.engines.scored_leaves import ScoredLeaves, frequencies
from search.errors import DocumentNotFound, IndexUnusable
from search.facets import FacetField, all_facets, keywords
from search.model import ALONE, ALSO, Belonging, Belongings, Document, Facet, Listing, MatchMode, Notice, Page, Query
from search.query import spelling
from search.query.clauses import And, Clause, Part, Prefix, Typo, Word
from search.query.clauses import write as write_clause
from search.query.patterns import Pattern, resolve
from search.query.required import Required, required
from search.query.syntax import Parsed, parse
from search.searched_text import searched_text
from search.shared_file import share
from search.tag import Tag, Tags

_DOCUMENTS = "documents.jsonl"
_NAMES = "names.json"
_STORIES = "stories.json"
_TAGS = "tags.json"
_Tags = dict[str, tuple[Tag, ...]]


def write(folder: Path, documents: Iterable[Document], names: Names = unchanged) -> int:
    """Write one line of JSON a document, and the names of the corpus; the number of documents."""
    count = 0
    with (folder / _DOCUMENTS).open("xb") as file:
        for document in documents:
            file.write(records.to_json(document) + b"\n")
            count += 1
    (folder / _NAMES).write_text(json.dumps(list(names().items()), ensure_ascii=False), encoding="utf-8")
    return count


def extend(
    folder: Path, previous: Path, gone: Collection[str], documents: Iterable[Document], names: Names = unchanged
) -> int:
    """Write the previous documents again, without those that are gone and with more."""
    kept = (document for document in _read(previous) if document.id not in gone)
    return write(folder, chain(kept, documents), names)


def add_stories(folder: Path, stories: Belongings) -> None:
    """Write what documents belong to beside them."""
    record = {doc_id: [belonging.lead, belonging.story] for doc_id, belonging in stories.items()}
    (folder / _STORIES).write_text(json.dumps(record), encoding="utf-8")


def add_tags(folder: Path, tags: Tags) -> None:
    """Write what people have put on documents beside them."""
    (folder / _TAGS).write_bytes(msgspec.json.encode(tags))


def with_tags(folder: Path, previous: Path, tags: Tags) -> None:
    """Write the same files but for the tags."""
    for name in (_DOCUMENTS, _NAMES, _STORIES):
        if (previous / name).exists():
            share(name, previous, folder)
    add_tags(folder, tags)


def documents(folder: Path, ids: Collection[str]) -> Iterator[Document]:
    """The documents with these ids, by their paths, with their names as they were read."""
    found = (document for document in _read(folder) if document.id in ids)
    yield from sorted(found, key=lambda document: document.path)


def searcher(folder: Path) -> MemorySearcher:
    """Read everything back. Raises IndexUnusable."""
    with _blaming_damage(folder):
        pairs = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        names: Renaming = {tuple(value): tuple(new) if new else None for value, new in pairs}
        stories = json.loads((folder / _STORIES).read_bytes()) if (folder / _STORIES).exists() else {}
        belongs = {doc_id: Belonging(*record) for doc_id, record in stories.items()}
        tags = msgspec.json.decode((folder / _TAGS).read_bytes(), type=_Tags) if (folder / _TAGS).exists() else {}
        told = (
            replace(renamed(one, names), belongs=belongs.get(one.id, ALONE), tags=tags.get(one.id, ()))
            for one in _read(folder)
        )
        return MemorySearcher(told)


def _read(folder: Path) -> list[Document]:
    with _blaming_damage(folder):
        lines = (folder / _DOCUMENTS).read_bytes().split(b"\n")
        return [records.from_json(line) for line in lines if line]


@contextmanager
def _blaming_damage(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the index in {folder} cannot be read ({error}); rebuild it with: python -m search.index FOLDER"
        raise IndexUnusable(message) from error


class MemorySearcher:
    """Answers queries by visiting every document."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._words = KnownWords()
        self._having: Counter[str] = Counter()
        # By path once and for all: every later sort is stable, so that the path settles ties.
        self._all = [self._index(document) for document in sorted(documents, key=lambda document: document.path)]
        self.languages = {indexed.document.language for indexed in self._all}
        self.frequency = self._words.frequency
        total = max(1, len(self._all))
        self._average = {
            name: max(1.0, sum(len(indexed.terms[name].words) for indexed in self._all) / total)
            for name in scoring.FIELDS
        }

    def _index(self, document: Document) -> Indexed:
        self._words.add(document)
        texts = {"title": document.title, "body": searched_text(document)}
        terms = {name: text_terms(text, document.language) for name, text in texts.items()}
        # Those that stand in one; a word that is another one in capitals counts as both.
        self._having.update(word for word, term in word_meanings(document) if width(term) == 1)
        return Indexed(document, terms, keywords(document))

    # --- the seam

    def search(self, query: Query) -> Page:
        """The page of results with every facet's counts."""
        answer = self._answer(query)
        reading = answer.reading
        facets = tuple(self._facet(query, facet, answer.matching) for facet in facet_buckets.counted(query).values())
        results = [indexed for indexed in answer.matching if passes(indexed, query)]
        scores = _scores(reading, results)
        rows = rows_of(in_order(results, query, scores), query)
        start = (query.page - 1) * query.per_page
        hits = tuple(
            replace(
                reading.hit(query, first.document, first.terms, scores[first.document.id]),
                also=tuple(indexed.document for indexed in others[:ALSO]),
                others=len(others),
                lacks=answer.lacks(first),
            )
            for first, *others in rows[start : start + query.per_page]
        )
        notices = answer.notices + proposals(query, answer.reading.leaves, self, self.count) + answer.told
        return Page(query, len(rows), hits, facets, notices, answer.parsed, answer.match)

    def values(self, query: Query, listing: Listing) -> Facet:
        """One facet's values under a query, searched, sorted and paged."""
        facet = all_facets()[listing.facet]
        matching = self._answer(query).matching
        if facet.name == "date":
            return self._facet(query, facet, matching)
        counts, missing = value_counts(query, facet, matching)
        return facet_buckets.listing_facet(query, facet, listing, counts, missing)

    def count(self, query: Query) -> int:
        """The total of a search."""
        return len({row_of(indexed, query) for indexed in self._answer(query).matching if passes(indexed, query)})

    def _answer(self, query: Query) -> _Answer:
        """The documents that have all parts of a query or, where that is asked for or is called for, most of them."""
        parsed = parse(query.text)
        clause, left_out = affordable(parsed.clause, self._expanded_to, len(self._all))
        asked = required(clause, parsed.quoted)
        reading = ScoredLeaves(self, clause)
        found = [indexed for indexed in self._all if reading.matches(indexed.terms, clause)]
        notices = parsed.notices + left_out + tuple(reading.notices)
        short = most.falls_short(query, asked, len(found), self.languages)
        every = _Answer(reading, found, str(Parsed(clause)), notices)
        if len(asked.parts) < 2 or (query.match != "most" and not short):
            return every
        reading = ScoredLeaves(self, asked.clause)
        having = [sum(reading.matches(indexed.terms, part) for indexed in self._all) for part in asked.parts]
        if short and not any(having):
            return every
        weights = most.weighed(asked.parts, having, len(self._all), self.languages)
        told = (most.notice(asked, len(found), having.count(0)),) if short else ()
        matching = self._having_most(reading, asked, weights)
        return _Answer(reading, matching, every.parsed, notices, told, "most", asked.parts)

    def _having_most(self, reading: ScoredLeaves, asked: Required, weights: list[int]) -> list[Indexed]:
        possible = [indexed for indexed in self._all if reading.matches(indexed.terms, And(asked.barred))]
        weighed = zip(asked.parts, weights, strict=True)
        each = [(part, weight) for part, weight in weighed if weight]
        sums = [sum(weight for part, weight in each if reading.matches(indexed.terms, part)) for indexed in possible]
        bar = most.bar(max(sums, default=0))
        return [indexed for indexed, weight in zip(possible, sums, strict=True) if weight >= bar]

    def words(self, prefix: str, most: int) -> tuple[str, ...]:
        """Words of the corpus that begin so and mean something else, most frequent first."""
        found = sorted((word for word in self._having if word.startswith(prefix)), key=lambda w: (-self._having[w], w))
        documents = Counter(indexed.document.language for indexed in self._all if indexed.document.language)
        return completions(prefix, found, self.languages, documents, most)

    def terms(self, word: str) -> frozenset[str]:
        """The terms that a folded word of a query stands for."""
        return self.expand(Word(word))[0]

    def marked_patterns(self, text: str) -> MarkedPatterns:
        """What the text of a query marks in documents."""
        wanted = markings(text, lambda clause: affordable(clause, self._expanded_to, len(self._all)))
        return patterns(wanted, lambda part: self.expand(part)[0])

    def word_counts(self, terms: Collection[str]) -> WordCounts:
        """How many words all documents have, and how often some terms are among them."""
        every = Counter(chain.from_iterable(text.words for one in self._all for text in one.terms.values()))
        return WordCounts(every.total(), {term: every[term] for term in terms})

    def scan(self) -> Iterator[Document]:
        """Every document."""
        return every_page(self.search)

    def get(self, doc_id: str) -> Document:
        """The document with an id. Raises DocumentNotFound."""
        for indexed in self._all:
            if indexed.document.id == doc_id:
                return indexed.document
        raise DocumentNotFound(f"no article has the id {doc_id!r}")

    def duplicates(self, doc_id: str) -> Duplicates:
        """The near-duplicates of the document with an id. Raises DocumentNotFound."""
        lead = self.get(doc_id).belongs.lead
        others = [one for one in self._all if lead and one.document.belongs.lead == lead and one.document.id != doc_id]
        ordered = in_order(others, Query(sort="date"), {})
        return Duplicates(tuple(one.document for one in ordered[:ALSO]), len(ordered))

    def close(self) -> None:
        """Nothing is held open."""

    # --- words and facets

    def expand(self, part: Part) -> tuple[frozenset[str], tuple[Notice, ...]]:
        """The terms of a part of a query that some document has, and a notice where some were cut."""
        terms, notices = self._expanded(part)
        return terms & self.frequency.keys(), notices

    def _expanded(self, part: Part) -> tuple[frozenset[str], tuple[Notice, ...]]:
        match part:
            case Word():
                return word_terms(part, self.languages, self._words, self.frequency.__getitem__)
            case Prefix(text):
                words = {word for word in self._words.terms if word.startswith(text)}
                written = f"{text}*"
            case Typo(text):
                words = {word for word in self._words.terms if spelling.within_one_edit(word, text)}
                written = f"{text}~"
        terms = {term for word in words for term in self._words.terms[word]}
        return cut_expansion(written, ((term, self.frequency[term]) for term in terms))

    def _expanded_to(self, part: Part) -> tuple[int, int]:
        terms, _ = self._expanded(part)
        return len(terms), sum(self.frequency[term] for term in terms if term in self.frequency)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._all)

    def having(self, word: str) -> int:
        """How many documents have a word, in any form of it."""
        [count] = self.matching([resolve(Word(word), lambda part: self.expand(part)[0])])
        return count

    def near(self, word: str) -> Iterator[Candidate]:
        """The words that are one edit away from a word and mean something else."""
        own = terms_of(word, self.languages)
        for other, terms in self._words.terms.items():
            if own.isdisjoint(terms) and spelling.within_one_edit(other, word):
                yield candidate(other, {term: self.frequency[term] for term in terms})

    def farther(self, word: str) -> Iterator[Candidate]:
        """The words with the same first letter that are at most two edits away and mean something else."""
        own = terms_of(word, self.languages)
        for other, terms in self._words.terms.items():
            if other[:1] == word[:1] and own.isdisjoint(terms) and spelling.within_two_edits(other, word):
                yield candidate(other, {term: self.frequency[term] for term in terms})

    def matching(self, patterns: Sequence[Pattern]) -> list[int]:
        """How many documents have each of some patterns."""
        return [sum(1 for indexed in self._all if frequencies(indexed.terms, pattern)) for pattern in patterns]

    def average(self, field: str) -> float:
        """The mean number of tokens of a field, at least 1."""
        return self._average[field]

    def _facet(self, query: Query, facet: FacetField, matching: list[Indexed]) -> Facet:
        if facet.name != "date":
            counts, missing = value_counts(query, facet, matching)
            return facet_buckets.keyword_facet(query, facet, counts, missing)
        dates: defaultdict[str, set[facet_buckets.Dated]] = defaultdict(set)
        undated = set()
        for indexed in matching:
            if passes(indexed, query, but=facet.name):
                day = indexed.document.day
                if day is None:
                    undated.add(row_of(indexed, query))
                else:
                    dates[row_of(indexed, query)].add((day.value, day.precision))
        days = Counter(day for of_row in dates.values() for day in of_row)
        spread = [tuple(of_row) for of_row in dates.values() if len(of_row) > 1]
        return facet_buckets.date_facet(query, facet, days, len(undated), spread)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The documents that the words of a query find; `match` and `parsed` are those of `Page`."""

    reading: ScoredLeaves
    matching: list[Indexed]
    parsed: str
    notices: tuple[Notice, ...]
    told: tuple[Notice, ...] = ()
    match: MatchMode = "all"
    parts: tuple[Clause, ...] = ()

    def lacks(self, indexed: Indexed) -> tuple[str, ...]:
        """The parts of the query that a document does not have, where most are enough."""
        return tuple(write_clause(part) for part in self.parts if not self.reading.matches(indexed.terms, part))


def _scores(reading: ScoredLeaves, results: list[Indexed]) -> dict[str, float]:
    """The scores of documents, given by path, by their ids."""
    scores = reading.scores([indexed.terms for indexed in results])
    return {indexed.document.id: score for indexed, score in zip(results, scores, strict=True)}
