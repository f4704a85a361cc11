"""People whom a model misses, or has by the surname alone: a title, or the capitalised word before, tells them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer, common_surnames, common_words, given_names
from search.entities.spelling.name_keys import is_acronym, key, tidy
from search.entities.spelling.name_trimming import Found
from search.languages import all_languages

_NAME = r"(?:[A-Z]['’])?[A-ZÀ-Þ]\w*[a-zß-ÿ](?:[-–][A-ZÀ-Þ]?\w+)?"
_PARTICLE = r"(?:al|el|bin|ibn|ben|de|del|de la|van|von|der|da|dos|do|di|ul|ur)"
_PERSON = rf"{_NAME}(?: [A-Z]\.)?(?: (?:{_NAME}|{_PARTICLE}))?(?: {_PARTICLE})? (?:al-)?{_NAME}"
_TITLE = (
    r"(?:(?:[Vv]ice |[Dd]eputy |[Pp]rime |[Cc]hief |[Ff]ormer |[Aa]cting )?"
    r"(?:[Pp]resident|[Pp]remier|[Mm]inister|[Cc]hancellor|[Ss]enator|[Gg]overnor|[Mm]ayor|[Aa]mbassador|[Cc]hair(?:man|woman)"
    r"|[Cc]ongress(?:man|woman)|[Ss]pokes(?:man|woman|person)|[Jj]ustice|[Jj]udge|[Ll]eader|[Ss]trategist|[Aa]dvis[eo]r"
    r"|[Ll]awyer|[Aa]ctivist|[Jj]ournalist|[Pp]oet|[Nn]ovelist|[Aa]uthor|[Aa]ctor"
    r"|[Aa]ctress|[Ss]inger|[Cc]oach|[Ss]triker"
    r"|[Cc]aptain|[Gg]oalkeeper|[Mm]idfielder|[Dd]efender|[Pp]rofessor|[Ee]conomist|[Aa]nalyst|[Cc]andidate|[Ll]awmaker|[Ff]ounder"
    r"|[Ff]armer|[Tt]eacher|[Cc]hief of [Ss]taff|[Ss]ecretary of [Ss]tate|[Gg]eneral [Ss]ecretary"
    r"|[Ff]oreign [Ss]ecretary"
    r"|[Pp]rosecutor|[Cc]ommissioner|[Ww]restler|[Bb]oxer|[Rr]unner|[Bb]atsman|[Bb]owler|[Cc]ricketer|[Dd]irector"
    r"|wife|husband|son|daughter|brother|sister|father|mother)"
    r"|Sen\.|Rep\.|Gov\.|Gen\.|Col\.|Capt\.|Lt\.|Sgt\.|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?)"
)
_TITLED = re.compile(rf"(?<![\w-]){_TITLE},? (?P<name>{_PERSON})(?![\w-]| (?:of|and) [A-Z])")
_OCCUPATION = re.compile(
    r"(?:^|(?<=[\n“\"])|(?<=[.!?] ))(?P<word>[A-Z][a-z]*(?:er|or|ist|ian|man|woman|ress|aire|tect|eric|eer|oet))"
    rf" (?P<name>{_PERSON})(?![\w-]| (?:of|and) [A-Z])",
    re.MULTILINE,
)
"""What somebody does, where a sentence begins with it: a model takes it for a part of the name."""
_WORD_AFTER = re.compile(rf" (?P<word>{_NAME})(?![\w'’-]| [A-Z])")
_HUMAN = re.compile(
    r" (?:resigned|died|retired|was (?:born|arrested|jailed|shot|elected|sworn in|killed|convicted|released)|grew up"
    r"|married|taught|wrote|wept|testified|tweeted|apologi[sz]ed|(?:returned|came|went|flew|walked) home)\b"
)
"""What people do, and no company."""
_OF_HUMANS = re.compile(
    r"['’]s? (?:death|murder|killing|funeral|arrest|mother|father|parents|wife|husband|widow|son|daughter|lawyers?)\b"
)
"""What people have: companies have lawyers too, but no given name."""
_DONE_TO = re.compile(r"\b(?:death|murder|killing|funeral|arrest|beating|lynching|autopsy) of $")
_WORD_BEFORE = re.compile(rf"(?<![\w'’-])(?P<word>{_NAME}) $")
_SAID = re.compile(r",? (?:said|says|told|who|asked|wrote|tweeted|argued|added|warned|announced|vowed|,? \d\d,)\b")
_NO_PERSON = (
    lexicon.ORGANISATION
    | lexicon.PLACE
    | lexicon.GENERIC
    | lexicon.COMPANY_TAIL
    | lexicon.INSTITUTION
    | lexicon.PEOPLES
    | lexicon.PARTISANS
    | lexicon.OPENERS
    | lexicon.PLACE_BEFORE
)
_NO_OCCUPATION = _NO_PERSON | lexicon.BUSINESSES | all_languages()["en"].stop_words
_LONGEST_WORD = 24


def titled_people(text: str, known: Gazetteer) -> Iterator[Found]:
    """The full names behind a title, "party chairman Reince Priebus", whatever given name they have."""
    for match in _TITLED.finditer(text):
        start, end = match.span("name")
        name = tidy(text[start:end])
        if _may_be_named(name, known):
            yield Found(start, end, "person", name, key(name))
    for match in _OCCUPATION.finditer(text):
        start, end = match.span("name")
        name, word = tidy(text[start:end]), match["word"].lower()
        if word not in _NO_OCCUPATION | given_names() | common_surnames() and _may_be_named(name, known):
            yield Found(start, end, "person", name, key(name))


def without_titles(founds: list[Found], titled: list[Found]) -> list[Found]:
    """The names without those that are a titled person and the title, or a part of both: "Boxer Manny Pacquiao"."""
    by_end = {found.end: found for found in titled}
    starts = sorted(found.start for found in titled)
    ends = {found.start: found.end for found in titled}
    return [found for found in founds if not _is_with_title(found, by_end, starts, ends)]


def _is_with_title(found: Found, by_end: dict[int, Found], starts: list[int], ends: dict[int, int]) -> bool:
    if found.known or (found.end in by_end and by_end[found.end].start <= found.start):
        return False
    i = bisect.bisect_left(starts, found.start)
    return i < len(starts) and found.start < starts[i] < found.end <= ends[starts[i]]


def with_given_names(text: str, founds: list[Found], known: Gazetteer) -> None:
    """Extend a surname alone by an unknown given name before it, where it says something or is a person already."""
    end = 0
    for found in founds:
        if not found.known:
            _complete(text, found, known)
        before = _WORD_BEFORE.search(text, max(end, found.start - _LONGEST_WORD), found.start)
        if before and not found.known and " " not in found.name and not is_acronym(found.name):
            name = tidy(text[before.start() : found.end])
            said = _SAID.match(text, found.end)
            word = before["word"].lower()
            if word in lexicon.SURNAME_FIRST and "-" in found.name:
                found.start, found.kind, found.name, found.key = before.start(), "person", name, key(name)
            sure = word not in common_words() and (found.kind == "person" or word in given_names() or said)
            if sure and found.kind != "place" and _may_be_named(name, known):
                found.start, found.kind, found.name, found.key = before.start(), "person", name, key(name)
        end = found.end


def _complete(text: str, found: Found, known: Gazetteer) -> None:
    """A full name with the last word that a model left out, and as a person's where people alone do what it does."""
    words = found.key.split()
    after = _WORD_AFTER.match(text, found.end)
    if found.kind == "person" and len(words) > 1 and words[0] in given_names() and after:
        name = tidy(text[found.start : after.end()])
        if _may_be_named(after["word"], known) and after["word"].lower() not in given_names():
            found.end, found.name, found.key = after.end(), name, key(name)
    elif found.kind == "organisation" and len(words) in (2, 3) and _is_human(text, found, words[0]):
        found.kind = "person" if _may_be_named(found.name, known) else found.kind


def _is_human(text: str, found: Found, first: str) -> bool:
    """Whether it does what people do, or has a given name and what is said of people: "the death of Ana Vega"."""
    if _HUMAN.match(text, found.end):
        return True
    said = _OF_HUMANS.match(text, found.end) or _DONE_TO.search(text, max(0, found.start - 20), found.start)
    return first in given_names() and bool(said)


def _may_be_named(name: str, known: Gazetteer) -> bool:
    """Whether no word of it says that it is something else than a person's name."""
    words = [word for word in key(name).split() if len(word) > 1]
    return not any(
        word in _NO_PERSON
        or (word in common_words() and word not in given_names() | common_surnames())
        or known.demonym(word)
        or (known.place(word.title()) and word not in given_names())
        for word in words
    )
