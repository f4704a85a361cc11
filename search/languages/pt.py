"""Portuguese."""

from search.languages import Language, numbered

_STOP_WORDS = """
a ainda algo alguns além ao aos apenas após aquela aquele as até com como contra da das de dela dele deles depois
desde dessa desse desta deste do dos durante e ela elas ele eles em entre era eram essa essas esse esses esta estava
este estes está estão eu foi foram há isso isto já lhe mais mas me mesmo meu minha muito na nas nem nessa nesse
nesta neste no nos nossa nosso num numa não nós o onde os ou para pela pelas pelo pelos por porque quais qual quando
que quem se sem ser seu seus sido sob sobre sua suas são só também te tem tinha tudo têm um uma umas uns você vocês
à às é
"""

_MONTHS = (
    "janeiro jan",
    "fevereiro fev",
    "março marco mar",
    "abril abr",
    "maio mai",
    "junho jun",
    "julho jul",
    "agosto ago",
    "setembro set",
    "outubro out",
    "novembro nov",
    "dezembro dez",
)

_WEEKDAYS = (
    "segunda-feira segunda seg",
    "terça-feira terça ter",
    "quarta-feira quarta qua",
    "quinta-feira quinta qui",
    "sexta-feira sexta sex",
    "sábado sabado sáb",
    "domingo dom",
)

LANGUAGE = Language(
    code="pt",
    name="Portuguese",
    stemmer="portuguese",
    rewrites=(
        ("[oa]es$", "ao"),
        ("[ai]veis$", "avel"),
        ("ivel$", "avel"),
        ("ais$", "al"),
    ),  # the plural of "ão", "vel", "al"
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("eu", "ira")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
