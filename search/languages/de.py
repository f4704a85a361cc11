"""German."""

from search.languages import Language, numbered

_STOP_WORDS = """
ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bin bis bist da
dabei dadurch damit dann das dass dazu daß dem den denn der deren des dessen die dies diese diesem diesen dieser
dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch euer für gegen habe haben hat hatte
hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes
jetzt kann kein keine keinen können mein mich mir mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein
seine seinem seinen seiner seit sich sie sind so sondern sowie um und uns unser unter vom von vor war waren warum
was weil weiter welche wenn wer werde werden wie wieder wir wird wo worden wurde wurden zu zum zur zwischen über
"""

_MONTHS = (
    "januar jan jänner jän",
    "februar feb feber",
    "märz maerz mär mrz",
    "april apr",
    "mai",
    "juni jun",
    "juli jul",
    "august aug",
    "september sep sept",
    "oktober okt",
    "november nov",
    "dezember dez",
)

_WEEKDAYS = (
    "montag mo",
    "dienstag di",
    "mittwoch mi",
    "donnerstag do",
    "freitag fr",
    "samstag sonnabend sa",
    "sonntag so",
)

_ENDINGS = "bar chen haft heit ieren ig isch ismus ist isten keit lein lich ling los nis sam schaft tum ung ungen innen"

LANGUAGE = Language(
    code="de",
    name="German",
    stemmer="german",
    rewrites=(("ae", "a"), ("oe", "o"), ("(?<![aeiouq])ue", "u")),  # as typed without umlauts; these are folded away
    stop_words=frozenset(_STOP_WORDS.split()),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
    links=("", "s", "es", "n", "en", "e", "er"),
    dropped=("e",),
    endings=frozenset(_ENDINGS.split()),
)
