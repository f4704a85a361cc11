"""Printed pages -> paragraphs: from words with their places (PDF), or from images of words (scans).

Open `printed_lines` first for pages with text, `recognised` for images.
"""
