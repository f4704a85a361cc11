"""Which documents tell the same: near-duplicates, which a list may fold into one row, and stories.

    Document --sketches--> a record of fixed size, kept with the build
    sketches --near--> candidates by MinHash, compared in full --> groups of near-duplicates
    sketches --similar--> pairs of one time that share telling words --linking--> stories --remembered--> the next build
    both --telling--> what each document is told to belong to

All of it is a function of the sketches and the texts alone, so that a grown build tells what a fresh one would.
"""
