"""Spanish."""

from search.languages import Language, numbered

_STOP_WORDS = """
a al algo algunas algunos ante antes aún como con contra cual cuando de del desde donde dos durante e el ella ellas
ellos en entre era eran es esa esas ese eso esos esta estaba estar estas este esto estos está están fue fueron ha
haber había habían hace han hasta hay la las le les lo los me mi mientras muy más nada ni no nos nosotros nuestra
nuestro o os otra otras otro otros para pero poco por porque pues que quien quienes quién qué se sea según ser si
sido sin sobre solo son su sus sí sólo también tan tanto te tiene tienen todo todos tras tu tus un una unas uno unos
y ya yo él
"""

_MONTHS = (
    "enero ene",
    "febrero feb",
    "marzo mar",
    "abril abr",
    "mayo may",
    "junio jun",
    "julio jul",
    "agosto ago",
    "septiembre setiembre sep sept set",
    "octubre oct",
    "noviembre nov",
    "diciembre dic",
)

_WEEKDAYS = (
    "lunes lun",
    "martes mar",
    "miércoles miercoles mié mie",
    "jueves jue",
    "viernes vie",
    "sábado sabado sáb sab",
    "domingo dom",
)

LANGUAGE = Language(
    code="es",
    name="Spanish",
    stemmer="spanish",
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("ira", "un")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
