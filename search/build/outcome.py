"""What a finished build is: its manifest, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

from search.config import Config
from search.entities.finders.model_choice import models
from search.errors import SearchError
from search.folder.walk import printable
from search.ledger import database
from search.ledger.database import Totals
from search.store.builds import Manifest
from search.terminal import line

_REASONS = 20
"""Skipped files that are named where none could be read; the first say what is wrong with them all."""


def manifest_of(build: Path, folder: Path, config: Config, count: int, totals: Totals, built: str) -> Manifest:
    """The manifest of the build in a folder, of so many documents out of the corpus in another."""
    asked = config.entities != "none"
    return Manifest(
        build=build.name,
        built=built,
        engine=config.engine,
        documents=count,
        skipped=totals.skipped,
        warnings=totals.warnings,
        entities=config.entities,
        stories=config.stories,
        folder=printable(folder.resolve().name),
        entities_read=totals.named if asked else 0,
        entities_total=totals.indexed if asked else 0,
        models=", ".join(models(config.model)) if config.entities == "model" else "",
    )


def nothing_found(folder: Path, build: Path, totals: Totals) -> SearchError:
    """What is said where a folder gives no document, out of the ledger of the build that is given up."""
    skipped = totals.skipped
    found = f"{skipped:,} file{'s' * (skipped != 1)}, none of them readable" if skipped else "no files"
    rows = database.rows(build, "skipped", size=_REASONS)
    reasons = "".join(f"\n  {line(row.path)}: {line(row.reason)}" for row in rows)
    return SearchError(f"nothing to index: {folder} contains {found}; any earlier index stays as it was{reasons}")
