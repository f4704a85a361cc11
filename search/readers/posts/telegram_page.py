"""Telegram's export of a chat as pages: messages.html, messages2.html and so on of its desktop program.

<div class="page_header"> ... <div class="text bold">The Northern Light</div>       the chat
<div class="message service"> <div class="body details">12 March 2021</div>         a day, or what the program says
<div class="message default clearfix" id="message7">
  <div class="pull_right date details" title="12.03.2021 08:00:11 UTC+01:00">08:00</div>
  <div class="from_name">Ada Quayle</div>              not there in a "joined" message, which has that of the last
  <div class="text">...<br>...</div>                   not there under a picture without a caption
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml import html as lxml_html

from search.readers.entry import Entry, Told
from search.readers.exports.date_lines import date_line
from search.readers.posts.post_texts import worded
from search.readers.xml_formats.parser import XmlElement
from search.readers.xml_formats.paths import attribute, text_of

_CHAT = re.compile(r"""class\s*=\s*["'][^"'<>]*\bchat_page\b""")
_MESSAGE = re.compile(r"""class\s*=\s*["']message (?:default|service)\b""")
_HEAD = 200_000
"""Characters in which a chat's first message stands."""
_WHEN = re.compile(
    r"(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d{4})(?:\s(?P<time>\d\d:\d\d(?::\d\d)?))?(?:\s(?:UTC|GMT)(?P<zone>[+-]\d\d:\d\d)?)?"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset({"div", "p", "pre", "blockquote", "li"})


def is_chat(markup: str) -> bool:
    """Whether a page is one of such an export."""
    head = markup[:_HEAD]
    return _CHAT.search(head) is not None and _MESSAGE.search(head) is not None


def messages(markup: str) -> Iterator[Entry]:
    """The messages of a page, in its order; the program's own, and pictures without a caption, have no words."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = cast(XmlElement, lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser))
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    chat = next((text_of(found) for found in _inside(page, "page_header", "text")), "")
    sender = day = ""
    for element in page.iter():
        kinds = _classes(element)
        if "message" not in kinds:
            continue
        if "service" in kinds:
            notice = date_line(text_of(element), alone=True)
            day = notice.value[:10] if notice else day
            yield Entry()
            continue
        body = next(_own(element, "body"), element)
        sender = next((_name(found) for found in _own(body, "from_name")), sender if "joined" in kinds else "")
        yield _message(element, body, Told(chat or sender, "Telegram's name of the chat"), sender, day)


def _message(element: XmlElement, body: XmlElement, chat: Told, sender: str, day: str) -> Entry:
    """One message; what it passes on from another is part of its words."""
    when = next((found for found in map(_when, _own(body, "date")) if found), "")
    stretches = [_lines(found) for each in (body, *_own(body, "forwarded")) for found in _own(each, "text")]
    title, paragraphs = worded("\n\n".join(filter(None, stretches)))
    signature = next((text_of(found) for found in _own(body, "signature")), "")
    writer = signature or sender
    return Entry(
        title=title,
        paragraphs=paragraphs,
        source=chat,
        day=Told(when or day, "Telegram's date of the message" if when else "Telegram's day above the message"),
        author=writer if writer != chat.value else "",
        own=attribute(element, "id"),
    )


def _when(element: XmlElement) -> str:
    """The moment that a message's time shows when pointed at, as ISO 8601, "" for none."""
    found = _WHEN.match(attribute(element, "title"))
    if not found:
        return ""
    time = f"T{found['time']}{found['zone'] or ''}" if found["time"] else ""
    return f"{found['y']}-{found['m']}-{found['d']}{time}"


def _name(element: XmlElement) -> str:
    """Who sent it, without the bot it came by and without the moment of what is passed on."""
    return " ".join((element.text or "").split()) or text_of(element)


def _lines(element: XmlElement) -> str:
    """The words of a message with its line breaks; libxml2 keeps no more than 256 elements inside one another."""
    return re.sub(r" *\n *", "\n", "".join(_pieces(element))).strip()


def _pieces(element: XmlElement) -> Iterator[str]:
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        edge = "\n" if child.tag in _BLOCKS else ""
        yield "\n" if child.tag == "br" else edge
        yield from _pieces(child)
        yield edge + _BLANKS.sub(" ", child.tail or "")


def _classes(element: XmlElement) -> frozenset[str]:
    return frozenset(attribute(element, "class").split())


def _own(element: XmlElement, name: str) -> Iterator[XmlElement]:
    """The children of a class."""
    return (child for child in element if name in _classes(child))


def _inside(element: XmlElement, outer: str, inner: str) -> Iterator[XmlElement]:
    """The elements of a class inside those of another."""
    around = (each for each in element.iter() if outer in _classes(each))
    return (each for found in around for each in found.iter() if inner in _classes(each))
