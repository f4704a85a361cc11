"""Files of formats that are markup or tags, made for tests: each holds the article of `made_files`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.made_article import BODY, PROSE, TITLE

_RDF = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
    'xmlns:link="http://purl.org/rss/1.0/modules/link/"'
)
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def paragraphs(body: str = BODY, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(each)}</{tag}>" for each in body.split("\n\n"))


def item(title: str = TITLE, body: str = BODY, more: str = "") -> str:
    return f"<item><title>{escape(title)}</title><description>{escape(paragraphs(body))}</description>{more}</item>"


def rss(*items: str, channel: str = "The Northern Light") -> bytes:
    inner = "".join(items or [item()])
    return f'{DECLARATION}<rss version="2.0"><channel><title>{channel}</title>{inner}</channel></rss>'.encode()


def atom(title: str = TITLE, body: str = BODY, more: str = "") -> bytes:
    entry = (
        f'<entry><title>{escape(title)}</title><content type="html">{escape(paragraphs(body))}</content>{more}</entry>'
    )
    return f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom"><title>The Light</title>{entry}</feed>'.encode()


def nitf(head: str = "", body: str = BODY) -> bytes:
    headline = f"<body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    inner = f"<body>{headline}<body.content>{paragraphs(body)}</body.content></body>"
    return f"{DECLARATION}<nitf><head><title>{TITLE}</title>{head}</head>{inner}</nitf>".encode()


def newsml(meta: str = "", body: str = BODY) -> bytes:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{paragraphs(body)}</body></html>'
    content = f"<contentSet><inlineXML>{page}</inlineXML></contentSet>"
    inner = f"<contentMeta>{meta}<headline>{TITLE}</headline></contentMeta>{content}"
    root = 'newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1"'
    return f"{DECLARATION}<{root}>{inner}</newsItem>".encode()


def tei(source: str = "", text: str = "") -> bytes:
    header = f"<fileDesc><titleStmt><title>{TITLE}</title></titleStmt><sourceDesc>{source}</sourceDesc></fileDesc>"
    inner = text or f"<body><head>{TITLE}</head>{paragraphs()}</body>"
    return (
        f'{DECLARATION}<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><text>{inner}</text></TEI>'
    ).encode()


def alto(*blocks: str) -> bytes:
    inner = "".join(f"<TextBlock>{alto_line(block)}</TextBlock>" for block in blocks or (TITLE, *PROSE))
    page = f"<Layout><Page><PrintSpace>{inner}</PrintSpace></Page></Layout>"
    return f'{DECLARATION}<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#">{page}</alto>'.encode()


def alto_line(text: str, confidence: str = "0.9") -> str:
    words = "<SP/>".join(f'<String CONTENT={quoteattr(word)} WC="{confidence}"/>' for word in text.split())
    return f"<TextLine>{words}</TextLine>"


def hocr(*blocks: str, confidence: int = 96) -> bytes:
    inner = "".join(f'<p class="ocr_par">{hocr_line(block, confidence)}</p>' for block in blocks or (TITLE, *PROSE))
    head = '<head><title></title><meta name="ocr-system" content="tesseract 5.3.0"/></head>'
    return f'{DECLARATION}<html>{head}<body><div class="ocr_page">{inner}</div></body></html>'.encode()


def hocr_line(text: str, confidence: int = 96) -> str:
    title = f"bbox 1 1 2 2; x_wconf {confidence}"
    words = " ".join(f'<span class="ocrx_word" title="{title}">{escape(word)}</span>' for word in text.split())
    return f'<span class="ocr_line">{words}</span>'


def zotero(more: str = "", outside: str = "") -> bytes:
    abstract = f"<dcterms:abstract>{escape(BODY)}</dcterms:abstract>"
    article = (
        f'<bib:Article rdf:about="https://light.example/1"><z:itemType>newspaperArticle</z:itemType>'
        f"<dc:title>{TITLE}</dc:title>{abstract}{more}</bib:Article>"
    )
    return f"<rdf:RDF {_RDF}>{article}{outside}</rdf:RDF>".encode()


def endnote(*lines: str) -> bytes:
    text = BODY.replace("\n\n", "\n")
    return "\n".join(("%0 Newspaper Article", f"%T {TITLE}", f"%X {text}", *lines, "", "")).encode()


def medline(*lines: str) -> bytes:
    words = BODY.split()
    text = "AB  - " + "\n      ".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))
    return "\r\n".join(("PMID- 101", f"TI  - {TITLE}", text, *lines, "", "")).encode()


def srt(body: str = BODY) -> bytes:
    """Subtitles, one for each sentence, and the title first."""
    cues = enumerate(f"{TITLE}. {body}".replace("\n\n", " ").replace(". ", ".\n").split("\n"), 1)
    return "\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n<i>{words}</i>\n" for n, words in cues).encode()


def vtt(body: str = BODY) -> bytes:
    return f"WEBVTT - {TITLE}\nLanguage: en\n\nNOTE by hand\n\n".encode() + srt(body)


def ass(body: str = BODY) -> bytes:
    said = "\n".join(f"Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{each}" for each in body.split("\n\n"))
    return f"[Script Info]\nTitle: {TITLE}\n\n[Events]\n{said}\n".encode()


def ris(*lines: str) -> bytes:
    return "\n".join(["TY  - NEWS", f"TI  - {TITLE}", *lines, f"AB  - {BODY}", "ER  - ", ""]).encode()


def bibtex(*fields: str) -> bytes:
    inner = ",\n  ".join([f"title = {{{TITLE}}}", *fields, f"abstract = {{{BODY}}}"])
    return f"@article{{light1,\n  {inner}\n}}\n".encode()


def tweets(*tweets: Mapping[str, object]) -> bytes:
    held = [{"tweet": tweet} for tweet in tweets or [{"id_str": "1", "full_text": f"{TITLE}\n\n{BODY}"}]]
    return f"window.YTD.tweets.part0 = {json.dumps(held)}".encode()


def note(title: str = TITLE, more: str = "", body: str = BODY) -> str:
    """A note of Evernote's."""
    inner = "".join(f"<div>{paragraph}</div><div><br/></div>" for paragraph in body.split("\n\n"))
    kind = '<!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
    content = f'<![CDATA[<?xml version="1.0" encoding="UTF-8"?>{kind}<en-note>{inner}</en-note>]]>'
    return f"<note><title>{title}</title><content>{content}</content>{more}</note>"


def notes(*each: str) -> bytes:
    """Evernote's export of some notes."""
    kind = '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'
    return f'{DECLARATION}{kind}<en-export export-date="20230505T093100Z">{"".join(each)}</en-export>'.encode()


MARKUP: Mapping[str, Callable[[], bytes]] = {
    ".xml": rss,
    ".enex": lambda: notes(note()),
    ".rss": rss,
    ".atom": atom,
    ".nitf": nitf,
    ".newsml": newsml,
    ".tei": tei,
    ".alto": alto,
    ".hocr": hocr,
    ".rdf": zotero,
    ".ris": ris,
    ".srt": srt,
    ".vtt": vtt,
    ".ass": ass,
    ".ssa": ass,
    ".bib": bibtex,
    ".bibtex": bibtex,
    ".enw": endnote,
    ".nbib": medline,
    ".js": tweets,
}
