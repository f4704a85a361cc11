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

# Plurals that no ending makes. "Lives" and "leaves" are forms of other words as well.
_PLURALS = """
women=woman men=man children=child grandchildren=grandchild schoolchildren=schoolchild feet=foot teeth=tooth mice=mouse
geese=goose wives=wife housewives=housewife midwives=midwife knives=knife wolves=wolf thieves=thief halves=half
shelves=shelf loaves=loaf scarves=scarf calves=calf elves=elf hooves=hoof
"""
_OF_MEN = """
air alder anchor assembly business camera chair cattle church clergy congress council country craft door draft english
fire fisher fore foot french front gentle guards gun hench horse hunts irish journey jury kins lay law line mad
marks middle mid military milk news nobl oars ombuds patrol police post rail rifle sales scots service snow
spokes sports states strong tribes watch wel work yachts
"""
# British and American spellings.
_OUR = """
arbour ardour armour behaviour candour clamour colour demeanour discolour dishonour endeavour favour fervour flavour
glamour harbour honour humour labour misdemeanour neighbour odour parlour rancour rigour rumour saviour savour splendour
tumour valour vapour vigour
"""
_OUR_ENDINGS = " s ed ing ings er ers ful fully able ably ite ites al ally hood hoods ly less y"
_RE = "calibre centimetre centre epicentre fibre kilometre litre lustre metre millimetre mitre sabre spectre theatre"
_OTHERS = """
defence=defense defences=defenses offence=offense offences=offenses licence=license licences=licenses pretence=pretense
programme=program programmes=program cheque=check cheques=check grey=gray greys=gray tyre=tire tyres=tire
aluminium=aluminum aeroplane=airplane aeroplanes=airplane plough=plow ploughs=plow ploughed=plowed ploughing=plowing
sceptic=skeptic sceptics=skeptics sceptical=skeptical scepticism=skepticism mould=mold moulds=molds jewellery=jewelry
paediatric=pediatric paediatrician=pediatrician paediatricians=pediatricians anaesthetic=anesthetic
manoeuvre=maneuver manoeuvres=maneuvers foetus=fetus diarrhoea=diarrhea leukaemia=leukemia anaemia=anemia
haemorrhage=hemorrhage orthopaedic=orthopedic oestrogen=estrogen encyclopaedia=encyclopedia archaeology=archeology
archaeologist=archeologist archaeologists=archeologists archaeological=archeological judgement=judgment
judgements=judgments ageing=aging practise=practice practised=practiced practising=practicing
centred=centered centring=centering
"""

# Organise, criticise and analyse: but not revise or precise, which have the stem of revision and precision, nor what
# ends so everywhere, as surprise, promise and advertise do.
_ISE = (
    "s(?=(?:e[drs]?|ers|ings?|ingly|ations?|ational)$)(?<=[a-z]{3}[iy]s)"
    "(?:(?<=[bdf-hj-np-tx-z]is)|(?<=[ia]cis)|(?<=lys))(?<!pris)"
    "(?<!romis|ertis|radis|nchis|andis|eatis|remis|demis|urmis|espis|astis)"
)

_IRREGULAR = dict(pair.split("=") for pair in (_PLURALS + _OTHERS).split())
_IRREGULAR |= {f"{first}{kind}men": f"{first}{kind}man" for first in _OF_MEN.split() for kind in ("", "wo")}
_IRREGULAR |= {
    word + ending: word.removesuffix("our") + "or" + ending
    for word in _OUR.split()
    for ending in _OUR_ENDINGS.split(" ")
}
_IRREGULAR |= {word + ending: word[:-2] + "er" + ending for word in _RE.split() for ending in ("", "s")}

LANGUAGE = Language(
    code="en",
    name="English",
    stemmer="english",
    irregular=_IRREGULAR,
    rewrites=((_ISE, "z"),),
    stop_words=frozenset(_STOP_WORDS.split()),
    capitals=frozenset(("aids", "era", "ice", "is", "it", "nice", "us", "who")),
    months=numbered(_MONTHS, first=1),
    weekdays=numbered(_WEEKDAYS, first=0),
)
