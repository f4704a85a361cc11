"""English."""

from search.languages import Language, numbered

_STOP_WORDS = """
a about above after again against all also am an and any are aren't as at be because been before being below between
both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from
further had hadn't has hasn't have haven't having he he's her here hers herself him himself his how i i'm if in into
is isn't it it's its itself just me more most my myself no nor not of off on once only or other our ours ourselves
out over own same she should shouldn't so some such than that that's the their theirs them themselves then there
these they this those through to too under until up upon very was wasn't we were weren't what when where which while
who whom why will with won't would wouldn't you your yours yourself yourselves
"""

_MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)

_WEEKDAYS = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)

LANGUAGE = Language(
    code="en",
    name="English",
    stemmer="english",
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
