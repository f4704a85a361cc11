"""Norwegian."""

from search.languages import Language, numbered

_STOP_WORDS = """
alle andre at av ble bli da de den der det disse du eller er et etter for fra hadde han har hun hva hvis hvor i
ikke ikkje inn jeg kan kunne man mange med meget mellom men mot noe nå når og også opp over på seg sin skal
skulle som så til under var ved vi vært år
"""

_MONTHS = (
    "januar jan",
    "februar feb",
    "mars mar",
    "april apr",
    "mai",
    "juni jun",
    "juli jul",
    "august aug",
    "september sep sept",
    "oktober okt",
    "november nov",
    "desember des",
)

_WEEKDAYS = (
    "mandag man",
    "tirsdag tirs tir",
    "onsdag ons",
    "torsdag tors tor",
    "fredag fre",
    "lørdag lør",
    "søndag søn",
)

_ENDINGS = "bar else het ing isk lig løs ning skap ende"

LANGUAGE = Language(
    code="no",
    name="Norwegian",
    stemmer="norwegian",
    rewrites=(("aa", "a"), ("oe", "o")),  # as typed without "å" and "ø", which are folded to these letters
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
    links=("", "s", "e"),
    dropped=("e",),
    endings=frozenset(_ENDINGS.split()),
)
