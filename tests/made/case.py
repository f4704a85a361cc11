"""A made file, and what a person reads in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tests.made.articles import Made


@dataclass(frozen=True)
class Case:
    """A file's name and bytes with the right title, day, publisher and body. None is for what nobody can tell."""

    name: str
    raw: bytes
    title: str
    day: str | None
    how: Literal["stated", "inferred"] | None
    source: str | None
    body: tuple[str, ...]


def iso(made: Made, days: int = 0, time: str = "T09:30:00+01:00") -> str:
    """The article's moment, some days later."""
    return f"{made.day + timedelta(days=days)}{time}"


def numeric(day: date) -> str:
    """20.02.2021: a day that cannot be read in another order."""
    return f"{day:%d.%m.%Y}"
