"""The files of the Whoosh engine and the work on them: plain arrays, memory-mapped, executed by numpy.

Open `manifest.py` first: it lists the files and the modules that write and read each. `writer` and `merge` write an
index; `snapshot` is one opened, `term_dictionary` and `matching` take a word or a phrase to its documents, `execution`
a query's words to matches, scores and marks, `filters` its filters to the documents that each facet is counted over.

A segment is up to 65,536 documents. Rows are numbered through all segments, from 0, in the order of writing.
"""
