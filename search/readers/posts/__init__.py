"""Posts and messages: one a document, with the channel or the chat as its source.

In go JSON values or the text of a chat, out come Entries. Open `post_texts.py` for what all have in common; each other
module is one service. The readers of JSON, of text and of Twitter's archive ask them.
"""
