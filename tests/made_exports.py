"""Exports as databases give them, made for tests: each of some articles, as text, and wrapped up as other formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tests.made_files import PROSE, TITLE, packed, pdf, wrapped

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True)
class Piece:
    """An article to be exported. `day` is its number in March 2021; `words` what the export says of its length."""

    title: str = TITLE
    source: str = "The Quay Gazette"
    day: int = 4
    author: str = "Ada Quayle"
    prose: tuple[str, ...] = PROSE
    words: int = 0
    number: int = 1

    @property
    def length(self) -> int:
        return self.words or sum(len(paragraph.split()) for paragraph in self.prose)


PIECES = (
    Piece(),
    Piece("Ferry sold", "Harbour Times (Lonn)", 5, "Tom Arkle", tuple(reversed(PROSE)), number=2),
    Piece("Council votes", day=6, author="", number=3),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _date(piece: Piece) -> str:
    return f"March {piece.day}, 2021 {_WEEKDAYS[(piece.day - 1) % 7]}"


def nexis(pieces: Sequence[Piece] = PIECES, *, stated: int | None = None, cover: bool = True) -> str:
    """Nexis Uni: a cover, and articles down to "End of Document"."""
    count = len(pieces) if stated is None else stated
    head = ["Date and Time: Friday, 5. May 2023 09:31:00 CEST", "Job Number: 00000001", f"Documents ({count})"]
    for at, piece in enumerate(pieces, 1):
        head += [f"{at}. {piece.title}", "Client/Matter: -None-", "Search Terms: lighthouse", "Narrowed by:", ""]
        head += ["Content Type", "Narrowed by", "News", "Sources: The Quay Gazette; Harbour Times", ""]
    return "\n".join([*(head if cover else ()), *(_nexis(piece) for piece in pieces)])


def _nexis(piece: Piece) -> str:
    head = [piece.title, piece.source, _date(piece), "", f"Copyright 2021 {piece.source} All Rights Reserved", ""]
    head += ["Section:\xa0News; Pg. 3", f"Length:\xa0{piece.length} words"]
    head += [f"Byline:\xa0By {piece.author}"] * bool(piece.author)
    foot = ["", "Classification", "", "Language:\xa0ENGLISH", "", "Publication-Type:\xa0Newspaper", ""]
    foot += ["Subject:\xa0LIGHTHOUSES (90%); COAST GUARD (78%)", "", "Load-Date:\xa0March 20, 2021", "", ""]
    return "\n".join([*head, "Body", "", *piece.prose, *foot, "End of Document", "", ""])


def lexisnexis(pieces: Sequence[Piece] = PIECES, *, stated: int | None = None, width: int = 78) -> str:
    """The classic LexisNexis: a cover, and articles below "1 of 3 DOCUMENTS"."""
    count = len(pieces) if stated is None else stated
    cover = f"Download Request: All Documents: 1-{count}\nTime Of Request: Friday, May 5, 2023\nTerms: (lighthouse)\n\n"
    return cover + "".join(_lexisnexis(piece, count, width) for piece in pieces)


def _lexisnexis(piece: Piece, count: int, width: int) -> str:
    centred = (f"{piece.number} of {count} DOCUMENTS", "", piece.source, "", _date(piece), "Final Edition", "")
    head = ["", *(line.center(78).rstrip() for line in centred), piece.title, ""]
    head += [f"BYLINE: {piece.author}", ""] * bool(piece.author)
    head += ["SECTION: News; Pg. 3", "", f"LENGTH: {piece.length} words", "", ""]
    foot = [
        "LOAD-DATE: March 20, 2021",
        "",
        "LANGUAGE: ENGLISH",
        "",
        "SUBJECT: LIGHTHOUSES (90%); COAST GUARD (78%)",
        "",
    ]
    foot += [
        "PUBLICATION-TYPE: Newspaper",
        "",
        f"Copyright 2021 {piece.source}".center(78),
        "All Rights Reserved".center(78),
    ]
    return "\n".join(
        [*head, *(f"{cut}\n" for cut in (_cut(paragraph, width) for paragraph in piece.prose)), *foot, "", ""]
    )


def _cut(paragraph: str, width: int) -> str:
    """A paragraph in lines of so many characters."""
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def factiva(pieces: Sequence[Piece] = PIECES, *, codes: bool = True, stated: int | None = None) -> str:
    """Factiva, with a code above each field or without any."""
    made = "\n\n".join(_coded(piece) if codes else _plain(piece) for piece in pieces)
    return made + (f"\n\nSearch Summary\nText\tlighthouse\nResults Found\t{stated}\n" if stated else "\n")


def _coded(piece: Piece) -> str:
    fields = {
        "SE": "News",
        "HD": piece.title,
        "BY": piece.author and f"By {piece.author}",
        "WC": f"{piece.length} words",
    }
    fields |= {"PD": f"{piece.day} March 2021", "SN": piece.source, "SC": "QUAYG", "PG": "3", "LA": "English"}
    fields |= {"CY": "(c) 2021", "LP": piece.prose[0], "TD": "\n\n".join(piece.prose[1:])}
    fields |= {"NS": "glight : Lighthouses | gcoast : Coast Guard", "RE": "uk : United Kingdom", "AN": _number(piece)}
    return "\n".join(f"{code}\n{value}" for code, value in fields.items() if value)


def _plain(piece: Piece) -> str:
    head = [piece.title, piece.author and f"By {piece.author}", f"{piece.length} words", f"{piece.day} March 2021"]
    head += [piece.source, "QUAYG", "3", "English", "(c) 2021 Quay Ltd.", ""]
    return "\n".join([*filter(None, head), "", *(f"{paragraph}\n" for paragraph in piece.prose), _number(piece)])


def _number(piece: Piece) -> str:
    return f"Document QUAYG000020210304eh340000{piece.number}"


def proquest(pieces: Sequence[Piece] = PIECES, *, stated: int | None = None) -> str:
    """ProQuest: articles between lines of underscores."""
    count, rule = len(pieces) if stated is None else stated, "_" * 60
    made = (f"{rule}\n\nDocument {piece.number} of {count}\n\n{_proquest(piece)}" for piece in pieces)
    head = f"{rule}\n\nReport Information from ProQuest\n\nMay 05 2023 09:31\n\n"
    return f"{head}{''.join(made)}{rule}\n\nContact ProQuest\n"


def _proquest(piece: Piece) -> str:
    head = [piece.title, piece.author and f"Author: {piece.author}"]
    head += [f"Publication info: {piece.source} ; Lonn [Lonn]. {piece.day} March 2021: A.3.", "ProQuest document link"]
    head += [f"Abstract: {piece.prose[0]}", f"Full text: {piece.prose[0]}", *piece.prose[1:]]
    head += [
        "Subject: Lighthouses; Coast Guard",
        f"Title: {piece.title}",
        f"Publication title: {piece.source}; Lonn, Lonnshire",
    ]
    head += ["First page: 3", "Section: News", f"Publication date: Mar {piece.day}, 2021", "Publisher: Quay Press"]
    head += ["Language of publication: English", f"ProQuest document ID: 10{piece.number}", "Last updated: 2023-05-05"]
    return "\n\n".join([*filter(None, head), "Database: Newsstream", ""])


def europresse(pieces: Sequence[Piece] = PIECES) -> str:
    """Europresse as text."""
    return "\n\n".join(_europresse(piece) for piece in pieces)


def _europresse(piece: Piece) -> str:
    head = [f"{piece.source}, no. 2413", f"News, {piece.day} mars 2021, p. 3", piece.title, piece.author]
    foot = [
        "© 2021 Quay Press. Tous droits réservés. Le présent document est protégé.",
        "Certificat émis le 5 mai 2023",
    ]
    foot += [f"Numéro de document : news·2021030{piece.day}·QG·10{piece.number}"]
    return "\n\n".join([*filter(None, head), *piece.prose, *foot])


def europresse_page(pieces: Sequence[Piece] = PIECES, *, old: bool = False) -> str:
    """Europresse as a page, in the markup of before 2014 or that of today."""
    made = "".join((_old if old else _new)(piece) for piece in pieces)
    return f"<html><body>{f'<table><tbody>{made}</tbody></table>' if old else made}</body></html>"


def _new(piece: Piece) -> str:
    prose = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in piece.prose)
    return (
        f'<article><header><div><span class="DocPublicationName">{piece.source}, no. 2413</span></div>'
        f'<div><span class="DocHeader">News, jeudi {piece.day} mars 2021, p. 3</span></div><div class="titreArticle">'
        f'<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{escape(piece.title)}</p></div>'
        f'<div>{piece.author}</div></header><section><div class="DocText"><div class="docOcurrContainer">{prose}'
        "</div></div>"
        "</section><footer><small>© 2021 Quay Press. Tous droits réservés.</small>"
        f'<p>Numéro de document : news·2021030{piece.day}·QG·10{piece.number}</p><div id="divPubliC">'
        '<span id="PubliC_lblEndDate">2023-05-05</span></div></footer></article>'
    )


def _old(piece: Piece) -> str:
    prose = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in piece.prose)
    return (
        f'<tr><td><span class="DocPublicationName">{piece.source}, no. 2413</span><br>'
        '<span class="DocHeader">News</span>, '
        f'<span class="DocHeader">{piece.day} mars 2021</span>, <span class="DocHeader">p. 3</span><br><br>'
        f'<span class="TitreArticleVisu">{escape(piece.title)}</span><br>{piece.author}<br>{prose}<br>'
        "© 2021 Quay Press. Tous droits réservés."
        f"<table><tr><td>news·2021030{piece.day}·QG·10{piece.number}</td></tr></table></td></tr>"
    )


def factiva_page(pieces: Sequence[Piece] = PIECES, *, codes: bool = True) -> str:
    """Factiva as a page."""
    made = "".join(_factiva_page(piece, codes) for piece in pieces)
    return f"<html><head><title>Factiva</title></head><body>{made}</body></html>"


def _factiva_page(piece: Piece, codes: bool) -> str:
    if codes:
        pairs = zip(
            _coded(piece).replace("\n\n", "</p><p>").split("\n")[::2],
            _coded(piece).replace("\n\n", "</p><p>").split("\n")[1::2],
            strict=True,
        )
        rows = "".join(
            f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td><p>{value}</p></td></tr>' for code, value in pairs
        )
        return f'<div class="article enArticle"><table>{rows}</table></div>'
    head, *lines = _plain(piece).split("\n")
    divs = "".join(f"<div>{line}</div>" for line in lines if line)
    return f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{head}</span></div>{divs}</div>'


def lexisnexis_page(pieces: Sequence[Piece] = PIECES) -> str:
    """The classic LexisNexis as a page."""
    out = []
    for number, block in enumerate(lexisnexis(pieces).split("\n\n")):
        words = "<br>".join(escape(" ".join(line.split())) for line in block.split("\n") if line.strip())
        out.append(
            f'<br><div class="c{number % 5}"><p class="c6"><span class="c2">{words}</span></p></div>' * bool(words)
        )
    head = '<html><head><title>&nbsp;</title></head><body><a name="DOC_ID_0_0"></a><!-- <DOC NUMBER=1> -->'
    return f"{head}{''.join(out)}</body></html>"


def rtf(text: str) -> bytes:
    """A text as RTF, a paragraph a line."""
    lines = (line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") for line in text.split("\n"))
    told = "".join(f"{{\\ltrch\\f0\\fs20 {''.join(_rtf(sign) for sign in line)}}}\\par\n" for line in lines)
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}}\n" + told + "}").encode("ascii")


def _rtf(sign: str) -> str:
    if sign.isascii():
        return sign
    units = sign.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def word(text: str, links: Mapping[str, str] | None = None) -> bytes:
    """A text as a Word document, a paragraph a line; `links` are addresses by the lines that lead to them."""
    addresses = links or {}
    lines = "".join(
        _word_line(line, [*addresses].index(line) if line in addresses else -1) for line in text.split("\n")
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escape(address)}" TargetMode="External"/>'
        for number, address in enumerate(addresses.values())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_LINKS}"><w:body>{lines}</w:body></w:document>'
    return packed(
        {
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode(),
        }
    )


def _word_line(line: str, link: int) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
    linked = f'<w:hyperlink r:id="rId{link}">{run}</w:hyperlink>'
    return f"<w:p>{run if link < 0 else linked}</w:p>"


def printed(text: str) -> bytes:
    """A text as pages of a PDF, its lines broken at a margin."""
    lines = [each for line in text.split("\n") for each in (wrapped(line) if line else [""])]
    return pdf([lines[at : at + 45] for at in range(0, len(lines), 45)])


MADE: Mapping[str, Callable[[Sequence[Piece]], bytes]] = {
    ".nexis.txt": lambda pieces: nexis(pieces).encode(),
    ".nexis.docx": lambda pieces: word(nexis(pieces)),
    ".nexis.rtf": lambda pieces: rtf(nexis(pieces)),
    ".lexisnexis.txt": lambda pieces: lexisnexis(pieces).encode(),
    ".lexisnexis.html": lambda pieces: lexisnexis_page(pieces).encode(),
    ".lexisnexis.docx": lambda pieces: word(lexisnexis(pieces, width=10_000)),
    ".factiva.txt": lambda pieces: factiva(pieces).encode(),
    ".factiva.rtf": lambda pieces: rtf(factiva(pieces)),
    ".factiva.plain.rtf": lambda pieces: rtf(factiva(pieces, codes=False)),
    ".factiva.docx": lambda pieces: word(factiva(pieces, codes=False)),
    ".factiva.html": lambda pieces: factiva_page(pieces).encode(),
    ".factiva.plain.html": lambda pieces: factiva_page(pieces, codes=False).encode(),
    ".proquest.txt": lambda pieces: proquest(pieces).encode(),
    ".proquest.rtf": lambda pieces: rtf(proquest(pieces)),
    ".proquest.docx": lambda pieces: word(proquest(pieces)),
    ".europresse.txt": lambda pieces: europresse(pieces).encode(),
    ".europresse.html": lambda pieces: europresse_page(pieces).encode(),
    ".europresse.old.html": lambda pieces: europresse_page(pieces, old=True).encode(),
}
"""An export of some articles for every database and format, by an ending that names both."""
