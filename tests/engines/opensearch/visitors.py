"""Visitors of the page who ask again and again while something breaks, and what they got."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

QUESTIONS = (
    {"q": "harbour storm"},
    {"q": "ferry", "sort": "date"},
    {"q": '"night-ferry crew"~2', "group": "story"},
    {"q": "har* -pilot", "source": "The Dial"},
)
VISITORS = 2
PATIENCE = 120.0


@dataclass(slots=True)
class Seen:
    """What all visitors got: `longest` is how many seconds one of them waited for an answer at most."""

    answers: int = 0
    wrong: list[str] = field(default_factory=list)
    unavailable: int = 0
    longest: float = 0.0

    def figures(self) -> dict[str, float]:
        """As numbers."""
        return {
            "answers": self.answers,
            "wrong answers": len(self.wrong),
            "answers of 503": self.unavailable,
            "longest wait": round(self.longest, 1),
        }


def asked(port: int, path: str, accept: str = "application/json") -> tuple[int, str]:
    """The status of an answer of the server, and its text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Accept": accept})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def told(port: int, question: dict[str, str]) -> tuple[int, object]:
    """The status of an answer, and what of it must not change: counts, and the results with their scores."""
    status, text = asked(port, f"/api/search?{urlencode(question)}")
    if status != 200:
        return status, text
    found = json.loads(text)
    hits = [(hit["id"], hit["score"]) for hit in found["hits"]]
    counts = [(f["name"], f["distinct"], [(v["value"], v["count"]) for v in f["values"]]) for f in found["facets"]]
    return status, (found["total"], found["about"], hits, counts)


@contextmanager
def visited(port: int) -> Iterator[Seen]:
    """Let visitors ask until the end of the block: the answers that there are at its beginning are the right ones."""
    right = []
    for question in QUESTIONS:
        status, answer = told(port, question)
        assert status == 200, answer
        right.append(answer)
    seen, over = Seen(), Event()

    def ask() -> None:
        while not over.is_set():
            for question, answer in zip(QUESTIONS, right, strict=True):
                _ask_once(port, question, answer, seen)

    threads = [Thread(target=ask) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _ask_once(port: int, question: dict[str, str], right: object, seen: Seen) -> None:
    began = time.monotonic()
    try:
        status, answer = told(port, question)
    except (OSError, HTTPException, ValueError) as error:  # no answer, or half of one: a visitor would have seen that
        status, answer = 0, repr(error)
    seen.answers += 1
    seen.longest = max(seen.longest, time.monotonic() - began)
    if status == 503:
        seen.unavailable += 1
    elif answer != right:
        seen.wrong.append(f"{question}: {status} {str(answer)[:300]}")
