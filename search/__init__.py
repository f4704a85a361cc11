"""Search over a folder of articles: reading, annotating, indexing, asking."""
