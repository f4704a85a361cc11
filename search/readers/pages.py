"""Documents of Pages: the PDF of itself that one keeps for a preview, where it does; its own format is not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from search.errors import FileSkipped
from search.model import Document, Note
from search.readers import PLAIN, Options, Record, pdf
from search.readers.packed.limits import Allowance
from search.readers.packed.packed_xml import has
from search.readers.packed.zip_member import member, opened

SUFFIXES = (".pages",)
ALSO = (".zip",)

_PREVIEW = "QuickLook/Preview.pdf"
_NO_PREVIEW = "document of Pages without a preview in PDF; export it from Pages as .docx or .pdf"
_OF_PREVIEW = Note(f"read from the preview in the file ({_PREVIEW}), which may be older or shorter than the text")


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The one document of a file, or those of an export. Raises FileSkipped, and ExtraMissing without the library."""
    with opened(raw, "document of Pages") as archive:
        if not has(archive, _PREVIEW):
            raise FileSkipped(_NO_PREVIEW)
        info = archive.getinfo(_PREVIEW)
        (options.allowance or Allowance()).take(info.file_size)
        held = member(archive, info)
    for record in pdf.read(held, path, options):
        yield replace(record, notes=(*record.notes, _OF_PREVIEW)) if isinstance(record, Document) else record
