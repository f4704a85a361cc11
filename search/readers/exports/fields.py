"""The labelled fields of an article of an export."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from search.readers.exports.article import Entry, joined, language_code, section_and_page, stated_words, terms
from search.readers.exports.labels import labelled, writer
from search.readers.exports.lines import is_rights


def fill(entry: Entry, lines: Sequence[str], headings: Collection[str] = ()) -> None:
    """Take fields out of labelled lines; a line without a label goes on with the field before it."""
    last, fields = "", dict[str, list[str]]()
    for line in lines:
        found = labelled(line)
        if found:
            last = found[0]
            fields.setdefault(last, []).append(found[1])
        elif is_rights(line) or line.casefold() in headings:
            last = ""
        elif last in ("subject", "lead"):
            fields[last].append(line)
    take(entry, fields)


def take(entry: Entry, fields: Mapping[str, Sequence[str]]) -> None:
    """Give an article what its labelled fields say; a field that it has stays."""
    said = {name: "; ".join(filter(None, values)) for name, values in fields.items()}
    if "section" in said and not entry.section:
        entry.section, page = section_and_page(said["section"])
        entry.page = entry.page or page
    entry.page = entry.page or said.get("page", "")[:40]
    entry.words = entry.words or stated_words(said.get("words", ""))
    entry.author = entry.author or writer(said.get("author", ""))[:300]
    entry.language = entry.language or language_code(said.get("language", ""))
    entry.url = entry.url or said.get("url", "").partition(" ")[0]
    entry.own_id = entry.own_id or said.get("id", "")[:100]
    entry.subjects += [term for term in terms(said.get("subject", "")) if term not in entry.subjects]
    entry.lead = entry.lead or joined(said.get("lead", ""))
