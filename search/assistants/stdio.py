"""The tools on standard input and output, a message a line: how an assistant on the same machine starts them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import anyio
import anyio.to_thread
import mcp_types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.server.lowlevel import Server
from mcp.shared.message import SessionMessage

from search.assistants.protocol import server
from search.assistants.reading import Reading

LONGEST_LINE = 1 << 20
"""Bytes of a message that are read; of a longer one the rest is passed over."""


def serve(opened: Callable[[], Reading], folder: Path) -> None:
    """Answer until standard input ends."""
    anyio.run(_serve, server(opened, folder), sys.stdin.buffer, sys.stdout.buffer)


async def _serve(made: Server[Any], given: BinaryIO, answers: BinaryIO) -> None:
    to_server, messages = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    from_server, answered = anyio.create_memory_object_stream[SessionMessage](0)
    waiting = _Waiting()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_read, given, to_server, from_server.clone(), waiting)
        tasks.start_soon(_write, answers, answered, waiting)
        await made.run(messages, from_server, made.create_initialization_options())


class _Waiting:
    """The questions that have no answer yet."""

    def __init__(self) -> None:
        self._ids: set[str | int] = set()
        self._answered = anyio.Event()

    def ask(self, message: object) -> None:
        """A question has come."""
        if isinstance(message, mcp_types.JSONRPCRequest):
            self._ids.add(message.id)

    def answer(self, message: object) -> None:
        """An answer goes."""
        if isinstance(message, mcp_types.JSONRPCResponse | mcp_types.JSONRPCError) and message.id is not None:
            self._ids.discard(message.id)
            self._answered.set()

    async def until_answered(self) -> None:
        """Wait until nobody waits."""
        while self._ids:
            self._answered = anyio.Event()
            with anyio.move_on_after(_PATIENCE) as scope:
                await self._answered.wait()
            if scope.cancelled_caught:
                return


_PATIENCE = 60.0
"""Seconds that the last questions have for their answers once nothing more can come: some have none."""


async def _read(
    given: BinaryIO,
    to_server: MemoryObjectSendStream[SessionMessage | Exception],
    refused: MemoryObjectSendStream[SessionMessage],
    waiting: _Waiting,
) -> None:
    """Every line as a message; one that is none is answered here, with an error of its own."""
    async with to_server, refused:
        while line := await anyio.to_thread.run_sync(_line, given, abandon_on_cancel=True):
            if not line.strip():
                continue
            try:
                message = _message(line)
            except ValueError:
                await refused.send(SessionMessage(_malformed(line)))
            else:
                waiting.ask(message)
                await to_server.send(SessionMessage(message))
        await waiting.until_answered()


def _message(line: bytes) -> mcp_types.JSONRPCMessage:
    """The message of a line. Raises ValueError."""
    message = mcp_types.jsonrpc_message_adapter.validate_json(line, by_name=False)
    # With an id that can be none it is taken for a notification, and whoever asked would wait for ever.
    if isinstance(message, mcp_types.JSONRPCNotification) and "id" in json.loads(line):
        raise ValueError("an id that is neither a text nor a number")
    return message


def _line(given: BinaryIO) -> bytes:
    line = given.readline(LONGEST_LINE)
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = given.readline(LONGEST_LINE)
    return line


def _malformed(line: bytes) -> mcp_types.JSONRPCError:
    if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
        said = f"The message is longer than {LONGEST_LINE:,} bytes."
    else:
        said = "The line is not a message of JSON-RPC 2.0."
    code = mcp_types.INVALID_REQUEST if _is_json(line) else mcp_types.PARSE_ERROR
    return mcp_types.JSONRPCError(jsonrpc="2.0", id=None, error=mcp_types.ErrorData(code=code, message=said))


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


async def _write(answers: BinaryIO, answered: MemoryObjectReceiveStream[SessionMessage], waiting: _Waiting) -> None:
    async with answered:
        async for told in answered:
            line = told.message.model_dump_json(by_alias=True, exclude_unset=True)
            await anyio.to_thread.run_sync(_put, answers, line.encode() + b"\n")
            waiting.answer(told.message)


def _put(answers: BinaryIO, line: bytes) -> None:
    answers.write(line)
    answers.flush()
