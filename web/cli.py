"""`clippings`: every command of an installed package, including the server."""

from __future__ import annotations

from search.__main__ import main as searching
from search.cli.commands import Group

main = Group(
    "clippings",
    commands=searching.commands,
    later={**searching.later, "serve": "web.__main__:main"},
    params=searching.params,
    help=searching.help,
)
