"""RTF -> text: groups, control words and the characters between them, as one pass over the file.

Written here because the known package for it, striprtf, appends the addresses of links to their words and stops at odd
numbers; it also takes 1.4 times as long for an export of Factiva. Nothing of what is read is bigger than the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.errors import FileSkipped
from search.readers.lines.broken_lines import paragraphs
from search.readers.lines.line_hyphens import mended

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n\x00]+|(?P<plain>[^\\{}\r\n\x00]+)"
)
_HALF = re.compile("[\ud800-\udfff]")
_AT_ONCE = 50_000
"""Pieces that wait to be put together: all the small strings of a large file would fill the memory."""
_KINDS = ("shown", "title", "footnote")
_DEEPEST = 2_000
"""Groups inside each other: word processors nest some twenty."""
_SIGNS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "line": "\n",
    "row": "\n",
    "cell": "\n",
    "nestcell": "\n",
    "nestrow": "\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
_ESCAPED = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n", "\t": "\t"}
_UNSEEN_WORDS = """
colortbl stylesheet listtable listoverridetable rsidtbl revtbl generator pict object objdata header headerf headerl
headerr footer footerf footerl footerr fldinst annotation atnid atnauthor atndate atnref xe tc txe themedata
colorschememapping latentstyles datastore pntext pntxta pntxtb fonttbl filetbl xmlnstbl mmathPr bkmkstart bkmkend
info author operator company category keywords comment doccomm subject manager hlinkbase userprops template
"""
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
"""Groups whose words are not shown; "title" inside "info" is kept by itself."""
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
}
"""Encodings by the numbers of `fcharset`; all others are the file's own."""
_OLD = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class Rtf:
    """What a file shows: its paragraphs, parted by blank lines, and the title among its properties."""

    text: str
    title: str


@dataclass(slots=True)
class _Group:
    """What holds until the brace that closes: how many signs stand for one of Unicode, the font, where words go."""

    skip: int = 1
    font: int = -1
    kind: str = "shown"


@dataclass(slots=True)
class _State:
    """Where the reading is. `fonts` are the encodings of fonts by number, `left` the characters still to be skipped."""

    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    groups: list[_Group] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    left: int = 0
    star: bool = False
    waiting: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    done: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})

    def add(self, words: str) -> None:
        """Words where the group has them go."""
        if self.left:
            words, self.left = words[self.left :], max(0, self.left - len(words))
        if not words or self.group.kind == "unseen":
            return
        waiting = self.waiting[self.group.kind]
        waiting.append(words)
        if len(waiting) >= _AT_ONCE:
            self.done[self.group.kind].append("".join(waiting))
            waiting.clear()

    def all_of(self, kind: str) -> str:
        """Everything that went to one place, which is empty then."""
        return "".join((*self.done.pop(kind), *self.waiting.pop(kind)))


def read_rtf(raw: bytes) -> Rtf:
    """What an RTF file shows; footnotes stand behind the text. Raises FileSkipped where it is nested too deeply."""
    state = _read(raw)
    footnotes, title = (state.all_of(kind) for kind in ("footnote", "title"))
    text = _paragraphs(state.all_of("shown"), _paragraphs(footnotes))
    return Rtf(text, _whole(title).strip())


def _read(raw: bytes) -> _State:
    source = raw.decode("latin-1")
    state = _State()
    for match in _tokens(source, max(source.find("{\\rtf"), 0), state):
        if brace := match["brace"]:
            _brace(brace, state)
        elif plain := match["plain"]:
            state.star = False
            state.add(plain if plain.isascii() else _decoded(plain.encode("latin-1"), state))
        elif word := match["word"]:
            _word(word, match["number"], state)
        elif hexes := match["hex"]:
            _hexes(hexes, state)
        elif sign := match["sign"]:
            _sign(sign, state)
    return state


def _tokens(source: str, at: int, state: _State) -> Iterator[re.Match[str]]:
    """Every token, past the bytes that `bin` announces."""
    while at < len(source):
        for match in _TOKEN.finditer(source, at):
            at = match.end()
            if match["word"] == "bin":
                at += min(int(match["number"] or 0), len(source)) if not (match["number"] or "").startswith("-") else 0
                break
            yield match
        else:
            return


def _brace(brace: str, state: _State) -> None:
    state.left, state.star = 0, False
    if brace == "{":
        if len(state.groups) >= _DEEPEST:
            raise FileSkipped(
                f"nested more than {_DEEPEST:,} groups deep; open it in a word processor and save it again"
            )
        state.groups.append(state.group)
        state.group = _Group(state.group.skip, state.group.font, state.group.kind)
    elif state.groups:
        if state.group.kind == "footnote" and state.groups[-1].kind != "footnote":
            state.waiting["footnote"].append("\n")
        state.group = state.groups.pop()


def _word(word: str, number: str | None, state: _State) -> None:
    value = int(number) if number else 0
    starred, state.star = state.star, False
    state.left = 0
    if word == "u" and number:
        state.add(chr(value % 0x10000))
        state.left = state.group.skip
    elif word in _SIGNS:
        state.add(_SIGNS[word])
    elif word in _UNSEEN or (starred and word not in ("shptxt", "footnote")):
        state.group.kind = "unseen"
    else:
        _setting(word, value, state)


def _setting(word: str, value: int, state: _State) -> None:
    """A control word that changes how what follows is read."""
    group = state.group
    if word == "uc":
        group.skip = min(max(value, 0), 100)
    elif word == "f":
        group.font = value
    elif word == "fcharset":
        state.fonts[group.font] = _CHARSETS.get(value, "")
    elif word == "ansicpg":
        state.encoding = _codepage(value) or state.encoding
    elif word in _OLD:
        state.encoding = _OLD[word]
    elif word in ("title", "footnote") and group.kind == {"title": "unseen", "footnote": "shown"}[word]:
        group.kind = word


def _hexes(hexes: str, state: _State) -> None:
    """Bytes in hexadecimal, several of which may be one character."""
    raw = bytes.fromhex(hexes.replace("\\'", ""))
    skipped = min(state.left, len(raw))
    state.left -= skipped
    if raw[skipped:]:
        state.add(_decoded(raw[skipped:], state))


def _sign(sign: str, state: _State) -> None:
    if sign == "*":
        state.star = True
    elif sign in _ESCAPED:
        state.left = 0
        state.add(_ESCAPED[sign])


def _decoded(raw: bytes, state: _State) -> str:
    return raw.decode(state.fonts.get(state.group.font) or state.encoding, "replace")


def _codepage(number: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 1361: "johab"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _paragraphs(text: str, *below: str) -> str:
    return "\n\n".join(filter(None, (mended(paragraphs(_whole(text))), *below)))


def _whole(text: str) -> str:
    """Without halves of characters: two that stand side by side are one."""
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\x00", "\ufffd")
