"""A name as it stands -> the name itself: without titles, articles and possessives; what is no name is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.entities import lexicon
from search.entities.finders.raw_mentions import Raw
from search.entities.gazetteer import Gazetteer, common_words, given_names
from search.entities.spelling.name_keys import is_acronym, key, tidy
from search.entities.spelling.name_shapes import end_of_person, is_brand, is_no_name
from search.entities.spelling.person_parts import SUFFIXES
from search.model import Kind


@dataclass(slots=True)
class Found:
    """A name in a text: `key` and `kind` say which entity it is, and change while a document is folded.

    `known` is the canonical name where the gazetteer has one; `name` is what stands there.
    """

    start: int
    end: int
    kind: Kind
    name: str
    key: str
    known: str = ""


_EDGES = " \t\n\r\f\v\xa0\u3000\"'“”„‘’«»,;:!?()[]{}|*•·/\\<>=+_@#-–—…"
_LEADING = re.compile(
    r"(?:the|an?|this|that|its|his|her|their|our|my|your|and|or|of|in|by|for|to)\s+(?=\S)", re.IGNORECASE
)
_LEADING_SMALL = re.compile(
    r"(?:first|second|third|former|late|new|last|next|annual|fellow|many|most|some|all)\s+(?=[A-Z])"
)
_KEEPS_ARTICLE = re.compile(
    r"The (?:Hague|Gambia|[\w ]*\b(?:Times|Post|Guardian|Hindu|Sun|Economist|Independent|Telegraph|Herald|Tribune"
    r"|Observer|Gazette|Courier|Journal|Chronicle|Star|Mail|Globe|Atlantic|Hill|Standard|Mirror|Dispatch|Press|News))$"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_LABEL = re.compile(r"\s(?:READ|MORE|VIDEO|VIDEOS|PHOTO|PHOTOS|WATCH|SHARE|LIVE|UPDATE|ADVERTISEMENT)$")
"""What pages run into the name before it."""
_HYPHENED = re.compile(rf"[-–](?:{'|'.join(lexicon.AFTER_HYPHEN)})$", re.IGNORECASE)
_MEDIUM = re.compile(rf"\s(?:{'|'.join(lexicon.MEDIUM)})$")
_CONNECTIVE = re.compile(r"\s(?:of|for|and|the|in|on|at|to|by|with|from|as|or|&)$")
_PAIR = re.compile(r"\s?[-–—/]\s?")
_PICTURE = re.compile(r"\s(?:Photos?|Video|Graphics?|Images?)$")
"""What credits of pictures add to an agency's name."""
_ACRONYM_AFTER = re.compile(r"\s*\(\s*[\w.&]{2,8}\)?$")
_ADDRESS = re.compile(
    r"@|://|www\.|\w\.(?:com|org|net|gov|edu|info|io|co|uk|ru|de|fr|cn|in|vn|html?|php)\b", re.IGNORECASE
)
_PERSON_WITH_INITIALS = re.compile(r"(?:[A-Z]\.? ){1,2}(?:Mc|Mac|O')?[A-Z][a-z]+")
_CITY_AND_INITIALS = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?)\s+((?:[A-Z]\. ?)+[A-Z][\w'’-]+(?: [A-Z]\w+)?)")
_ASIDE = re.compile(r"\s+[<|{\[]")
"""What a header or a table has behind a name: "Ana Vega <ana@post.example>"."""
_WORD_BEFORE = re.compile(r"[^\s|]+\Z")
_WORD_AFTER = re.compile(r"[^\s|]*")
_LONGEST_ADDRESS = 300
"""Code points on either side of a name that are looked at for the rest of an address."""
_SCORE = re.compile(r"\s\d+[-–:]\d+$")
_SAYS_INSIDE = re.compile(r"[a-z] (?:told|said|says|asked|urged|met) (?=[A-Z])")
_ARAB_ARTICLE = re.compile(r"[a-z]{2,3}[-‑–’'][^\W\d_a-z]")
_SYLLABLE = re.compile(r"[-‑][a-z]{1,6}\b")
_SURNAME_WITH_PARTICLE = re.compile(
    r" (?:(?:van|von|de|del|della|der|den|ten|ter|la|bin|ibn|al|el|di|da|do|dos|du|le) ){1,3}[A-ZÀ-Þ][\w'’-]+"
)
_SUFFIX_AFTER = re.compile(r",? (?:Jr|Sr)\b\.?")
"""What a model leaves out of a name, and what tells a son from his father."""
_DROPPED_SUFFIXES = lexicon.NAME_SUFFIXES - SUFFIXES
_ROYAL_BEFORE = re.compile(r"\b(?:Pope|King|Queen|Emperor|Empress) $")
_NO_MONTH = re.compile(r" May\b(?! \d)")
_THE = re.compile(r"\b[Tt]he $")
_THE_INSIDE = re.compile(r"(?:[a-z]|[a-z][,;]|[–—-]) ?The $")
_NEWS = frozenset({"news", "tv", "university", "college", "institute"})
"""What no person is called by, whatever a model says."""
_ADJECTIVE = re.compile(r"[A-Z][a-z]{3,}al")
_DOES = re.compile(r" (?:said|says|is|was|has|had|will|would|and|or|in|on|at|to|for|announced|reported)\b| ?[^ \w]|$")
_PARTY_OF = re.compile(
    r"(?:Democratic|Democrat|Dem|Republican|GOP|Tory|Labour|Conservative|Liberal)-?(?:led|controlled)? (?=[A-Z]\w+$)"
)
"""A party before a chamber, which is the same under any: "GOP Senate"."""
_SEE_OF = re.compile(r"(?:[Tt]he )?(?:(?:Arch)?[Dd]iocese|[Pp]atriarchate|[Uu]niversity|[Cc]ollege) of ?")
"""What a model may part from the place behind it."""
_MOST_WORDS = {"person": 5, "organisation": 10, "place": 7}


def joined(text: str, raws: list[Raw]) -> list[Raw]:
    """The raw names with those joined that are one: two people of one word side by side, "Diocese of" and "Oxford"."""
    whole: list[Raw] = []
    for raw in raws:
        last = whole[-1] if whole else None
        if last and text[last.end : raw.start] == " " and _is_one_word(text, last) and _is_one_word(text, raw):
            whole[-1] = last._replace(end=raw.end)
        elif last and _SEE_OF.fullmatch(text, last.start, raw.start):
            whole[-1] = last._replace(kind="organisation", end=raw.end)
        else:
            whole.append(raw)
    return whole


def _is_one_word(text: str, raw: Raw) -> bool:
    return raw.kind == "person" and " " not in text[raw.start : raw.end] and text[raw.end - 1].isalpha()


def trim(text: str, raw: Raw, known: Gazetteer) -> list[Found]:
    """The names that a raw one holds: none where it is junk, two for "Russia-Ukraine"."""
    if cut := _ASIDE.search(text, raw.start + 1, raw.end):
        raw = raw._replace(end=cut.start())
    if _in_address(text, raw.start, raw.end):
        return []
    pair = _pair(text, raw, known) or _place_and_person(text, raw, known)
    if pair:
        return pair
    found = _trim_edges(text, raw.start, raw.end, raw.kind)
    return [checked] if (checked := _check(text, found, known)) else []


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the word that it stands in is an e-mail or web address, an account or a tag."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_ADDRESS), start)
    after = _WORD_AFTER.match(text, end, end + _LONGEST_ADDRESS)
    word = text[before.start() if before else start : after.end() if after else end]
    return word.startswith("#") or bool(_ADDRESS.search(word))


def _pair(text: str, raw: Raw, known: Gazetteer) -> list[Found]:
    spelled = text[raw.start : raw.end]
    if known.get(spelled):
        return []
    joint = [m for m in _PAIR.finditer(spelled) if m.start() > 0 and m.end() < len(spelled)]
    if len(joint) != 1:
        return []
    cut = joint[0]
    halves = [
        _trim_edges(text, raw.start, raw.start + cut.start(), "place"),
        _trim_edges(text, raw.start + cut.end(), raw.end, "place"),
    ]
    return [_as_known(half, known) for half in halves] if all(known.place(half.name) for half in halves) else []


def _place_and_person(text: str, raw: Raw, known: Gazetteer) -> list[Found]:
    """A dateline's city run together with the name after it: "Bengaluru S. Rao"."""
    cut = _CITY_AND_INITIALS.fullmatch(text, raw.start, raw.end)
    if not cut or not known.city(cut[1]) or cut[1].lower() in given_names():
        return []
    return [_found(text, *cut.span(1), "place"), _found(text, *cut.span(2), "person")]


def _trim_edges(text: str, start: int, end: int, kind: Kind) -> Found:
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        start, end = _strip(text, start, end)
    return _found(text, start, end, kind)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    if end > start and text[end - 1] == "." and not _is_abbreviation(text[start:end]):
        end -= 1
    leading = _LEADING.match(text, start, end)
    if leading and not _KEEPS_ARTICLE.match(text[start:end]):
        start = leading.end()
    elif small := _LEADING_SMALL.match(text, start, end):
        start = small.end()
    bracket = text.find(" (", start, end)
    if bracket > start and ")" not in text[bracket:end]:
        end = bracket
    for tail in (_LABEL, _POSSESSIVE, _HYPHENED, _SCORE):
        if cut := tail.search(text[start:end]):
            end = start + cut.start()
    return start, end


def _is_abbreviation(name: str) -> bool:
    last = name.split()[-1]
    return (
        bool(re.fullmatch(r"(?:\w\.)+", last))
        or last.rstrip(".").lower() in lexicon.COMPANY | {"jr", "sr"}
        or (1 < len(last) <= 6 and last == name and last[0].isupper() and last != "St.")
    )


def _found(text: str, start: int, end: int, kind: Kind) -> Found:
    name = tidy(text[start:end])
    return Found(start, end, kind, name, key(name))


def _as_known(found: Found, known: Gazetteer) -> Found:
    entity = known.get(found.name)
    if entity:
        found.known, found.kind, found.key = entity.name, entity.kind, key(entity.name)
    return found


def _check(text: str, found: Found, known: Gazetteer) -> Found | None:
    """The name under its right kind, or None where it is none."""
    if found.name.islower() and found.name in common_words():
        return None
    if known.get(found.name) and not (found.kind == "person" and _has_honorific(text, found.start)):
        return _as_known(found, known)
    if not _is_name(found) or _is_party_of_state(found.name, known) or _is_of_country(found.name, known):
        return None
    if found.kind == "person":
        return _person(text, found, known)
    if found.kind == "organisation":
        return _organisation(text, found, known)
    return _place(text, found, known)


def _is_party_of_state(name: str, known: Gazetteer) -> bool:
    """Whether it is what stands after an American politician's name: "R-New York"."""
    party, _, state = name.partition("-")
    return party in ("D", "R", "I") and bool(known.place(state))


def _is_of_country(name: str, known: Gazetteer) -> bool:
    """Whether it is a country's currency, government or the like: "U.S. Dlrs"."""
    country, _, what = name.rpartition(" ")
    return what.lower() in lexicon.OF_COUNTRIES and bool(known.place(country) or known.demonym(country))


def _is_name(found: Found) -> bool:
    name = found.name
    letters = sum(c.isalpha() for c in name)
    return (
        2 <= len(name) <= 120
        and letters * 2 > len(name)
        and not name.islower()
        and not (len(found.key) <= 2 and name.isascii() and not name.isupper())
        and len(name.split()) <= _MOST_WORDS[found.kind]
        and not is_no_name(name)
        and not all(word in lexicon.GENERIC or word.isdigit() for word in _words_of_a_label(found))
    )


def _words_of_a_label(found: Found) -> list[str]:
    """The words that must not all be generic: none for "State Department", which is a name made of such words."""
    parts = found.key.split()
    named = found.kind == "organisation" and len(parts) > 1 and parts[-1] in lexicon.ORGANISATION
    return ["named"] if named and parts[0] not in lexicon.MONTHS | lexicon.DAYS | {"first", "second"} else parts


def _has_honorific(text: str, start: int) -> bool:
    before = text[max(0, start - 14) : start].split()
    return bool(before) and before[-1].strip(".").lower() in lexicon.HONORIFICS | {"president"}


def _person(text: str, found: Found, known: Gazetteer) -> Found | None:
    first = found.name.split()[0].strip(".").lower()
    honoured = first in lexicon.HONORIFICS or _has_honorific(text, found.start)
    found = _gone_on(text, _strip_words(text, _before_comma(text, found)))
    found = _found(text, found.start, found.start + end_of_person(text[found.start : found.end]), "person")
    if not found.name or any(c.isdigit() for c in found.name) or found.name == found.name.lower():
        return None
    if known.get(found.name) and not honoured:
        return _as_known(found, known)
    if known.demonym(found.name) or any(mark in found.name for mark in "|/\\<>=_"):
        return None
    if not honoured and known.place(found.name):
        found.kind = "place"
    elif not honoured and (is_brand(found.name) or (" " in found.key and found.key.rsplit(" ", 1)[-1] in _NEWS)):
        found.kind = "organisation"
    if all(word in lexicon.GENERIC or known.demonym(word) for word in found.key.split()):
        return None
    return found


def _before_comma(text: str, found: Found) -> Found:
    """The first of two people that were taken for one: "Ana Vega, Ortiz"."""
    comma = text.find(",", found.start, found.end)
    if comma >= 0 and _SUFFIX_AFTER.match(text, comma):
        return found
    return _found(text, found.start, comma, found.kind) if comma > found.start else found


def _strip_words(text: str, found: Found) -> Found:
    """Without titles before and "Jr." or small words after."""
    parts = [
        (m.start() + found.start, m.end() + found.start) for m in re.finditer(r"\S+", text[found.start : found.end])
    ]
    plain = [text[start:end].strip(".,'’").lower() for start, end in parts]
    first, last = 0, len(parts)
    while last - 1 > first and (plain[last - 1] in _DROPPED_SUFFIXES or _is_small(text[slice(*parts[last - 1])])):
        last -= 1
    while first < last - 1 and (plain[first] in lexicon.TITLES or (plain[first] in lexicon.ROYAL and last - first > 2)):
        first += 1
    start, end = parts[first][0], parts[last - 1][1]
    if text[end - 1] == "," or (
        text[end - 1] == "." and end - parts[last - 1][0] > 2 and plain[last - 1] not in SUFFIXES
    ):
        end -= 1
    if on := _SUFFIX_AFTER.match(text, end) if plain[last - 1] not in SUFFIXES else None:
        end = on.end()
    return _found(text, start, end, found.kind)


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter, and is not "al-Assad"."""
    return not word[0].isupper() and not _ARAB_ARTICLE.match(word)


def _gone_on(text: str, found: Found) -> Found:
    """A name with what a model leaves out of it: "Queen Elizabeth", "Theresa May", "Moon Jae-in", "Erik ten Hag"."""
    first = found.key.partition(" ")[0]
    syllable = _SYLLABLE.match(text, found.end) if first in lexicon.SURNAME_FIRST else None
    surname = _SURNAME_WITH_PARTICLE.match(text, found.end) if " " not in found.key and first in given_names() else None
    if on := syllable or surname:
        return _found(text, found.start, on.end(), "person")
    if " " in found.name:
        return found
    royal = _ROYAL_BEFORE.search(text, max(0, found.start - 12), found.start)
    month = _NO_MONTH.match(text, found.end) if found.name.lower() in given_names() else None
    return _found(text, royal.start() if royal else found.start, month.end() if month else found.end, "person")


def _organisation(text: str, found: Found, known: Gazetteer) -> Found | None:
    if found.name == "Hill" and text[max(0, found.start - 4) : found.start] == "The ":
        found = _found(text, found.start - 4, found.end, "organisation")
    end = found.end
    while cut := _CONNECTIVE.search(text, found.start, end) or _MEDIUM.search(text, found.start, end):
        end = cut.start()
    if cut := _ACRONYM_AFTER.search(text, found.start, end):
        end = cut.start() if cut.start() > found.start else end
    if (cut := _PICTURE.search(text, found.start, end)) and known.get(text[found.start : cut.start()]):
        end = cut.start()
    found = _found(text, found.start, end, "organisation")
    if said := _SAYS_INSIDE.search(text, found.start, found.end):
        found = _found(text, said.end(), end, "organisation")
    party = _PARTY_OF.match(found.name)
    if party and found.key.rsplit(" ", 1)[-1] in lexicon.CHAMBERS:
        return _check(text, _found(text, found.end - len(found.name) + party.end(), end, "organisation"), known)
    if known.get(found.name):
        return _as_known(found, known)
    if _PERSON_WITH_INITIALS.fullmatch(found.name):
        found.kind = "person"
        return found
    if _ADJECTIVE.fullmatch(found.name) and found.key in common_words() and not _DOES.match(text, found.end):
        return None  # "Congressional leaders"
    return None if _is_vague(found, known) or _is_described(found.name) else found


def _is_described(name: str) -> bool:
    """Whether it begins with a whole word in small letters: "ministre de l'Intérieur", and not "al-Tarn" or "eBay"."""
    first, _, rest = name.partition(" ")
    return bool(rest) and first.isalpha() and first.islower() and len(first) > len("the")


def _is_vague(found: Found, known: Gazetteer) -> bool:
    """Whether it is a people, a legal form, or a people's "officials"."""
    parts = found.key.split()
    if found.key in lexicon.PEOPLES:
        return True
    if known.demonym(found.name) or all(part in lexicon.COMPANY for part in parts) or not _is_name(found):
        return True
    if len(parts) == 2 and parts[1] == "administration" and parts[0] not in common_words():
        return True  # a president's
    for length in (1, 2):
        head, rest = " ".join(parts[:length]), parts[length:]
        if rest and known.demonym(head) and len(rest) == 1 and rest[0] in lexicon.GENERIC:
            return True
    return False


def _is_sure_place(found: Found, known: Gazetteer) -> bool:
    """Whether it is in the tables, or a plural or a word of places makes one of it: "The Bahamas", "The Gulf Coast"."""
    last = found.key.rsplit(" ", 1)[-1]
    return bool(known.place(found.name) or known.city(found.name)) or last.endswith("s") or last in lexicon.PLACE


def _place(text: str, found: Found, known: Gazetteer) -> Found | None:
    if known.demonym(found.name) or found.key in lexicon.SHORT_PLACES | lexicon.PEOPLES:
        return None
    if is_brand(found.name):
        found.kind = "organisation"
    if _THE_INSIDE.search(text, max(0, found.start - 12), found.start) and not _is_sure_place(found, known):
        found.kind = "organisation"  # "she wrote in The Pacific": a magazine's name has its article
    if is_acronym(found.name) and _THE.search(text, max(0, found.start - 5), found.start):
        found.kind = "organisation"  # "the VA": states and countries of capitals are in the tables, or have no article
    elif is_acronym(found.name) and "." not in found.name and len(found.name) > 5:
        return None
    return found
