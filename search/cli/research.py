"""The commands of the work around a search, by their names."""

from __future__ import annotations

from search.cli import assistants, coding, compare, context, names, receipt, tags

COMMANDS = {
    "again": receipt.main,
    "compare": compare.main,
    "context": context.main,
    "names": names.main,
    "sample": coding.sample_command,
    "agreement": coding.agreement_command,
    "tags": tags.main,
    "mcp": assistants.main,
}
