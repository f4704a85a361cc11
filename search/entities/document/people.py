"""People of one document: short forms follow the full name, and headlines follow the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from search.entities import lexicon, title_evidence
from search.entities.document.surnames import follow_surnames
from search.entities.finders.capital_lines import LONGEST_HEADING, is_heading
from search.entities.gazetteer import Gazetteer, given_names
from search.entities.spelling.given_forms import other_forms
from search.entities.spelling.name_keys import is_acronym
from search.entities.spelling.name_trimming import Found
from search.entities.spelling.person_parts import parts

_LONGEST_PERSON = 8
"""Words of a person's name."""
_FAMILY_AFTER = re.compile(r" (?:brothers|sisters|siblings|twins|family|families|clan|dynasty)\b")
_THE_BEFORE = re.compile(r"\b(?:[Tt]he|[Bb]oth|two) $")


def read_headings(text: str, founds: list[Found]) -> list[Found]:
    """In headlines, where every word has a capital, names follow the text below, or are dropped.

    A model takes the verb of "Baker Remarks" for a surname.
    """
    heading = [_in_heading(text, found.start) for found in founds]
    below = [found for found, headed in zip(founds, heading, strict=True) if not headed]
    if not below:
        return founds
    kept = []
    by_word = _people_by_word(below)
    keys = {found.key for found in below}
    for found, headed in zip(founds, heading, strict=True):
        if headed and not found.known and found.key not in keys:
            people = [by_word[word] for word in found.key.split() if word in by_word]
            candidates = set().union(*people) if all(len(one) == 1 for one in people) else set[str]()
            if len(candidates) != 1:
                continue
            found.key, found.kind = candidates.pop(), "person"
        kept.append(found)
    return kept


def _in_heading(text: str, at: int) -> bool:
    start = text.rfind("\n", max(0, at - LONGEST_HEADING), at) + 1 or max(0, at - LONGEST_HEADING)
    end = text.find("\n", at, at + LONGEST_HEADING)
    return is_heading(text[start : end if end >= 0 else at + LONGEST_HEADING])


def _people_by_word(founds: Iterable[Found]) -> dict[str, set[str]]:
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for found in founds:
        if found.kind == "person":
            by_word[parts(found.key).surname].add(found.key)
    return by_word


def follow_full_names(text: str, founds: list[Found], known: Gazetteer) -> None:
    """Longer spans, initials, and surnames (or given names) alone become the full name they stand for."""
    _drop_extra_words(founds)
    _follow_longer_forms(text, founds)
    full: defaultdict[str, list[Found]] = defaultdict(list)
    for found in founds:
        if found.kind == "person" and _is_full(found) and found.key.split()[0] not in lexicon.PARTICLES:
            full[found.key].append(found)
    follow_surnames(text, founds, full, known)


def without_families(text: str, founds: list[Found]) -> list[Found]:
    """The names without those of families, "the Clintons", "the Wright brothers": they are no person."""
    surnames = {parts(found.key).surname for found in founds if found.kind == "person"}
    return [found for found in founds if found.known or not _is_family(text, found, surnames)]


def _is_family(text: str, found: Found, surnames: set[str]) -> bool:
    of = found.key.removesuffix("s")
    if found.kind == "person" and " " not in found.key and _FAMILY_AFTER.match(text, found.end):
        return True
    alone = " " not in found.key and found.key.endswith("s")
    named = found.kind == "person" or {of, of.removesuffix("e")} & surnames
    return bool(alone and named) and bool(_THE_BEFORE.search(text, max(0, found.start - 8), found.start))


def _full(founds: Iterable[Found]) -> Counter[str]:
    return Counter(found.key for found in founds if found.kind == "person" and _is_full(found))


def _is_full(found: Found) -> bool:
    """Whether it is more than a surname: "Cohen-Watnick" alone is one."""
    return bool(parts(found.key).given) and (" " in found.name or not found.name.isascii() or "-" not in found.name)


def _drop_extra_words(founds: list[Found]) -> None:
    """Take "Kim Jong Un Hails" for Kim Jong Un, where he stands in the document as often."""
    full = _full(founds)
    for found in founds:
        if found.kind != "place" and " " in found.key and not found.known:
            inside = [name for name in _runs(found.key) if name in full and _is_core(name, found, full)]
            if inside:
                found.key, found.kind = max(inside, key=lambda name: (full[name], len(name))), "person"


def _runs(name: str) -> list[str]:
    """Everything of two words and more, as many as people have, that stands side by side in a name."""
    parts = name.split()
    ends = (range(i + 2, min(i + _LONGEST_PERSON, len(parts)) + 1) for i in range(len(parts)))
    return [" ".join(parts[i:j]) for i, to in enumerate(ends) for j in to]


def _is_core(short: str, found: Found, full: Counter[str]) -> bool:
    """Whether a longer name has words too many: not where the shorter one lacks its given name or its surname."""
    surplus = full[short] - full[found.key]
    if short == found.key or f" {short} " not in f" {found.key} " or surplus < 0:
        return False
    first, last = short.split()[0], short.split()[-1]
    if parts(found.key).suffix != parts(short).suffix:
        return False  # a son is not his father
    if first in lexicon.PARTICLES:  # "van der Berg" is a surname, though some are called Van
        return False
    if found.key.startswith(f"{short} "):
        return first not in lexicon.SURNAME_FIRST and (surplus > 0 or last not in given_names())
    return first in given_names() or first in lexicon.SURNAME_FIRST or is_acronym(found.name.split()[0])


def _follow_longer_forms(text: str, founds: list[Found]) -> None:
    """Take "V. Putin" for Vladimir Putin, and "George Bush" for the George W. Bush of the same document."""
    full = sorted(_full(founds), key=lambda name: (-len(name), name))
    renamed: dict[str, str] = {}
    known = _by_short_forms(full)
    offices = _Offices(text, founds)
    for short in full:
        candidates = {name for key in _lookups(short) for name in known.get(key, ())}
        longer = [name for name in candidates if name not in renamed and _is_short_form(short, name)]
        if len(longer) == 1 and not offices.differ(short, longer[0]):
            renamed[short] = longer[0]
    for found in founds:
        if found.kind == "person":
            found.key = renamed.get(found.key, found.key)


class _Offices:
    """What people are called by: a senator is not the president whose middle initial he lacks."""

    def __init__(self, text: str, founds: Iterable[Found]) -> None:
        self._text = text
        self._starts: defaultdict[str, list[int]] = defaultdict(list)
        for found in founds:
            if found.kind == "person":
                self._starts[found.key].append(found.start)

    def differ(self, a: str, b: str) -> bool:
        """Whether each has an office and they have none in common, so that they are two people."""
        of_a, of_b = self._of(a), self._of(b)
        return bool(of_a and of_b) and not of_a & of_b

    def _of(self, name: str) -> set[str]:
        named = {title_evidence.office(self._text, start, start) for start in self._starts[name]}
        return named & title_evidence.FEDERAL


def _by_short_forms(names: Iterable[str]) -> Mapping[tuple[str, ...], list[str]]:
    """Every name under all that its short forms are looked up by, so that no two names need to be compared."""
    known: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        words = name.split()
        given, surname = words[0], parts(name).surname
        keys = {("ends", *words[start:]) for start in range(max(1, len(words) - _LONGEST_PERSON), len(words) - 1)}
        for key in keys | {("begins", *words[:-1]), ("given", given, surname), ("initial", given[0], surname)}:
            known[key].append(name)
    return known


def _lookups(short: str) -> Iterator[tuple[str, ...]]:
    """What the names that a short form may stand for are found under."""
    words = short.split()
    yield from (("ends", *words), ("begins", *words))
    if len(words) == 2:
        given, surname = words
        yield from (("given", form, surname) for form in (given, *other_forms(given)))
        if len(given) == 1:
            yield "initial", given, surname


def _is_short_form(short: str, long: str) -> bool:
    """The same surname, and a first name that is the same, its initial or a form of it; or only one of the two ends.

    "Pena Nieto" is short for "Enrique Pena Nieto", and "Ricardo Rossello" for "Ricardo Rossello Nevares".
    """
    a, b = parts(short), parts(long)
    if a.suffix != b.suffix and (a.suffix or (a.given == b.given and len(b.middle) == len(a.middle))):
        return False  # a son is not his father
    words, whole = short.split(), long.split()
    if long.endswith(f" {short}") or (long.startswith(f"{short} ") and len(whole) == len(words) + 1):
        return not b.suffix or bool(a.suffix)
    if short == long or len(words) != 2 or a.surname != b.surname or len(a.surname) < 3:
        return False
    initial = len(a.given) == 1 and len(b.given) > 1 and b.given.startswith(a.given)
    return initial or (a.given == b.given and bool(b.middle)) or _is_other_form(short, long)


def _is_other_form(short: str, long: str) -> bool:
    """Whether the given names are forms of one name; of two as long, only one is said to be short for the other."""
    a, b = parts(short).given, parts(long).given
    return b in other_forms(a) and (len(b), b) > (len(a), a)
