"""Classes of characters, for regular expressions: what words are made of, and scripts written without spaces."""

from __future__ import annotations

import re

UNSPACED = (
    # Thai, Lao, Burmese, Khmer; but not their digits, for a number is one word.
    "\u0e01-\u0e4f\u0e5a\u0e5b\u0e81-\u0ecf\u0eda-\u0edf\u1000-\u103f\u104a-\u108f\u109a-\u109f\u1780-\u17d3"
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"  # Hangul
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
)
MARKS = (
    # Accents, points, harakat; the maqaf among the points of Hebrew is a hyphen.
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0f18-\u0fbc"  # the vowel signs of India and Tibet, but not the danda
    "\u00ad\u200d\ufe0f"  # what joins or may break a word without being seen
)
# In Persian and its neighbours the blank of no width parts words; elsewhere it only shapes letters.
MARK = rf"(?:[{MARKS}]|(?<![\u0600-\u06ff\u0750-\u077f])\u200c)"
LETTER, ALNUM = r"[^\W\d_ʼʻ]", r"[^\W_ʼʻ]"  # two apostrophes that Unicode calls letters
# The tones of Thai and Lao.
TONE = "[\u0e48-\u0e4b\u0ec8-\u0ecb]"
any_unspaced = re.compile(f"[{UNSPACED}]")
"""Finds a character of a script that is written without spaces."""
