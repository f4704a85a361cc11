"""People, organisations and places: where they stand in a text, and under which one name each is counted.

spacy_model, rules, full_names   text -> Raw(start, end, kind), as they stand; raw_cache keeps what the model found
headlines                        text of capitals -> the same as prose, in place; small.tsv knows what is no name
trimming                         Raw -> Found: without titles, possessives, articles; junk dropped
                                 shapes say how much of it is one
lookup, echoes                   names of the gazetteer, and names found before, wherever they were missed
folding                          the Found of one document -> one name an entity; kinds, people, organisations do it
things                           what is named and is none of the three kinds: vehicles, missions, animals
corpus                           the names of all documents -> a renaming; same_people, variants, offices, cities help
corrections, corrections_file    a person's own word, which wins: entities.tsv
forms                            how a form that stands there belongs to the name
agreed                           what the names of a corpus count as in the end, and why
gazetteer, words, names          what is known beforehand, and how names are compared
reading                          documents -> documents with mentions: all of the above but corpus and corrections
"""
