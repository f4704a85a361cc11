r"""What is printed, on a terminal or into a log: the only module that does it, and so the one place that escapes.

Names of files, keys of records, messages of libraries and the words of articles are other people's text. What of it
could move a cursor, change a colour, turn the direction of writing or stand there unseen is spelt out ("\x1b[2J",
"\u202e"), so that it is harmless and can still be told.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import click

from search.errors import OutputFailed

_UNSAFE = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # what terminals obey, but for tabs and ends of lines
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # what turns the direction of writing, or ends a line
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # what nobody sees
    "\ud800-\udfff]"  # the halves of characters, which no terminal takes
)


def escaped(text: str) -> str:
    """A text whose characters are all harmless on a terminal. Ends of lines and tabs stay."""
    return _UNSAFE.sub(_spelt, text)


def line(text: str) -> str:
    """The same on one line."""
    return escaped(" ".join(text.split()))


def _spelt(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65_536 else f"\\U{code:08x}"


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text, escaped, on stdout or stderr. Raises OutputFailed, but for stderr: nothing is left to say it on."""
    _put(escaped(text), err=err, nl=nl)


def say_marked(before: str, spans: Iterable[tuple[str, bool]]) -> None:
    """Print pieces of a text on one line behind another; those that are marked in bold, where the terminal can."""
    shown = ((re.sub(r"\s+", " ", text), marked) for text, marked in spans)
    styled = (click.style(escaped(text), bold=True) if marked else escaped(text) for text, marked in shown)
    _put(escaped(before) + "".join(styled))


def say_json(value: object) -> None:
    """Print a value as JSON, in which the same characters are spelt as JSON spells them."""
    _put(json_line(value, indent=1))


def say_file(pieces: Iterable[str]) -> None:
    """Print a text that is meant for a file, piece by piece: to the letter, but escaped where a terminal shows it."""
    if sys.stdout.isatty():
        for piece in pieces:
            _put(escaped(piece.removeprefix("\ufeff")), nl=False)
        return
    for piece in pieces:
        with _told():
            sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
    with _told():
        sys.stdout.flush()


def json_line(value: object, indent: int | None = None) -> str:
    """A value as JSON that any terminal takes; whoever parses it gets every character back."""
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], json.dumps(value, ensure_ascii=False, indent=indent))


def _put(text: str, *, err: bool = False, nl: bool = True) -> None:
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    # A long build does not end because the disk of its log is full.
    with suppress(OSError) if err else _told():
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=err, nl=nl)


@contextmanager
def _told() -> Iterator[None]:
    """Raises OutputFailed where stdout cannot be written, but for a pipe that was closed: that is no fault."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _let_go()
        raise OutputFailed(f"cannot write the output: {error.strerror}; send it to another place") from error


def _let_go() -> None:
    """Let what stdout still holds go nowhere: it would be tried again, and fail, when the program ends."""
    with suppress(OSError, ValueError):  # where it is no file of the system's there is nothing to let go
        descriptor = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(descriptor, sys.stdout.fileno())
        finally:
            os.close(descriptor)


class _Escaped(logging.Formatter):
    """Lines of a log, in which no message looks like another one's line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record, what it says behind its first line indented."""
        return escaped(super().format(record)).replace("\n", "\n    ")


def log_to_stderr(level: int) -> None:
    """Let the program's log of a level and above be printed."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Escaped("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
