"""`clippings`: every command of an installed package, including the server."""

from __future__ import annotations

import click

from search.__main__ import main as searching
from web.__main__ import main as serving

main = click.Group(
    "clippings",
    commands={**searching.commands, "serve": serving},
    params=searching.params,
    help=searching.help,
)
