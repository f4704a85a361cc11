"""Posts as services answer and export them, one object each: Mastodon, Bluesky, Twitter."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from search.readers.entry import Entry, Told
from search.readers.posts.post_texts import worded
from search.readers.records.record_values import words

Object = Mapping[str, object]

_KEYS = """
record value commit post object account tweet full_text id_str edit_history_tweet_ids public_metrics conversation_id
"""
_MARKS = frozenset(_KEYS.split())
_ACTOR = re.compile(r"https?://(?P<host>[^/\s]+)/(?:users/|@)(?P<name>[^/\s?#]+)")
_AT = re.compile(r"at://(?P<who>[^/\s]+)/app\.bsky\.feed\.post/(?P<key>\w+)")


def status(data: Object) -> Entry | None:
    """The post that an object is, None where it is none. One that only passes on another's has no words."""
    if _MARKS.isdisjoint(data):
        return None
    return next((entry for kind in _KINDS if (entry := kind(data))), None)


def _held(data: Object, key: str) -> Object:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _bluesky(data: Object) -> Entry | None:
    """A record of the AT protocol: alone, as the firehose sends it, or in a view of a feed."""
    around = _held(data, "post") or _held(data, "commit") or data
    record = _held(around, "record") or _held(around, "value")
    if record.get("$type") != "app.bsky.feed.post":
        return None
    author = _held(around, "author")
    name = words(author.get("displayName")) or words(author.get("handle"))
    title, paragraphs = worded(words(record.get("text")))
    langs = record.get("langs")
    place = _AT.match(words(around.get("uri")))
    handle = words(author.get("handle")) or (place["who"] if place else "")
    return Entry(
        title=title,
        paragraphs=paragraphs,
        source=Told(name or words(data.get("did")) or (place["who"] if place else ""), "Bluesky's author"),
        day=Told(words(record.get("createdAt")), "Bluesky's key createdAt"),
        url=f"https://bsky.app/profile/{handle}/post/{place['key']}" if place else "",
        language=words(langs[0]) if isinstance(langs, list) and langs else "",
        own=words(around.get("uri")) or words(around.get("cid")) or words(around.get("rkey")),
    )


def _activity(data: Object) -> Entry | None:
    """An activity of ActivityPub, as in the outbox of an archive: the making of a note, or the boost of another's."""
    kind = data.get("type")
    if kind == "Announce" and isinstance(data.get("object"), str):
        return Entry()
    note = _held(data, "object")
    if kind not in ("Create", "Update") or note.get("type") not in ("Note", "Article", "Question", "Page"):
        return None
    actor = _ACTOR.match(words(note.get("attributedTo")) or words(data.get("actor")))
    title, paragraphs = _below(words(note.get("summary")), *worded(words(note.get("content"))))
    return Entry(
        title=words(note.get("name")) or title,
        paragraphs=paragraphs,
        source=Told(f"@{actor['name']}@{actor['host']}" if actor else "", "ActivityPub's actor"),
        day=Told(words(note.get("published")) or words(data.get("published")), "ActivityPub's key published"),
        changed=(Told(words(note.get("updated")), "ActivityPub's key updated"),),
        url=words(note.get("url")),
        language=next(iter(_held(note, "contentMap")), ""),
        own=words(note.get("id")) or words(data.get("id")),
    )


def _below(warning: str, title: str, paragraphs: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The headline and the paragraphs of a post that stands below a warning of what is in it, "" for none."""
    if warning and paragraphs and not title:
        return warning, paragraphs
    return (title, (warning, *paragraphs)) if warning and title else (title, paragraphs)


def _mastodon(data: Object) -> Entry | None:
    """A status as the API of Mastodon and its like gives it."""
    account = _held(data, "account")
    if not account or "content" not in data or "created_at" not in data:
        return None
    title, paragraphs = _below(words(data.get("spoiler_text")), *worded(words(data.get("content"))))
    name = words(account.get("display_name")) or words(account.get("acct"))
    return Entry(
        title=title,
        paragraphs=paragraphs,
        source=Told(name, "Mastodon's account"),
        day=Told(words(data.get("created_at")), "Mastodon's key created_at"),
        changed=(Told(words(data.get("edited_at")), "Mastodon's key edited_at (modified)"),),
        url=words(data.get("url")) or words(data.get("uri")),
        language=words(data.get("language")),
        own=words(data.get("id")),
    )


def _tweet(data: Object) -> Entry | None:
    """A tweet: in an archive, as the older interface gives it (full_text), or as the newer (text and author_id)."""
    tweet = _held(data, "tweet") or data
    text = words(tweet.get("full_text"))
    if not text and ("id_str" in tweet or not {"edit_history_tweet_ids", "public_metrics"}.isdisjoint(tweet)):
        text = words(tweet.get("text"))
    if not text:
        return None
    user = _held(tweet, "user")
    name = words(user.get("name")) or words(user.get("screen_name"))
    title, paragraphs = worded(text)
    return Entry(
        title=title,
        paragraphs=paragraphs,
        source=Told(name, "Twitter's user"),
        day=_day(words(tweet.get("created_at"))),
        language=words(tweet.get("lang")).replace("und", ""),
        own=words(tweet.get("id_str")) or words(tweet.get("id")),
    )


def _day(written: str) -> Told:
    """The day of a tweet, which the older interface writes as mail does, with the year at its end."""
    parts = written.split()
    if len(parts) != 6:
        return Told(written, "Twitter's key created_at")
    weekday, month, day, time, zone, year = parts
    try:
        moment = parsedate_to_datetime(f"{weekday}, {day} {month} {year} {time} {zone}")
    except ValueError:
        return Told(written, "Twitter's key created_at")
    return Told(moment.isoformat(), "Twitter's key created_at")


_KINDS: tuple[Callable[[Object], Entry | None], ...] = (_bluesky, _activity, _mastodon, _tweet)
