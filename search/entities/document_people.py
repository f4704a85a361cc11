"""People of one document: short forms follow the full name, and headlines follow the text."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from search.entities import lexicon
from search.entities.capital_lines import LONGEST_HEADING, is_heading
from search.entities.gazetteer import Gazetteer, given_names
from search.entities.name_keys import is_acronym
from search.entities.name_trimming import Found

_WITH_TWO_SURNAMES = 3
_LONGEST_PERSON = 8
"""Words of a person's name."""
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
            by_word[found.key.split()[-1]].add(found.key)
    return by_word


def follow_full_names(founds: list[Found], known: Gazetteer) -> None:
    """Longer spans, initials, and surnames (or given names) alone become the full name they stand for."""
    _drop_extra_words(founds)
    _follow_longer_forms(founds)
    _follow_surnames(founds, known)


def without_families(text: str, founds: list[Found]) -> list[Found]:
    """The names without those of families, "the Clintons": they are no person."""
    surnames = {found.key.split()[-1] for found in founds if found.kind == "person"}
    return [found for found in founds if found.known or not _is_family(text, found, surnames)]


def _is_family(text: str, found: Found, surnames: set[str]) -> bool:
    of = found.key.removesuffix("s")
    alone = " " not in found.key and found.key.endswith("s") and {of, of.removesuffix("e")} & surnames
    return bool(alone) and bool(_THE_BEFORE.search(text, max(0, found.start - 8), found.start))


def _full(founds: Iterable[Found]) -> Counter[str]:
    return Counter(found.key for found in founds if found.kind == "person" and _is_full(found))


def _is_full(found: Found) -> bool:
    """Whether it is more than a surname: "Cohen-Watnick" alone is one."""
    return " " in found.key and (" " in found.name or not found.name.isascii() or "-" not in found.name)


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
    if first in lexicon.PARTICLES:  # "van der Berg" is a surname, though some are called Van
        return False
    if found.key.startswith(f"{short} "):
        return first not in lexicon.SURNAME_FIRST and (surplus > 0 or last not in given_names())
    return first in given_names() or first in lexicon.SURNAME_FIRST or is_acronym(found.name.split()[0])


def _follow_longer_forms(founds: list[Found]) -> None:
    """Take "V. Putin" for Vladimir Putin, and "George Bush" for the George W. Bush of the same document."""
    full = sorted(_full(founds), key=lambda name: (-len(name), name))
    renamed: dict[str, str] = {}
    known = _by_short_forms(full)
    for short in full:
        candidates = {name for key in _lookups(short) for name in known.get(key, ())}
        longer = [name for name in candidates if name not in renamed and _is_short_form(short, name)]
        if len(longer) == 1:
            renamed[short] = longer[0]
    for found in founds:
        if found.kind == "person":
            found.key = renamed.get(found.key, found.key)


def _by_short_forms(names: Iterable[str]) -> Mapping[tuple[str, ...], list[str]]:
    """Every name under all that its short forms are looked up by, so that no two names need to be compared."""
    known: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names:
        parts = name.split()
        first, last = parts[0], parts[-1]
        keys = {("ends", *parts[start:]) for start in range(max(1, len(parts) - _LONGEST_PERSON), len(parts) - 1)}
        for key in keys | {("begins", *parts[:-1]), ("first", first, last), ("initial", first[0], last)}:
            known[key].append(name)
    return known


def _lookups(short: str) -> Iterator[tuple[str, ...]]:
    """What the names that a short form may stand for are found under."""
    parts = short.split()
    yield from (("ends", *parts), ("begins", *parts))
    if len(parts) == 2:
        first, last = parts
        yield from (("first", first, last), ("first", lexicon.NICKNAMES.get(first, ""), last))
        if len(first) == 1:
            yield "initial", first, last


def _is_short_form(short: str, long: str) -> bool:
    """The same surname, and a first name that is the same, its initial or its short form; or only one of the two ends.

    "Pena Nieto" is short for "Enrique Pena Nieto", and "Ricardo Rossello" for "Ricardo Rossello Nevares".
    """
    a, b = short.split(), long.split()
    if long.endswith(f" {short}") or (long.startswith(f"{short} ") and len(b) == len(a) + 1):
        return True
    if short == long or len(a) != 2 or a[-1] != b[-1] or len(a[-1]) < 3:
        return False
    same_first = (a[0] == b[0] and len(b) > 2) or lexicon.NICKNAMES.get(a[0]) == b[0]
    return same_first or (len(a[0]) == 1 and len(b[0]) > 1 and b[0].startswith(a[0]))


def _follow_surnames(founds: list[Found], known: Gazetteer) -> None:
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for found in founds:
        if found.kind == "person" and _is_full(found) and found.key.split()[0] not in lexicon.PARTICLES:
            positions[found.key].append(found.start)
    surnames, given = _short_forms(positions)
    nearest = _Nearest(positions)
    for found in founds:
        if found.known or found.key in positions:
            continue
        candidates = surnames.get(found.key, set())
        if not candidates and found.kind == "person":
            candidates = given.get(found.key, set())
        if candidates and (found.kind == "person" or not known.place(found.name)):
            found.key, found.kind = nearest(found.key, candidates, found.start), "person"


def _short_forms(full: Iterable[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What may stand alone for each full name: surnames, and given names or the first of two surnames."""
    surnames: defaultdict[str, set[str]] = defaultdict(set)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for name in full:
        parts = name.split()
        surnames[parts[-1]].add(name)
        given[parts[0]].add(name)
        if parts[0] in lexicon.SURNAME_FIRST:
            surnames[parts[0]].add(name)
        for length in range(2, len(parts)):
            surnames[" ".join(parts[-length:])].add(name)
        if len(parts) == _WITH_TWO_SURNAMES and parts[1] not in given_names():
            given[parts[1]].add(name)
    return surnames, given


class _Nearest:
    """The full name that a short one stands for at some place: of its candidates the one named last before.

    Where none is named before, the one named most. The candidates of a short name are put in order once.
    """

    def __init__(self, positions: Mapping[str, Sequence[int]]) -> None:
        self._positions = positions
        self._ordered: dict[str, list[tuple[int, str]]] = {}

    def __call__(self, short: str, candidates: Collection[str], at: int) -> str:
        if short not in self._ordered:
            places = ((start, name) for name in candidates for start in self._positions[name])
            most = max(candidates, key=lambda name: (len(self._positions[name]), name))
            self._ordered[short] = [(-1, most), *sorted(places)]
        ordered = self._ordered[short]
        return ordered[bisect.bisect_left(ordered, (at,)) - 1][1]
