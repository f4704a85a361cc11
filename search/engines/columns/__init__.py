"""The files of the Whoosh engine and the work on them: plain arrays, memory-mapped, executed by numpy.

    MAIN.json          what the index consists of, with sizes and checksums    manifest
    MAIN_<n>.lists     a segment's terms, words and posting lists              collecting, inversion, strings, lists
    MAIN_<n>.docs      a segment's stored documents                            documents
    MAIN_<n>.living    its counts, where some of its documents are gone        growing
    MAIN.columns       all that is known of each document but its words        cataloguing, days, orders, tabulating,
                                                                               values, gathering, names
    _MAIN_1.toc        what a stock Whoosh opens; never read here              codec

`arrays` is what all of these but the first, third and last are made of. `writing` and `growing` write an index;
`snapshot` is one opened, `vocabulary` and `finding` take a word or a phrase to its documents, `reading` a query's words
to matches, scores and marks, `filtering` its filters to the documents that each facet is counted over.

A segment is up to 65,536 documents. Rows are numbered through all segments, from 0, in the order of writing.
"""
