"""Files of word processors: the pieces of the readers of Word documents, OpenDocument and rich text."""
