"""Lines of plain text: paragraphs that a margin broke, words that a hyphen cut, files of several articles.

`front_matter` and `head_fields` are what a text may say of itself in its first lines. Open `broken_lines` first.
"""
