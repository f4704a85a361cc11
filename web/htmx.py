"""htmx: the pinned file, its settings, and the headers that it sends and reads."""

from __future__ import annotations

import json
import re

from werkzeug.datastructures import Headers

VERSION = "2.0.11"
URL = f"https://cdn.jsdelivr.net/npm/htmx.org@{VERSION}/dist/htmx.min.js"
INTEGRITY = "sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg"
"""SHA-384 of dist/htmx.min.js in the npm package htmx.org of that version."""

_OPEN = "Filters-Open"
"""What `app.js` says with each request while "More filters" is open."""

VARY = ("HX-Request", "HX-History-Restore-Request", _OPEN)
"""What the page depends on besides its address, so that no cache serves a fragment as a page."""

CONFIG = json.dumps(
    {
        "allowEval": False,
        "historyCacheSize": 0,  # Back asks the server: nothing of the articles is left in the browser's storage
        "includeIndicatorStyles": False,  # they would be inline, which the security policy forbids
        "scrollIntoViewOnBoost": False,
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "[45]..", "swap": True, "error": True},  # an error is a fragment too, with its own target
        ],
    },
    separators=(",", ":"),
)

_URL = re.compile(r"https?://[^/?#]*(?P<address>[^#]*)")


def wants_fragment(headers: Headers) -> bool:
    """Whether a fragment is asked for. Going back in history asks for the whole page."""
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def filters_are_open(headers: Headers) -> bool:
    """Whether the page that asks has "More filters" open, and is to get them counted."""
    return headers.get(_OPEN) == "true"


def history(headers: Headers, address: str) -> dict[str, str]:
    """The headers that set the address bar.

    Typing replaces the entry of the history, or Back would go through a query letter by letter; anything else is a
    step of its own. The address that stands there already is left alone.
    """
    current = _URL.match(headers.get("HX-Current-URL", ""))
    if current and current["address"] == address:
        return {}
    return {"HX-Replace-Url" if headers.get("HX-Trigger-Name") == "q" else "HX-Push-Url": address}


PROBLEM = {"HX-Retarget": "#problem", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"}
"""The headers of an error: it is shown above the results, which stay in place."""
