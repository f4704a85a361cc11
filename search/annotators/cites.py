"""The media that an article quotes: named in its sentences, never its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from search.annotators.cues import cued, folded
from search.annotators.media_names import known, mentions
from search.model import Attribution, Document, Evidence, Part

_PARAGRAPH = 4000
"""How much of a paragraph is searched, in characters."""

_NAME = r"(?P<name>(?:(?:[Tt]he|El|La|Le|Il|O|A|Die|Der) )?[A-ZÀ-ÝА-ЯЁ][\w'’-]+(?: [A-ZÀ-ÝА-ЯЁ][\w'’-]+){0,3})"
_QUOTED = r"[«„“\"](?P<name>[^«»„“”\"\n]{2,40})[»“”\"]"
# A newspaper's word beside a name makes it a medium, known or not; "agency" alone does not, there being others.
_SURE = (
    rf"{_NAME} (?:newspaper|daily|tabloid|news agency|news website|weekly newspaper|broadcaster)\b",
    rf"\b(?:newspapers?|daily|tabloid|news agency|news website|broadcaster) {_NAME}",
    rf"\b(?:газет[аеуы]|еженедельник\w{{0,2}}|телеканал\w{{0,2}}|издани[еяюи]) {_QUOTED}",
    rf"\b(?:diario|periódico|rotativo|jornal|quotidiano|quotidien) {_NAME}",
)
_SURE_PATTERNS = tuple(re.compile(pattern) for pattern in _SURE)
# Where only a known name counts, though one letter of it may be wrong.
_MAYBE = re.compile(
    r"\b(?:media|outlet|agency|magazine|website|channel|portal|journal|Zeitung|Magazin|Agentur|krant|told|citing|"
    rf"агентств\w+) {_NAME}"
)
_BEFORE = re.compile(
    r"(?:\btold|\baccording to|\breported by|\bciting|\bquoted by|\binterview with|\bsaid to|\bmedia|\bnewspaper|"
    r"\bdaily|\bmagazine|\bagency|\breporter of|\bgegenüber(?: der)?|\bZeitung|\bMagazin|\bselon|\bsegún|\bsecondo|"
    r"\bdiario|\bpor|газет\w*|агентств\w*|сообщ\w+|«|„)\s?(?:[Tt]he |der |le |la |el |«)?$"
)
_AFTER = re.compile(
    r"(?:’s|'s)?»?,? (?:newspaper|daily|agency|news agency|magazine|tabloid|reported|reports|said|says|wrote|writes|"
    r"quoted|noted|пишет|сообща\w+|сообщил\w*)\b"
)
_ANY_WORD = cued(
    re.compile(
        r"newspaper|daily|tabloid|broadcaster|газет|еженедельник|телеканал|издани|агентств|diario|periódico|rotativo|"
        r"jornal|quotidi|media|outlet|agency|magazine|website|channel|portal|journal|Zeitung|Magazin|Agentur|krant|"
        r"told|citing"
    )
)
# A last word with such an ending is mostly a nationality ("the Russian newspaper"), not a name.
_NATIONAL = re.compile(
    r"(?:an|ese|ish|ch|ek|i|sh|state|local|government|sunday|national|morning|evening)$", re.IGNORECASE
)


_NO_NAME = re.compile(
    r"(?:The|This|That|These|An?|One|Our|Their|His|Her|Its|Another|Some|Many|Several|Both|Each|Other|El|La|Le|Il|O|A|Die|Der)"
    r"(?: [A-Z]\w*(?:an|ese|ish|ch))?|(?:The |A )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)


def cites(document: Document) -> tuple[Attribution, ...]:
    """Each medium that the title or the body names, at its first mention, in order."""
    found: dict[str, Attribution] = {}
    any_word = _ANY_WORD.may_match(folded(document.text))
    for part in document.parts:
        if part.kind in ("title", "body"):
            named = _in_part(document.text, part, any_word=any_word)
            for name, start, end in sorted(named, key=itemgetter(1)):
                evidence = Evidence(document.text[start:end], start, end, "named in the text")
                found.setdefault(name, Attribution(name, "stated", evidence))
    return tuple(found.values())


def _in_part(text: str, part: Part, *, any_word: bool) -> Iterator[tuple[str, int, int]]:
    stretch = text[part.start : min(part.end, part.start + _PARAGRAPH)]
    for medium, start, end in mentions(stretch):
        if not medium.ambiguous or _BEFORE.search(stretch[max(0, start - 40) : start]) or _AFTER.match(stretch, end):
            yield medium.name, part.start + start, part.start + end
    if any_word and part.kind == "body" and _ANY_WORD.pattern.search(stretch):
        yield from _by_context(stretch, part.start)


def _by_context(stretch: str, offset: int) -> Iterator[tuple[str, int, int]]:
    for pattern in _SURE_PATTERNS:
        for match in pattern.finditer(stretch):
            yield from _named(match, offset, only_known=False)
    for match in _MAYBE.finditer(stretch):
        yield from _named(match, offset, only_known=True)


def _named(match: re.Match[str], offset: int, *, only_known: bool) -> Iterator[tuple[str, int, int]]:
    """The medium that a name is; a name of several words may begin or end with words of the sentence."""
    name = match["name"]
    words = name.split(" ")
    for count in range(len(words), 0, -1):
        for first in range(len(words) - count + 1):
            some = " ".join(words[first : first + count])
            medium = known(some)
            if medium:
                start = offset + match.start("name") + name.index(some)
                yield medium.name, start, start + len(some)
                return
    doubtful = _NATIONAL.search(words[-1]) or _NO_NAME.fullmatch(name) or (name.isupper() and len(name) < 4)
    if not only_known and not doubtful:
        yield name.removeprefix("the "), offset + match.start("name"), offset + match.end("name")
