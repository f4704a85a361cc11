"""People, organisations and places: where they stand in a text, and under which one name each is counted.

Open `recognition.py` first: documents -> documents with mentions. Where names stand (as `Raw`) is found by `finders/`;
`spelling/` cuts each down to the name; `document/` gives an entity one name in a document and `corpus/` in the corpus;
`corrections`, a person's own word, win over both; `corpus/counted_names` is what comes out of all. What is known
beforehand stands in `gazetteer` and `lexicon`.
"""
