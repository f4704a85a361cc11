"""Text -> tokens: the one analyzer, for what is indexed and for what is asked.

A *surface* is a word as it stands in the text, its *fold* the form in which case, accents and the style of apostrophes
no longer matter, and its *term* the stem of the fold in the document's language, marked with that language. Folding
comes before stemming, so that "éléphants" and "elephants" meet whatever the stemmer thinks of accents. Without the mark
"news" would find the English "new", which is what French makes of it. Some words have a term of their own in capitals
("US", "WHO"; see `capitals` of `search.languages.Language`): else they would be found in every text.

- A word is a run of letters, digits and the marks that belong to them; everything else separates, hyphens included.
- The English possessive belongs to its word: "Putin's" folds to "putin".
- Single letters with dots between them are one word: "U.S." folds to "us".
- "C++" and "C#" are words.
- Digits of all scripts are those of ASCII; letters that keyboards of one script do not tell apart are one.
- Scripts written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) give one token a character: the
  character and the next one, and the last of a run alone. A run of n >= 2 characters is then found by the phrase of its
  n - 1 pairs, and a single character by prefix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Generic, Literal, NamedTuple, TypeVar

import Stemmer

from search.languages import Language, all_languages

UNSPACED = (
    # Thai, Lao, Burmese, Khmer; but not their digits, for a number is one word.
    "\u0e01-\u0e4f\u0e5a\u0e5b\u0e81-\u0ecf\u0eda-\u0edf\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17d3"
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"  # Hangul
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
)
_MARKS = (
    # Accents, points, harakat; the maqaf among the points of Hebrew is a hyphen.
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0f18-\u0fbc"  # the vowel signs of India and Tibet, but not the danda
    "\u00ad\u200d\ufe0f"  # what joins or may break a word without being seen
)
# In Persian and its neighbours the blank of no width parts words; elsewhere it only shapes letters.
_MARK = rf"(?:[{_MARKS}]|(?<![\u0600-\u06ff\u0750-\u077f])\u200c)"
_LETTER, _ALNUM = r"[^\W\d_ʼʻ]", r"[^\W_ʼʻ]"  # two apostrophes that Unicode calls letters
_WORD = rf"{_ALNUM}+(?:{_MARK}+{_ALNUM}*)*"
_SPECIAL = rf"{_LETTER}(?:\.{_LETTER})+(?!{_ALNUM})|[A-Za-z](?:\+\+|#)(?!{_ALNUM})"
_POSSESSIVE = rf"(?:['’‘ʼ＇`´][sS](?!{_ALNUM}))?"
_SPACED = re.compile(rf"{_SPECIAL}|{_WORD}{_POSSESSIVE}")
# A syllable of Hangul may be spelled in its letters, and kana with its voice mark beside it: one character still. So
# are the vowel am of Thai and Lao and the tone above it, which are typed in three ways.
_TONE = "[\u0e48-\u0e4b\u0ec8-\u0ecb]"
_AM = rf"{_TONE}?(?:[\u0e33\u0eb3]|[\u0e4d\u0ecd]{_TONE}?[\u0e32\u0eb2])"
_HANGUL = "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?"
_CHARACTER = rf"(?:{_HANGUL}|{_AM}|[{UNSPACED}][\u3099\u309a\uff9e\uff9f]?\u00ad?)"
_MIXED = re.compile(
    rf"(?P<pair>{_CHARACTER}(?=(?P<next>{_CHARACTER}?)))"
    rf"|{_SPECIAL}|(?:(?![{UNSPACED}]){_ALNUM})+(?:{_MARK}+(?:(?![{UNSPACED}]){_ALNUM})*)*{_POSSESSIVE}"
)
_ANY_UNSPACED = re.compile(f"[{UNSPACED}]")

# Marks that stand for the characters before them: 人々 is 人人, いすゞ is いすず.
_TWICE = re.compile("([\u3400-\u9fff]{2})々々")
_AGAIN = re.compile("([\u3400-\u9fff])々|([ぁ-ゖ])ゝ|([ァ-ヺ])ヽ")
_VOICED_AGAIN = re.compile("([ぁ-ゖ])ゞ|([ァ-ヺ])ヾ")
# The long vowel at the end of a foreign word of three more characters, which many leave out: コンピューター.
_KANA, _VOICE = "[ァ-ヺーｦ-ﾝ]", "[\u3099\u309a\uff9e\uff9f]"
_TWO_BEFORE = "|".join(f"(?<={_KANA}{one}{_KANA}{other})" for one in ("", _VOICE) for other in ("", _VOICE))
_LONG_AT_END = re.compile(f"(?:{_TWO_BEFORE})({_KANA}{_VOICE}?)[ーｰ](?!{_KANA})")

_STRIPPED = re.compile(
    # й is a letter of its own and keeps its breve; every other letter loses it.
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200c\u200d\ufe0f"
    # The dot of Devanagari, Gurmukhi and Gujarati, which many leave out, and the stroke that widens Arabic.
    "\u093c\u0a3c\u0abc\u0640]"
)
_NATIVE_DIGIT = re.compile("(?![0-9])\\d")
# Before a consonant of its own place a nasal of Devanagari is written as a letter or a dot: हिन्दी, हिंदी. The moon and
# dot, which fonts and typists replace by the dot, is that dot as well (Lucene's HindiNormalizer).
_NASAL = re.compile("[ङञणनम]्(?=[क-म])|ँ")
_TONE_BEHIND = re.compile(f"([\u0e4d\u0ecd])({_TONE})")
_LEFT_OVER = re.compile(rf"(?!{_ALNUM}|[{UNSPACED}{_MARKS}+#]).")  # "¼" decomposes to "1⁄4"
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
    # The yeh, kaf and heh of Persian, Urdu and Kurdish become those of Arabic, as keyboards of either type both.
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ھ": "ه", "ۃ": "ة"}
    # Letters of Azerbaijani, Sami and West Africa that few keyboards have.
    | {"ə": "e", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y"}
    # Final consonants that Malayalam and Bengali also write as a letter with a sign; the letter of Tamil's Sri.
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്", "ৎ": "ত্", "ஶ": "ஸ"}
)
_TRAILING_POSSESSIVE = re.compile(r"['’‘ʼ＇`´][sS]$")

_OF_LANGUAGE = "_"  # between a stem and its language: in no word
_CAPITALS = "^"  # behind a word that is another one in capitals
_REWRITTEN = 5  # letters of the shortest word whose ending is rewritten
_SHORTEST = 3
_ROUNDS = 2

MAX_WORD = 64
"""Longer words are cut: nobody types them, and a gigabyte without a space must not become a term."""


class Token(NamedTuple):
    """A term and where its surface stands: offsets into the text, in code points."""

    term: str
    start: int
    end: int


def analyze(text: str, language: str) -> list[Token]:
    """The tokens of a text in order; a token's position is its index."""
    term = term_mapper(language)
    return [Token(term(surface), start, end) for surface, start, end in surfaces_at(text)]


def surfaces(text: str) -> list[str]:
    """The words of a text as they stand, in order: what `analyze` makes tokens of, without their places."""
    return [surface for chunk in chunks(text) for surface in chunk_surfaces(chunk)]


def surfaces_at(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they stand, with their offsets."""
    at = 0
    for chunk in chunks(text):
        for surface, start, end in find_surfaces(chunk):
            yield surface, at + start, at + end
        at += len(chunk) + 1


def chunks(text: str) -> list[str]:
    """The stretches of a text between single blanks, some of them empty.

    No word reaches beyond its chunk, and nearly all chunks of a text have been seen in others: what is in them is
    remembered, and looking that up is several times faster than any regular expression over the text.
    """
    return text.replace("\n", " ").split(" ")


def find_surfaces(chunk: str) -> Iterator[tuple[str, int, int]]:
    """The words of a chunk, with their offsets in it."""
    if chunk.isascii() and chunk.isalnum():
        yield chunk, 0, len(chunk)
        return
    if not _ANY_UNSPACED.search(chunk):
        for match in _SPACED.finditer(chunk):
            yield match[0], match.start(), match.end()
        return
    for match in _MIXED.finditer(_spelled_out(chunk)):
        following = match["next"] or ""
        yield match[0] + following, match.start(), match.end() + len(following)


def _spelled_out(chunk: str) -> str:
    """A chunk with the characters that marks stand for, and a soft hyphen for a mark that many leave out.

    It has as many characters as before, so that offsets stay right.
    """
    chunk = _AGAIN.sub(lambda match: 2 * (match[1] or match[2] or match[3]), _TWICE.sub(r"\1\1", chunk))
    return _LONG_AT_END.sub("\\1\u00ad", _VOICED_AGAIN.sub(_voiced_again, chunk))


def _voiced_again(match: re.Match[str]) -> str:
    first: str = match[1] or match[2]
    voiced = unicodedata.normalize("NFC", first + "\u3099")
    return first + (voiced if len(voiced) == 1 else first)


_Found = TypeVar("_Found")


class _Remembered(dict[str, _Found], Generic[_Found]):
    def __init__(self, function: Callable[[str], _Found]) -> None:
        self._function = function

    def __missing__(self, chunk: str) -> _Found:
        value = self._function(chunk)
        if len(chunk) <= MAX_WORD:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[chunk] = value
        return value


def remembered(function: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """A function of chunks that works each out once; long ones are not kept, and too many are forgotten."""
    return _Remembered(function).__getitem__


# When there are so many, all are forgotten: a dictionary gives what it has without a call in Python, and to know what
# was used last would take one.
_MOST_REMEMBERED = 1 << 17


def _surfaces_in(chunk: str) -> tuple[str, ...]:
    if chunk.isascii() and chunk.isalnum():
        return (chunk,)
    if not _ANY_UNSPACED.search(chunk):
        return tuple(_SPACED.findall(chunk))
    return tuple(surface for surface, _, _ in find_surfaces(chunk))


chunk_surfaces: Callable[[str], tuple[str, ...]] = remembered(_surfaces_in)


def surfaces_of(chunks: Iterable[str]) -> list[tuple[str, ...]]:
    """The words of each of many different chunks: none is worth remembering."""
    return [(chunk,) if chunk.isascii() and chunk.isalnum() else _surfaces_in(chunk) for chunk in chunks]


@cache
def chunk_terms(language: str) -> Callable[[str], tuple[str, ...]]:
    """The function from a chunk to its terms in a language."""
    term = term_mapper(language)
    return remembered(lambda chunk: tuple(map(term, chunk_surfaces(chunk))))


@cache
def term_mapper(language: str) -> Callable[[str], str]:
    """The function from a surface to its term in a language; it remembers, so a distinct word is analyzed once."""
    of_fold, others = _fold_term(language), _capitals(language)

    def term(surface: str) -> str:
        word = fold(surface)
        return _acronym(word, language) if word in others and is_in_capitals(surface) else of_fold(word)

    return lru_cache(maxsize=1 << 18)(term)


@lru_cache(maxsize=1 << 18)
def fold(surface: str) -> str:
    """The form of a word in which case, accents, dots and possessives do not matter."""
    if surface.isascii() and surface.isalnum():
        return surface.lower()[:MAX_WORD]
    text = _TRAILING_POSSESSIVE.sub("", surface).replace(".", "")
    folded = _stripped("NFKD", text)
    if _ANY_UNSPACED.search(folded) and not _ANY_UNSPACED.search(text):
        folded = _stripped("NFD", text)  # "㈠" is a number, not a word of Chinese
    return folded[:MAX_WORD]


def folds_of(surfaces: Iterable[str]) -> list[str]:
    """The folds of many different surfaces: as `fold`, without a call for each that is plain."""
    return [
        surface.lower()[:MAX_WORD] if surface.isascii() and surface.isalnum() else fold(surface) for surface in surfaces
    ]


def surfaces_terms(surfaces: Sequence[str], folds: Sequence[str], language: str) -> list[str]:
    """The terms in a language of many different surfaces: as `term_mapper`, in one call of the stemmer."""
    terms, others = _folds_terms(folds, language), _capitals(language)
    if others:
        for i, word in enumerate(folds):
            if word in others and is_in_capitals(surfaces[i]):
                terms[i] = _acronym(word, language)
    return terms


def _folds_terms(folds: Sequence[str], language: str) -> list[str]:
    known = all_languages().get(language)
    if known is None or not known.stemmer:
        return [*folds]
    mark = f"{_OF_LANGUAGE}{language}"
    return [f"{stem}{mark}" for stem in _stems(folds, known)]


def term_of(stem: str, language: str) -> str:
    """The term that a stem is in a language. Languages without a stemmer have one vocabulary."""
    known = all_languages().get(language)
    return f"{stem}{_OF_LANGUAGE}{language}" if known and known.stemmer else stem


def stem_of(term: str) -> str:
    """The stem of a term, which other languages may have as well."""
    return term.partition(_OF_LANGUAGE)[0]


def _stems(folds: Sequence[str], known: Language) -> list[str]:
    bare = _prepared(folds, known)
    stem: Callable[[list[str]], list[str]] = Stemmer.Stemmer(known.stemmer, 0).stemWords
    return _in_harmony(bare, known, stem) if known.vowels else _or_whole(stem(bare), bare)


def _stripped(form: Literal["NFD", "NFKD"], text: str) -> str:
    # Twice, as Unicode defines matching without case (D145, D146): folding may make what can be taken apart again.
    text = unicodedata.normalize(form, unicodedata.normalize(form, text).casefold())
    text = unicodedata.normalize("NFC", _STRIPPED.sub("", text).translate(_UNDECOMPOSED))
    text = _NASAL.sub("ं", _TONE_BEHIND.sub(r"\2\1", _NATIVE_DIGIT.sub(_decimal, text)))
    return _LEFT_OVER.sub("", text)


def _decimal(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


def is_unspaced(surface: str) -> bool:
    """Whether a surface is a character or a pair of a script written without spaces."""
    return _ANY_UNSPACED.match(surface) is not None


def terms_in(word: str, languages: Iterable[str], *, capitals: bool = False) -> frozenset[str]:
    """The terms a folded word of a query stands for: its stem in every language that the index holds.

    Where a language has another word in capitals, it is that one too, and for a word typed in capitals only that one.
    """
    every = [*languages]
    other = {language for language in every if word in _capitals(language)}
    plain = (_fold_term(language)(word) for language in every if not (capitals and language in other))
    return frozenset(plain) | {_acronym(word, language) for language in other}


def is_in_capitals(surface: str) -> bool:
    """Whether all letters of a word are capitals, two at least; of a possessive, all before its s."""
    bare = _TRAILING_POSSESSIVE.sub("", surface)
    return bare.isupper() and len(bare) > 1


@cache
def differ_in_capitals() -> frozenset[str]:
    """The words that are another one in capitals in any language."""
    return frozenset().union(*map(_capitals, all_languages()))


def _capitals(language: str) -> frozenset[str]:
    known = all_languages().get(language)
    return known.capitals if known else frozenset()


def _acronym(word: str, language: str) -> str:
    return term_of(f"{word}{_CAPITALS}", language)


def _prepared(folds: Sequence[str], known: Language) -> list[str]:
    """The words as the language's stemmer takes them: without an article, endings that it does not know rewritten."""
    bare = [_without_article(word, known.articles) for word in folds] if known.articles else [*folds]
    if known.irregular:
        bare = [known.irregular.get(word, word) for word in bare]
    for ending, other in known.rewrites:
        change = re.compile(ending)
        bare = [change.sub(other, word) if len(word) >= _REWRITTEN else word for word in bare]
    return bare


def _in_harmony(bare: list[str], known: Language, stem: Callable[[list[str]], list[str]]) -> list[str]:
    """The shortest stems that a word has with its vowels in one of the ways in which they may have stood.

    Turkish endings follow the vowel before them, and without its accents that vowel asks for another ending. A stem is
    stemmed again, since a plural ending hides one more.
    """
    ways: list[dict[int, int]] = [{}, *(str.maketrans(plain, accented) for plain, accented in known.vowels)]
    best = bare
    for _ in range(_ROUNDS):
        forms = zip(*(stem([word.translate(way) for word in best]) for way in ways), strict=True)
        best = [_shortest(stems, word) for stems, word in zip(forms, best, strict=True)]
    return best


def _shortest(stems: Iterable[str], word: str) -> str:
    return min((fold(stem) for stem in stems if len(stem) >= _SHORTEST), key=len, default=word)


def _or_whole(stems: Iterable[str], words: Iterable[str]) -> list[str]:
    """The stems, without accents that a rewritten ending brought; the word where nothing is left of it."""
    return [fold(stem) or word for stem, word in zip(stems, words, strict=True)]


def _without_article(word: str, articles: tuple[str, ...]) -> str:
    """The word alone, if three letters of it are left: with its article Arabic's stemmer takes another ending off."""
    article = next((article for article in articles if word.startswith(article)), "")
    return word[len(article) :] if len(word) - len(article) >= 3 else word


@cache
def _fold_term(language: str) -> Callable[[str], str]:
    """The function from a fold to its term in a language."""
    known = all_languages().get(language)
    if known is None or not known.stemmer:
        return str
    of_language = known
    stem: Callable[[str], str] = Stemmer.Stemmer(known.stemmer, 0).stemWord
    one_at_a_time = Lock()  # a stemmer works in a buffer of its own
    plain = not (known.articles or known.irregular or known.rewrites or known.vowels)
    mark = f"{_OF_LANGUAGE}{language}"

    def term(word: str) -> str:
        if not plain:
            return _stems([word], of_language)[0] + mark
        with one_at_a_time:
            return (stem(word) or word) + mark

    return lru_cache(maxsize=1 << 18)(term)
