"""Who published a document, whom it credits and whom it quotes: three things, never mixed.

`source` is the publisher, as declared or as the lines around the article give it away; where nothing does, it stays
None, and a newspaper that the article quotes never takes its place. `via` are the agencies it credits, `cites` the
media that its sentences name. What a person says, in a file beside the article or in the corpus' `sources.toml`, stands
over all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from search.annotators.bylines import writers_in
from search.annotators.cites import cites
from search.annotators.media_names import Medium, known, known_domain
from search.annotators.source_rules import (
    CREDIT_LINE,
    RIGHTS,
    SIGN_OFF,
    SIGNED,
    SURE,
    Suggestion,
    is_counted,
    suggestions,
)
from search.config import Config
from search.model import Attribution, Document, Evidence, How
from search.readers.sidecar import RULE as BESIDE
from search.sources import Sources, domain_of

_NAMING = ("byline", "date")
"""The kinds of lines that may name the writer."""
_ENOUGH = 1.9
_ADDRESS = re.compile(r"(?i:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}/?")
_SHORTEST = 4
"""Letters a name has at least to be taken for a part of another: "The Hindu" in "thehindu", but not "AP" in "Japan"."""


@dataclass(slots=True)
class _Tally:
    """All that was suggested under one name."""

    best: Suggestion
    weight: float = 0.0
    rules: set[str] = field(default_factory=set)


def annotate(document: Document, config: Config) -> Document:
    """The document with source, via, cites and, where a byline names one, its author."""
    found = [*suggestions(document)]
    source = _source(document, found, config.sources)
    via = tuple(_called(item, config.sources) for item in _via(document, found, source))
    credited = {item.name for item in (*via, *([source] if source else []))}
    quoted = (_called(item, config.sources) for item in cites(document))
    quoted_alone = tuple(item for item in quoted if item.name not in credited)
    return replace(
        document, source=source, via=via, cites=quoted_alone, author=document.author or _author(document, found)
    )


def _source(document: Document, found: Sequence[Suggestion], said: Sources) -> Attribution | None:
    """The publisher, by the surest that says one: a person, the file itself, the lines of the page, its address."""
    declared = _declared(document)
    sure = declared if declared and declared.how == "stated" else None
    beside = sure if sure and sure.span and sure.span.rule.startswith(BESIDE) else None
    publisher = (
        beside
        or _by_person(document, said)
        or sure
        or _of_lines(document, [item for item in found if not _agency(item)])
        or declared
        or _by_address(document)
    )
    return _called(publisher, said) if publisher else None


def _of_lines(document: Document, found: Sequence[Suggestion]) -> Attribution | None:
    """The publisher that lines of the page name; a company that only has its rights gives way to the site's medium."""
    publisher = _publisher(found)
    owner = publisher is not None and publisher.span is not None and publisher.span.rule == RIGHTS
    return _by_address(document) or publisher if owner and publisher and not known(publisher.name) else publisher


def _called(item: Attribution, said: Sources) -> Attribution:
    """The same medium under the name that the corpus has for it."""
    return replace(item, name=said.named(item.name))


def _by_person(document: Document, said: Sources) -> Attribution | None:
    """What `sources.toml` says of the document's folder, or else of its domain."""
    domain = domain_of(document.url)
    for kind, (name, of) in (("folder", said.of_folder(document.path)), ("domain", said.of_domain(domain))):
        if name:
            return Attribution(name, "stated", Evidence(of, rule=f"sources.toml, {kind}"))
    return None


def _by_address(document: Document) -> Attribution | None:
    """The known medium that the document's address is of; another domain may only be where the text was found."""
    domain = domain_of(document.url)
    medium = known_domain(domain)
    return Attribution(medium.name, "inferred", Evidence(domain, rule="address")) if medium else None


def _author(document: Document, found: Iterable[Suggestion]) -> str:
    """The names in the byline, unless they are an agency's; else the initials of a sign-off."""
    lines = [document.text[part.start : part.end] for part in document.parts if part.kind in _NAMING]
    named = writers_in(lines, document.language)
    if named is not None:
        return ", ".join(named)
    signed = (SIGN_OFF.search(item.evidence.text) for item in found if item.rule == SIGNED)
    return next((match["initials"] for match in signed if match), "")


def _declared(document: Document) -> Attribution | None:
    """The publisher that the file declares, by name or by address; the end of a page's title is no more than likely."""
    name, rule = " ".join(document.declared.get("source", "").split()), document.declared.get("source_rule", "")
    if not name or (rule == "title's end" and is_counted(name)):
        return None
    domain = domain_of(name) if _ADDRESS.fullmatch(name) else ""
    medium = known_domain(domain)
    how: How = "inferred" if rule == "title's end" else "stated"
    return Attribution(medium.name if medium else domain or name, how, Evidence(name, rule=rule))


def _agency(suggestion: Suggestion) -> Medium | None:
    medium = known(suggestion.name)
    return medium if medium and medium.agency else None


def _publisher(found: Iterable[Suggestion]) -> Attribution | None:
    """The name with most weight, if it has enough; a credit line only where no other rule says anything."""
    tallies = _tallied([item for item in found if item.weight])
    strong = [tally for tally in tallies if tally.weight >= _ENOUGH and tally.rules != {CREDIT_LINE}]
    chosen = max(strong or [tally for tally in tallies if tally.weight >= _ENOUGH], key=_weight, default=None)
    if chosen is None:
        return None
    medium = known(chosen.best.name)
    name = medium.name if medium else chosen.best.name
    return Attribution(name, "stated" if chosen.rules & set(SURE) else "inferred", chosen.best.evidence)


def _weight(tally: _Tally) -> float:
    return tally.weight


def _tallied(found: list[Suggestion]) -> list[_Tally]:
    """Suggestions added up by name; a name that is part of another supports it."""
    tallies: dict[str, _Tally] = {}
    for item in found:
        tally = tallies.setdefault(_letters(item.name), _Tally(item))
        tally.weight += item.weight if item.rule not in tally.rules else 0.2 * item.weight
        tally.rules.add(item.rule)
        if item.weight > tally.best.weight:
            tally.best = item
    for short, part in tallies.items():
        for long, whole in tallies.items():
            if short != long and len(short) >= _SHORTEST and short in long:
                whole.weight += part.weight / 2
                whole.rules |= part.rules
    return list(tallies.values())


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name.casefold()).removeprefix("the")


def _via(document: Document, found: Iterable[Suggestion], source: Attribution | None) -> tuple[Attribution, ...]:
    """The agencies among the suggestions and in the declared author, without the publisher itself."""
    credited: dict[str, Attribution] = {}
    for item in found:
        if medium := _agency(item):
            credited.setdefault(medium.name, Attribution(medium.name, "stated", item.evidence))
    author = known(document.author) if document.author else None
    if author and author.agency:
        credited.setdefault(author.name, Attribution(author.name, "stated", Evidence(document.author, rule="author")))
    if source:
        credited.pop(source.name, None)
    return tuple(credited.values())
