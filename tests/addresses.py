"""An address of everything that a server answers GET at, in every format that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from tests.corpora import article
from tests.sites import FERRY
from web.pages.saved_searches import key_of

SAVED = "Ferries"
"""The name of the search that is asked for among the saved ones."""
_VALUES = {
    "doc_id": FERRY, "other": article(3).id,
    "name": "person", "filename": "style.css", "kind": "person", "key": key_of(SAVED),
}  # fmt: skip


def every_address(app: Flask) -> list[str]:
    """The addresses, with a name for the pages about names."""
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        made = [app.url_for(rule.endpoint, **values) for rule in rules for values in _values(rule)]
    return [
        f"{one}?name=Ada+Long" + "&other=Ben+Oak" * one.endswith("/compare") if one.startswith("/entities/") else one
        for one in made
    ]


def _values(rule: Rule) -> Iterator[dict[str, str]]:
    """What stands in a pattern's places, once for each of its formats."""
    known = {name: _VALUES[name] for name in rule.arguments - {"form"}}
    formats = re.search(r"<any\(([^)]*)\):form>", rule.rule)
    for form in formats[1].split(", ") if formats else [""]:
        yield known | ({"form": form} if form else {})
