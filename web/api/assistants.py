"""`POST /mcp`: assistants ask over HTTP, behind the same guards as the pages. Each request stands by itself."""

from __future__ import annotations

from typing import Any

import anyio
from flask import Blueprint, Flask, Response, request
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from search.assistants.protocol import server
from search.assistants.reading import Reading
from web.live import live

PATH = "/mcp"
MOST_BYTES = 131_072
"""The largest request: a list of names, or a quotation with every letter escaped."""

assistants = Blueprint("assistants", __name__)


def admit(app: Flask) -> None:
    """Let assistants ask."""
    app.register_blueprint(assistants)


@assistants.post(PATH)
def ask() -> Response:
    """One message of the protocol and its answer, in JSON."""
    request.max_content_length = MOST_BYTES
    held = live()
    made = server(lambda: Reading(held.current, held.folder), held.folder)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": PATH,
        "raw_path": PATH.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers],
        "client": None,
        "server": None,
    }
    return anyio.run(_answer, made, scope, request.get_data())


async def _answer(made: Server[Any], scope: dict[str, Any], body: bytes) -> Response:
    """What the library answers to a request; it speaks ASGI, of which this is all that is needed for one request."""
    response = Response()
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:  # the client stays until it has its answer
            await anyio.sleep_forever()
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            response.status_code = message["status"]
            for name, value in message["headers"]:
                response.headers[name.decode("latin-1")] = value.decode("latin-1")
        else:
            response.data += message.get("body", b"")

    manager = StreamableHTTPSessionManager(made, json_response=True, stateless=True, max_request_body_size=MOST_BYTES)
    async with manager.run():
        await manager.handle_request(scope, receive, send)
    return response
