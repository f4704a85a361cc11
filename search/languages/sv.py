"""Swedish."""

from search.languages import Language, numbered

_STOP_WORDS = """
allt andra att av de den det detta du där efter eller ett från för hade han hans har hon här i inom inte jag kan
kommer kunde man med mellan men mot mycket många nu när o och om oss på sig sin ska skulle som så till under upp
utan vad var vara vi vid är år över
"""

_MONTHS = (
    "januari jan",
    "februari feb",
    "mars mar",
    "april apr",
    "maj",
    "juni jun",
    "juli jul",
    "augusti aug",
    "september sep sept",
    "oktober okt",
    "november nov",
    "december dec",
)

_WEEKDAYS = (
    "måndag mån",
    "tisdag tis",
    "onsdag ons",
    "torsdag tors tor",
    "fredag fre",
    "lördag lör",
    "söndag sön",
)

_ENDINGS = "are bar else het isk lig lös ning skap ande"

LANGUAGE = Language(
    code="sv",
    name="Swedish",
    stemmer="swedish",
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
    links=("", "s", "e", "o", "u"),
    dropped=("a", "e"),
    endings=frozenset(_ENDINGS.split()),
)
