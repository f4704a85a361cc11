"""A stretch of words on a printed page, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line. `left` to `right` and `bottom` to `top` are points, upwards, as one reads them."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """That of the print."""
        return self.top - self.bottom

    def beside(self, other: Segment) -> bool:
        """Whether both stand on one line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.height, other.height)

    def above(self, other: Segment) -> bool:
        """Whether one stands over the other: they share a part of the width."""
        return min(self.right, other.right) > max(self.left, other.left)
