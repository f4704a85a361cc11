"""Lines of plain text: paragraphs that a margin broke, words that a hyphen cut, files of several articles."""
