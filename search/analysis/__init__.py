"""Text -> tokens: the one analyzer, for what is indexed and for what is asked.

A *surface* is a word as it stands in the text, its *fold* the form in which case, accents and the style of apostrophes
no longer matter, and its *term* the stem of the fold in the document's language, marked with that language. Folding
comes before stemming, so that "éléphants" and "elephants" meet whatever the stemmer thinks of accents.
"""
