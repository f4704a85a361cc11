"""Corrections applied to a live index: a new build with other names for the same documents, in seconds.

No file is read and no name found again; what counts as what is a table beside the documents. A name that is to be
found where no name was (`add`) is looked for in the stored texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from search import kept_file
from search.engines.base import engine
from search.entities import corrections
from search.entities.corpus import census_file
from search.entities.corpus.counted_names import Agreement
from search.entities.corrections import Corrections
from search.entities.corrections_file import FILE
from search.ledger import database
from search.ledger.obeyed_corrections import added_fact, added_of, agree
from search.ledger.writer import LedgerWriter
from search.model import Document
from search.store import builds, checksums
from search.store.builds import Manifest
from search.stories import assignment
from search.tags.tagged_index import add_tags


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of an index's articles, None where that is not there, and the file that corrections are written to."""

    folder: Path | None
    file: Path


def apply(index: Path) -> Manifest:
    """Make a build live that obeys the files of corrections as they are now.

    Raises IndexMissing, IndexUnusable, and IndexBusy while another build is made, whose next step obeys them.
    """
    with builds.writing(index) as writer:
        manifest = builds.read_manifest(index)
        return writer.build(partial(_corrected, index, manifest))


def _corrected(index: Path, manifest: Manifest, target: Path) -> Manifest:
    before = builds.build_folder(index, manifest)
    checksums.require(before, database.FILE, census_file.FILE)
    facts = database.facts(before)
    known = added_of(facts)
    found = corrections.load(_folder(facts), index)
    # Only what was not looked for before: the stored documents have the other names already.
    new = {name: value for name, value in found.added.items() if name not in known}
    census = census_file.read(before)
    agreement = Agreement(census, found)
    used = engine(manifest.engine)
    with closing(LedgerWriter(target, before)) as entries:
        changed = list(_with_new(replace(found, added=new), used.documents(before, entries.indexed() if new else ())))
        for old, document in changed:
            # Out as it was and in as it is: the census counts documents, not names.
            census.remove(old)
            census.add(document)
        ids = {document.id for _, document in changed}
        used.extend(target, before, ids, (document for _, document in changed), agreement.names)
        if manifest.stories:
            used.add_stories(target, assignment.carried(target, before))
        entries.say(added=added_fact(replace(found, added=known | new)))
        agree(entries, agreement, found)
        entries.commit()
    census_file.write(census, target)
    add_tags(used, target, _folder(facts), index)
    return replace(manifest, build=target.name)


def _with_new(new: Corrections, documents: Iterator[Document]) -> Iterator[tuple[Document, Document]]:
    """The documents that have a new name, as they were and with it."""
    for document in documents:
        changed = new.added_to(document)
        if changed is not document:
            yield document, changed


def place(index: Path) -> Place:
    """Where the corrections of the live build are. Raises IndexMissing or IndexUnusable."""
    folder = _folder(database.facts(builds.build_folder(index, builds.read_manifest(index))))
    return Place(folder, kept_file.writable(FILE, folder, index))


def _folder(facts: Mapping[str, str]) -> Path | None:
    folder = Path(facts.get("folder", ""))
    return folder if facts.get("folder") and folder.is_dir() else None
