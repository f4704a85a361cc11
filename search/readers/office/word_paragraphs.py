"""The XML of a Word document -> its paragraphs, as one pass of the parser over it, which keeps nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from search.errors import FileSkipped

_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = ("moveFrom", "del", "rPrChange", "pPrChange")
"""Text that was deleted or moved away, and what it was like before."""
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off", "none"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
"""Notes that are lines between the text and the notes."""

Attributes = Mapping[str, str]


@dataclass(slots=True)
class Paragraph:
    """A paragraph that has words, the name of its style, whether a new page begins with it, and the id of its link."""

    words: str
    style: str = ""
    on_new_page: bool = False
    link: str = ""


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read."""

    pieces: list[str]
    style: str = ""
    on_new_page: bool = False
    ends_page: bool = False
    link: str = ""


def paragraphs(xml: bytes) -> list[Paragraph]:
    """Each paragraph that has words; a text box inside one comes before it. Raises FileSkipped for damage."""
    return _Reading().read(xml)


class _Reading:
    """One pass. Of two versions of a text box the second is left out; so are runs that are formatted as hidden."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self._open = [_Open([])]
        self._hidden = 0
        self._new_page = False
        self._unseen: list[bool] = []  # for each run that is open, whether it is formatted as hidden
        self._notes: list[bool] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        starts: dict[str, Callable[[Attributes], None]] = {
            "p": self._begin, "r": self._run, "t": self._text, "br": self._break, "vanish": self._vanish,
            "pStyle": self._style, "hyperlink": self._link, "pageBreakBefore": self._before, "footnote": self._note,
            "endnote": self._note, **dict.fromkeys(_HIDDEN, self._hide),
            **{name: self._sign(sign) for name, sign in _SIGNS.items()},
        }  # fmt: skip
        ends: dict[str, Callable[[], None]] = {
            "p": self._end, "r": self._run_ends, "t": self._text_ends, "footnote": self._note_ends,
            "endnote": self._note_ends, **dict.fromkeys(_HIDDEN, self._show),
        }  # fmt: skip
        self._starts = {space + name: begins for name, begins in starts.items() for space in _WORDS}
        self._ends = {space + name: ends for name, ends in ends.items() for space in _WORDS}
        self._starts[_FALLBACK], self._ends[_FALLBACK] = self._hide, self._show

    def read(self, xml: bytes) -> list[Paragraph]:
        parser = self._parser
        parser.buffer_text = True
        starts, ends = self._starts, self._ends

        def start(name: str, attributes: Attributes) -> None:
            if begins := starts.get(name):
                begins(attributes)

        def end(name: str) -> None:
            if done := ends.get(name):
                done()

        parser.StartElementHandler, parser.EndElementHandler = start, end
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, ValueError) as error:
            raise FileSkipped(f"damaged document ({error}); open it in its program and save it again") from None
        finally:
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
            starts.clear()
            ends.clear()  # what holds this in a circle
        return self.found

    def _begin(self, _: Attributes) -> None:
        self._open.append(_Open([]))

    def _end(self) -> None:
        done = self._open.pop()
        words = "".join(done.pieces).strip()
        on_new_page = self._new_page or done.on_new_page
        if words and not self._hidden:
            self.found.append(Paragraph(words, done.style, on_new_page, done.link))
            on_new_page = False
        self._new_page = on_new_page or done.ends_page

    def _run(self, _: Attributes) -> None:
        self._unseen.append(False)

    def _run_ends(self) -> None:
        self._unseen.pop()

    def _is_shown(self) -> bool:
        return not self._hidden and True not in self._unseen

    def _text(self, _: Attributes) -> None:
        if self._is_shown():
            self._parser.CharacterDataHandler = self._open[-1].pieces.append

    def _text_ends(self) -> None:
        self._parser.CharacterDataHandler = None

    def _sign(self, sign: str) -> Callable[[Attributes], None]:
        def add(_: Attributes) -> None:
            if self._is_shown():
                self._open[-1].pieces.append(sign)

        return add

    def _break(self, attributes: Attributes) -> None:
        if not self._is_shown():
            return
        paragraph = self._open[-1]
        if _named(attributes, "type") == "page":
            has_words = any(map(str.strip, paragraph.pieces))
            paragraph.ends_page, paragraph.on_new_page = has_words, paragraph.on_new_page or not has_words
        paragraph.pieces.append("\n")

    def _before(self, attributes: Attributes) -> None:
        self._open[-1].on_new_page = not self._hidden and _named(attributes, "val").lower() not in _OFF

    def _vanish(self, attributes: Attributes) -> None:
        if self._unseen and not self._hidden:
            self._unseen[-1] = _named(attributes, "val").lower() not in _OFF

    def _style(self, attributes: Attributes) -> None:
        if not self._hidden:
            self._open[-1].style = "".join(_named(attributes, "val").lower().split())

    def _link(self, attributes: Attributes) -> None:
        self._open[-1].link = self._open[-1].link or next(
            (attributes[name] for name in _LINKS if name in attributes), ""
        )

    def _note(self, attributes: Attributes) -> None:
        self._notes.append(_named(attributes, "type") in _SEPARATORS)
        self._hidden += self._notes[-1]

    def _note_ends(self) -> None:
        self._hidden -= self._notes.pop()

    def _hide(self, _: Attributes) -> None:
        self._hidden += 1

    def _show(self) -> None:
        self._hidden -= 1


def _named(attributes: Attributes, name: str) -> str:
    """The attribute of a name in a document's own namespace, or in none, "" where there is none."""
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")
