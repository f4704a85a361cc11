"""The front end: the pages and the JSON endpoint, over `search.store.builds`."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, request, url_for
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from search.cli.assistants import MISSING
from search.cli.options import plural
from search.config import Config
from search.errors import (
    ClusterUnreachable,
    DocumentNotFound,
    ExtraMissing,
    IndexMissing,
    IndexUnusable,
    InputInvalid,
    LedgerElsewhere,
    SettingInvalid,
    StoriesNotTold,
)
from search.query.address import BadParameters
from search.query.periods import period_words
from search.store import followed
from search.store.live import Live
from web import htmx
from web.api.routes import api
from web.edge import cors, hosts, metrics, problems, proxies, request_log, token
from web.edge.security import secure
from web.edge.shared import Shared
from web.live import attach
from web.pages import editing, saved_searches, tags, wording
from web.pages.entity import entity_address, search_address
from web.pages.results import document_address
from web.pages.routes import views
from web.pages.spans import highlighted

__all__ = ["create_app"]

YEAR = 31_536_000
LARGEST_BODY = 16_384
"""Bytes of a form: the largest corrects a name by another, 200 letters each, escaped. Lists of names may be larger."""


def create_app(config: Config, shared: Shared | None = None) -> Flask:
    """The application over the index of a configuration, which may be built later and rebuilt at any time.

    `shared` is what it shares with those of other processes; nothing by default.
    """
    app = Flask(__name__)
    attach(app, Live(config.index, followed.engine_of(config.index, config.engine)))
    _dress(app)
    proxies.believe(app, config)
    metrics.measure(app)
    request_log.keep(app, config)
    cors.share(app, config)
    hosts.guard(app, config)
    app.before_request(_refuse_long_addresses)
    token.guard(app, config)
    app.after_request(secure)
    app.register_blueprint(views)
    app.register_blueprint(api)
    app.register_blueprint(saved_searches.keeping)
    app.register_blueprint(tags.tagging)
    editing.allow(app, config, shared or Shared())
    _admit_assistants(app, config)
    _say_what_is_wrong(app)
    return app


def _say_what_is_wrong(app: Flask) -> None:
    """Answer every error in the words for its kind."""
    app.register_error_handler(BadParameters, problems.bad_parameters)
    app.register_error_handler(DocumentNotFound, problems.not_found)
    app.register_error_handler(InputInvalid, problems.bad_input)
    app.register_error_handler(StoriesNotTold, problems.not_told)
    app.register_error_handler(IndexMissing, problems.no_index)
    app.register_error_handler(IndexUnusable, problems.no_index)
    app.register_error_handler(LedgerElsewhere, problems.no_ledger)
    app.register_error_handler(ClusterUnreachable, problems.no_cluster)
    app.register_error_handler(SettingInvalid, problems.no_setting)
    app.register_error_handler(HTTPException, problems.of_http)
    app.register_error_handler(Exception, problems.unexpected)


def _admit_assistants(app: Flask, config: Config) -> None:
    """Answer under /mcp, if that is wanted. Raises ExtraMissing."""
    if not config.mcp:
        return
    try:
        from web.api import assistants
    except ImportError:
        raise ExtraMissing(MISSING) from None
    assistants.admit(app)


def _dress(app: Flask) -> None:
    """The settings, globals and filters of the templates."""
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    stamps = _stamps(Path(app.static_folder or ""))
    app.jinja_env.globals.update(
        asset=lambda name: url_for("static", filename=name, v=stamps[name]),
        document_address=document_address,
        entity_address=entity_address,
        search_address=search_address,
        htmx=htmx,
    )
    app.jinja_env.filters.update(
        counted=plural,
        highlighted=highlighted,
        period=period_words,
        moment=wording.moment_words,
        language=wording.language_name,
        names_read=wording.names_read,
        number=lambda number: f"{number:,}",
        path=quote,
        units=wording.units,
    )


def _stamps(folder: Path) -> dict[str, str]:
    """The digest of every static file, for its address, so that browsers cache each version and fetch new ones."""
    return {path.name: sha256(path.read_bytes()).hexdigest()[:12] for path in folder.iterdir()}


def _refuse_long_addresses() -> Response | None:
    length = len(request.path.encode()) + len(request.query_string)
    return problems.too_long() if length > problems.MAX_ADDRESS else None
