"""A digest of a mailing list as plain text (RFC 1153): a table of contents, and the messages of a day below it.

Send Light mailing list submissions to light@lists.example
...
----------------------------------------------------------------------      seventy hyphens, under the preamble

Date: Fri, 12 Mar 2021 08:00:00 +0000                                       each message has headers of its own
From: Ada Quayle <ada@light.example>
Subject: The lamp

...

------------------------------                                              thirty hyphens, between the messages

End of Light Digest, Vol 3, Issue 4
***********************************
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.message import Message

_RULE = "-" * 70
_PREAMBLE = re.compile(r"^-{70}[ \t]*\n\s*", re.MULTILINE)
_BETWEEN = re.compile(r"\n\n[ \t]*-{27,30}[ \t]*\n\n\s*")
_FIELD = r"[A-Za-z][\w-]{0,40}:[ \t][^\n]*\n(?:[ \t]+\S[^\n]*\n)*"
_HEADERS = re.compile(rf"(?:Message:\s*\d+\s*\n)?(?P<headers>(?:{_FIELD}){{2,40}})\s*\n")
_OWN = re.compile(r"^(?:From|Date|Subject):", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"(?:End of .{1,200}|_{30,}\n.*|Subject: Digest Footer\b.*)", re.DOTALL | re.IGNORECASE)
_OF_PARTS = re.compile(r"^(?:Content-[\w-]+|MIME-Version):[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE | re.IGNORECASE)


def parted(text: str) -> tuple[str, Sequence[Message]] | None:
    """What stands above the messages of a digest, and these; None where a text is none.

    Every stretch but the last must begin with headers: a text that only quotes a digest's line has none.
    """
    begins = _PREAMBLE.search(text) if _RULE in text else None
    if not begins:
        return None
    stretches = _BETWEEN.split(text[begins.end() :].replace("\r\n", "\n"))
    while stretches and (not stretches[-1].strip() or _END.match(stretches[-1].strip())):
        stretches.pop()
    found = [_message(stretch) for stretch in stretches]
    messages = [message for message in found if message is not None]
    return (text[: begins.start()], messages) if messages and len(messages) == len(found) else None


def _message(stretch: str) -> Message | None:
    """A message, whose words are text already, whatever its headers say of their encoding."""
    headers = _HEADERS.match(stretch)
    if not headers or len(_OWN.findall(headers["headers"])) < 2:
        return None
    said = _OF_PARTS.sub("", headers["headers"])
    words = stretch[headers.end() :]
    raw = f"{said}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{words}"
    return message_from_bytes(raw.encode("utf-8", "replace"))
