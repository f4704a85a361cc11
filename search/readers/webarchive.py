"""Pages that Safari saved with all that they show in one file: a property list with the page and its resources."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from dataclasses import replace
from xml.parsers.expat import ExpatError

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, document_id, html

SUFFIXES = (".webarchive",)
ALSO = (".xml",)

_MAIN = "WebMainResource"
_PAGES = ("text/html", "application/xhtml+xml")
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, ExpatError)
"""What `plistlib` raises on what is no list, nested too deep, or in an encoding that does not exist."""
_NO_LIST = "not a page that Safari saved, or a damaged one; open it in Safari and save it as .html"
_NO_PAGE = "no page in the file; open it in Safari and save it as .html"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The page of a file; frames and pictures are no articles. Raises FileSkipped."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    resource = _resource(raw)
    page, kind = resource.get("WebResourceData"), resource.get("WebResourceMIMEType")
    if not isinstance(page, bytes) or kind not in _PAGES:
        raise FileSkipped(_NO_PAGE)
    document = html.page(page, path, replace(options, charset=_word(resource, "WebResourceTextEncodingName")))
    address = _word(resource, "WebResourceURL")
    url = document.url or (address if address.startswith(("http://", "https://")) else "")
    declared = {**document.declared, "url": url}
    yield replace(
        document, id=document_id(path), url=url, declared={key: value for key, value in declared.items() if value}
    )


def _resource(raw: bytes) -> dict[str, object]:
    """What the file says of its page. Raises FileSkipped where it is no such list."""
    try:
        found = plistlib.loads(raw)
    except _DAMAGE:
        raise FileSkipped(_NO_LIST) from None
    main = found.get(_MAIN) if isinstance(found, dict) else None
    if not isinstance(main, dict):
        raise FileSkipped(_NO_LIST)
    return main


def _word(resource: dict[str, object], key: str) -> str:
    value = resource.get(key)
    return value if isinstance(value, str) else ""
