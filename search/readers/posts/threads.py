"""Threads of posts as services answer them: a post, those above it and the replies below, flattened into a list."""

from __future__ import annotations

from collections.abc import Mapping

Object = Mapping[str, object]

_CONTEXT = ("ancestors", "descendants")
"""What Mastodon calls the posts above one and those below."""


def posts(data: Object) -> list[object] | None:
    """The posts of a thread, the uppermost first and each before its replies; None where an object is none."""
    if all(isinstance(data.get(key), list) for key in _CONTEXT):
        return [post for key in _CONTEXT for post in _list(data.get(key))]
    thread = data.get("thread")
    if not isinstance(thread, dict) or not isinstance(thread.get("post"), dict):
        return None
    above, parent = list[object](), thread.get("parent")
    while isinstance(parent, dict):
        above.append(_bare(parent))
        parent = parent.get("parent")
    return [*reversed(above), *_below(thread)]


def _below(thread: Object) -> list[object]:
    """A post and its replies; one that was deleted or is hidden has no post of its own."""
    found, waiting = list[object](), [thread]
    while waiting:
        each = waiting.pop()
        found.append(_bare(each))
        waiting += [reply for reply in reversed(_list(each.get("replies"))) if isinstance(reply, dict)]
    return found


def _bare(thread: Object) -> Object:
    return {key: value for key, value in thread.items() if key not in ("replies", "parent")}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
