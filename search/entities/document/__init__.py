"""The names of one document: which of them are one person, organisation or place. Open `folding` first."""
