"""What a browser puts beside a page that it saves "complete": a folder of the page's pictures, styles and frames."""

from __future__ import annotations

import re
from collections.abc import Callable

_FOLDER = re.compile(
    r"(?:[_-](?:files|file|dateien|fichiers|archivos|fitxers|ficheiros|arquivos|bestanden|filer|tiedostot|pliki"
    r"|soubory|súbory|fájlok|elemei|datoteke|fisiere|failid|dosyalar|файлы|файли)|\.files)\Z",
    re.IGNORECASE,
)
"""How such a folder's name ends, in the languages of browsers, behind the name of its page."""
_DOCUMENTS = (
    *(".pdf", ".docx", ".odt", ".rtf", ".epub", ".md", ".csv", ".tsv", ".xlsx", ".ods", ".jsonl", ".eml", ".mbox"),
    *(".zip", ".gz", ".xz", ".bz2", ".tar", ".warc", ".wacz", ".ris", ".bib"),
)
"""What no page is made of: somebody has put it there."""
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".shtml")


def why_part(path: str, there: Callable[[str], bool]) -> str:
    """Why a file is no article: it is part of a page, which is `there` by its path; "" for any other file."""
    if path.lower().endswith(_DOCUMENTS):
        return ""
    *folders, _ = path.split("/")
    for depth, folder in enumerate(folders):
        name = folder[: end.start()] if (end := _FOLDER.search(folder)) else ""
        for ending in _PAGES if name else ():
            if there("/".join((*folders[:depth], name)) + ending):
                return f"part of the saved page {name}{ending}; no action needed"
    return ""
