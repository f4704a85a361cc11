"""Czech."""

from search.languages import Language, numbered

_STOP_WORDS = """
a aby ale ani až bude budou by byl byla bylo být co další dnes do i jako je jeho jen ještě již jsem jsme jsou k
kde kdo když která které který mezi mi má na nebo než o od pak po pod podle pouze pro před při s se si tak také
tedy ten to tím u už v více však z za že
"""

_MONTHS = (
    "leden ledna led",
    "únor února úno",
    "březen března bře",
    "duben dubna dub",
    "květen května kvě",
    "červen června čvn",
    "červenec července čvc",
    "srpen srpna srp",
    "září zář",
    "říjen října říj",
    "listopad listopadu lis",
    "prosinec prosince pro",
)

_WEEKDAYS = (
    "pondělí po",
    "úterý út",
    "středa středu st",
    "čtvrtek čt",
    "pátek pá",
    "sobota sobotu so",
    "neděle neděli ne",
)

LANGUAGE = Language(
    code="cs",
    name="Czech",
    stemmer="czech",
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
