"""Tags and notes that people put on articles, in a file beside them: `tags.tsv`.

In: lines of the file, and where the documents of a build stand. Out: what each document has, and which lines fit none.
Nothing of it is read out of an article: an engine is told at the end of a build (`add_tags`), and again whenever the
file has changed (`search.build.apply_tags`). Open `tag_file` first.
"""
