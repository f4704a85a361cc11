"""Mail: the pieces of the reader `search.readers.mail`, from a mailbox to the words of one message.

Open `mail_message` first: one message in, its document and those of what came with it out.
"""
