"""Databases' exports: what Nexis, LexisNexis, Factiva, ProQuest and others give to take away, article by article.

In: the text of a file, its paragraphs parted by blank lines, as the readers of text, pages, Word files and RTF have it.
Out: a Document for each article and a Remark on the file, or None where it is no export. Open `look.py` first; each
database has its module, and `headed_articles.py` knows files of none of them; `labels.py` and `date_lines.py` know the
words, `proof.py` compares with what a file says.
"""
