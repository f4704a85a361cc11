"""A query in context: the lines of its concordance and its collocates. Open `concordance` first."""
