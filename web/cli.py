"""`clippings`: every command of an installed package, including the server."""

from __future__ import annotations

from search.__main__ import main as searching
from search.cli.commands import Group
from web.__main__ import main as serving

main = Group(
    "clippings",
    commands={**searching.commands, "serve": serving},
    params=searching.params,
    help=searching.help,
)
