"""What holds an index and answers from it: one module an engine, see `search.engines.base`."""
