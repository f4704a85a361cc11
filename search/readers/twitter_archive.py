"""The scripts of a Twitter archive, of which some hold posts: data/tweets.js."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from search.errors import EMPTY, FileSkipped
from search.readers import PLAIN, Options, Record, entry
from search.readers.characters.encoding import decoded
from search.readers.posts.statuses import status

SUFFIXES = (".js",)

_PART = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*window\.YTD\.(?P<kind>\w+)\.part\d+\s*=\s*")
_SCRIPT = "script, not a Twitter archive; no action needed"


def read(raw: bytes, path: str, options: Options = PLAIN) -> Iterator[Record]:
    """The posts of a part of an archive, each with its number. Raises FileSkipped for any other script."""
    if not raw.strip(b"\x00\t\n\r "):
        raise FileSkipped(EMPTY)
    part = _PART.match(raw)
    if part is None:
        raise FileSkipped(_SCRIPT)
    text, encoding = decoded(raw[part.end() :], tally=options.twice)
    try:
        data = json.loads(text.strip().rstrip(";"))
    except (ValueError, RecursionError):
        raise FileSkipped("truncated or damaged part of a Twitter archive; unpack the archive again") from None
    posts = [status(item) if isinstance(item, dict) else None for item in data] if isinstance(data, list) else []
    if not any(posts):
        raise FileSkipped(f"part of a Twitter archive without posts ({part['kind'].decode()[:40]}); no action needed")
    yield from entry.documents(posts, path, encoding, "images and what is no tweet")
