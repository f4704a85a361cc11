"""What the words in and around a name say of its kind, and whether it is one."""

from __future__ import annotations

import re

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer, common_words, given_names
from search.entities.spelling.name_keys import key, small_words, tidy
from search.entities.spelling.name_trimming import Found
from search.model import Kind

_STANDS_IN = re.compile(
    r"\b(?:in|at|near|outside|across"
    r"|(?:launched|flown|flew|flying|took off|lifted off|departed|sailed)\b[^.!?]{0,30} from)\s+$"
)
_TITLE_BEFORE = re.compile(
    r"\b(?:Sens?\.|Reps?\.|Gov\.|Mr\.?|Mrs\.?|Ms\.?|Senator|Representative|Congressman|Congresswoman|Governor|Mayor|Chancellor"
    r"|President|Premier|Justice|Judge|Ambassador)\s+$"
)
_PARTY_AFTER = re.compile(r"\s?[,(]\s?\(?[DRI]-[A-Z]")
_LONGEST_PERSON = 4
_DERIVED = re.compile(r"(\w{4,}?)(?:s?care|omics|ism|ist|ists|ista|istas|ite|ites|ian|ians|esque|gate|world)")
_DATELINE = re.compile(r",? (?:[A-Z(]|[-–—])|['’]")
_AGENCY = re.compile(r"(?:, [\w. ]{2,30})? ?\([A-Z][\w ./-]{1,30}\)\s*[-–—]")
"""What stands behind the place of a dateline: "TARNOVO, Ruritania (AP) —"."""
_LEADS_ON = re.compile(
    r",? (?:about|above|across|after|against|along|among|an?|around|as|at|because|before|behind|below|beneath|beside"
    r"|between|beyond|by|down|during|for|from|if|in|inside|into|it|like|near|of|off|on|onto|out|outside|over|past|since|than|that"
    r"|the|there|they|this|those|through|to|toward|under|until|up|upon|we|when|where|while|with|within|without|you)\b"
)
"""What follows an adverb or a preposition at the beginning of a sentence, and seldom the name of who does something."""
_LABELS = re.compile(r": +[\"“‘]?[A-Z]")
_BEGINS = re.compile(r"(?:^|[.!?:;•*|\"“”‘\n]|\s[-–—])[\s\"“‘'(]*$")


def read_context(text: str, founds: list[Found]) -> None:
    """Head words decide ("Observatory", "River"), and titles; what something is "in" or "near" is no person."""
    full_names = {word for found in founds if found.kind == "person" for word in found.key.split() if " " in found.key}
    halves = (found.name.partition(" ") for found in founds if found.kind == "person")
    surnames = {key(surname) for given, _, surname in halves if surname and _is_given(given)}
    for found in founds:
        if found.known:
            continue
        if _begins_dateline(text, found):
            found.kind = "place"
        elif found.kind != "person" and _is_titled(text, found):
            found.kind = "person"
        elif " " in found.key:
            relative = found.kind == "organisation" and _is_relative(found, surnames)
            found.kind = "person" if relative else _kind_by_last_word(found)
        elif found.kind == "person" and found.key not in full_names and _is_stood_in(text, found):
            found.kind = "place"


def _begins_dateline(text: str, found: Found) -> bool:
    """Whether a line begins with it in capitals and goes on with an agency: "TARNOVO (Reuters) -"."""
    begins = found.start == 0 or text[found.start - 1] == "\n"
    return begins and found.name.isupper() and bool(_AGENCY.match(text, found.end))


def _is_titled(text: str, found: Found) -> bool:
    """Whether it has a politician's title before, or a party after it: "Sen. Ana Vega", "Ana Vega (D-NY)"."""
    parts = found.key.split()
    if len(parts) > _LONGEST_PERSON or set(parts) & (lexicon.ORGANISATION | lexicon.PLACE | lexicon.JOINING):
        return False
    titled = _TITLE_BEFORE.search(text[max(0, found.start - 20) : found.start])
    return bool(titled or _PARTY_AFTER.match(text, found.end))


def _is_relative(found: Found, surnames: set[str]) -> bool:
    """Whether it is a given name and the surname of a person of the document: "Marine Le Pen" beside another."""
    given, _, surname = found.name.partition(" ")
    institution = found.key.rsplit(" ", 1)[-1] in lexicon.INSTITUTION
    return not institution and _is_given(given) and key(surname) in surnames


def _is_given(name: str) -> bool:
    return all(part in given_names() for part in name.lower().split("-"))


def _kind_by_last_word(found: Found) -> Kind:
    last = found.key.rsplit(" ", 1)[-1]
    if last in lexicon.INSTITUTION:
        return "organisation"
    return "place" if last in lexicon.LANDFORM else found.kind


def _is_stood_in(text: str, found: Found) -> bool:
    possessive = text[found.end : found.end + 1] in ("'", "’")
    return not possessive and bool(_STANDS_IN.search(text[max(0, found.start - 60) : found.start]))


def without_derivatives(founds: list[Found]) -> list[Found]:
    """The names without words made of a person's: "Reaganomics" is nobody."""
    surnames = {found.key.split()[-1] for found in founds if found.kind == "person"}
    return [found for found in founds if found.known or not _is_derivative(found.key, surnames)]


def _is_derivative(name: str, surnames: set[str]) -> bool:
    made = _DERIVED.fullmatch(name)
    return made is not None and (made[1] in surnames or f"{made[1]}n" in surnames)


def join_islands(text: str, founds: list[Found]) -> list[Found]:
    """The names with "Andaman" and "Nicobar Islands" as the one group they are."""
    joined: list[Found] = []
    for found in founds:
        before = joined[-1] if joined else None
        if before and not before.known and " " not in before.key and _ends_group(text, before, found):
            name = tidy(text[before.start : found.end])
            joined[-1] = Found(before.start, found.end, "place", name, key(name))
        else:
            joined.append(found)
    return joined


def _ends_group(text: str, first: Found, second: Found) -> bool:
    is_group = second.kind == "place" and second.key.endswith((" islands", " mountains"))
    return is_group and first.kind == "place" and text[first.end : second.start] == " and "


def without_labels(text: str, founds: list[Found], known: Gazetteer) -> list[Found]:
    """The names without places that are labels wherever they stand: "Morning Bay: Senate votes", a newsletter."""
    labels = {found.key for found in founds if _may_be_label(found, known)}
    labels -= {found.key for found in founds if found.key in labels and not _LABELS.match(text, found.end)}
    return [found for found in founds if found.key not in labels]


def _may_be_label(found: Found, known: Gazetteer) -> bool:
    return found.kind == "place" and not found.known and " " in found.key and not known.city(found.name)


def without_common_words(text: str, founds: list[Found]) -> list[Found]:
    """The names without single words that have a capital only where a sentence begins, and are small elsewhere."""
    suspects = {found.name for found in founds if not found.known and " " not in found.name and "-" not in found.name}
    small = small_words(text)
    suspects = {name for name in suspects if name.lower() in small}
    suspects -= {found.name for found in founds if found.name in suspects and not _begins(text, found.start)}
    return [found for found in founds if found.name not in suspects]


def without_openers(text: str, founds: list[Found], known: Gazetteer) -> list[Found]:
    """The names without single words that are names to a model alone, and stand only where a sentence begins.

    Of places any, but "Tarnovo, Ruritania" and "Tarnovo (AP)" begin as datelines do. Of organisations and people words
    that are common in small letters, behind which a small word follows that is no verb: "Halfway through the match".
    """
    openers = _common_openers(text, founds)
    founds = [found for found in founds if found.known or found.key not in openers]
    doubtful = [found for found in founds if found.kind == "place" and not found.known and " " not in found.key]
    alone = {id(found) for found in doubtful}
    sure = {found.key for found in founds if id(found) not in alone}
    sure |= {found.key for found in doubtful if known.city(found.name) or not _opens(text, found)}
    return [found for found in founds if found.key in sure]


def _common_openers(text: str, founds: list[Found]) -> set[str]:
    common = [found for found in founds if found.kind != "place" and found.name.lower() in common_words()]
    elsewhere = {f.key for f in common if not (_begins(text, f.start) and _LEADS_ON.match(text, f.end))}
    return {found.key for found in common} - elsewhere


def _opens(text: str, found: Found) -> bool:
    dateline = _DATELINE.match(text, found.end)
    return not dateline and _begins(text, found.start)


def _begins(text: str, at: int) -> bool:
    return bool(_BEGINS.search(text[max(0, at - 8) : at])) or at == 0
