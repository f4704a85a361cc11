"""Which encoding bytes are in, where nothing says it: the one in which they read like a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from math import inf
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

_SMALL = 65_536
"""Bytes of a file that is looked at as a whole."""
_STRETCH = 21_845
"""Bytes of each stretch of a larger one: from its beginning, its middle and its end."""
_MANY = 0.1
"""The share of bytes beyond ASCII that any text in Chinese, Japanese or Korean has."""
_FAMILIAR = 0.12
"""The share of its characters that are the most frequent ones of its language; a third, in any real text."""
_DAMAGED = 0.02
"""The share of characters that may make no sense in an encoding of several bytes a character."""
_GLANCE = 1_024
"""Bytes of some lines that show that a text cannot be in such an encoding; most are told so, and not read whole."""
_DOUBT = 4
"""Times that a glance must miss what is asked of the whole."""
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII = bytes(range(128))
_BEYOND = 0x80

_FREQUENT = {
    "cp932": "のにはをたがでてとしれさいなるかもっらりこあすくきんそ、。ー",
    "euc_jp": "のにはをたがでてとしれさいなるかもっらりこあすくきんそ、。ー",
    "gb18030": "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后，。",
    "big5hkscs": "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後，。",
    "cp949": "이다는을의가에하고한은로지도를사어기서대인리라자나해있아일정시과부",
}
"""The most frequent characters of Japanese, Chinese (simplified, traditional) and Korean, by encoding."""
_WIDE = ((0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xFF00, 0xFFEF))
_IS_WIDE, _IS_KANA, _IS_BEYOND = 1, 2, 64
_IS_FREQUENT = {"cp932": 4, "euc_jp": 4, "gb18030": 8, "big5hkscs": 16, "cp949": 32}
"""Bits of what a character is."""
_LAST = 0xFFFF
"""The last character that is told from those behind it."""

_LATIN = (
    *("äöüß", "éèêëàâçîïôûùœæ", "áéíóúñü", "ãõáéíóúâêôàç", "àèéìíòóù", "åäöé", "æøåé", "éëïóöèü", "çèéíïòóú"),
    *("áðéíóúýþæö", "àáâãèéêìíòóôõùúýăđơư"),
)
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîșşțţ", "čćđšž", "äöüß", "çë")
_TURKISH = ("çğıöşüâî",)
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
_CYRILLIC = (
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэё",
    "оеаинтсрвлкмдпуяьгзбчйхжшюцщіїєґ",
    "оеаинтсрвлкмдпуяъьгзбчйхжшюцщ",
    "оеаинтсрвлкмдпугзбчхжшцјљњћђџѓќѕў",
)
_GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)
_HEBREW = ("אבגדהוזחטיכךלמםנןסעפףצץקרשת",)
_ARABIC = ("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ", "ابتثجحخدذرزسشصضطظعغفقلمنهویپچژگکئآ")
_THAI = ("กขคฆงจฉชซญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืฺุูเแโใไๆ็่้๊๋์",)
_ALPHABETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", _LATIN),
    ("iso8859_15", _LATIN),
    ("cp1251", _CYRILLIC),
    ("koi8_r", _CYRILLIC[:1]),
    ("koi8_u", _CYRILLIC[1:2]),
    ("cp866", _CYRILLIC),
    ("iso8859_5", _CYRILLIC),
    ("mac_cyrillic", _CYRILLIC),
    ("cp1250", _CENTRAL),
    ("iso8859_2", _CENTRAL),
    ("cp1254", _TURKISH),
    ("cp1253", _GREEK),
    ("iso8859_7", _GREEK),
    ("cp737", _GREEK),
    ("cp1255", _HEBREW),
    ("cp862", _HEBREW),
    ("cp1256", _ARABIC),
    ("iso8859_6", _ARABIC),
    ("cp874", _THAI),
    ("cp1257", _BALTIC),
    ("cp850", _LATIN),
    ("cp852", _CENTRAL),
    ("cp857", _TURKISH),
    ("mac_roman", _LATIN),
    ("mac_latin2", _CENTRAL),
)
"""The encodings of one byte a character, the likelier first where two read the same, with the letters of languages."""
_JOINS = frozenset("'’‘ʼ-\u2010\u2011\u00ad·.@/&_\u200c\u200d\u200e\u200f״׳\u05be")
"""What may stand between two letters of a word or a name."""
_FITS = 1.1
"""What a quotation mark or a dash counts that stands where it may: as much as a frequent letter."""
_TYPOGRAPHIC = frozenset("“”„‚‘’«»‹›–—…€•")
_FREE = frozenset("©®™£¥§°")
"""Signs that newspapers print beside figures and names, never within a word."""
_ONE_LETTER_WORDS = ("LATIN", "CYRILLIC", "GREEK")
"""The scripts in which a word may be a single letter: "à", "и", "ή"."""
_CAPITAL = 0.25
"""What a capital costs that begins a word: few words begin with one that is not in ASCII."""
_RARE = 0.5
"""What a sign costs that no article has: half of a letter that is no letter of the language."""
_ROUNDING = 1e-9
_ODD = 2.0
"""What a sign costs that stands where none can stand: it undoes two letters that fit."""


def guess(raw: bytes) -> str:
    """The name of the likeliest encoding of bytes that are no UTF-8, as Python calls it."""
    sample = _sample(raw)
    high = len(sample.translate(None, _ASCII))
    if high >= _MANY * len(sample):
        glance = _glance(sample)
        possible = [name for name in _FREQUENT if _familiar(glance, name, _DOUBT) >= _FAMILIAR / _DOUBT]
        several = max(((_familiar(sample, name), name) for name in possible), key=itemgetter(0), default=(0.0, ""))
        if several[0] >= _FAMILIAR:
            return several[1]
    return _best(sample)


def _glance(sample: bytes) -> bytes:
    """Lines from all over a text, in which it has as many bytes beyond ASCII; all of it where there are no such."""
    lines = sample.split(b"\n")  # which is no part of a character in any of these encodings
    some = b"\n".join(lines[:: len(sample) // _GLANCE + 1])[: 2 * _GLANCE]
    return some if len(some.translate(None, _ASCII)) >= _MANY * len(some) > _MANY * _GLANCE / 2 else sample


def _best(sample: bytes) -> str:
    """The encoding of one byte a character that fits best, the first of those that fit as well.

    The most that each can come to is known by its letters alone; only where that is enough are the places looked at.
    """
    counts = _counts(sample)
    known, most = _known_and_most(counts)
    counted, total = _neighbourhoods(sample), int(counts.sum())
    best, found = -inf, len(_ALPHABETS)
    for at in sorted(range(len(most)), key=most.__getitem__, reverse=True):
        if most[at] < best:
            break
        fitness = _fitness(counted, total, _ALPHABETS[at][0], known[at])
        if (fitness, -at) > (best, -found):
            best, found = fitness, at
    return _ALPHABETS[found][0]


def guess_name(raw: bytes) -> str:
    """The likeliest encoding of the name of a file in an archive, which may be that of an old console."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        found = guess(raw)
    else:
        return "utf-8"
    # The few letters of a Western name read as well in both; programs for Windows wrote that of its console.
    return "cp850" if found in ("cp1252", "cp850", "mac_roman") and _reads_well(raw, "cp850") else found


def _reads_well(raw: bytes, name: str) -> bool:
    """Whether all bytes beyond ASCII are letters of a language in an encoding."""
    counts = _counts(raw)
    at = next(at for at, (each, _) in enumerate(_ALPHABETS) if each == name)
    return _fitness(_neighbourhoods(raw), int(counts.sum()), name, _known_and_most(counts)[0][at]) >= 1


def _sample(raw: bytes) -> bytes:
    """All of a small file; of a large one the stretches with the first bytes beyond ASCII from three places on."""
    if len(raw) <= _SMALL:
        return raw
    stretches = []
    for at in (0, len(raw) // 2, len(raw) - _STRETCH):
        found = _HIGH.search(raw, at)
        start = raw.rfind(b"\n", max(0, (found.start() if found else at) - 1000), found.start() if found else at) + 1
        stretches.append(raw[start or (found.start() if found else at) : (start or at) + _STRETCH])
    return b"\n".join(stretches)


def _familiar(sample: bytes, name: str, doubt: int = 1) -> float:
    """The share of the frequent characters of a language among those of a text, 0 where it is no such text.

    With some `doubt` it is taken for one although it has so many times the damage.
    """
    text = sample.decode(name, "replace")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = np.bincount(_kinds()[np.minimum(codes, _LAST)], minlength=_BEYOND).tolist()
    beyond = len(text) - kinds[0]
    wide = sum(kinds[_IS_WIDE::2])
    if not wide or text.count("\ufffd") > doubt * _DAMAGED * beyond or wide < 0.8 / doubt * beyond:
        return 0.0
    if name in ("gb18030", "big5hkscs") and _having(kinds, _IS_KANA) > doubt * 0.05 * wide:
        return 0.0  # the rows of kana are the same in Chinese sets, and no Chinese text has them
    return _having(kinds, _IS_FREQUENT[name]) / float(beyond)


def _having(kinds: Sequence[int], bit: int) -> int:
    """How many characters are of the kinds with a bit."""
    return sum(count for kind, count in enumerate(kinds) if count and kind & bit)


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each character is, as bits; 0 for those of ASCII alone."""
    found = np.full(_LAST + 1, _IS_BEYOND, np.uint8)
    found[:_BEYOND] = 0
    for first, last in _WIDE:
        found[first : last + 1] |= _IS_WIDE
    found[0x3041:0x3097] |= _IS_KANA
    for name, bit in _IS_FREQUENT.items():
        found[[*map(ord, _FREQUENT[name])]] |= bit
    return found


_Neighbourhood = tuple[int, int, int, int]
"""A byte beyond ASCII between what stands before and after it, and how often it does."""


def _neighbourhoods(sample: bytes) -> Sequence[_Neighbourhood]:
    """Each byte beyond ASCII with its neighbours, counted: a text has few such triples, however long it is."""
    counts: dict[tuple[int, int, int], int] = {}
    for joined, times in _joined(sample):
        for triple, count in Counter(zip(b" " + joined, joined, joined[1:] + b" ", strict=False)).items():
            if triple[1] >= _BEYOND:
                counts[triple] = counts.get(triple, 0) + times * count
    return [(*triple, times) for triple, times in counts.items()]


def _joined(sample: bytes) -> Iterator[tuple[bytes, int]]:
    """The words of a text with bytes beyond ASCII, once each: those that come as often together, with how often.

    White space is all one, and most words come again.
    """
    words = Counter(word for word in sample.split() if not word.isascii())
    alike: dict[int, list[bytes]] = {}
    for word, times in words.items():
        alike.setdefault(times, []).append(word)
    for times, some in alike.items():
        yield b" ".join(some), times


def _counts(sample: bytes) -> NDArray[np.int64]:
    """How often each byte beyond ASCII comes."""
    return np.bincount(np.frombuffer(sample, np.uint8), minlength=256)[_BEYOND:]


def _fitness(counted: Sequence[_Neighbourhood], total: int, name: str, known: float) -> float:
    """How well bytes read in an encoding: 1 where all beyond ASCII are letters of one language at their places."""
    table = _table(name)
    odd = sum(times * _oddness(table[before], table[sign], table[after]) for before, sign, after, times in counted)
    return (known - odd) / (total or 1)


def _known_and_most(counts: NDArray[np.int64]) -> tuple[list[float], list[float]]:
    """For each encoding how many letters are those of the one language that has most, and what its fitness can be.

    That is with every quotation mark and dash at its place, and nothing odd. `counts` are of the bytes beyond ASCII.
    """
    weights, starts, marks = _weights()
    known = [tenths / 10 for tenths in np.maximum.reduceat(weights @ counts, starts).tolist()]
    total = int(counts.sum()) or 1
    fitting = (marks @ counts).tolist()
    return known, [
        (letters + _FITS * placed) / total + _ROUNDING for letters, placed in zip(known, fitting, strict=True)
    ]


@cache
def _weights() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """What each byte beyond ASCII counts in the languages of all encodings, in tenths: a row for each language.

    The first letters in a list are its most frequent. Then where the rows of each encoding begin, and which bytes are
    marks in it.
    """
    weights, starts, marks = list[list[int]](), list[int](), list[list[bool]]()
    for name, languages in _ALPHABETS:
        table = _table(name)[_BEYOND:]
        letters = [sign.lower() if sign.isalpha() or unicodedata.combining(sign) else "" for sign in table]
        starts.append(len(weights))
        weights += [
            [10 * (sign in language) + (sign in language[:10]) if sign else 0 for sign in letters]
            for language in languages
        ]
        marks.append([sign in _TYPOGRAPHIC or sign in _FREE for sign in table])
    return np.array(weights, np.int64), np.array(starts, np.int64), np.array(marks, np.int64)


@cache
def _table(name: str) -> tuple[str, ...]:
    return tuple(bytes([number]).decode(name, "replace") for number in range(256))


@cache
def _oddness(before: str, sign: str, after: str) -> float:
    """What speaks against a character at its place."""
    if sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Cn", "Co"):
        return _ODD
    if sign.isalpha():
        script = _script(sign)
        mixed = any(near.isalpha() and _script(near) != script for near in (before, after))
        raised = (sign.isupper() and before.islower()) or (before.isupper() and sign.islower() and after.isupper())
        # "\xa9 2021" is no Thai word: letters of such scripts do not stand alone
        alone = script not in _ONE_LETTER_WORDS and all(
            near < "\x80" and not near.isalpha() for near in (before, after)
        )
        return _ODD * (mixed or raised or alone) + _CAPITAL * (sign.isupper() and not before.isupper())
    if sign in _TYPOGRAPHIC:
        if before.isalpha() and after.isalpha() and sign not in _JOINS:
            return _ODD
        return 0.0 if sign in "’”…" and before.isspace() else -_FITS
    if sign in _FREE and not before.isalpha():
        return -_FITS
    inside = before.isalpha() and after.isalpha() and sign not in _JOINS and not unicodedata.combining(sign)
    kind = unicodedata.category(sign)
    return _ODD * inside + _RARE * (kind in ("So", "Sm", "Sk") or sign in "¤¦¬¨´¸ªº¹²³")


@cache
def _script(letter: str) -> str:
    """The script of a letter: the first word of its name."""
    return unicodedata.name(letter, "?").partition(" ")[0]
