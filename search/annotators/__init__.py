"""What finds out about a document what it does not say by itself.

An annotator is a module with `annotate(document, config) -> Document`, which returns the document with its own fields
filled; `search.reading.pipeline` lists them in their order. `entities` works on a stream instead, because a model reads
faster in batches: `annotate_all(documents, config) -> Iterator[Document]`, in the same order.
"""
