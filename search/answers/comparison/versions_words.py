"""What a comparison of two versions found, in a sentence: the same on the page and in the terminal."""

from __future__ import annotations

from search.answers.comparison.versions import Versions
from search.counted import plural


def outcome(found: Versions) -> str:
    """Whether two texts are the same, else how many sentences are not, without a full stop."""
    if found.before.id == found.after.id:
        return "the same text: both are the same article"
    if found.letter_for_letter:
        return "the same text, letter for letter"
    if found.same:
        return "the same text, but for typography or the ends of lines"
    counts = found.counts
    changes = [f"{counts[kind]:,} {kind}" for kind in ("added", "removed", "changed", "moved") if counts[kind]]
    told = ", ".join((*changes, f"{plural(counts['same'], 'sentence')} the same"))
    return told if found.same_headline else f"the headline differs; {told}"
