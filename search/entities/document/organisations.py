"""Organisations of one document: acronyms and short forms follow the long name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer, common_words
from search.entities.spelling.name_keys import initials, is_acronym, key
from search.entities.spelling.name_trimming import Found

_SHORTEST_STEM = 3
_LARGE = 500
"""Thousands of people from which a city has more than a university: "Boston" is not the Boston University."""
_DEFINED = re.compile(r"\s*[\"”]?\s*\(\s*(?:the\s+)?[\"“'‘]?([A-Z][A-Za-z&.]{1,8})[\"”'’]?\s*[),;]")


def follow_acronyms(text: str, founds: list[Found]) -> None:
    """An acronym becomes the name that defines it, "Foreign Intelligence Service (SVR)", or whose initials it has."""
    meant = _defined(text, founds)
    longs: defaultdict[str, set[str]] = defaultdict(set)
    for found in founds:
        if found.kind == "organisation" and " " in found.key:
            for letters in initials(found.name):
                longs[letters].add(found.key)
    for found in founds:
        if found.known or " " in found.key:
            continue
        if found.key not in meant and is_acronym(found.name):
            fitting = longs.get(found.key, set()) if len(found.key) > 1 else set()
            if len(fitting) == 1:
                (meant[found.key],) = fitting
    kinds = {found.key: found.kind for found in founds}
    for found in founds:
        if not found.known and found.key in meant:
            found.key = meant[found.key]
            found.kind = kinds.get(found.key, "organisation")


def _defined(text: str, founds: list[Found]) -> dict[str, str]:
    meant: dict[str, str] = {}
    for found in founds:
        definition = _DEFINED.match(text, found.end)
        if definition and found.kind != "person" and " " in found.key and _fits(definition[1], found.name):
            meant.setdefault(key(definition[1]), found.key)
    return meant


def _fits(acronym: str, name: str) -> bool:
    """Half of its letters begin a word: foreign acronyms ("SVR") have other letters, but then are all capitals."""
    return acronym.replace(".", "").replace("&", "").isupper() or acronym.lower() in initials(name)


def follow_secretaries(text: str, founds: list[Found]) -> None:
    """Take "Education" for the department where the text has "Education Secretary" or "Secretary of Education"."""
    subjects = _subjects(text)
    for found in founds:
        if found.name in subjects and found.kind == "organisation" and _may_be_subject(found):
            found.name, found.key = f"{found.name} Department", f"{found.key} department"


_NO_SUBJECT = lexicon.ORGANISATION - {"energy", "services", "communications", "petroleum", "oil", "gas", "insurance"}
"""Words of bodies that have a secretary, and are no subject of a department: "Communist Party secretary"."""


def _may_be_subject(found: Found) -> bool:
    """Whether a name is made of common words, as what a department is for is."""
    words = found.key.split()
    common = 2 * sum(word in common_words() for word in words) >= len(words)
    return common and not (found.known or found.name.isupper() or _NO_SUBJECT.intersection(words))


_SUBJECT = r"(?:[A-Z]\w{1,30},? (?:and )?){0,5}[A-Z]\w{1,30}"
_SECRETARY = re.compile(r" (?:[Ss]ecretary(?! of\b| [Gg]eneral|-)|[Dd]epartments?)\b|\b[Ss]ecretary of (?:the )?")
_SUBJECT_BEFORE = re.compile(rf"(?<!\w){_SUBJECT}$")
_SUBJECT_BEHIND = re.compile(_SUBJECT)
_LONGEST_SUBJECT = 90


def _subjects(text: str) -> set[str]:
    """What stands before a "Secretary", or behind "Secretary of", in every length that a subject may have."""
    found: set[str] = set()
    for match in _SECRETARY.finditer(text):
        before = match.group().startswith(" ")
        at = max(0, match.start() - _LONGEST_SUBJECT)
        subject = (
            _SUBJECT_BEFORE.search(text, at, match.start()) if before else _SUBJECT_BEHIND.match(text, match.end())
        )
        words = subject.group().split() if subject else []
        found.update(" ".join(words[-n:] if before else words[:n]) for n in range(1, len(words) + 1))
    return found


def follow_long_names(founds: list[Found], known: Gazetteer) -> None:
    """Company suffixes, left-out tails ("Acme" for "Acme Holdings") and leading demonyms do not make another name."""
    counts = Counter(found.key for found in founds if found.kind == "organisation")
    fixed = {found.key for found in founds if found.known}
    renamed = _without_demonyms(counts, fixed, known)
    ordered, rank = sorted(counts), {name: i for i, name in enumerate(counts)}
    for short in counts:
        if short not in fixed and short not in renamed:
            going_on = sorted(_going_on(without_suffix(short), ordered), key=rank.__getitem__)
            if long := _longer(short, going_on, counts, renamed, known):
                renamed[short] = long
    for found in founds:
        if found.kind == "organisation" and not found.known:
            found.key = _end(found.key, renamed)
    _follow_papers(founds)


def _follow_papers(founds: list[Found]) -> None:
    """Take "the Times" for the paper of that last word which was named last: "The New York Times"."""
    last: dict[str, str] = {}
    for found in founds:
        if found.kind != "organisation" or found.known:
            continue
        if found.key in lexicon.PAPERS:
            found.key = last.get(found.key, found.key)
        elif (head := found.key.rpartition(" ")[2]) in lexicon.PAPERS and head != found.key:
            last[head] = found.key


def without_suffix(name_key: str) -> str:
    """The key of a company without "Inc", "and Co" and the like."""
    parts = name_key.split()
    while len(parts) > 1 and (
        parts[-1] in lexicon.COMPANY or (parts[-1] == "and" and len(parts) < len(name_key.split()))
    ):
        parts.pop()
    return " ".join(parts)


def _without_demonyms(counts: Counter[str], fixed: set[str], known: Gazetteer) -> dict[str, str]:
    renamed = {}
    for name in counts:
        parts = name.split()
        for length in (1, 2):
            rest = " ".join(parts[length:])
            if name not in fixed and rest in counts and " " in rest and known.demonym(" ".join(parts[:length])):
                renamed[name] = rest
    return renamed


def _going_on(stem: str, ordered: Sequence[str]) -> Sequence[str]:
    """The names that begin with all words of another and have more: neighbours where they are in order."""
    return ordered[bisect_left(ordered, f"{stem} ") : bisect_left(ordered, f"{stem}!")]  # "!" is what follows a blank


def _longer(short: str, going_on: list[str], counts: Counter[str], renamed: dict[str, str], known: Gazetteer) -> str:
    stem = without_suffix(short)
    if institution := _institution(stem, going_on, counts, known):
        return institution
    longer = [name for name in going_on if name != short and name not in renamed]
    full = [name for name in longer if without_suffix(name) == stem and len(name) > len(short)]
    if full:
        return max(full, key=lambda name: (counts[name], len(name)))
    stems = {without_suffix(name) for name in longer}
    if len(stems) != 1 or len(stem) < 4 or known.cities.get(stem) or stem in stems:
        return ""
    extra = stems.pop().split()[len(stem.split()) :]
    if extra[0] != "and" and not all(word in lexicon.COMPANY_TAIL for word in extra):
        return ""
    return max(longer, key=lambda name: (counts[name], len(name)))


def _institution(stem: str, going_on: list[str], counts: Counter[str], known: Gazetteer) -> str:
    """The one university, institute or foundation of the document that has a name of one word: "Harvard"."""
    city = known.cities.get(stem)
    if " " in stem or len(stem) < _SHORTEST_STEM or stem in common_words() or (city and city.thousands >= _LARGE):
        return ""
    full = [name for name in going_on if name.removeprefix(f"{stem} ") in lexicon.HOUSES]
    return max(full, key=lambda name: (counts[name], len(name))) if full else ""


def _end(name: str, renamed: dict[str, str]) -> str:
    for _ in range(4):
        name = renamed.get(name, name)
    return name
