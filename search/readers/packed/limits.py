"""What may come out of an archive, so that a bomb does no harm."""

from __future__ import annotations

from dataclasses import dataclass

from search.errors import FileSkipped

RATIO = 200
"""How much smaller than its content packed text may be. Text packs five times, a bomb a thousand."""
MAX_MEMBER = 200_000_000
MAX_TOTAL = 1_000_000_000
"""Bytes of one member, and of all that comes out of a file, whatever archives stand inside each other."""
_NO_BOMB = 1_000_000
"""Bytes below which the ratio does not matter: a file of blank lines harms nobody."""


@dataclass(slots=True)
class Allowance:
    """The bytes that may still come out of a file."""

    left: int = MAX_TOTAL

    def take(self, size: int) -> None:
        """Count bytes that came out. Raises FileSkipped when there were too many."""
        self.left -= size
        if self.left < 0:
            raise FileSkipped(f"archive unpacks to more than {MAX_TOTAL // 1_000_000:,} MB; unpack only what you need")


def check(size: int, packed: int) -> None:
    """Refuse what is too big or too well packed. Raises FileSkipped."""
    if size > MAX_MEMBER:
        raise FileSkipped(f"more than {MAX_MEMBER // 1_000_000} MB when unpacked; split it")
    if size > _NO_BOMB and size > RATIO * packed:
        raise FileSkipped(
            f"unpacks to more than {RATIO} times its size, like a zip bomb; if you trust it, unpack it yourself"
        )
