"""Files -> documents, in worker processes: reader, annotators, names.

In: the tasks that `search.folder.events` describes. Out: documents in the order of the tasks, and why there are none.
Open `pipeline.py` first: one file through its reader and the annotators in their order; then `pool.py`.
"""
