"""Which encoding bytes are in, where nothing says it: the one in which they read like a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import inf
from operator import itemgetter, mul

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
_KANA = re.compile("[\u3041-\u3096]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")

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
    counted = _neighbourhoods(sample)
    times = _times(counted)
    most = [_most(times, name, languages) for name, languages in _ALPHABETS]
    best, found = -inf, len(_ALPHABETS)
    for at in sorted(range(len(most)), key=most.__getitem__, reverse=True):
        if most[at] < best:
            break
        fitness = _fitness(counted, times, *_ALPHABETS[at])
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
    counted = _neighbourhoods(raw)
    return _fitness(counted, _times(counted), name, dict(_ALPHABETS)[name]) >= 1


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
    signs = Counter(sample.decode(name, "replace"))
    beyond = sum(times for sign, times in signs.items() if sign > "\x7f")
    wide = sum(times for sign, times in signs.items() if _WIDE.match(sign))
    if not wide or signs["\ufffd"] > doubt * _DAMAGED * beyond or wide < 0.8 / doubt * beyond:
        return 0.0
    kana = sum(times for sign, times in signs.items() if _KANA.match(sign))
    if name in ("gb18030", "big5hkscs") and kana > doubt * 0.05 * wide:
        return 0.0  # the rows of kana are the same in Chinese sets, and no Chinese text has them
    return sum(signs[sign] for sign in _FREQUENT[name]) / beyond


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


def _times(counted: Sequence[_Neighbourhood]) -> Mapping[int, int]:
    """How often each byte beyond ASCII comes."""
    found: dict[int, int] = {}
    for _, sign, _, times in counted:
        found[sign] = found.get(sign, 0) + times
    return found


def _fitness(
    counted: Sequence[_Neighbourhood], times: Mapping[int, int], name: str, languages: tuple[str, ...]
) -> float:
    """How well bytes read in an encoding: 1 where all beyond ASCII are letters of one language at their places."""
    table = _table(name)
    odd = sum(times * _oddness(table[before], table[sign], table[after]) for before, sign, after, times in counted)
    return (_known(times, name, languages) - odd) / (sum(times.values()) or 1)


def _most(times: Mapping[int, int], name: str, languages: tuple[str, ...]) -> float:
    """What the fitness is at the most: with every quotation mark and dash at its place, and nothing odd."""
    table = _table(name)
    marks = sum(count for sign, count in times.items() if table[sign] in _TYPOGRAPHIC or table[sign] in _FREE)
    return (_known(times, name, languages) + _FITS * marks) / (sum(times.values()) or 1) + _ROUNDING


def _known(times: Mapping[int, int], name: str, languages: tuple[str, ...]) -> float:
    """How many letters are those of the one language that has most of them."""
    counts, tenths = times.values(), 0
    for weights in _weights(name, languages):
        tenths = max(tenths, sum(map(mul, map(weights.__getitem__, times), counts)))
    return tenths / 10


@cache
def _weights(name: str, languages: tuple[str, ...]) -> tuple[tuple[int, ...], ...]:
    """For each language what each byte counts, in tenths; the first letters in a list are its most frequent."""
    table = [sign.lower() if sign.isalpha() or unicodedata.combining(sign) else "" for sign in _table(name)]
    return tuple(
        tuple(10 * (sign in language) + (sign in language[:10]) if sign else 0 for sign in table)
        for language in languages
    )


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
