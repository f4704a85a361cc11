"""Polish."""

from search.languages import Language, numbered

_STOP_WORDS = """
a aby ale bardzo bez być był była było były co czy dla do gdy go i ich im ja jak jako jego jest już każdy kiedy
która które który ma mnie może można na nad nas nich nie niż o od on ona oni oraz po przez się są także też to
tylko tym u w we więc wszystko z za został została że
"""

_MONTHS = (
    "styczeń stycznia sty",
    "luty lutego lut",
    "marzec marca mar",
    "kwiecień kwietnia kwi",
    "maj maja",
    "czerwiec czerwca cze",
    "lipiec lipca lip",
    "sierpień sierpnia sie",
    "wrzesień września wrz",
    "październik października paź",
    "listopad listopada lis",
    "grudzień grudnia gru",
)

_WEEKDAYS = (
    "poniedziałek poniedziałku pon",
    "wtorek wtorku wt",
    "środa środę śr",
    "czwartek czwartku czw",
    "piątek piątku pt",
    "sobota sobotę sob",
    "niedziela niedzielę niedz",
)

LANGUAGE = Language(
    code="pl",
    name="Polish",
    stemmer="polish",
    rewrites=(("ow$", "ów"),),  # the genitive of many
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("po",)),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
