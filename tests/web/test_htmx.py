import base64
import hashlib
import json

import pytest
from werkzeug.datastructures import Headers

from tests.browser import htmx_file
from web import htmx


def test_the_integrity_is_that_of_the_file_in_the_package_of_that_version():
    digest = hashlib.sha384(htmx_file().read_bytes()).digest()
    assert f"sha384-{base64.b64encode(digest).decode()}" == htmx.INTEGRITY
    assert f"@{htmx.VERSION}/" in htmx.URL


def test_the_settings_need_no_inline_style_and_no_eval():
    settings = json.loads(htmx.CONFIG)
    assert (settings["includeIndicatorStyles"], settings["allowEval"], settings["historyCacheSize"]) == (
        False,
        False,
        0,
    )


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({"HX-History-Restore-Request": "true"}, False),
        ({"HX-Request": "yes"}, False),
    ],
)
def test_a_part_is_given_to_who_asks_for_a_part(headers, expected):
    assert htmx.wants_fragment(Headers(headers)) is expected


@pytest.mark.parametrize(
    ("current", "address", "moves"),
    [
        ("http://a/?q=x", "/?q=x", False),
        ("http://a/", "/", False),
        ("http://a", "/", True),
        ("http://a/?q=x#facets", "/?q=x", False),
        ("http://a/?q=x&since=", "/?q=x", True),
        ("", "/", True),
        ("http://[broken", "/", True),
    ],
)
def test_the_address_that_is_there_already_is_left_alone(current, address, moves):
    assert bool(htmx.history(Headers({"HX-Current-URL": current}), address)) is moves
