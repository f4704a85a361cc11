"""The lines and paragraphs that every database's module asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RIGHTS = re.compile(
    r"(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|alle rechten voorbehouden|todos los derechos reservados|tutti i diritti riservati"
    r"|todos os direitos reservados|reserved\.?$|droits d'auteur)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:page|seite|pagina|página)\s+\d+\s+(?:of|von|sur|de|van)\s+\d+\b.{0,80}$|about lexisnexis\b.*"
    r"|\|?\s*privacy policy\b.*|terms\s*(?:&|and)\s*conditions\b.*|link to (?:image|pdf)$|load[- ]date\s*$",
    re.IGNORECASE,
)
_COVER_LABEL = re.compile(r"[^\W\d_][^:.\n]{1,40}:\s")
_PARAGRAPH = re.compile(r"\n[ \t\xa0]*\n\s*")
_WRAPPED = 100
"""Characters of a line that may be one of many of a paragraph."""
_INDENTED = re.compile(r"\n(?=[ \t]{3,}\S)")


def shown(text: str) -> list[str]:
    """The lines that hold something, without blanks around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def is_rights(line: str) -> bool:
    """Whether a line says who holds the rights."""
    return bool(_RIGHTS.match(line)) and len(line) < 600


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the export's pages: their numbers, and links that are words without a place to go."""
    return len(line) < 200 and bool(_FURNITURE.match(line))


def is_cover_line(line: str) -> bool:
    """Whether a line may stand on an export's cover ("Job Number: 18", "Time of Request: 9:14"); it is no prose."""
    return (
        not line or is_furniture(line) or bool(_COVER_LABEL.match(line)) or (len(line) < 60 and line[-1] not in ".!?,")
    )


def blocks(text: str) -> list[str]:
    """What stands between blank lines; lines inside keep their ends and what they are indented by."""
    return [block for block in _PARAGRAPH.split(text.strip("\n")) if block.strip()]


def paragraphs(found: Sequence[str]) -> list[str]:
    """Blocks as paragraphs: lines that were cut at some width are joined, others stand alone."""
    out: list[str] = []
    for block in found:
        wrapped = max(map(len, block.split("\n"))) <= _WRAPPED
        pieces = _INDENTED.split(block) if wrapped else block.split("\n")
        out += [" ".join(piece.split()) for piece in pieces if piece.strip()]
    return out
