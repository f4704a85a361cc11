"""People in languages that no model here reads: by a given name, initials or a title before a surname.

finder = PeopleFinder("de")
finder.find("Bundeskanzler Olaf Scholz sprach. Scholz reiste ab.")  # "Olaf Scholz" and "Scholz"
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from search.entities import lexicon
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import gazetteer, given_names, rows, territories
from search.entities.spelling.name_keys import key
from search.languages import all_languages

_CAPITAL = "[" + "".join(c for c in map(chr, range(0x41, 0x500)) if c.isupper()) + "]"
"""The capitals of the Latin, Greek and Cyrillic letters."""
_PARTICLES = lexicon.PARTICLES | {"zu", "zum", "op", "'t", "af", "av", "dalla", "degli", "dei", "lo", "d"}
GENITIVES = frozenset({"de", "sv", "no", "da"})
"""Languages that say "Deutschlands", "Angela Merkels" without an apostrophe."""
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TOKENS = {"tr": re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")}
"""Words where an apostrophe parts a name from its ending: "Ankara'da"."""
_INITIAL = re.compile(rf"{_CAPITAL}")
_MOST_SURNAMES = {"de": 1, "nl": 1, "sv": 1, "da": 1, "no": 1, "fi": 1, "pl": 1, "cs": 1}
"""Words of a surname; two elsewhere, where people have two, but not where nouns have capitals or two are rare."""
_MOST_GIVEN = 3
_GOES_ON = dict.fromkeys(("es", "pt"), ("da", "de", "do", "dos", "das", "del"))
"""What a second surname stands behind: "Lula da Silva". Elsewhere it leads to a place or an employer."""
# fmt: off
_REGNAL = frozenset({
    "papst", "papa", "paus", "pape", "könig", "königin", "koning", "koningin", "prins", "prinses", "prinz",
    "prinzessin", "rey", "reina", "príncipe", "princesa", "rei", "rainha", "re", "regina", "principe", "principessa",
    "roi", "reine", "prince", "princesse", "папа", "король", "королева", "kung", "drottning", "kong", "dronning",
})
# fmt: on
"""Who is called by a given name alone."""
_ARTICLES = frozenset(
    {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "im", "am", "zum"}
)
"""What stands before a German noun, and seldom before a surname."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a run of words that may be a name, with its offsets."""

    text: str
    start: int
    end: int
    small: str
    dotted: bool
    ended: bool


class PeopleFinder:
    """The people of texts in one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._surnames = _MOST_SURNAMES.get(language, 2)
        self._titles, self._title_ends = _titles(language)
        self._stop_words = all_languages()[language].stop_words if language in all_languages() else frozenset()

    def find(self, text: str) -> list[Raw]:
        """Full names, and the surnames of those people wherever else they stand alone."""
        tokens = word_pattern(self._language).finditer(text)
        runs = [self._without_opener(run) for run in _runs(text, tokens)]
        every = [found for run in runs for found in self._people(run)]
        names = {text[raw.start : raw.end] for raw in every}
        full = [raw._replace(end=self._end_of(text[raw.start : raw.end], names, raw.end)) for raw in every]
        surnames = {text[raw.start : raw.end].split()[-1] for raw in full}
        taken = {start for raw in full for start in range(raw.start, raw.end)}
        single = ((word, self._end_of(word.text, surnames, word.end)) for run in runs for word in run)
        alone = [
            Raw(word.start, end, "person")
            for word, end in single
            if text[word.start : end] in surnames and word.start not in taken and self._may_stand_alone(text, word)
        ]
        return sorted([*full, *alone])

    def _end_of(self, name: str, known: Collection[str], end: int) -> int:
        """Where a name ends that is written up to `end`: before the "s" of a genitive of one that is known."""
        return end - 1 if self._language in GENITIVES and name[-1] == "s" and name[:-1] in known else end

    def _without_opener(self, run: list[_Word]) -> list[_Word]:
        """A run without the stop word that begins a sentence."""
        return run[1:] if len(run) > 1 and run[0].small in self._stop_words and len(run[0].text) > 1 else run

    def _people(self, run: list[_Word]) -> Iterator[Raw]:
        """The people in a run of capitalised words: "Bundeskanzler Olaf Scholz" has one."""
        at = 0
        while at < len(run):
            end = self._end(run, at) if at < len(run) - 1 else 0
            if not end and at and run[at - 1].small in _REGNAL and _is_given(run[at].text):
                end = at + 1
            if end:
                yield Raw(run[at].start, run[end - 1].end, "person")
            at = end or at + 1

    def _end(self, run: list[_Word], at: int) -> int:
        """Where the person ends that begins at a word, or 0."""
        if not (_is_given(run[at].text) or self._is_initial(run[at]) or (at and self._is_title(run[at - 1]))):
            return 0
        if not self._is_initial(run[at]) and (run[at].small in self._stop_words or self._begins_no_name(run[at])):
            return 0
        end = at + 1
        while (
            end < len(run) - 1 and end - at < _MOST_GIVEN and (_is_given(run[end].text) or self._is_initial(run[end]))
        ):
            end += 1
        with_surname = self._surname_end(run, end)
        before_place = end if end - at > 1 and self._is_place(run[end]) and run[end].ended else 0
        return with_surname or before_place

    def _surname_end(self, run: list[_Word], at: int) -> int:
        """Where the surname ends that begins at a word, its particles with it, or 0."""
        found = 0
        for _ in range(self._surnames):
            begins = at
            while begins < len(run) and run[begins].small in _PARTICLES:
                begins += 1
            if begins == len(run) or not self._is_surname(run[begins]):
                break
            if run[begins].ended and (found or self._is_place(run[begins])):
                break  # "Erdoğan Ankara'da": where, and no second surname
            found = at = begins + 1
        if found and found < len(run) - 1 and run[found].small in _GOES_ON.get(self._language, ()):
            return self._surname_end(run, found) or found
        return found

    def _is_surname(self, word: _Word) -> bool:
        plain = word.text[0].isupper() and len(word.text) > 1
        return plain and not self._is_no_part(word) and word.small not in self._stop_words

    def _is_place(self, word: _Word) -> bool:
        return word.text in territories(self._language) or gazetteer().city(word.text) is not None

    def _begins_no_name(self, word: _Word) -> bool:
        """Whether a person is not called so, but a place: "Santa", "Mali"."""
        return word.small in lexicon.PLACE_BEFORE or word.text in territories(self._language) or self._is_no_part(word)

    def _is_no_part(self, word: _Word) -> bool:
        known = gazetteer()
        if self._is_title(word):
            return True
        if _is_given(word.text) or len(word.text) == 1:
            return False
        word_key = key(word.text)
        return (
            word_key in lexicon.ORGANISATION | lexicon.PLACE | lexicon.MONTHS | lexicon.DAYS
            or bool(known.demonym(word.text))
            or (word.text.isupper() and len(word.text) > 2)
        )

    @staticmethod
    def _is_initial(word: _Word) -> bool:
        return word.dotted and bool(_INITIAL.fullmatch(word.text))

    def _is_title(self, word: _Word) -> bool:
        last = word.small.rpartition("-")[2]
        return word.small in self._titles or last in self._titles or word.small.endswith(self._title_ends)

    def _may_stand_alone(self, text: str, word: _Word) -> bool:
        before = text[max(0, word.start - 12) : word.start].split()
        return not (self._language == "de" and before and before[-1].lower() in _ARTICLES)


def word_pattern(language: str) -> re.Pattern[str]:
    """What a word is in a language, without the ending that an apostrophe parts from a name."""
    return _TOKENS.get(language, _TOKEN)


def _runs(text: str, tokens: Iterator[re.Match[str]]) -> Iterator[list[_Word]]:
    """Words with capitals that stand side by side, with particles and initials between them; titles may be small."""
    run: list[_Word] = []
    before_run: _Word | None = None
    for match in tokens:
        after = text[match.end() : match.end() + 1]
        word = _Word(match[0], match.start(), match.end(), match[0].lower(), after == ".", after in ("'", "’"))
        joined = run and _is_joint(text[run[-1].end : word.start], run[-1])
        if run and not (joined and (word.text[0].isupper() or word.small in _PARTICLES)):
            yield _trimmed(run, before_run)
            run = []
        if not run:
            if word.text[0].isupper():
                run = [word]
            else:
                before_run = word
                continue
        else:
            run.append(word)
    if run:
        yield _trimmed(run, before_run)


def _is_joint(between: str, before: _Word) -> bool:
    return between == " " or (between in (". ", ".") and len(before.text) == 1)


def _trimmed(run: list[_Word], before: _Word | None) -> list[_Word]:
    """A run without particles at its end, and with the small word right before it, which may be a title."""
    while len(run) > 1 and run[-1].small in _PARTICLES and not run[-1].text[0].isupper():
        run = run[:-1]
    return [before, *run] if before and run[0].start - before.end == 1 else run


def _is_given(name: str) -> bool:
    """Whether it is a given name, in Russian in any case."""
    return all(part.casefold() in given_names() or key(part) in _cyrillic_given() for part in name.split("-"))


@cache
def _cyrillic_given() -> frozenset[str]:
    return frozenset(key(name) for name in given_names() if "а" <= name[0] <= "я" and len(name) > 3)


@cache
def _titles(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The titles of a language as whole words, and those that may end a longer one."""
    words = [word for code, cell in rows("titles.tsv") if code == language for word in cell.split(";")]
    return frozenset(word.removeprefix("-") for word in words), tuple(word[1:] for word in words if word[0] == "-")
