"""People, organisations and places: where they stand in a text, and under which one name each is counted.

spacy_model, rules   text -> Raw(start, end, kind), as they stand
trimming             Raw -> Found: without titles, possessives, articles; junk dropped
folding              the Found of one document -> one name for each entity of the document
corpus               the names of all documents -> a renaming
gazetteer, words     what is known beforehand
raw_cache            Raw that was found before
"""
