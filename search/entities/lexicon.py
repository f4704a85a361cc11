"""Words that say what a name is, or that are none. Lower case, English unless noted."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS = _words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")

HONORIFICS = _words("mr mrs ms miss mister messrs mme dr doctor prof professor sir dame hon honourable honorable madam")
"""What is followed by a person's name and by nothing else."""

TITLES = HONORIFICS | _words(
    """president vice-president premier prime minister ministers chancellor sen sens senator senators rep reps govs
    representative congressman congresswoman gov governor gen general col colonel lt lieutenant capt captain
    maj major sgt sergeant cpl corporal adm admiral brig brigadier marshal commander secretary
    undersecretary treasurer chairman chairwoman chairperson chair chief judge justice ambassador envoy
    pastor rev reverend fr father bishop archbishop cardinal sheikh sheik ayatollah imam rabbi mullah
    spokesman spokeswoman spokesperson director ceo cfo coach manager striker defender midfielder goalkeeper
    analyst economist detective inspector constable officer comrade leader deputy acting foreign finance
    defence defense interior former ex-president then-president mp mep actor actress singer author writer
    champion skipper boss cosmonaut astronaut physicist engineer academician pilot attorney mayor councillor
    councilman commissioner dictator tsar czar first lady speaker supreme vice executive host anchor
    reporter correspondent lawyer crown alhaji alhaja hajiya"""
)
ROYAL = _words(
    "king queen prince princess pope lord lady baroness baron sultan emir duke duchess saint st emperor empress"
)
"""Titles that stay when only one word follows: "Pope Francis", "Queen Elizabeth"."""

NAME_SUFFIXES = _words("jr sr ii iii iv mp mep qc kc phd md esq")
COMPANY = _words(
    "inc incorporated corp corporation co company cos ltd limited plc ag sa nv bv gmbh ab as oy spa llc llp lp kk bhd "
    "pty kgaa se cie"
)
"""What may follow a company's name without being part of it."""

COMPANY_TAIL = COMPANY | _words(
    """group holdings holding international industries systems motors motor brothers airlines airways pipelines
    technologies technology communications entertainment energy petroleum oil bank trust laboratories stores
    foods electronics computer computers software pharmaceuticals resources mines mining steel chemical
    chemicals partners securities financial"""
)
"""What a newspaper leaves out when it names a company again."""

BUSINESSES = _words(
    """maker manufacturer retailer lender insurer reinsurer publisher broadcaster carrier brewer distiller producer
    supplier contractor automaker drugmaker chipmaker developer operator provider partner competitor sponsor importer
    exporter refiner miner builder distributor processor holder investor broker shipper tanker trader grocer hotelier"""
)
"""Words that end like occupations, and are mostly companies'."""

MEDIUM = ("newspaper", "daily", "magazine", "news agency", "agency", "website", "broadcaster", "tabloid", "weekly")
"""What a report adds after a medium's name."""

PAPERS = _words(
    """times post journal herald tribune globe chronicle observer guardian gazette star mail sun news register dispatch
    inquirer examiner telegraph courier mirror standard bee sentinel monitor"""
)
"""What papers are called by after their full name: "the Times"."""

ORGANISATION = _words(
    """ministry bank university college institute party agency council committee commission corporation company
    association federation union organisation organization department office bureau court parliament
    congress senate group airlines airways motors industries holdings fund foundation army navy police club
    united fc league authority board service services times post news journal herald tribune telegraph
    guardian gazette courier chronicle observer radio network systems technologies software school hospital
    society exchange securities partners brothers stores international assembly trust church academy
    laboratory laboratories corp inc ltd plc co llc gmbh ag nv centre center insurance energy petroleum oil
    gas telecom communications media studios records pictures entertainment airline chamber tribunal
    administration embassy command force forces"""
)
"""Words that end, or stand in, the name of an organisation."""

PLACE = _words(
    """river lake mountain mountains mount sea ocean island islands bay gulf valley street road avenue square
    park airport province state county district peninsula desert city town village coast port bridge stadium
    beach hills canal cosmodrome spaceport strait straits cape base harbour harbor"""
)
"""Words that end the name of a place."""

INSTITUTION = _words(
    """ministry university college institute agency council committee commission corporation association
    federation organisation organization department parliament foundation laboratory laboratories
    observatory academy museum hospital society tribunal authority airlines airways newspaper broadcasting"""
)
"""Words that make an organisation of the name they end, whatever a model says."""

HOUSES = frozenset(
    (
        "university",
        "college",
        "institute",
        "institution",
        "foundation",
        "research",
        "research center",
        "research institute",
    )
)
"""What is left out where a house of learning or research is named again by the rest alone."""

OFFICES = _words("senate congress treasury parliament army navy cabinet government")
"""Offices of state that have a name of one word."""

OFFICE_TAILS = _words(
    "ministry department senate court representatives committee commission parliament army navy force guard "
    "service services enforcement prevention corps patrol commerce appeals"
)
"""Words that end the names of offices of state."""

LANDFORM = _words(
    """river lake mountain mountains ocean island islands peninsula desert cosmodrome spaceport strait straits
    province county district valley canal crater vallis planitia planum mons"""
)
"""Words that make a place of the name they end, whatever a model says."""

KEEPS_NUMBER = _words(
    """area bbc block camp channel complex district division formula fox group highway interstate launch local radio
    region route sector section station studio terminal tower unit ward world zone"""
)
"""What remains a place or an organisation with a number after it: "Area 7", "Channel 4"."""

PLACE_BEFORE = _words("river cape mount lake fort port san santa santo são los las saint st el")
"""Words that begin the name of a place."""

GENERIC = (
    MONTHS
    | DAYS
    | _words(
        """today tomorrow yesterday first second third one two ad bc am pm gmt est edt pst ist bst cet msk utc
        mln bln dlrs dlr cts pct vs shr net revs qtr avg shrs stg billion million internet web email e-mail
        website photo image video credit source comment comments reply home news update updated published
        share tweet facebook subscribe newsletter sign read more related latest advertisement cookie cookies
        copyright court parliament government ministry cabinet state house police army opposition bank banks
        board company council committee commission union party league stock exchange north south east west
        northern southern eastern western central city county town village region district street road
        avenue christmas easter olympic olympics games cup world open nations mps pcs budget premiership
        oscar oscars aids final championship ceo cfo chief executive gdp gnp cpi ppi vat dvd cd tv pc mp3 hd
        usb pda bankers analysts traders dealers administration community finance trade dollar yen pound
        euro home digital cabinet online bond market markets team club group official officials people
        embassy navy air force industry economy growth sales profit president minister chairman secretary
        spokesman king queen prince lord lady premier leader ambassador general god earth internet
        congressman senator justice department office agency foreign federal supreme national international
        royal public act bill law section chapter page figure table thanks good watch listen click follow
        more replay play pause skip loading invalid submit cancel search menu username password required
        live breaking exclusive opinion editorial analysis sport sports business politics science technology
        health entertainment culture life lifestyle travel weather video videos photos
        caucus caucuses chamber intelligence press ig ag vp pac pacs legislature university assembly tropical storm"""
    )
    | TITLES
)
"""Words that are no name, alone or together."""

PEOPLES = _words(
    """black blacks white whites latino latinos latina latinas hispanic hispanics muslim muslims christian christians
    catholic catholics protestant protestants jew jews jewish sunni sunnis shia shiite shiites hindu hindus buddhist
    buddhists islam christianity judaism hinduism buddhism dem dems democrat democrats republican republicans gop g.o.p
    gopers tories confederate confederates unionist unionists marine"""
)
"""Peoples, faiths and followers that no country gives its name to: neither places nor organisations.

Parties count where they are named as such, "Democratic Party" and "Republican Party". Their followers and the words
that stand for them, "Democrats", "Republicans", "GOP", count for neither: else one party had more words than the other.
"""

OF_COUNTRIES = _words(
    """dlr dlrs dollar dollars government governments banks official officials economy market markets troops forces
    citizens exports imports taxpayers currency treasuries"""
)
"""What makes no name together with a country: "U.S. Dlrs", "U.K. Government"."""

PARTISANS = _words(
    """republican republicans democrat democrats democratic conservative conservatives liberal liberals tory tories
    socialist socialists communist communists libertarian libertarians islamic islamist islamists"""
)
"""Followers and what is theirs: "House Republicans" are neither a person nor an organisation."""

OPENERS = _words(
    """however meanwhile also last next yet still many among others another since despite although though even every
    several two three four five six seven eight nine ten today yesterday earlier later now here yes no without within
    unlike like new old former late one first second third fourth instead according because early around"""
)
"""Words that sentences begin with and names do not."""

NO_NAMES = _words(
    """amendment amendments constitution center centre day war election elections et ct pt ok id ids dna rna hiv pdf faq
    sens reps sars-cov university god bible covid covid-19 era"""
)
"""What rules take for a name, where it stands alone, because it is written with capitals."""

CHAMBERS = _words("senate house congress parliament legislature assembly sen sens senators rep reps caucus")
"""What a party is named before without being part of its name."""

LAWS = _words("act bill amendment treaty constitution agreement accord accords protocol address covenant statute")
"""Words that end the name of a law, a treaty or a speech."""

SHORT_PLACES = _words("west east north south")
"""Single points of the compass: too vague for a facet, and mostly directions."""

SURNAME_FIRST = _words(
    """kim lee park pak choi choe jung jong kang cho yoon yun jang chang lim han shin seo kwon hwang ahn song
    hong ri xi li wang zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he lin gao luo deng mao
    nguyen tran le son pham vo dang bui do ho ngo duong moon ban roh chun"""
)
"""Chinese, Korean and Vietnamese surnames, which stand first in names of three words (and of two in China)."""

PARTICLES = _words("de la van von der den al el bin ibn da di del du le ter ten dos das")
"""What joins the parts of a person's name."""

JOINING = PARTICLES | _words("of and & for the")
"""Lower-case words inside names."""

FOLLOWS_PERSON = _words(
    "said says told added who asked wrote argued noted insisted tweeted explained recalled testified"
)
PRECEDES_PLACE = _words(
    "in at from near outside across around into throughout northern southern eastern western central"
)

AFTER_HYPHEN = [
    "supplied",
    "based",
    "backed",
    "led",
    "born",
    "made",
    "owned",
    "run",
    "style",
    "era",
    "wide",
    "controlled",
    "speaking",
    "held",
    "trained",
    "funded",
    "listed",
    "sponsored",
    "ruled",
    "aligned",
    "registered",
    "denominated",
    "produced",
    "built",
    "occupied",
    "annexed",
    "dominated",
    "area",
]
"""What follows a name and a hyphen: "Paris-based"."""
