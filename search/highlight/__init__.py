"""Where the words of a query stand in a text, and the stretch of it that is shown.

In: a text and positions. Out: offsets and spans (text and a flag), never markup. Open `snippets.py` first.
"""
