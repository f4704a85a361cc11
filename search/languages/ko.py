"""Korean. Particles are written onto words and no stemmer is at hand; days are written with numbers."""

from search.languages import Language, numbered

_STOP_WORDS = """
것 것으로 것이다 그 그러나 그리고 대한 대해 더 등 따르면 또 또는 및 밝혔다 수 없다 위해 이 이번 있는
있다 있다고 저 지난 통해 하지만 한 한다 했다
"""

_WEEKDAYS = (
    "월요일 월",
    "화요일 화",
    "수요일 수",
    "목요일 목",
    "금요일 금",
    "토요일 토",
    "일요일 일",
)

LANGUAGE = Language(
    code="ko",
    name="Korean",
    stop_words=frozenset(_STOP_WORDS.split()),
    weekdays=numbered(_WEEKDAYS, first=0),
)
