"""Italian."""

from search.languages import Language, numbered

_STOP_WORDS = """
a ad agli ai al alla alle allo anche ancora avere aveva avevano c che chi ci cioè col come con contro cui d da dagli
dai dal dalla dalle dallo degli dei del dell della delle dello di dopo dove due e ed era erano essere fino fra gli
ha hai hanno ho i il in io l la le lei li lo loro lui ma me mentre mi mia mio molto ne negli nei nel nell nella
nelle nello noi non nostra nostro né o ogni ora per perché però più poi prima quale quando quanto quella quelle
quelli quello questa queste questi questo qui se senza si sia siamo sono sotto stata stati stato su sua sue sugli
sui sul sulla sulle sullo suo suoi sé tra tu tutti tutto un una uno vi voi è
"""

_MONTHS = (
    "gennaio gen",
    "febbraio feb",
    "marzo mar",
    "aprile apr",
    "maggio mag",
    "giugno giu",
    "luglio lug",
    "agosto ago",
    "settembre set sett",
    "ottobre ott",
    "novembre nov",
    "dicembre dic",
)

_WEEKDAYS = (
    "lunedì lunedi lun",
    "martedì martedi mar",
    "mercoledì mercoledi mer",
    "giovedì giovedi gio",
    "venerdì venerdi ven",
    "sabato sab",
    "domenica dom",
)

LANGUAGE = Language(
    code="it",
    name="Italian",
    stemmer="italian",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("ai", "ira", "un")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
