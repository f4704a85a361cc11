"""French."""

from search.languages import Language, numbered

_STOP_WORDS = """
a ai ainsi alors après au aucun aussi autre aux avait avant avec avoir car ce ceci cela celle celles celui ces cet
cette ceux chez ci comme contre d dans de depuis des deux donc dont du elle elles en encore entre est et eu eux fait
font il ils j je jusque l la le les leur leurs lors lui m ma mais me mes moi mon même n ne ni nos notre nous on ont
ou où par parce pas pendant peu peut plus pour puis qu quand que quel quelle quelles quels qui s sa sans se sera ses
si son sont sous sur t ta te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y à étaient était
été être
"""

_MONTHS = (
    "janvier janv jan",
    "février fevrier févr fév fev",
    "mars mar",
    "avril avr",
    "mai",
    "juin",
    "juillet juil",
    "août aout",
    "septembre sept sep",
    "octobre oct",
    "novembre nov",
    "décembre decembre déc dec",
)

_WEEKDAYS = (
    "lundi lun",
    "mardi mar",
    "mercredi mer",
    "jeudi jeu",
    "vendredi ven",
    "samedi sam",
    "dimanche dim",
)

LANGUAGE = Language(
    code="fr",
    name="French",
    stemmer="french",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("ai", "eu", "ira", "un")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
