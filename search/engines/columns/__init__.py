"""The files of the Whoosh engine and the work on them: plain arrays, memory-mapped, executed by numpy.

    MAIN.json            what the index consists of, with sizes and checksums        manifest.py
    MAIN_<n>.lists       a segment's terms, words and posting lists                  inversion.py, lists.py, strings.py
    MAIN_<n>.docs        a segment's stored documents                                documents.py
    MAIN.columns         dates, facets and orders of all documents                   days.py, values.py, orders.py
    _MAIN_1.toc          what a stock Whoosh opens; never read here                  codec.py

A segment is up to 65,536 documents. Documents are numbered through all segments, from 0, in the order of writing.
"""
