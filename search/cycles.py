"""Work that makes very many objects, none of which refers back to itself."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_ALLOCATIONS = 100_000


@contextmanager
def rarely_looking_for_cycles() -> Iterator[None]:
    """Have Python's collector of cycles look at hundred thousands of strings and tuples a few times only.

    They make no cycles, and by default it walks all of them hundreds of times: a fifth of the time of a build.
    """
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
