"""Hungarian."""

from search.languages import Language, numbered

_STOP_WORDS = """
a ahol aki akkor alatt amely ami amikor arra az azt be ben bár csak de egy egyik egész el elő ez ezek ezt fel ha
hanem hiszen hogy igen ilyen is itt jó kell kellett ki le lehet lesz lett majd meg mert minden mint most már még
míg nagy nagyon nem nincs olyan ott s sok során szerint több utolsó után vagy van vissza volna volt és úgy új ő
"""

_MONTHS = (
    "január jan",
    "február feb febr",
    "március már márc",
    "április ápr",
    "május máj",
    "június jún",
    "július júl",
    "augusztus aug",
    "szeptember szept",
    "október okt",
    "november nov",
    "december dec",
)

_WEEKDAYS = (
    "hétfő hétfőn",
    "kedd kedden",
    "szerda szerdán",
    "csütörtök csütörtökön",
    "péntek pénteken",
    "szombat szombaton",
    "vasárnap",
)

LANGUAGE = Language(
    code="hu",
    name="Hungarian",
    stemmer="hungarian",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("is",)),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
