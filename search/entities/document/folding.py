"""The names of one document, folded: every entity of the document under one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from search.entities import kind_evidence
from search.entities.document import organisations, people
from search.entities.document.presidents import name_presidents
from search.entities.finders.repeated_mentions import echoes
from search.entities.gazetteer import Gazetteer, given_names
from search.entities.kind_by_context import read_descriptions
from search.entities.spelling.name_keys import key
from search.entities.spelling.name_trimming import Found
from search.entities.spelling.things import without_things
from search.model import Kind


def fold(text: str, founds: list[Found], known: Gazetteer) -> list[Found]:
    """The same mentions, in order, with the canonical name of their entity in `name`."""
    founds = sorted(founds, key=lambda found: (found.start, found.end))
    founds = kind_evidence.join_islands(text, kind_evidence.without_common_words(text, founds))
    founds = kind_evidence.without_openers(text, kind_evidence.without_derivatives(founds), known)
    founds = kind_evidence.without_labels(text, founds, known)
    kind_evidence.read_context(text, founds)
    read_descriptions(text, founds)
    _agree_on_kinds(founds)
    organisations.follow_acronyms(text, founds)
    founds = people.read_headings(text, founds)
    founds = people.without_families(text, founds)
    people.follow_full_names(text, founds, known)
    organisations.follow_secretaries(text, founds)
    organisations.follow_long_names(founds, known)
    _follow_long_places(founds, known)
    founds = without_things(text, founds)
    _agree_on_kinds(founds)
    founds += echoes(text, founds)
    founds.sort(key=lambda found: (found.start, found.end))
    _show(founds)
    name_presidents(text, founds)
    return founds


def _agree_on_kinds(founds: Iterable[Found]) -> None:
    """A name is of one kind in a document: that of most of its mentions, the first of them where they are even."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    fixed = {found.key: found.kind for found in founds if found.known}
    for found in founds:
        votes[found.key][found.kind] += 1
    for found in founds:
        found.kind = fixed.get(found.key) or votes[found.key].most_common(1)[0][0]


def _follow_long_places(founds: list[Found], known: Gazetteer) -> None:
    """Take "Korea" for the one Korea of the document, where there is only one."""
    longer_by_end: defaultdict[str, set[str]] = defaultdict(set)
    for found in founds:
        if found.kind == "place" and " " in found.key:
            for end in (found.key.split()[0], found.key.split()[-1]):
                longer_by_end[end].add(found.key)
    for found in founds:
        if found.kind == "place" and not found.known and " " not in found.key and not known.city(found.name):
            longer = longer_by_end.get(found.key, set())
            if len(longer) == 1:
                (found.key,) = longer


def _show(founds: list[Found]) -> None:
    """Name every mention by the form of its entity that stands there most often, a full form before a short one."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = {found.key: found.known for found in founds if found.known}
    for found in founds:
        forms[found.key][found.name] += 1
    names = {of: known.get(of) or _best(of, counted) for of, counted in forms.items()}
    for found in founds:
        found.name = names[found.key]


def _best(of: str, forms: Counter[str]) -> str:
    own = {form: count for form, count in forms.items() if key(form) == of}
    if not own:
        return max(forms, key=len)
    return max(own, key=lambda form: (not form.isupper() or len(form) <= 6, _is_nominative(form), own[form]))


def _is_nominative(form: str) -> bool:
    """Whether a name begins with a given name as it stands: of a Russian name's cases, the one to show."""
    return form.split()[0].casefold() in given_names()
