"""Names of English articles that a model or the rules miss, or have only a part of."""

from __future__ import annotations

from search.entities.document.committees import committees
from search.entities.document.congress_words import congress_words, without_state_capitols
from search.entities.finders.datelines import dateline_places
from search.entities.finders.page_furniture import without_furniture
from search.entities.finders.titled_names import titled_people, with_given_names, without_titles
from search.entities.gazetteer import Gazetteer
from search.entities.spelling.brands import brands
from search.entities.spelling.name_trimming import Found


def with_english_names(text: str, founds: list[Found], known: Gazetteer) -> list[Found]:
    """What was found with what else the text says, in no order; where two stand at one place, the first is right."""
    with_given_names(text, founds, known)
    titled = list(titled_people(text, known))
    founds = without_titles(founds, titled)
    sure = [*dateline_places(text), *committees(text), *congress_words(text), *brands(text, founds), *titled]
    return without_state_capitols(text, without_furniture(text, [*sure, *founds]))
