"""Finnish."""

from search.languages import Language, numbered

_STOP_WORDS = """
ei eivät en ennen että he hyvin hän ihan itse ja jo joka jonka jos jotka kanssa koska kuin kun kuten mikä minä
mitä mukaan mutta myös niin nyt olen oli olisi olla ollut on ovat se sekä sen siis sitten tai tämä tämän vain
vielä voi vuoden yli
"""

_MONTHS = (
    "tammikuu tammikuuta",
    "helmikuu helmikuuta",
    "maaliskuu maaliskuuta",
    "huhtikuu huhtikuuta",
    "toukokuu toukokuuta",
    "kesäkuu kesäkuuta",
    "heinäkuu heinäkuuta",
    "elokuu elokuuta",
    "syyskuu syyskuuta",
    "lokakuu lokakuuta",
    "marraskuu marraskuuta",
    "joulukuu joulukuuta",
)

_WEEKDAYS = (
    "maanantai maanantaina ma",
    "tiistai tiistaina ti",
    "keskiviikko keskiviikkona ke",
    "torstai torstaina to",
    "perjantai perjantaina pe",
    "lauantai lauantaina la",
    "sunnuntai sunnuntaina su",
)

LANGUAGE = Language(
    code="fi",
    name="Finnish",
    stemmer="finnish",
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
