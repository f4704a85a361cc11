"""The language a document is written in, told by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from operator import itemgetter

from search.annotators.language_codes import short
from search.annotators.typography import spelled_words
from search.config import Config
from search.languages import all_languages
from search.model import Document

_SAMPLE = 3000
_LINE = 60
"""Characters that make a line more than a menu entry; menus are often in another language than the article."""
_WORD = re.compile(r"[\u0900-\u0963\u0970-\u097f]+|[^\W\d_]+(?:['’][^\W\d_]+)*")
"""A word; the vowel signs of Devanagari are no letters to Python."""
_WITHOUT_NAMES = 3  # different common words that are enough in a text mostly of names
_FEWEST = 2
_SHARE = 0.4
_RUSSIAN_WORDS = 4
_RUSSIAN = re.compile(r"[ыэ]", re.IGNORECASE)
_NOT_RUSSIAN = re.compile(r"[\u0400\u0402-\u040f\u0450\u0452-\u052f]")

# Scripts by their ranges in Unicode; Han last, because Japanese mixes it with its own.
_SCRIPTS = {
    "kana": r"[\u3040-\u30ff]",
    "hangul": r"[\uac00-\ud7af\u1100-\u11ff]",
    "han": r"[\u4e00-\u9fff]",
    "thai": r"[\u0e00-\u0e7f]",
    "arabic": r"[\u0600-\u06ff]",
    "cyrillic": r"[\u0400-\u04ff]",
    "hebrew": r"[\u0590-\u05ff]",
    "greek": r"[\u0370-\u03ff]",
    "devanagari": r"[\u0900-\u097f]",
    "latin": r"[\u00c0-\u024f\u1e00-\u1eff]",  # and those of ASCII, which are counted apart
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _SCRIPTS.items()}
_OTHER = re.compile(r"[^\x00-\x7f]+")
_NO_ASCII_LETTER = bytes(code for code in range(128) if not chr(code).isalpha())
_ONE_LANGUAGE = {"kana": "ja", "hangul": "ko", "han": "zh", "thai": "th", "hebrew": "he", "greek": "el"}

# Neighbours without a module of their own, so that they are not taken for one that has: their commonest words.
_NEIGHBOURS = {
    "ca": "de la el i a que en els les per amb un del una és no al va són com més ha també",
    "uk": "і в на з що не та до за від у це як про для але його який був після також є",
    "bg": "на и в за да от се с не е по са че това до като ще който при след беше",
    "sr": "и у на је да се за од са не који су то као што из ће али био после",
    "fa": "و در به از که این را با است برای آن یک خود تا بر می شد هم پس بود",
    "mr": "आहे आणि या हे ते च्या मध्ये आहेत होते नाही पण केली केले त्यांनी असून होता की तर हा ही काही त्या झाली",
    "ne": "छ र को मा गरेको भएको हो यो त्यो छन् पनि लाई गर्न गरे थियो बाट भने तर यस हुन गर्ने नेपाल भन्ने",
    "ur": "کے میں کی ہے اور سے کا کو نے پر کہ اس یہ ہیں بھی کر تھا جو",
}

_RELATIVES = {
    "cs": ("sk", "sl"),
    "pt": ("gl", "mwl"),
    "es": ("gl", "ast"),
    "nl": ("af", "fy", "nds"),
    "id": ("ms", "jv", "su"),
    "ru": ("be",),
    "ro": ("rup",),
    "fi": ("et",),
    "de": ("lb", "nds"),
    "it": ("co", "sc"),
}
"""Languages whose words are no others than those of a relative with a module: there, what a file declares decides."""


def annotate(document: Document, config: Config) -> Document:
    """The document with its language: as a person has said, else detected, else as the file declares it, else ""."""
    declared = short(document.declared.get("language", "").lower()[:3].strip("-_"))
    found = document.language or detect(document.text)
    code = found if found and (document.language or declared not in _RELATIVES.get(found, ())) else declared
    return replace(document, language=code if re.fullmatch(r"[a-z]{2,3}", code) else "")


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language, or "" where its words do not say."""
    sample = _sample(text)
    script = _script(sample)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    found = _by_words(sample) if script in ("latin", "cyrillic", "arabic", "devanagari") else ""
    return found or ("ru" if script == "cyrillic" and _in_russian_letters(sample) else "")


def _in_russian_letters(sample: str) -> bool:
    """Whether only Russian is written so: its neighbours have other letters, or lack "ы" and "э"."""
    return (
        len(_WORD.findall(sample)) >= _RUSSIAN_WORDS
        and bool(_RUSSIAN.search(sample))
        and not _NOT_RUSSIAN.search(sample)
    )


def _sample(text: str) -> str:
    """The first lines that are longer than a menu's, or the beginning where there are none."""
    lines: list[str] = []
    size = 0
    for match in re.finditer(rf"[^\n]{{{_LINE},}}", text[: 20 * _SAMPLE]):
        lines.append(match[0][: _SAMPLE - size])
        size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return "\n".join(lines) or text[:_SAMPLE]


def _script(sample: str) -> str:
    """The script of most letters. A tenth of kana or hangul is enough: Han is written among them."""
    if sample.isascii():
        return "latin"
    letters = sample.encode("ascii", "ignore").translate(None, _NO_ASCII_LETTER)
    others = "".join(_OTHER.findall(sample))
    counts = {name: len(pattern.findall(others)) for name, pattern in _PATTERNS.items()}
    counts["latin"] += len(letters)
    total = sum(counts.values())
    for name in ("kana", "hangul"):
        if counts[name] > total / 10:
            return name
    return max(counts, key=lambda name: counts[name]) if total else ""


def _by_words(sample: str) -> str:
    """The language whose commonest words make up most of the sample, by a clear margin."""
    plain = spelled_words(sample)
    spelled = _WORD.findall(sample) if plain is None else plain
    languages = _languages_of()
    counts = Counter("\n".join(spelled).lower().replace("’", "'").split("\n"))
    known = [(languages[word], times) for word, times in counts.items() if word in languages]
    score: dict[str, float] = defaultdict(float)
    for weights, times in known:
        for code, weight in weights.items():
            score[code] += weight * times
    if not score:
        return ""
    best, *others = sorted(score, key=lambda code: -score[code])
    most = score[best]
    clear = not others or most >= 1.1 * score[others[0]]
    own = [times for weights, times in known if best in weights]
    told = len(own) >= _WITHOUT_NAMES or (len(own) >= _FEWEST and sum(own) >= _SHARE * len(spelled))
    # Running text has a third to a half of such words, a headline fewer; names alone have none.
    return best if clear and told and most >= max(1.5, _telling(spelled) / 8) else ""


def _telling(words: list[str]) -> int:
    """How many words say something of the language: names do not, but no more than half are taken for names."""
    small = sum(map(str.islower, map(itemgetter(0), words)))
    return max(small, len(words) // 2) if small else len(words)


@cache
def _languages_of() -> dict[str, dict[str, float]]:
    """Each common word with its languages; a word of several counts less for each."""
    lists = {code: set(language.stop_words) for code, language in all_languages().items() if language.stop_words}
    lists |= {code: set(words.split()) for code, words in _NEIGHBOURS.items()}
    languages: dict[str, dict[str, float]] = {}
    for code, words in lists.items():
        for word in words:
            languages.setdefault(word, {})[code] = 1.0
    return {word: dict.fromkeys(codes, 1 / len(codes) ** 0.5) for word, codes in languages.items()}
