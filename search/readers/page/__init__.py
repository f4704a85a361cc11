"""What a web page says and which of it is the article: the pieces of the reader `search.readers.html`.

In goes a parsed page, out come its article's lines and what the page declares: title, authors, days, publisher.
Open `article` first, then `metadata`.
"""
