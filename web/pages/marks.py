"""Where a query matches in a whole document: the highlights of the document page.

A prefix or a typo is looked up among the document's own words, which is where its matches must be. Only the whole
corpus knows in which compounds a word is a part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from search.analysis import fold, surfaces, term_mapper
from search.compounds import joined_words, terms_of, wide
from search.engines.base import Searcher
from search.highlight.word_layout import Place, places
from search.languages import all_languages
from search.model import Document
from search.query.clauses import Part, Prefix, Typo, Word, positive_leaves
from search.query.patterns import Pattern, resolve
from search.query.required import pairs_of_run
from search.query.spelling import within_one_edit
from search.query.syntax import parse
from search.searched_text import searched_text


def marked(document: Document, text: str, searcher: Searcher) -> tuple[list[Place], list[Place]]:
    """Where a query's words are in the title and in the body: offsets, ascending, not overlapping."""
    parsed = parse(text)
    expand = _expansion(document, searcher)
    patterns = []
    for leaf in dict.fromkeys(positive_leaves(parsed.clause)):
        whole = [resolve(leaf, expand)]
        pairs = pairs_of_run(leaf, parsed.quoted)
        # Found by most of its words, a document may have of a sentence without spaces no more than some pairs.
        patterns += [resolve(pair, expand) for pair in pairs] if pairs and not any(_marked(document, whole)) else whole
    return _marked(document, patterns)


def _marked(document: Document, patterns: list[Pattern]) -> tuple[list[Place], list[Place]]:
    return (
        _places(document.title, document.language, patterns, "title"),
        _places(searched_text(document), document.language, patterns, "body"),
    )


def _places(text: str, language: str, patterns: Iterable[Pattern], field: str) -> list[Place]:
    return places(text, language, [pattern for pattern in patterns if pattern.in_field(field)])


def _expansion(document: Document, searcher: Searcher) -> Callable[[Part], frozenset[str]]:
    """A function from a part of a query to its terms among the words of a document."""
    term = term_mapper(document.language)
    words: dict[str, set[str]] = defaultdict(set)
    for text in (document.title, searched_text(document)):
        for surface in set(surfaces(text)):
            words[fold(surface)].add(term(surface))
        for _, width, word in joined_words(text):
            words[word].add(wide(term(word), width))
    known = frozenset().union(*words.values())

    def expand(part: Part) -> frozenset[str]:
        match part:
            case Word(text):
                return known & (terms_of(text, (*all_languages(), document.language)) | searcher.terms(text))
            case Prefix(text):
                meant = (words[word] for word in words if word.startswith(text))
            case Typo(text):
                meant = (words[word] for word in words if within_one_edit(word, text))
        return frozenset().union(*meant)

    return expand
