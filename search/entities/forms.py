"""How a form that stands in an article belongs to the name that it is counted under there."""

from __future__ import annotations

from search.entities.gazetteer import gazetteer
from search.entities.spelling.name_keys import initials, is_acronym, key


def relation(form: str, name: str) -> str:
    """It in words; forms of one article follow each other, so that the form may be of a name that the corpus merged."""
    if form == name:
        return "the name itself"
    if key(form) == key(name):
        return "the same but for case, accents, punctuation or an ending"
    known = gazetteer().get(form)
    if known and key(known.name) == key(name):
        return "another name of it in the gazetteer"
    if is_acronym(form) and key(form) in initials(name):
        return "its initials, in an article that has the name"
    parts, whole = key(form).split(), key(name).split()
    if set(parts) <= set(whole):
        return "a part of the name, in an article that has it whole"
    if set(whole) <= set(parts):
        return "the name with more words"
    return "a name that was merged with it, as below"
