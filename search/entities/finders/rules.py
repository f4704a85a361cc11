"""Names without a model: runs of capitalised words, told apart by what they hold and by what stands around them.

English alone: `full_names` is for the other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from search.entities import lexicon
from search.entities.finders.capital_lines import is_heading
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import Gazetteer, gazetteer, given_names
from search.entities.spelling.name_keys import is_acronym, key
from search.languages import all_languages
from search.model import Kind

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|St)\.|[^\W\d_]\w*(?:[-'’][^\W\d_]\w*)*|\d[\d,.]*|[^\s\w]")
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTION = re.compile(
    r"\w+['’](?:ve|ll|re|m|d)|\w*n['’]t|(?:it|he|she|that|there|here|what|who|let)['’]s", re.IGNORECASE
)
"""What a sentence may begin with: "I've", "Don't", "It's"."""
_EVENTS = frozenset({"day", "war", "election", "elections", "era", "amendment", "amendments"})
"""What ends something with capitals that is none of the three kinds: "Election Day"."""
_SAID = re.compile(r"\s*,?\s*(?:said|says|told|added|who|wrote|argued|noted|,\s*\d\d\s*,)\b")
_LINE = re.compile(r"[^\n]+")
_INITIAL = re.compile(r"[A-Z]\.?")
_TAKES_OF = lexicon.ORGANISATION | {
    "republic",
    "house",
    "lords",
    "gulf",
    "bay",
    "state",
    "city",
    "secretary",
    "kingdom",
}


@dataclass(slots=True)
class _Token:
    text: str
    start: int
    end: int
    key: str
    capital: bool


@dataclass(slots=True)
class _Clues:
    """What the whole text says of a word: small somewhere, a capital inside a sentence, alone, in a longer name."""

    small: set[str]
    inside: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    part_of: dict[str, Kind] = field(default_factory=dict)


class RulesFinder:
    """The names that rules find in English text."""

    version = "rules-2"

    def find(self, texts: Sequence[str]) -> list[list[Raw]]:
        """The names of every text, in order."""
        return [_find(text, gazetteer()) for text in texts]


def _find(text: str, known: Gazetteer) -> list[Raw]:
    lines = [_tokens(text, line.start(), line.end()) for line in _LINE.finditer(text) if not is_heading(line.group())]
    clues = _clues(lines)
    runs = [run for tokens in lines for run in _runs(tokens, clues, known)]
    clues.alone.update(_joined(run) for run, _ in runs if len(run) == 1)
    kinds = [(run, _kind(text, run, before, clues, known)) for run, before in runs]
    for run, kind in kinds:
        if kind and len(run) > 1:
            clues.part_of[run[-1].key if kind == "person" else run[0].key] = kind
    named = [(run, kind or _kind_of_single(text, run[0], clues)) for run, kind in kinds if kind or len(run) == 1]
    return [Raw(run[0].start, _end(run[-1]), kind) for run, kind in named if kind]


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        capital = word[0].isupper() and not _CONTRACTION.fullmatch(word)
        tokens.append(_Token(word, match.start(), match.end(), key(word) if capital else word, capital))
    return tokens


def _clues(lines: list[list[_Token]]) -> _Clues:
    clues = _Clues({token.text for tokens in lines for token in tokens if token.text[0].islower()})
    for tokens in lines:
        clues.inside.update(token.text for i, token in enumerate(tokens) if token.capital and not _begins(tokens, i))
    return clues


def _begins(tokens: list[_Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].text in ".!?:;\"“”'‘’•-–—(*|"


def _runs(tokens: list[_Token], clues: _Clues, known: Gazetteer) -> Iterator[tuple[list[_Token], str]]:
    """The runs of words that may be one name, each with the word before it."""
    i = 0
    while i < len(tokens):
        if not tokens[i].capital or _is_no_start(tokens, i, clues, known):
            i += 1
            continue
        end = _run_end(tokens, i)
        before = tokens[i - 1].text.lower() if i else ""
        for run in _split(tokens[i:end], known):
            yield run, before
        i = end


def _is_no_start(tokens: list[_Token], i: int, clues: _Clues, known: Gazetteer) -> bool:
    """Whether the word is a common one with the capital of a sentence's beginning."""
    token = tokens[i]
    follows = i + 1 < len(tokens) and tokens[i + 1].capital
    if token.key in _stop_words():
        return not follows or _begins(tokens, i)
    if not _begins(tokens, i) or token.text in clues.inside:
        return False
    is_name = (
        token.key in given_names() or known.get(token.text) or known.demonym(token.key) or token.key in lexicon.TITLES
    )
    return token.text.lower() in clues.small and not is_name


def _stop_words() -> frozenset[str]:
    return all_languages()["en"].stop_words | lexicon.OPENERS


def _run_end(tokens: list[_Token], start: int) -> int:
    end = start + 1
    while end < len(tokens) and not _POSSESSIVE.search(tokens[end - 1].text):
        if tokens[end].capital:
            end += 1
        elif _joins(tokens, end):
            end += 2
        else:
            break
    return end


def _joins(tokens: list[_Token], at: int) -> bool:
    """Whether a small word or a stop stands inside a name: "Bank of England", "Charles de Gaulle", "J. Smith"."""
    if at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return False
    joint, before = tokens[at].text, tokens[at - 1]
    if joint == ".":
        return len(before.text) == 1 and tokens[at + 1].start - tokens[at].end <= 1
    if joint == "of":
        following = tokens[at + 1]
        is_person = following.key in given_names() and not gazetteer().get(following.text)
        return before.key in _TAKES_OF and not is_person
    if joint in ("and", "for", "the"):
        return before.key in lexicon.ORGANISATION and tokens[at + 1].key in lexicon.ORGANISATION
    return joint == "&" or joint in lexicon.PARTICLES


def _split(run: list[_Token], known: Gazetteer) -> Iterator[list[_Token]]:
    """The names in a run: without titles, demonyms, days before, and with a place that stands before split off."""
    whole = _joined(run)
    if known.get(whole):
        yield run
        return
    for length in (3, 2, 1):
        rest = run[length:]
        if rest and known.place(_joined(run[:length])) and not {token.key for token in rest} & lexicon.ORGANISATION:
            yield run[:length]
            run = rest
            break
    if (person := _after_title(run)) != run:
        yield person
        return
    first, last = 0, len(run)
    head = max((at for at, token in enumerate(run) if token.key in lexicon.ORGANISATION), default=-1)
    while first < last - 1 and _is_leading(run[first], known, before_head=first < head):
        first += 1
    while last > first and run[last - 1].key in lexicon.MONTHS | lexicon.DAYS | {".", ""}:
        last -= 1
    if run[first:last]:
        yield run[max(0, first - 1) : last] if first and run[first - 1].key in lexicon.TITLES else run[first:last]


def _after_title(run: list[_Token]) -> list[_Token]:
    """A person without the office before: "Secretary of State Ana Vega", "Lonn City Mayor Ana Vega"; else the run."""
    titles = [i for i, token in enumerate(run) if token.key in lexicon.TITLES]
    if not titles or {token.key for token in run} & lexicon.ORGANISATION - lexicon.CHAMBERS - {"state"}:
        return run
    named = (i for i in range(titles[0] + 1, len(run) - 1) if run[i].key in given_names())
    start = next(named, 0)
    return run[start - (start > 0 and run[start - 1].key in lexicon.TITLES) :] if start else run


def _is_leading(token: _Token, known: Gazetteer, *, before_head: bool) -> bool:
    """Whether a word before a name is none of it; "French" is of a name whose head follows, "French Football Union"."""
    if token.key in lexicon.TITLES | lexicon.MONTHS | lexicon.DAYS or token.key in _stop_words() or token.text == ".":
        return True
    return not before_head and bool(known.demonym(token.key))


def _joined(run: list[_Token]) -> str:
    return _POSSESSIVE.sub("", " ".join(token.text for token in run))


def _end(token: _Token) -> int:
    possessive = _POSSESSIVE.search(token.text)
    return token.start + possessive.start() if possessive else token.end


def _kind(text: str, run: list[_Token], before: str, clues: _Clues, known: Gazetteer) -> Kind | None:
    name, keys = _joined(run), [token.key for token in run]
    if entity := known.get(name):
        return entity.kind
    if _names_nothing(keys):
        return None
    if keys[0] == "st" and known.city(name):
        return "place"
    if any(token.text == "&" for token in run):
        return "organisation"
    titled = keys[0] in lexicon.TITLES | lexicon.ROYAL and len(run) > 1
    if titled and len(run) <= 5 and not set(keys[1:]) & lexicon.ORGANISATION:
        return "person"
    if len(run) > 1 and (kind := _kind_by_words(name, keys, known)):
        return kind
    if known.city(name) and name.lower() not in given_names():
        return "place"
    if len(run) == 1:
        return _kind_by_place(name, before, known)
    if len(run) > 3:
        return "organisation" if len(run) <= 7 else None
    return "person" if _SAID.match(text, run[-1].end) or _joined(run[-1:]) in clues.alone else "organisation"


def _names_nothing(keys: list[str]) -> bool:
    alone = len(keys) == 1 and keys[0] in lexicon.NO_NAMES
    return alone or keys[-1] in lexicon.PARTISANS | _EVENTS or keys[:2] == ["world", "war"]


def _kind_by_words(name: str, keys: list[str], known: Gazetteer) -> Kind | None:
    if set(keys) & lexicon.ORGANISATION:
        return "organisation"
    if keys[-1] in lexicon.PLACE or keys[0] in lexicon.PLACE_BEFORE:
        return "place"
    if keys[0] in lexicon.SURNAME_FIRST and (len(keys) == 3 or "-" in name):
        return "person"
    is_given = keys[0] in given_names() or bool(_INITIAL.fullmatch(name.split()[0]))
    return "person" if is_given and len(keys) <= 4 and not known.city(name) else None


def _kind_by_place(name: str, before: str, known: Gazetteer) -> Kind | None:
    if is_acronym(name):
        return "organisation"
    if before in lexicon.PRECEDES_PLACE and not known.demonym(name) and key(name) not in lexicon.GENERIC:
        return "place"
    return None


def _kind_of_single(text: str, token: _Token, clues: _Clues) -> Kind | None:
    """A word alone: a part of a longer name, a person who says something, or a capital that no sentence explains."""
    if (
        token.key in lexicon.GENERIC | lexicon.NO_NAMES
        or token.key in _stop_words() | lexicon.PARTISANS | lexicon.PEOPLES
    ):
        return None
    if token.key in clues.part_of:
        return clues.part_of[token.key]
    if _SAID.match(text, token.end):
        return "person"
    is_name = token.text in clues.inside and token.text.lower() not in clues.small and len(token.text) > 3
    if is_name and token.key in given_names():
        return "place" if gazetteer().city(_joined([token])) else "person"
    return "organisation" if is_name else None
