"""The article that every file made for tests holds."""

from __future__ import annotations

TITLE = "Lighthouse keeper retires after forty years"
PROSE = (
    "The keeper of the northern lighthouse lit the lamp for the last time on Thursday, and the harbour came to see it.",
    "She had kept the light since she was nineteen, through two storms of the century and one visit of a minister.",
    "From next month a computer will do it, said the coast guard, which has not yet found anybody to paint the tower.",
)
BODY = "\n\n".join(PROSE)
