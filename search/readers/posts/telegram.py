"""Telegram's export of a chat or of all chats: result.json of its desktop program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search.readers.entry import Entry, Told
from search.readers.posts.post_texts import worded
from search.readers.records.record_values import words

WORDLESS = "images, stickers and service messages"
"""What messages without words are."""
_KINDS = "channel group chat bot saved"
"""Words in the types of chats: public_channel, private_supergroup, personal_chat, bot_chat, saved_messages."""


def messages(data: Mapping[str, object]) -> Iterator[Entry] | None:
    """The messages of an export, in its order; None where it is none."""
    held = data.get("chats")
    chats = held.get("list") if isinstance(held, dict) else [data]
    if not isinstance(chats, list) or not any(_is_chat(chat) for chat in chats):
        return None
    return (entry for chat in chats if _is_chat(chat) for entry in _messages(chat))


def _is_chat(chat: object) -> bool:
    if not isinstance(chat, dict) or not isinstance(chat.get("messages"), list):
        return False
    kind = words(chat.get("type"))
    return any(word in kind for word in _KINDS.split())


def _messages(chat: Mapping[str, object]) -> Iterator[Entry]:
    name, held = words(chat.get("name")), chat["messages"]
    for message in held if isinstance(held, list) else ():
        if isinstance(message, dict):
            yield _message(message, name, words(chat.get("id")))


def _message(message: Mapping[str, object], chat: str, number: str) -> Entry:
    """One message. The service's own ("joined the group") have no words, and a picture none but its caption."""
    title, paragraphs = worded(_text(message.get("text")) or _poll(message.get("poll")))
    sender = words(message.get("from"))
    return Entry(
        title=title,
        paragraphs=paragraphs if message.get("type") != "service" else (),
        source=Told(chat or sender, "Telegram's name of the chat"),
        day=Told(words(message.get("date")), "Telegram's key date"),
        changed=(Told(words(message.get("edited")), "Telegram's key edited (modified)"),),
        author=sender if sender != chat else "",
        own=f"{number}/{words(message.get('id'))}",
    )


def _poll(poll: object) -> str:
    """The question of a poll and its answers, a paragraph each; "" for what is none."""
    if not isinstance(poll, dict):
        return ""
    answers = poll.get("answers")
    held = [item.get("text") for item in answers if isinstance(item, dict)] if isinstance(answers, list) else []
    return "\n\n".join(filter(None, map(words, (poll.get("question"), *held))))


def _text(value: object) -> str:
    """The text of a message, which is a string or a list of strings and of stretches that are set apart."""
    if not isinstance(value, list):
        return words(value)
    pieces = (item.get("text") if isinstance(item, dict) else item for item in value)
    return "".join(piece for piece in pieces if isinstance(piece, str))
