"""A corpus of generated articles."""

from __future__ import annotations

import json
import random
from pathlib import Path

from search.model import Document
from tests.corpora import article

COUNT = 500
"""Articles of the folder that is built while something breaks."""
_WORDS = "harbour ferry storm pilot crew budget council tram bridge school river mayor strike vote museum train".split()
_GLUED = ["e-mail", "email", "e mail", "1,000", "1000", "night-ferry", "nightferry"]


def made(count: int, seed: int = 0) -> list[Document]:
    """Articles of few words, so that many are alike, with many names."""
    rng = random.Random(seed)
    return [
        article(
            number,
            " ".join(rng.choices(_WORDS, k=rng.randrange(1, 4))),
            " ".join(rng.choices([*_WORDS, *_GLUED], k=rng.randrange(5, 60))),
            source=rng.choice(["The Dial", "Harbour Post", ""]),
            date=rng.choice(["", "2023", "2024-06", f"2024-06-{rng.randrange(1, 31):02}"]),
            people=[f"Person {min(int(rng.expovariate(0.02)), 299):03}" for _ in range(rng.randrange(4))],
        )
        for number in range(count)
    ]


def put(folder: Path, count: int) -> None:
    """Such articles as a file of records."""
    folder.mkdir(exist_ok=True)
    records = (
        {"title": d.title, "body": d.text, "source": d.source.name if d.source else None, "date": d.day and d.day.value}
        for d in made(count)
    )
    text = "".join(f"{json.dumps(record)}\n" for record in records)
    (folder / "articles.jsonl").write_text(text, encoding="utf-8")
