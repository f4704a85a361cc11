"""A real browser before a real server. Only the server and the one pinned script are in its reach."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from playwright.sync_api import BrowserContext, Page, Playwright, Route
from waitress.server import create_server

from web import htmx

CACHE = Path(__file__).parent.parent / ".cache"
SWITCHES = "--no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-extensions"
SWITCHES += " --no-first-run --no-default-browser-check --disable-sync --mute-audio"


def npm_file(package: str, version: str, path: str) -> Path:
    """A file of a package of the npm registry, fetched once into the cache. Raises where it cannot be had."""
    kept = CACHE / "npm" / f"{package}-{version}" / path
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=CACHE) as alone:  # other test processes may be fetching it as well
            beside = Path(alone, kept.name)
            beside.write_bytes(_packed(f"{package}@{version}", path, alone))
            beside.replace(kept)
    return kept


def _packed(package: str, path: str, where: str) -> bytes:
    """What a file of a package holds, which is fetched into a folder."""
    subprocess.run(["npm", "pack", package], cwd=where, check=True, capture_output=True, timeout=120)
    [archive] = Path(where).glob("*.tgz")
    with tarfile.open(archive) as packed:
        held = packed.extractfile(f"package/{path}")
        assert held is not None, f"{package} has no {path}"
        return held.read()


def htmx_file() -> Path:
    """The file that the page asks the CDN for."""
    return npm_file("htmx.org", htmx.VERSION, "dist/htmx.min.js")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of an application on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(10)


@contextmanager
def browsing(playwright: Playwright, base: str, **settings: object) -> Iterator[BrowserContext]:
    """A window of the system's Chromium. `settings` are those of a Playwright context."""
    path = shutil.which("chromium")
    assert path, "the browser tests need Chromium: apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=path, args=SWITCHES.split())
    context = browser.new_context(base_url=base, **settings)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    context.route("**/*", lambda route: _answer(route, base))
    yield context
    context.close()
    browser.close()


def _answer(route: Route, base: str) -> None:
    """The server answers for itself, the cached file for the CDN, and nobody for anything else."""
    if route.request.url.startswith(base):
        route.continue_()
    elif route.request.url == htmx.URL:
        headers = {"Content-Type": "application/javascript", "Access-Control-Allow-Origin": "*"}
        route.fulfill(body=htmx_file().read_bytes(), headers=headers)
    else:
        route.abort()


def complaints(page: Page) -> list[str]:
    """What the browser complains about from now on: refused scripts, failed requests, exceptions.

    A request that a newer one replaces is aborted, and htmx says so: that is no complaint.
    """
    found: list[str] = []

    def add(text: str) -> None:
        if not re.search(r"ERR_ABORTED|^htmx:(afterRequest|sendAbort)", text):
            found.append(text)

    page.on("console", lambda message: add(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: add(str(error)))
    page.on("requestfailed", lambda request: add(f"{request.url}: {request.failure}"))
    return found
