"""Records with named fields: what the keys of JSON objects and the columns of tables mean, and where the records are.

Open `record_fields` first: one record in, one document out.
"""
