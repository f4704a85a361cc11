"""Newspapers, broadcasters and agencies by their names: the fixed part of telling who published from who is quoted.

One line a medium: the name to show, then other ways to write it, parted by "|". Names match in any case; one of eight
letters or more also with one letter wrong. Publishers need not stand here to be found; agencies and the media that are
quoted without the word "newspaper" do. A name with a "?" before it is also a word or a person's name ("Bild",
"Bloomberg"): it needs a newspaper's word beside it to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

_AGENCIES = """
AP|A.P.|AP News
Associated Press|The Associated Press
Reuters|Thomson Reuters
AFP|Agence France-Presse|Agence France Presse
UPI|United Press International
EFE|Agencia EFE
Xinhua|Xinhua News Agency
新华社|新華社|新华网
TASS|Itar-Tass News Agency
ITAR-TASS
ТАСС|ИТАР-ТАСС
RIA Novosti
РИА Новости
Interfax
Интерфакс
PTI|Press Trust of India
?ANI|Asian News International
IANS|Indo-Asian News Service
?UNI|United News of India
dpa|Deutsche Presse-Agentur
?APA|Austria Presse Agentur
ANSA|Agenzia ANSA
Adnkronos
?AGI|Agenzia Italia
Europa Press
?Lusa|Agência Lusa
Agência Brasil
Belga
?ANP
Keystone-SDA|SDA
Kyodo|Kyodo News
共同通信
時事通信|Jiji Press
Yonhap|Yonhap News Agency
연합뉴스
KCNA|Korean Central News Agency
조선중앙통신
中央社|Central News Agency
Anadolu|Anadolu Agency|Anadolu Ajansı
وكالة الأنباء الفرنسية|فرانس برس
رويترز
وكالة الأناضول|الأناضول
IRNA
?Tasnim
Bernama
?Antara
PA Media|Press Association
?AAP|Australian Associated Press
?CP|The Canadian Press|Canadian Press
?NAN|News Agency of Nigeria
Prensa Latina
Télam
Notimex
?PAP|Polska Agencja Prasowa
ČTK
Ukrinform
Укринформ
?Bloomberg|Bloomberg News
"""
_MEDIA = """
Vedomosti
Ведомости
Kommersant
Коммерсант|Коммерсантъ
Izvestia|Izvestiya
?Известия
?Pravda
?Правда
Komsomolskaya Pravda
Комсомольская правда
Nezavisimaya Gazeta
Novaya Gazeta
Новая газета
The Moscow Times|Moscow Times
?Meduza
?Медуза
?RBC|РБК
?RT|Russia Today
Sputnik News
Rossiyskaya Gazeta
Российская газета
The New York Times|New York Times|NYT|NYTimes
The Washington Post|Washington Post
The Wall Street Journal|Wall Street Journal|WSJ
Los Angeles Times|L.A. Times|LA Times
USA Today
Chicago Tribune
The Boston Globe|Boston Globe
?The Atlantic
The New Yorker
Newsweek
Politico
?Axios
?The Hill
?The Intercept
HuffPost|Huffington Post|The Huffington Post
BuzzFeed News|BuzzFeed
Fox News
CNN
NBC News
ABC News
CBS News
MSNBC
NPR|National Public Radio
PBS NewsHour
CNBC
?The Guardian|Guardian
The Times of London
The Sunday Times
The Daily Telegraph|Daily Telegraph
Financial Times
?The Independent
?The Economist|Economist
Daily Mail
Daily Express
Daily Mirror
?The Sun
BBC|BBC News
Sky News
ITV News
Le Monde
Le Figaro
Libération
L'Humanité
Les Échos
Ouest-France
Le Parisien
France 24
RFI
Der Spiegel
Die Zeit
Süddeutsche Zeitung
Frankfurter Allgemeine Zeitung|F.A.Z.
?Die Welt
?Bild
Tagesspiegel|Der Tagesspiegel
Handelsblatt
Neue Zürcher Zeitung|NZZ
Deutsche Welle
?Der Standard
El País
?El Mundo
La Vanguardia
?Clarín
?La Nación
?El Universal
Granma
teleSUR
O Globo
Folha de S.Paulo|Folha de São Paulo
O Estado de S. Paulo|Estadão
?Público
?Expresso
Corriere della Sera
La Repubblica|Repubblica
La Stampa
Il Sole 24 Ore
L'Osservatore Romano
De Volkskrant|Volkskrant
NRC Handelsblad
De Telegraaf
?De Standaard
Hürriyet
Cumhuriyet
Milliyet
?Sabah
Al Jazeera|Al-Jazeera
الجزيرة
Al Arabiya|Al-Arabiya
العربية نت
Al-Ahram|Al Ahram
الأهرام
الشرق الأوسط|Asharq Al-Awsat
Haaretz
The Jerusalem Post|Jerusalem Post
Times of Israel|The Times of Israel
The Hindu
The Times of India|Times of India
Hindustan Times
The Indian Express|Indian Express
NDTV
India Today
?Dawn
China Daily
Global Times
环球时报
人民日报
People's Daily
South China Morning Post
China Central Television|CCTV
央视
Caixin
The Straits Times|Straits Times
Nikkei|Nikkei Asia
日本経済新聞
Asahi Shimbun|The Asahi Shimbun
朝日新聞
Yomiuri Shimbun
読売新聞
Mainichi Shimbun
NHK
The Japan Times
Chosun Ilbo
조선일보
JoongAng Ilbo
The Korea Herald
Rodong Sinmun
노동신문
VnExpress
Tuổi Trẻ
Thanh Niên
The Sydney Morning Herald|Sydney Morning Herald
The Globe and Mail|Globe and Mail
Toronto Star
CBC News
Kyiv Post
Kyiv Independent|The Kyiv Independent
Ukrainska Pravda
Украинская правда
"""

_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "gob", "ac", "or", "ne", "edu"})
_FUZZY = 8
"""Letters a name has at least before one of them may be wrong: shorter names have too many neighbours."""

_CYRILLIC_END = re.compile(r"[аеёиоуыьэюяй]?$")
_SMALL_START = re.compile(r"[a-zа-яё]")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Medium:
    """A known medium: the name to show, whether it is an agency, and whether its name needs a context."""

    name: str
    agency: bool
    ambiguous: bool


def _entries(table: str, *, agency: bool) -> Iterator[tuple[str, Medium]]:
    for line in table.strip().splitlines():
        forms = line.removeprefix("?").split("|")
        medium = Medium(forms[0], agency, line.startswith("?"))
        yield from ((form, medium) for form in forms)


@cache
def _forms() -> dict[str, Medium]:
    """Every way to write a name, as printed."""
    return dict(_entries(_MEDIA, agency=False)) | dict(_entries(_AGENCIES, agency=True))


@cache
def _folded() -> dict[str, Medium]:
    return {_fold(form): medium for form, medium in _forms().items()}


def _fold(name: str) -> str:
    return name.casefold().strip(" .«»\"“”'’").removeprefix("the ")


def known(name: str) -> Medium | None:
    """The medium of that name, whatever its case; one with a single wrong letter too where the name is long."""
    folded = _fold(name)
    medium = _folded().get(folded)
    if medium or len(folded) < _FUZZY:
        return medium
    alike = _long_names().get((folded[0], len(folded)), ())
    return next((_folded()[form] for form in alike if _one_letter(form, folded)), None)


@cache
def _long_names() -> Mapping[tuple[str, int], Sequence[str]]:
    """The names that may have a wrong letter, by their first letter and their length, which it leaves alone."""
    names: dict[tuple[str, int], list[str]] = {}
    for form in _folded():
        if len(form) >= _FUZZY:
            names.setdefault((form[0], len(form)), []).append(form)
    return names


def _one_letter(one: str, other: str) -> bool:
    """Whether two words of the same length differ in a single letter."""
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def mentions(text: str) -> Iterator[tuple[Medium, int, int]]:
    """The known media that a text names, with the offsets of the name: whole words, Cyrillic ones with any ending."""
    after = 0
    for word in _word_start().finditer(text):
        pattern = _spaced().get(text[word.start() : word.start() + 2])
        match = pattern.match(text, word.start()) if pattern and word.start() >= after else None
        medium = _medium(match[0]) if match else None
        if match and medium:
            after = match.end()
            yield medium, match.start(), after
    if _NO_SPACES.search(text):
        yield from ((_forms()[match[0]], match.start(), match.end()) for match in _glued().finditer(text))


def _medium(form: str) -> Medium | None:
    return _forms().get(form) or _inflected().get(_stem(form))


def known_domain(domain: str) -> Medium | None:
    """The known medium whose name a domain is: "thehindu.com" for The Hindu."""
    labels = [label for label in domain.split(".")[:-1] if label not in _SECOND_LEVEL]
    return _domains().get(labels[-1].replace("-", "")) if labels else None


@cache
def _domains() -> dict[str, Medium]:
    """Names as domains have them: the letters without blanks and without an article."""
    names = ((_bare(form), medium) for form, medium in _forms().items())
    domains = {name: medium for name, medium in names if len(name) > 2}
    return domains | {f"the{name}": medium for name, medium in domains.items()}


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, re.sub(r"^(?:The|La|Le|El|Il|Der|Die|Das|O)\s", "", name).lower()))


@cache
def _spaced() -> Mapping[str, re.Pattern[str]]:
    """By their first two letters, the names that stand between blanks."""
    groups: dict[str, list[str]] = {}
    for form in sorted(_forms(), key=len, reverse=True):
        if not _NO_SPACES.search(form):
            ending = _CYRILLIC_END.sub("", form) + r"[а-яё]{0,2}" if _cyrillic(form) else re.escape(form)
            groups.setdefault(form[:2], []).append(ending)
    return {start: re.compile(rf"(?:{'|'.join(forms)})(?!\w)") for start, forms in groups.items()}


@cache
def _word_start() -> re.Pattern[str]:
    """The first two letters of a name that stands between blanks; of small ones only two are told from words."""
    seconds: dict[str, str] = {}
    for start in _spaced():
        if not _SMALL_START.match(start):
            seconds[start[0]] = seconds.get(start[0], "") + re.escape(start[1])
    # What begins a word is asked last: a search leaps to the first letters.
    starts = [rf"{first}[{second}](?<!\w..)" for first, second in seconds.items()]
    small = [rf"{name}(?!\w)(?<!\w.{{{len(name)}}})" for name in ("teleSUR", "dpa")]
    return re.compile("|".join([*starts, *small]), re.DOTALL)


@cache
def _glued() -> re.Pattern[str]:
    forms = sorted((form for form in _forms() if _NO_SPACES.search(form)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


def _cyrillic(form: str) -> bool:
    return "\u0400" <= form[-1] <= "\u04ff" and form[-1].islower()


def _stem(form: str) -> str:
    return re.sub(r"[аеёиоуыьэюяйхм]{1,2}$", "", form)


@cache
def _inflected() -> dict[str, Medium]:
    return {_stem(form): medium for form, medium in _forms().items() if _cyrillic(form)}
