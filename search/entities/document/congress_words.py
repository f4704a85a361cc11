"""What American articles call Congress and its hill by, where Congress is the matter: "the House", "on the Hill"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.entities.spelling.name_keys import key
from search.entities.spelling.name_trimming import Found
from search.model import Kind

_OF_CONGRESS = re.compile(
    r"\b(?:Senate|Congress|congressional|Capitol Hill|House of Representatives|House (?:Speaker|speaker|Republicans"
    r"|Democrats|GOP|[Mm]ajority|[Mm]inority|[Rr]ules|Judiciary|Intelligence|Oversight|Appropriations)|Sens?\. [A-Z]\w*"
    r"|Reps?\. [A-Z]\w*|Republicans|Democrats|GOP)\b|\([DR]-[A-Z]"
)
_FEDERAL = re.compile(r"\b(?:Congress|congressional|White House|Capitol Hill|U\.?S\.? (?:House|Senate)|federal)\b")
_CAPITOL = "Capitol Hill"
_STATE_CAPITOL = re.compile(r"\b[Ss]tate Capitol\b")
_OF_A_STATE = re.compile(r"\b(?:[Ss]tate (?:House|Senate|[Cc]apitol|legislat\w+)|Legislature|[Ss]tatehouse)\b")
_OF_ANOTHER = re.compile(
    r"\b(?:House of (?:Commons|Lords|Assembly|Councillors)|MPs?|Parliament|Lok Sabha|backbench\w*)\b"
)
_HOUSE = re.compile(
    r"(?<!\w)[Tt]he (House)(?![-–'’]?\w)(?! (?:of|that|[A-Z]))|(?<!\w)[Tt]he (House)(?=['’]s |-(?:passed|approved|led))"
)
_HILL = re.compile(r"(?<!according to )(?<!told )\bthe (Hill)\b(?! [A-Z])")


def is_on_congress(text: str) -> bool:
    """Whether a text speaks of the American Congress, and of no other parliament."""
    return bool(_OF_CONGRESS.search(text)) and not _OF_ANOTHER.search(text)


def congress_words(text: str) -> Iterator[Found]:
    """The House of Representatives and Capitol Hill, wherever they are called "the House" and "the Hill" alone."""
    if not is_on_congress(text):
        return
    if not (_OF_A_STATE.search(text) and not _FEDERAL.search(text)):
        for house in _HOUSE.finditer(text):
            yield _named(*house.span(1 if house[1] else 2), "House of Representatives")
    for hill in _HILL.finditer(text):
        yield _named(*hill.span(1), _CAPITOL)


def without_state_capitols(text: str, founds: list[Found]) -> list[Found]:
    """The names without the Capitol of a state where that of the nation is named nowhere."""
    if not _STATE_CAPITOL.search(text):
        return founds
    return [found for found in founds if found.known != _CAPITOL or not _is_state_capitol(text, found)]


def _is_state_capitol(text: str, found: Found) -> bool:
    before = text[max(0, found.start - len("state ")) : found.start].lower()
    return found.name == "Capitol" and (before == "state " or not _FEDERAL.search(text))


def _named(start: int, end: int, name: str) -> Found:
    kind: Kind = "place" if name == _CAPITOL else "organisation"
    return Found(start, end, kind, name, key(name), name)
