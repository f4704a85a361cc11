"""Lines that credit news agencies and say nothing else, and first sentences that begin with an agency's name.

"dpa/AFP", "Avec AFP", "По материалам ТАСС", "The Associated Press contributed to this report.";
"(ANSA) - ROMA, 10 GIU -", "МОСКВА, 10 июня. /ТАСС/.", "新华社北京6月10日电".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.annotators.media_names import Medium, known, mentions

_LONGEST = 90
"""Characters of a line that credits."""
_LEAD = 80
"""Characters of a first sentence in which an agency's name may stand."""
_NAME_WORDS = 4
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_INITIALS = re.compile(r"[a-zà-ÿ]{2,4}$")
_CREDITING = """
with inputs input from and the agencies agency additional reporting by contributed to this report story article via
source sources avec et par mit material von der und con información de y com informações informação da do e por
di fonte fonti fuente fuentes quelle quellen bron door met en kaynak источник по материалам сообщению и agences
agenturen agencias agenzie agências 来源 來源 出典 출처 المصدر
"""
_BETWEEN = frozenset(_CREDITING.split())
_BEFORE = re.compile(r"(?:[^\W\d_a-zа-яё]{2,}[^!?()/]{0,50}?[\s,.–—/(-]*|[（(【\[/]\s?(?:[^\W\d_]{1,8}=?)?)?$")
_AFTER = re.compile(r"\s?[/)）】\]](?:\s?[^\W\d_ ]{2,4}\s기자)?\s?[.=]?|\s?(?:[–—:=-]|\.)|[^\s，。,.]{0,12}电")
SHORT = {"AA": "Anadolu", "共同": "共同通信", "時事": "時事通信", "dpa-infocom": "dpa"}
"""How agencies sign, where the same letters mean other things in a text."""
_SIGNED = re.compile(r"^\W*(?:[^\W\d_]{1,12}\s?\(?)??(?P<name>共同|時事|AA)[】）)\]]")


def agencies_alone(line: str) -> list[Medium]:
    """The agencies that a line names, if it names nothing else: words that credit and a writer's initials aside."""
    if len(line) > _LONGEST:
        return []
    words = _WORD.findall(line)
    found: list[Medium] = []
    at = 0
    while at < len(words):
        size, medium = _named(words[at : at + _NAME_WORDS])
        if medium:
            found += [medium] if medium.agency else []
        elif not _says_nothing(words[at], line):
            return []
        at += size
    return found


def _named(words: list[str]) -> tuple[int, Medium | None]:
    """The medium that the first words name, and how many they are; 1 and None where they name none."""
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size]).removesuffix(".")
        medium = known(SHORT.get(name, name))
        if medium:
            return size, medium
    return 1, None


def _says_nothing(word: str, line: str) -> bool:
    return word.lower().removesuffix(".") in _BETWEEN or ("/" in line and _INITIALS.match(word) is not None)


def agency_before(sentence: str) -> Iterator[tuple[Medium, int, int]]:
    """The agency that a first sentence begins with, behind its place and day at most, and the offsets of its name."""
    head = sentence[:_LEAD]
    for medium, start, end in mentions(head):
        if medium.agency and _BEFORE.match(head[:start]) and _AFTER.match(head, end):
            yield medium, start, end
            return
    signed = _SIGNED.match(head)
    agency = known(SHORT[signed["name"]]) if signed else None
    if signed and agency:
        yield agency, signed.start("name"), signed.end("name")
