"""Channels and papers in a corpus, with and without what they add to their name: "Fox" and "Fox News" are one."""

from __future__ import annotations

from collections.abc import Mapping

from search.model import Kind

Id = tuple[Kind, str]

_ADDED = ("news", "news channel", "news network")


def by_news(counts: Mapping[Id, int]) -> dict[Id, Id]:
    """A channel of one word and its news to the form that more documents have."""
    merges: dict[Id, Id] = {}
    for kind, name in counts:
        if kind == "organisation" and " " not in name:
            forms = [name, *(f"{name} {added}" for added in _ADDED if (kind, f"{name} {added}") in counts)]
            shown = max(forms, key=lambda form: (counts["organisation", form], form))
            merges.update({("organisation", form): ("organisation", shown) for form in forms if form != shown})
    return merges
