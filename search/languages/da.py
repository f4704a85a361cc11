"""Danish."""

from search.languages import Language, numbered

_STOP_WORDS = """
af alle andre at blev da de den der deres det disse du efter eller er et for fra han har havde hun hvad hvis
hvor i ikke ind jeg jo kan kunne man mange med meget mellem men mod noget nu når og også op over på sig sin skal
skulle som så til under var ved vi været år
"""

_MONTHS = (
    "januar jan",
    "februar feb",
    "marts mar",
    "april apr",
    "maj",
    "juni jun",
    "juli jul",
    "august aug",
    "september sep sept",
    "oktober okt",
    "november nov",
    "december dec",
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

_ENDINGS = "bar else hed ing isk lig løs ning skab ende"

LANGUAGE = Language(
    code="da",
    name="Danish",
    stemmer="danish",
    rewrites=(("aa", "a"), ("oe", "o")),  # as typed without "å" and "ø", which are folded to these letters
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
    links=("", "s", "e"),
    dropped=("e",),
    endings=frozenset(_ENDINGS.split()),
)
