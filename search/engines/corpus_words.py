"""The words of a corpus, kept in memory, and what a word of a query stands for among the words of any corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator

from search.analysis.folds import fold
from search.analysis.surfaces import surfaces
from search.analysis.terms import term_mapper
from search.closed_compounds import CorpusWords, compounds
from search.compounds import joined_words, terms_of, wide
from search.engines.expansion import cut_expansion
from search.model import Document, Notice
from search.query.clauses import Word
from search.searched_text import searched_text


def word_terms(
    word: Word, languages: Collection[str], corpus: CorpusWords, frequency: Callable[[str], int]
) -> tuple[frozenset[str], tuple[Notice, ...]]:
    """The terms of a word of a query, and a notice where some of the compounds that it is in were cut.

    `frequency` says how many documents have a term. Capitals are only heeded where some document has the word so.
    """
    if word.capitals and any(map(frequency, terms := terms_of(word.text, languages, capitals=True))):
        return terms, ()
    inside = compounds(word.text, languages, corpus)
    kept, notices = cut_expansion(word.text, ((term, frequency(term)) for term in inside))
    return terms_of(word.text, languages) | kept, notices


def word_meanings(document: Document) -> set[tuple[str, str]]:
    """The folded words of a document, joined ones as well, each with its term; in two capitals may differ (US, us)."""
    term = term_mapper(document.language)
    texts = (document.title, searched_text(document))
    meant = {(fold(surface), term(surface)) for text in texts for surface in set(surfaces(text))}
    return meant | {(word, wide(term(word), width)) for text in texts for _, width, word in joined_words(text)}


class KnownWords:
    """Folded words with the terms that they stand for in some document; `frequency` says how many have each term."""

    def __init__(self) -> None:
        self.terms: defaultdict[str, set[str]] = defaultdict(set)
        self.frequency: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """The words of a document, joined ones as well."""
        meant = word_meanings(document)
        self.frequency.update({term for _, term in meant})
        for word, of_word in meant:
            self.terms[word].add(of_word)

    def holding(self, part: str) -> Iterator[str]:
        """The words that have some letters in a row."""
        return (word for word in self.terms if part in word)

    def stands_for(self, word: str, term: str) -> bool:
        """Whether some document has a word with that term."""
        return term in self.terms.get(word, ())

    def has_term(self, term: str) -> bool:
        """Whether some document has a term."""
        return self.frequency[term] > 0
