"""Who wrote a page's article: as the page declares it, or as an element says that calls itself an author's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from search.readers.page.elements import Element, is_elsewhere, letters, named, pieces, property_value, words
from search.readers.page.linked_data import LinkedData, name_of, text_of
from search.readers.page.roles import without_role

_META = (
    *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator"),
    *("citation_author", "byl", "article:author_name", "article.author", "article_author", "og:article:author"),
    *("author_name", "cxenseparse:author", "bt:author", "shareaholic:article_author_name"),
)
_CARD = re.compile(
    r"written|author|verfasst|geschrieben|autor|écrit|rédigé|auteur|escrit|scritt|geschreven|skriv|napis|автор|написан",
    re.IGNORECASE,
)
"""What the card of a page for social networks calls the name of its writer: "Written by", "Verfasst von"."""
_CARDS = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
_ELEMENTS = 3000
_BOXES = ("span", "div", "a", "p", "address", "li", "strong", "cite", "header", "section")
_CALLING = frozenset({"class", "id", "data-testid", "data-component"})
_BYLINES = 40
_LINKS = 4
_BELOW_HEADLINE = 12
"""Links below a headline that may be of its writers."""
_LONGEST = 80
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:by-?_?line|byauthor|authors?|autore?s?|auteurs?|writer|reporter|journalist|redakteur|verfasser|contributors?)"
    r"(?=$|[\s_-])(?:[_-]{1,2}(?:names?|links?|info|text|label|item|list|url|wrapper|container))*(?=$|\s)"
    r"|(?:^|\s)(?:posted-?by|written-?by|fn|p-author)(?=$|\s)"
)
"""A name of an element that holds who wrote it; "author-bio" or "author-image" holds something else."""
_NAMED_SO = re.compile(
    r"(?:^|[\s_-])(?:author|byline|writer|autor|auteur)[_-]{1,2}name(?:$|\s)|(?:^|\s)(?:name|fn)(?:$|\s)"
)
_PROFILE = re.compile(
    r"/(?:authors?|autore?[ns]?|autor[ae]s|auteurs?|people|profiles?|profil|staff|journalist(?:e|en)?s?|by|writers?|redaktion|"
    r"contributors?|reporters?|correspondents?|columnists?|signataires?|forfattere?|bios?|redacteurs?)/"
)
_BY = re.compile(
    r"\A\W*(?:(?:written|posted|reported|story|article|text|words)\s)?(?:by|von|par|por|di|da|door|av|af|автор|текст|text|author|autor|"
    r"auteur|autore|redaktion|yazan|tekst|作者|記者|记者|文|글)(?:\s?[:：／]\s*|\s+)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\A\W*(?!foto|photo|bild|image|grafik|illustr|video|camera)[^\W\d_]{3,16}\s?[:：]\s+", re.IGNORECASE
)
"""A word that says what a writer did, in whatever language: "Interview: Ada Quayle", "Haber: Deniz Kaya"."""
_REPORTER = re.compile(r"\s?(?:기자|특파원|記者|记者)\Z")
_CALLED_NAME = re.compile(r"(?:^|\s)(?:fn|post-author)(?=$|\s)")
_ANOTHER = re.compile(r"comment|repl(?:y|ies)|respon|related|recommend|teaser|widget|sidebar|(?<!v)card|popular")
"""Names of elements whose author is another's."""
_ENDS = re.compile(r"\s*(?:[|•·\n(\[]|\s[–—-]\s|\d|,\s*(?=[a-zа-я])).*", re.DOTALL)
_EMPLOYER = re.compile(
    r"(?P<name>\A\W*(?:(?!(?i:association|bureau|cent|commi|counc|department|found|instit|office|society))[^\W\d_][\w.'’-]*\s+){2,3})"
    r"(?i:for|pour|für|para|voor)\s+(?:(?i:the|la|le|el|o|a|il|die|der|das|de)\s+)?[A-ZÀ-ÝА-Я].*",
    re.DOTALL,
)
"""For whom one writes: "Fern Holloway for the Kelmar Post"."""
_ORGANISATION = re.compile(
    r"universit|\binstitut|\bcollege\b|\bagenc|\bagentur|\bpress\b|\bmedia\b|\bministr|\bcentre\b|\bcenter\b|\bfoundation\b|\bcouncil\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"correspond|editor|report|writer|staff|contribut|columnist|redakt|rédact|redac|журналист|autor|author|team|bureau",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:[;&/、]|,\s*(?:and|und|et|en|og|och)\s|\s(?:and|und|et|y|e|en|og|och|и|ve)\s)\s*")
_MAIL = re.compile(r"[^\s@<(]+@[^\s@>)]+\.[a-z]{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)?\S+\.[a-z]{2,12}(?:/\S*)?", re.IGNORECASE)
_NOBODY = frozenset(
    {"admin", "administrator", "webmaster", "root", "null", "undefined", "unknown", "none", "na", "editor"}
)
_NEWSROOM = re.compile(
    r"(?:(?:la|die|the|de)\s)?(?:rédaction|redaktion|redacción|redazione|redação|redactie|redakcja|redaktionen|редакция|"
    r"(?:news)?\s?staff(?:\s(?:reports?|reporters?|writers?))?|(?:news|web|online)\s?(?:desk|team))",
    re.IGNORECASE,
)
_NAME_WORDS = 5
_SITE = 5
"""Letters of a site's name that are not found by chance in a writer's."""
_INITIALS = 2, 5
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def author_of(tree: Element, linked: LinkedData, site: str, domain: str) -> str:
    """The writers' names, parted by commas, by the surest that names one; "" for none.

    The site itself is no writer, and who has its name in theirs ("Kelmar Post Online") only for want of another.
    """
    nobody, sites = {*_NOBODY, letters(site)}, {letters(site), *_labels(domain)}
    own = letters(site).removeprefix("the")
    of_site = ""  # or of its newsroom: "la rédaction"
    for said in chain(_declared(tree, linked), ([one] for one in _elements(tree))):
        names = _people(said, nobody, sites)
        if names and (len(own) < _SITE or own not in letters(names)) and not _NEWSROOM.fullmatch(names):
            return names
        of_site = of_site or names
    return of_site


def _labels(domain: str) -> Iterator[str]:
    """The parts of a site's address, one of which may be its name."""
    return map(letters, domain.split(".")[:-1])


def _declared(tree: Element, linked: LinkedData) -> Iterator[list[str]]:
    """What metadata say, one source after the other."""
    for item in linked.articles:
        yield _persons(item.get("author") or item.get("creator"))
    metas = [
        ((meta.get("name") or meta.get("property") or "").strip().lower(), text_of((meta.get("content") or "").strip()))
        for meta in tree.iter("meta")
    ]
    for name in _META:
        yield [value for key, value in metas if key == name]
    yield [_property(tree)]
    card = dict(metas)
    yield [card.get(value, "") for label, value in _CARDS if _CARD.search(card.get(label, ""))]


def _persons(value: object) -> list[str]:
    return [name_of(item) for item in (value if isinstance(value, list) else [value])][:20]


def _people(said: Iterable[str], nobody: set[str], sites: set[str]) -> str:
    """The names in what is said, without addresses, the site's own name and what systems write for want of one."""
    single = (_alone(name, sites) for text in said for name in _AND.split(_named(text)))
    names = {letters(name): name for name in map(_cleaned, single) if name and letters(name) not in nobody}
    return ", ".join(name for key, name in names.items() if key)


def _alone(text: str, sites: set[str]) -> str:
    """A text without whom the writer works for: "Orla Fenwick, Kelmar Post", "Ivo Brandt, CNN"."""
    first, *others = _EMPLOYER.sub(r"\g<name>", text).split(",")
    return ",".join([first, *(part for part in others if letters(part) not in sites and not _is_employer(part))])


def _is_employer(text: str) -> bool:
    """Whether what stands behind a writer's name is where they work: "CNN", "ARD Berlin", "University of Kelmar"."""
    first = next(iter(text.split()), "")
    initials = first.isupper() and first.isalpha() and _INITIALS[0] <= len(first) <= _INITIALS[1]
    alone = first == text.strip() or not text.isupper()  # a name may be in capitals, too: "TESS ARKWRIGHT"
    return (initials and alone) or bool(_ORGANISATION.search(text))


def _named(text: str) -> str:
    """A text without an address of mail, where a name stands beside it: "n.arvo@quay.example (Nils Arvo)"."""
    if not _MAIL.search(text):
        return text
    return _MAIL.sub("", text).strip(" ()<>,;:\"'")


def _cleaned(name: str) -> str:
    name = _LABELLED.sub("", _BY.sub("", name, count=1), count=1)
    name = _REPORTER.sub("", " ".join(name.split()).strip(" ,;:|·•–-"))
    name = without_role(name)
    return "" if len(name) > _LONGEST or _ADDRESS.fullmatch(name) or name.startswith(("@", "http")) else name


def _is_author(element: Element) -> bool:
    """Whether an element has the property of an author."""
    return "author" in (element.get("itemprop") or element.get("property") or "").lower().split()


def _property(tree: Element) -> str:
    """The name that an element with the property of an author gives, by itself or by an element inside."""
    for element in islice(tree.iter("span", "div", "a", "p", "meta", "address"), _ELEMENTS):
        if _is_author(element):
            if is_elsewhere(element):
                continue
            inner = (item for item in element.iter() if (item.get("itemprop") or "") == "name")
            found = next(filter(None, map(property_value, inner)), "") or property_value(element)
            if found and len(found) <= _LONGEST and text_of(found):
                return found
    return ""


def _elements(tree: Element) -> Iterator[str]:
    """What elements say that call themselves an author's: links to writers, then boxes with a byline.

    In a sidebar the writer stands too, if the page links to no other.
    """
    found = [link for link in tree.iter("a") if "author" in (link.get("rel") or "").lower().split()]
    own = _own_articles(tree)
    yield _names(link for link in found if not is_elsewhere(link) and _is_of_own(link, own))
    boxes = (box for box in islice(tree.iter(*_BOXES), 2 * _ELEMENTS) if _is_called(_classes(box)))
    yield from (_byline(box) for box in islice(boxes, _BYLINES) if not is_elsewhere(box) and _is_of_own(box, own))
    only = {letters(words(link)): link for link in found[:_BYLINES] if _is_of_own(link, own)}
    yield _names(only.values()) if len(only) == 1 else ""
    yield _in_footer(tree)
    yield _names(link for link in _profiles(tree) if _is_of_own(link, own))


def _own_articles(tree: Element) -> set[Element]:
    """The <article>s around the page's first heading of the first rank; none where it stands in none."""
    headline = next(iter(tree.iter("h1")), None)
    return {one for one in headline.iterancestors() if one.tag == "article"} if headline is not None else set()


def _is_of_own(element: Element, own: Collection[Element]) -> bool:
    """Whether an element stands in the page's own <article>, or in none."""
    around = next((one for one in element.iterancestors() if one.tag == "article"), None)
    return not own or around is None or around in own or any(one in own for one in around.iterancestors())


def _in_footer(tree: Element) -> str:
    """The one writer whom the properties in the footer of a post name, where none stands above it."""
    boxes = islice(tree.iter("span", "div", "a", "p"), _ELEMENTS)
    found = (element for element in boxes if _is_author(element) or _CALLED_NAME.search(_classes(element)))
    names = {
        letters(text): text
        for element in islice(found, _BYLINES)
        if not any(_ANOTHER.search(named(around)) for around in (element, *element.iterancestors()))
        if (text := _cleaned(words(element))) and _is_name(text)
    }
    return next(iter(names.values())) if len(names) == 1 else ""


def _profiles(tree: Element) -> Iterator[Element]:
    """The links to the pages of people that stand right below the headline."""
    headed, met = False, 0
    for element in tree.iter("h1", "a"):
        if element.tag == "h1":
            headed = True
        elif headed and met < _BELOW_HEADLINE:
            met += 1
            if _PROFILE.search(element.get("href") or "") and " " in words(element) and not is_elsewhere(element):
                yield element


def _names(links: Iterable[Element]) -> str:
    return ", ".join(dict.fromkeys(filter(_is_name, map(words, islice(links, _LINKS)))))


@lru_cache(maxsize=8192)
def _is_called(classes: str) -> bool:
    """Whether names of an element say that it holds who wrote an article. Pages repeat them."""
    return _CALLED.search(classes) is not None


def _classes(element: Element) -> str:
    return " ".join([value for key, value in element.items() if key in _CALLING]).lower()


def _byline(box: Element) -> str:
    """The names in a box: those of links to writers, or its first line where that is made as names are."""
    linked = [words(link) for link in islice(box.iter("a"), 6) if _PROFILE.search(link.get("href") or "")]
    marked = [words(name) for name in islice(box.iter("strong", "b"), 6)]
    several = len(marked) > 1 and all(" " in name and _is_name(name) for name in marked)
    inner = [words(one) for one in islice(box.iter(*_BOXES), 12) if one is not box and _NAMED_SO.search(_classes(one))]
    said = linked or (marked if several else ()) or inner
    names = [name for name in dict.fromkeys(said) if _is_name(name)]
    if names:
        return ", ".join(names)
    lines = " ".join("".join("\n" if piece is None else piece for piece in pieces(box)).split(" ")).strip()
    first, *others = (line.strip() for line in lines.split("\n") if line.strip()) if lines else ("",)
    if others and not _BY.sub("", first + " ", count=1).strip():
        first = others[0]
    texts = [_EMPLOYER.sub(r"\g<name>", _ENDS.sub("", _BY.sub("", first, count=1))).strip(" ,")]
    parts = [part.strip() for text in texts for part in text.split(",")]
    named = (part for at, part in enumerate(parts) if at == 0 or (" " in part and not _is_employer(part)))
    return ", ".join(filter(_is_name, named))


def _is_name(text: str) -> bool:
    """Whether a line is made as a name is: a few words, the first and the last of them with capitals."""
    names = text.split()
    if not 0 < len(names) <= 2 * _NAME_WORDS or len(text) > _LONGEST or any(map(str.isdigit, text)):
        return False
    if _ROLE.search(text) or not all(len(part.split()) <= _NAME_WORDS for part in _AND.split(text)):
        return False
    return all(word[0].isupper() or bool(_WIDE.match(word)) or not word[0].isascii() for word in (names[0], names[-1]))
