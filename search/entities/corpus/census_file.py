"""The census of a corpus as a file beside its index: the next build goes on from it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

from search.entities.corpus.evidence import Fact
from search.entities.corpus.folding import Census
from search.errors import IndexUnusable
from search.model import Kind

FILE = "census.json"


def write(census: Census, folder: Path) -> None:
    """Keep a census in the folder of a build."""
    documents = [[kind, name, count] for (kind, name), count in sorted(census.documents.items())]
    record = {"documents": documents, "facts": [[*fact, count] for fact, count in sorted(census.facts.items())]}
    (folder / FILE).write_text(json.dumps(record, separators=(",", ":")), encoding="ascii")


def read(folder: Path) -> Census:
    """The census of a build. Raises IndexUnusable."""
    path = folder / FILE
    try:
        record = json.loads(path.read_text(encoding="ascii"))
        documents = Counter({(cast(Kind, kind), str(name)): int(count) for kind, name, count in record["documents"]})
        facts = Counter(
            {Fact(relation, str(of), str(what)): int(count) for relation, of, what, count in record["facts"]}
        )
        return Census(documents, facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"{path} cannot be read ({error})") from error
