"""The rules by which the lines around an article give away who published it, and which agencies it credits.

Each rule is right in some pages and wrong in others; `source` adds up what they suggest. A weight of 2 is enough for a
suggestion to stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.annotators import layout_words as words
from search.annotators.agency_lines import SHORT, agencies_alone, agency_before
from search.annotators.media_names import known
from search.model import Document, Evidence, Part

SIGNED = "sign-off with initials"
"""The rule of a newspaper with its writer's initials: "Harbour Post/ AQ"."""

RIGHTS = "copyright line"
APPEARED = "published by"
"""The rule of "First published in X"."""
SURE = (RIGHTS, SIGNED, APPEARED)
"""The rules whose words say outright who published."""

CREDIT_LINE = "credit line"
"""The rule of "Source: X", which may be the publisher or where the text was taken from."""

_LINE = 400
_AFTER_BODY = 10
"""How many parts after the body a sign-off may stand."""

_WORD = r"[A-ZÀ-ÝА-ЯЁ0-9][\w&'’.-]*"
_NAME = (
    rf"(?:(?:The|the|La|Le|Les|El|Los|Die|Der|Das|Il|O)\s)?(?:{_WORD}|teleSUR)"
    rf"(?:\s(?:(?:of|and|de|des|del|der|du|für|&|y|di|do|da|the)\s){{0,2}}{_WORD}){{0,5}}"
)
_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–—,]\s?(?:(?:19|20)?\d\d|present|heute|today))?)"
_OWNER = re.compile(
    rf"(?:©|\(c\)|\bcopyright\b)(?:\s|©|\(c\)|copyright|by|{_YEARS}|[,:.|–-](?=\s)|"
    r"כל הזכויות שמורות(?:\sל)?|جميع الحقوق محفوظة(?:\sل(?!ل))?)*(?!כל הזכויות|جميع الحقوق)"
    r"(?P<name>[^|·•;\[\]()\n]{2,80})",
    re.IGNORECASE,
)
_OWNER_BEFORE = re.compile(rf"^\W*(?P<name>[^|·•;\[\]()\n]{{2,60}}?)\s*(?:©|\(c\))\s*{_YEARS}", re.IGNORECASE)
_OWNER_ENDS = re.compile(
    r"(?<!\bSt)\.(?:\s|$)|\s[–—-]\s|"
    r"\s(?:19|20)\d\d(?:\s?[-–—]\s?(?:\d{4}|\d\d))?\s*$|"
    r",\s(?:all|inc|ltd|llc)\b|"
    r",\s[^,.\d]{3,30}(?:str(?:\.|aße|asse)|straat|street|road|avenue)(?!\w)|"
    r",\s(?:calle|rue|via|p\.?\s?o\.?)\s|\b(?:all rights|alle rechte|tous droits|"
    r"todos los|todos os|"
    r"tutti i|все права|alle rechten|tüm hakları|inc\b|ltd\b|llc\b|gmbh\b|privacy|terms|cookies?)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\W*(?i:sources?|fuentes?|fonti|fonte|quellen?|источники?|bron(?:nen)?|kaynak|来源|"
    r"來源|出典|출처|المصدر)\s?[:：]\s*(?P<names>.{2,80})$"
)
_PUBLISHED_BY = re.compile(
    rf"\W*(?:(?i:publisher|newspaper|publication)\s?:\s*|(?i:this (?:article|"
    rf"story) )?(?i:was )?(?i:first |originally )?"
    rf"(?i:published|appeared)(?i: first)? (?i:in|on|by)\s|"
    rf"(?i:(?:zuerst )?(?:erschienen|veröffentlicht) (?:in der|in|im|am|auf)|(?:publié|paru) (?:dans|sur)|"
    rf"publicad[oa] (?:en|em|no|na)|pubblicato (?:su|in))\s)(?P<name>{_NAME})"
)
SIGN_OFF = re.compile(r"(?P<name>[^\W\d_][\w .,'’&-]{1,38}?)\s?/\s?(?P<initials>[A-ZА-ЯЁ]{2,4})$")
_USER_OF = re.compile(rf"\b(?i:user|member|reader|subscriber)s? (?:of|to) (?P<name>{_NAME})")
_PROMPT = re.compile(
    r"\W*(?i:subscribe to|welcome to|download(?: the)?|listen to .{1,40}? on|watch .{1,40}? on|sign up (?:for|to)|"
    r"abonnez-vous à|suscríbe(?:te|se) a|assine|iscriviti a|подписывайтесь на)"
    rf"\s@?(?P<name>{_NAME})(?:['’]s\b.*|\s(?:on|app|auf|sur|en|newsletter)\b.*)?[!.]?$"
)
_FOLLOW = re.compile(rf"\W*(?i:follow|like|folgen sie|síguenos en|find)\s(?P<name>{_NAME})\s(?:on|auf|sur|en)\b[^@]*$")
_PRESS = re.compile(
    r"^(?:The|La|Le|El|Die|Der) |&|(?:news|times|post|daily|press|journal|gazette|herald|tribune|courier|mercury|"
    r"standard|dispatch|sentinel|observer|review|weekly|magazine|chronicle|telegraph|echo|mail|star|globe|radio|tv|"
    r"zeitung|blatt|anzeiger|presse|nachrichten|diario|correo|gazzetta|corriere|jornal|krant|газета|вести|новости)\b",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"\W*(?P<name>[^»›>/|•·]{3,50}?)\s[»›>/|]\s")
_DATELINE = re.compile(r"(?P<place>[^\W\d_a-zа-яё][^!?()]{1,60}?)\((?P<name>[^()]{2,40})\)\s?[-–—:.]")
_CAPITALS = re.compile(r"[A-ZÀ-ÝА-ЯЁ]{3,}")
_INPUTS = re.compile(
    r"\W*(?i:(?:\w+ )?with (?:\w+ )?inputs? from|with(?: material from)?|avec|mit(?: material (?:von|der))?|"
    r"con(?: información de)?|com(?: informações d[ae])?|met)\s(?P<names>[^.!?]{2,60}?)\W*$"
)
_SITE = re.compile(r"\s+[|–—·»-]\s+(?P<name>[^|–—»\n]{2,40})(?=\n|$)")
_ROLE = re.compile(
    r"correspondent|reporter|editor|writer|staff|contribut|bureau|columnist|producer|analyst|redakt|rédact|redac|"
    r"журналист|корреспондент|\bin\b|\d",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[–—/,;|、，+&]|\s-\s|\b(?:and|und|et|y|e|и)\b)\s*")
_NO_PUBLISHER = """
about agencies agency app apple archive author blog business contact content contents culture english facebook google
health home i impressum inicio instagram internet accueil kontakt kultur linkedin login me menu news newsletter opinion
photo politics report reports rss science search sport sports staff start startseite store technology telegram the
twitter us website web whatsapp wire wirtschaft wordpress world our x youtube главная новости
"""
_COUNTED = re.compile(
    r"\b(?:page|part|seite|teil|página|pagina|partie|parte|стр\w*|часть)\W*\d|^\d+\s*(?:of|von|de|sur|di|из|/)\s*\d+$",
    re.IGNORECASE,
)
"""What a page has of its kind, and no publisher is called: "Page 1 of 3"."""
_DATED = re.compile(r"\b\d{1,2}\b.*\b(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.年]\s?\d{1,2}")
"""A date inside: "Press release of 25 January 2022" is a date line."""
_BEFORE_DAY = re.compile(
    rf"\s*(?P<name>{_NAME})\s*,\s*(?:[^\W\d_]+,?\s+)?"
    r"(?:(?:\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]+\.?,?\s+(?:de\s+)?|[^\W\d_]+\.?\s+\d{1,2},?\s+)(?:19|20)\d\d"
    r"|\d{1,2}(?P<sign>[./])\s?\d{1,2}(?P=sign)\s?(?:19|20)\d\d)"
    r"(?:[\s,;|–-]+(?:[Pp]ages?|[Pp]g|[Pp]p?|Seiten?|S|[Bb]lz|[Pp][áa]g(?:ina)?)\.?\s?[A-Z]{0,3}\d{1,4}(?:\s?[-–]\s?\d{1,4})?)?\W*$"
)
"""A short line of a newspaper and its day, as in clippings: "The Evening Post, 16 March 2023"."""
_DAY_BEHIND = re.compile(r"\s(?:du|del?|di|dal|do|of|vom)\s\d{1,2}\.?(?:\s.*)?$")
"""A day that a name runs into: "Le Courrier du Quai du 7 juin"."""
_PIECES = re.compile(r"\s[|·•–—]\s")
_WHOLE_NAME = re.compile(_NAME)
_GENERIC = frozenset(_NO_PUBLISHER.split())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that a rule takes for the publisher, or for a credited agency, and the words it stands in."""

    name: str
    rule: str
    weight: float
    evidence: Evidence


def suggestions(document: Document) -> Iterator[Suggestion]:
    """What every rule makes of every line that is not of the article, and of the datelines."""
    parts = document.parts
    bodies = [index for index, part in enumerate(parts) if part.kind == "body"]
    title = next((index for index, part in enumerate(parts) if part.kind == "title"), len(parts))
    last = bodies[-1] if bodies else -1
    for index, part in enumerate(parts):
        line = document.text[part.start : min(part.end, part.start + _LINE)]
        if part.kind == "title":
            yield from _title_tail(document, part)
        elif part.kind in ("body", "repeated title"):
            if index in bodies[:2]:
                yield from _named(_DATELINE, line, part, "dateline", 2.4)
                yield from _agencies_before(line, part)
        elif part.kind != "caption" and part.end - part.start <= _LINE:
            yield from _around(line, part, before_title=index < title, signed=last < index <= last + _AFTER_BODY)


def _around(line: str, part: Part, *, before_title: bool, signed: bool) -> Iterator[Suggestion]:
    yield from _owner(line, part)
    for agency in agencies_alone(line.strip()):
        yield from _suggestion(agency.name, "credited agency", 0.0, part, 0, len(line), line)
    if signed or before_title:
        yield from _listed(_CREDIT, line, part, CREDIT_LINE, 1.9)
    yield from _listed(_INPUTS, line, part, "inputs from", 0.0)
    yield from _named(_PUBLISHED_BY, line, part, APPEARED, 3.0)
    yield from _named(_USER_OF, line, part, "prompt to registered readers", 2.6)
    yield from _named(_PROMPT, line, part, "prompt to readers", 2.0)
    # People are followed too: the name has to sound like a newspaper's, or be known.
    yield from (
        item
        for item in _named(_FOLLOW, line, part, "prompt to followers", 2.0)
        if _PRESS.search(item.name) or known(item.name)
    )
    if signed:
        yield from _named(SIGN_OFF, line, part, SIGNED, 3.5)
    if part.kind == "byline":
        yield from _byline(line, part)
    if before_title:
        yield from _breadcrumb(line, part)
    if part.kind in ("date", "byline"):
        yield from _beside_day(line, part)
    # A writer stands before the day as well: the name has to sound like a newspaper's, or be known.
    dated = _named(_BEFORE_DAY, line, part, "name before the day", 2.2) if part.kind in ("date", "byline") else ()
    yield from (item for item in dated if _PRESS.search(item.name) or known(item.name))


def _beside_day(line: str, part: Part) -> Iterator[Suggestion]:
    """The newspaper among what marks part in a line with a day: "By Ada Quayle | Evening Post | 16 March 2023"."""
    for piece in _PIECES.split(line):
        name = piece.strip()
        if _WHOLE_NAME.fullmatch(name) and (_PRESS.search(name) or known(name)):
            yield from _suggestion(name, "name beside the day", 2.2, part, 0, len(line), line)


def _agencies_before(line: str, part: Part) -> Iterator[Suggestion]:
    rule = "agency before the text"
    for medium, start, end in agency_before(line):
        yield Suggestion(medium.name, rule, 0.0, Evidence(line[start:end], part.start + start, part.start + end, rule))


def _suggestion(
    name: str, rule: str, weight: float, part: Part, start: int, end: int, line: str
) -> Iterator[Suggestion]:
    """The name with its words: the line where it is short, else what the rule matched."""
    name = " ".join(name.split()).strip(" .,:;|-–—•\"“”'©®™()*«»")
    name = SHORT.get(name, name).removeprefix("the ")
    if rule == APPEARED:
        name = _DAY_BEHIND.sub("", name)
    if name.lower() in _GENERIC or not 2 <= len(name) <= 60 or len(name.split()) > 7 or name.isdigit():
        return
    if is_counted(name) or _DATED.search(name):
        return
    if not (name[0].isupper() or not name[0].isascii() or known(name)):
        return
    if len(line.strip()) <= 80:
        start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    yield Suggestion(name, rule, weight, Evidence(line[start:end], part.start + start, part.start + end, rule))


def is_counted(name: str) -> bool:
    """Whether it numbers a page or a part."""
    return bool(_COUNTED.search(name))


def _named(pattern: re.Pattern[str], line: str, part: Part, rule: str, weight: float) -> Iterator[Suggestion]:
    match = pattern.match(line) if rule in ("dateline", SIGNED, APPEARED) else pattern.search(line)
    if not match:
        return
    if rule == "dateline" and not (known(match["name"]) or _CAPITALS.search(match["place"])):
        return
    for name in _SPLIT.split(match["name"]) if rule == "dateline" else [match["name"]]:
        yield from _suggestion(name, rule, weight, part, match.start(), match.end(), line)


def _listed(pattern: re.Pattern[str], line: str, part: Part, rule: str, weight: float) -> Iterator[Suggestion]:
    """Several names in one line; they can only be agencies then."""
    match = pattern.match(line)
    if match:
        names = _SPLIT.split(match["names"])
        if len(names) > 1 and not known(names[0]):
            names = [match["names"]]
        for name in names:
            yield from _suggestion(name, rule, weight, part, match.start(), match.end(), line)


def _owner(line: str, part: Part) -> Iterator[Suggestion]:
    match = _OWNER.search(line)
    if match and not re.search(r"[^\W\d_]{2}", match["name"]):
        match = None
    match = match or _OWNER_BEFORE.search(line)
    if match:
        ending = _OWNER_ENDS.search(match["name"])
        name = match["name"][: ending.start()] if ending else match["name"]
        yield from _suggestion(name, RIGHTS, 2.6, part, match.start(), match.start("name") + len(name), line)


def _byline(line: str, part: Part) -> Iterator[Suggestion]:
    """The newspaper behind the writer's name, or an agency in the place of the name."""
    match = words.BYLINE.match(line.strip())
    if not match:
        return
    rest = (match["rest"] or "").split(",")[-1].split("|")[0].strip()
    for name in (match["name"], rest):
        if known(name) or (name is rest and len(name.split()) > 1 and not _ROLE.search(name)):
            yield from _suggestion(name, "byline", 2.2, part, 0, len(line), line)


def _breadcrumb(line: str, part: Part) -> Iterator[Suggestion]:
    """The first step of the path to a page, where it is no section's name; a known medium alone on a line."""
    match = _BREADCRUMB.match(line)
    name = match["name"].strip() if match else line.strip()
    if known(name) or (match and len(name.split()) > 1 and name.istitle() | (name[0].isupper() and " " in name)):
        yield from _suggestion(name, "line above the title", 2.0, part, 0, len(line), line)


def _title_tail(document: Document, part: Part) -> Iterator[Suggestion]:
    """The site's name behind the title: "Two men on the Moon | The Hindu"."""
    line = document.text[part.start : part.end + 60].split("\n")[0]
    match = _SITE.search(line, max(0, part.end - part.start - 60))
    if match and match.end() > part.end - part.start:
        yield from _suggestion(match["name"], "title's end", 2.0, part, match.start(), match.end(), line)
