"""The tools as a server of the Model Context Protocol, by the official library."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import mcp_types
from mcp.server.lowlevel import Server

from search.answers import sentences
from search.answers.research.receipt import version
from search.assistants.reading import Arguments, Reading
from search.assistants.tools import INSTRUCTIONS, Tool, tools
from search.errors import DocumentNotFound, InputInvalid, SearchError, StoriesNotTold
from search.query.address import BadParameters

if TYPE_CHECKING:
    from mcp.server.context import ServerRequestContext

log = logging.getLogger(__name__)

UNEXPECTED = "The server ran into an unexpected error. Its log has the details."


def server(opened: Callable[[], Reading], folder: Path) -> Server[Any]:
    """A server that answers from what is open, in an index folder, when it is asked."""
    known = {tool.name: tool for tool in tools()}

    async def list_tools(
        context: ServerRequestContext[Any], params: mcp_types.PaginatedRequestParams | None
    ) -> mcp_types.ListToolsResult:
        return mcp_types.ListToolsResult(tools=[_described(tool) for tool in known.values()])

    async def call_tool(
        context: ServerRequestContext[Any], params: mcp_types.CallToolRequestParams
    ) -> mcp_types.CallToolResult:
        tool = known.get(params.name)
        if tool is None:
            return _failed(f"There is no tool “{params.name[:80]}”. There are: {', '.join(known)}.")
        return await anyio.to_thread.run_sync(_answered, tool, opened, folder, params.arguments or {})

    return Server(
        "clippings",
        version=version(),
        title="Clippings",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool) -> mcp_types.Tool:
    # Asking twice gives the same, nothing is changed, and nothing outside of the folder is asked.
    hints = mcp_types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return mcp_types.Tool(name=tool.name, description=tool.description, input_schema=tool.schema, annotations=hints)


def _answered(
    tool: Tool, opened: Callable[[], Reading], folder: Path, arguments: Arguments
) -> mcp_types.CallToolResult:
    """The answer of a tool, or why there is none, in the sentence that the page shows."""
    try:
        reading = opened()
        answer = tool.answer(reading, arguments)
    except BadParameters as error:
        return _failed(str(error))
    except SearchError as error:
        if not isinstance(error, DocumentNotFound | InputInvalid | StoriesNotTold):
            log.error("%s", error)
        return _failed(sentences.told(error, folder))
    except Exception as error:
        # Only the places: the message of an error may hold what was asked for.
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("%s in the tool %s\n%s", type(error).__name__, tool.name, places)
        return _failed(UNEXPECTED)
    return _result(json.dumps(answer, ensure_ascii=False))


def _failed(sentence: str) -> mcp_types.CallToolResult:
    return mcp_types.CallToolResult(content=[mcp_types.TextContent(text=_whole(sentence))], is_error=True)


def _result(text: str) -> mcp_types.CallToolResult:
    return mcp_types.CallToolResult(content=[mcp_types.TextContent(text=_whole(text))])


def _whole(text: str) -> str:
    """A text without halves of characters, which JSON in UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
