"""Offices of state in a corpus: "Senate", "US Senate" and "American Senate" where there is no other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from search.entities import lexicon
from search.entities.gazetteer import Gazetteer
from search.model import Kind

_SHARE = 0.8
"""How much of the documents that name a country with an office must name the same country."""

_SHORT_OFFICES = {"house": "house of representatives"}
"""What the name of an office is short for behind that of its country: "US House"."""

_CHAMBERS = ("house", "senate", "congressional", "un")
_BODIES = ("caucus", "council", "assembly")
"""What bodies of a chamber, or of the United Nations, end with, and are named again by without it."""

Id = tuple[Kind, str]


def by_country(counts: Mapping[Id, int], known: Gazetteer) -> dict[Id, Id]:
    """An office of one country to its most frequent form, that without the country too where it is of that one alone.

    The offices of American states are others, and say nothing of those without a country.
    """
    of_office: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, name in counts:
        country, office = _parts(name, known) if kind == "organisation" else ("", "")
        if country and _is_office(office):
            of_office[office][country].append(name)
    merges: dict[Id, Id] = {}
    for office, names in of_office.items():
        merges.update(_merges(office, names, counts))
    return merges


def _merges(office: str, names: Mapping[str, list[str]], counts: Mapping[Id, int]) -> dict[Id, Id]:
    votes = Counter({country: sum(counts["organisation", name] for name in forms) for country, forms in names.items()})
    country, most = votes.most_common(1)[0]
    alone = [office] if ("organisation", office) in counts and most >= _SHARE * votes.total() else []
    merges: dict[Id, Id] = {}
    for of, same in names.items():
        forms = [*same, *(alone if of == country else [])]
        shown = max(forms, key=lambda name: (counts["organisation", name], name))
        merges.update({("organisation", name): ("organisation", shown) for name in forms if name != shown})
    return merges


def _parts(name: str, known: Gazetteer) -> tuple[str, str]:
    """The country that a name begins with and the rest, or nothing."""
    parts = name.split()
    for length in (2, 1):
        head = " ".join(parts[:length])
        entity = known.known.get(head)
        country = known.demonyms.get(head) or (entity.name if entity and entity.kind == "place" else "")
        if country and country not in known.states and len(parts) > length:
            office = " ".join(parts[length:])
            return country, _SHORT_OFFICES.get(office, office)
    return "", ""


def by_subject(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """A ministry named by its subject alone, "Homeland Security", to the ministry, where that is named as often.

    One word says less than two: it must be the rarer of both.
    """
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        subject, _, head = name.rpartition(" ")
        alone: Id = ("organisation", subject)
        if kind != "organisation" or head not in ("department", "ministry") or alone not in counts:
            continue
        if " " in subject or subject in lexicon.OFFICES or counts[alone] <= counts[kind, name]:
            merges[alone] = (kind, name)
    return merges


def by_chamber(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """A body of a parliament without its chamber, "Freedom Caucus", to the one with it, where one alone is named."""
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        if kind == "organisation" and name.rsplit(" ", 1)[-1] in _BODIES and " " in name:
            whole = [f"{chamber} {name}" for chamber in _CHAMBERS if ("organisation", f"{chamber} {name}") in counts]
            if len(whole) == 1:
                merges[kind, name] = ("organisation", whole[0])
    return merges


def _is_office(name: str) -> bool:
    parts = name.split()
    return name in lexicon.OFFICES if len(parts) == 1 else parts[-1] in lexicon.OFFICE_TAILS
