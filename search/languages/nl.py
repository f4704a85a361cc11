"""Dutch."""

from search.languages import Language, numbered

_STOP_WORDS = """
aan af al alle alleen als andere ben bij daar daarna dan dat de deze die dit doch doen door dus een eens en er ge
geen geweest haar had hadden heb hebben heeft hem hen het hier hij hoe hun iets ik in is ja je jij kan kon kunnen
maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen
tijdens toch toen tot tussen u uit uw van veel voor vooral waar waren was wat we wel werd werden wie wij wil worden
wordt zal ze zei zelf zich zij zijn zo zonder zou zouden
"""

_MONTHS = (
    "januari jan",
    "februari feb",
    "maart mrt",
    "april apr",
    "mei",
    "juni jun",
    "juli jul",
    "augustus aug",
    "september sep sept",
    "oktober okt",
    "november nov",
    "december dec",
)

_WEEKDAYS = (
    "maandag ma",
    "dinsdag di",
    "woensdag wo",
    "donderdag do",
    "vrijdag vr",
    "zaterdag za",
    "zondag zo",
)

_ENDINGS = "baar heid ing ingen isme ist lijk loos schap tje tjes iek"

LANGUAGE = Language(
    code="nl",
    name="Dutch",
    stemmer="dutch",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("is",)),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
    links=("", "s", "e", "en", "er"),
    dropped=("e",),
    endings=frozenset(_ENDINGS.split()),
)
