"""Texts in which one thing is repeated: what makes a rule that tries everything twice take time by the square."""

from __future__ import annotations

import string
from collections.abc import Iterator
from itertools import count, product

SAME = (
    *("A-", "A'", "A’", "A ", "a ", "A, ", "A & ", "B. ", "J. K. ", "U.S. ", "U.", "АБ ", "É. ", "Ada Long ", "Mr. "),
    *(
        "By ",
        "January ",
        "Monday ",
        "12 March 2021 ",
        "12/03/21 ",
        "2021-03-12T",
        "10:00 ",
        "月",
        "2021年3月12日",
        "日",
    ),
    *("Source: The A", "Source: The A\n", "(Reuters) ", "LONDON (Reuters) - ", "told Reuters ", "The Times ", "of "),
    *("President ", "Company and ", "von ", "said ", "'s ", '"', "“", "(", "[", "<", "- ", "...", "a\n", "A\n", "\n"),
    *(
        "the Judiciary Committee ",
        "the Committee on Ways and Means ",
        "Secretary of State ",
        "House ",
        "Sens. Ada Long, ",
    ),
    *("the Clinton administration ", "Hurricane Katrina, ", "Ada Long met Bob Long. Long said. "),
    *("January\n", "Photo: AP\n", "Read more\n", "© 2021 ", "http://a.b/", "a@b.c ", "#", "* ", "| a ", "\u0301", "กข"),
)
"""What is repeated as it is."""
DIFFERENT = (
    *(
        "Ada {} said. ",
        "Ada {}\n",
        "{} Company said. ",
        "Mr {} ",
        "the {} Times, ",
        "Source: {}\n",
        "({}) ",
        "{}\n",
        "{} ",
    ),
    *(
        "{} 3 March 2021\n",
        "By Ada {}\n",
        "{} & {} ",
        "{} ",
        "President {} of {}. ",
        "the {} Committee, ",
        "University of {}. {} said. ",
        "Secretary of {} and {} ",
        "Hurricane {} ",
        "Photo: {} {}\n",
        "http://{}.com/ ",
    ),
)
"""What is repeated with another word each time."""
MARKUP = (
    *(
        "<p>x</p>",
        "<div>",
        "<b>x",
        "<a href=x>y</a> ",
        "<br>",
        "<br><!--",
        "<br><script>",
        "<br><script></style>",
        "<!--",
        "<![CDATA[",
        "</p>",
        "<h1>Head</h1>",
        "<script>",
    ),
    *(
        '{"a":',
        "[",
        "[1,",
        '{"body":"x"}\n',
        '"x",',
        '""',
        "a,b\n",
        '"a\n',
        "--x\n",
        "From a\nSubject: x\n\n",
        "X: y\n",
    ),
    *(
        "X: y\n",
        " folded\n",
        "=?utf-8?B?eA==?= ",
        "=?",
        "WARC/1.0\r\n",
        "1\r\na\r\n",
        "name: x\n",
        "---\n",
        "&lt;",
        "&",
        "\r",
        "<script>",
    ),
    *("1 0 obj<</Kids[1 0 R]>>endobj\n", "endstream "),
)
"""What formats are made of."""


def text_of(pattern: str, size: int) -> str:
    """So many characters of a pattern; "{}" in it is another word each time."""
    if "{}" not in pattern:
        return (pattern * (size // len(pattern) + 1))[:size]
    found, length = list[str](), 0
    for word in _words():
        found.append(pattern.replace("{}", word))
        length += len(found[-1])
        if length >= size:
            break
    return "".join(found)[:size]


def _words() -> Iterator[str]:
    """Words that begin with a capital, each another one."""
    for length in count(3):
        yield from ("".join(letters).title() for letters in product(string.ascii_lowercase, repeat=length))
