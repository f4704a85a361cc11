"""The front end: the page, the document page and the JSON endpoint, over `search.store`."""
