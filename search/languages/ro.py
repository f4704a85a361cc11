"""Romanian."""

from search.languages import Language, numbered

_STOP_WORDS = """
a aceasta această acest acum ai al ale am ar astfel asupra au avea aș care ce cei cel cele cu cum când că dacă
dar de deși din după ea ei el era este fi foarte fost fără i iar la le li lor lui mai mult nici noi nu o pe
pentru prin până s-a sa sau se sunt să toate un unei unor unui va vor în și
"""

_MONTHS = (
    "ianuarie ian",
    "februarie feb febr",
    "martie mar",
    "aprilie apr",
    "mai",
    "iunie iun",
    "iulie iul",
    "august aug",
    "septembrie sep sept",
    "octombrie oct",
    "noiembrie noi nov",
    "decembrie dec",
)

_WEEKDAYS = (
    "luni lun",
    "marți mar",
    "miercuri mie",
    "joi",
    "vineri vin",
    "sâmbătă sâm",
    "duminică dum",
)

LANGUAGE = Language(
    code="ro",
    name="Romanian",
    stemmer="romanian",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("eu", "un")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
