"""Two versions of an article as JSON, and the addresses at which they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from search.answers.as_json import also_json, index_json
from search.answers.comparison import version_types
from search.answers.comparison.versions import Piece, Row, Versions
from search.store.builds import Manifest


def compare_address(before: str, after: str) -> str:
    """The page that compares two documents, by their ids."""
    return f"/documents/{quote(before, safe='')}/compare/{quote(after, safe='')}"


def versions_json(found: Versions, manifest: Manifest) -> version_types.Versions:
    """What differs between two documents."""
    counts, html = found.counts, compare_address(found.before.id, found.after.id)
    return {
        "before": also_json(found.before),
        "after": also_json(found.after),
        "same": found.same,
        "letter_for_letter": found.letter_for_letter,
        "headline": _headline(found),
        "counts": {
            "same": counts["same"],
            "moved": counts["moved"],
            "changed": counts["changed"],
            "added": counts["added"],
            "removed": counts["removed"],
        },
        "left_out": {"before": found.left_out[0], "after": found.left_out[1]},
        "sentences": [_sentence(row) for row in found.rows],
        "links": {"self": f"/api{html}", "html": html},
        "index": index_json(manifest),
    }


def _headline(found: Versions) -> version_types.Headline:
    return {
        "before": found.before.title,
        "after": found.after.title,
        "same": found.same_headline,
        "pieces": _pieces(found.headline),
    }


def _sentence(row: Row) -> version_types.Sentence:
    return {
        "kind": row.kind,
        "before": row.before,
        "after": row.after,
        "elsewhere": row.elsewhere,
        "pieces": _pieces(row.pieces),
    }


def _pieces(pieces: Iterable[Piece]) -> list[version_types.Piece]:
    return [{"text": piece.text, "mark": piece.mark} for piece in pieces]
