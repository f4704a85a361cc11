"""The headers of a mail -> what it declares: subject, writer, language, name and the day on which it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from search.readers import OWN
from search.readers.characters.encoding import encoding_of
from search.readers.characters.encoding_labels import codec

_HEADER_LENGTH = 4000
_ANSWERED = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|vl|antw|doorst|odp|pd|ynt|ilt|res|enc|отв|答复|回复|转发|回覆|轉寄|返信|転送)"
    r"(?:\[\d+\])?\s?[:：]\s*)+",
    re.IGNORECASE,
)
"""What programs put before a subject when a mail is answered or forwarded, in their languages."""
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
_SENT = re.compile(
    rf"(?:[a-z]{{3,9}}\.?,?\s*)?(?P<day>\d{{1,2}})[\s-]+(?P<month>{_MONTH})[a-z]*\.?[\s-]+(?P<year>\d{{2,6}})\b"
    rf"(?:,?\s+{_TIME}\s*(?P<zone>[+-]\d{{4}}\b|[a-z]{{1,5}}\b)?)?",
    re.IGNORECASE,
)
"""RFC 5322, section 3.3, and the older forms of section 4.3."""
_ASCTIME = re.compile(
    rf"(?:[a-z]{{3}},?\s+)?(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+"
    r"(?P<zone>[+-]\d{4}|[a-z]{1,5})?\s*(?P<year>\d{2,6})\b",
    re.IGNORECASE,
)
"""Fri Mar 12 10:00:00 2021, as in the lines between the mails of a mailbox."""
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WEST = {"edt": 4, "est": 5, "cdt": 5, "cst": 6, "mdt": 6, "mst": 7, "pdt": 7, "pst": 8}
_HOURS = {"gmt": 0, "ut": 0, "utc": 0, "z": 0, **{zone: -hours for zone, hours in _WEST.items()}}
"""The zones of RFC 5322, section 4.3, in hours from universal time."""


def declared(message: Message, received: str = "") -> dict[str, str]:
    """What a mail says of itself, by the keys of `Document.declared`. `received` is the date in its mailbox."""
    value, rule = _day(message, received)
    found = {
        "title": _ANSWERED.sub("", header(message, "Subject")),
        "author": _writer(message),
        "language": header(message, "Content-Language").partition(",")[0],
        OWN: header(message, "Message-ID"),
        "date_published": value,
        "date_rule": rule if value else "",
    }
    return {key: value for key, value in found.items() if value}


def header(message: Message, name: str) -> str:
    """A header's text on one line. What is encoded wrongly stays as it is written."""
    return text(next(_written(message, name), ""))


def text(written: str) -> str:
    """What a header, or a name in one, says."""
    try:
        pieces = decode_header(written)
    except (HeaderParseError, ValueError):
        pieces = [(written, None)]
    return " ".join("".join(_piece(words, charset) for words, charset in pieces).split())


def _written(message: Message, name: str) -> Iterator[str]:
    """The headers of a name as they are written, the upper ones first."""
    return (str(value)[:_HEADER_LENGTH] for key, value in message.raw_items() if key.lower() == name.lower())


def _piece(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):
        raw = words.encode("utf-8", "surrogateescape")  # bytes that no encoding is declared for
        return words if words.isascii() and "\x1b" not in words else raw.decode(encoding_of(raw), "replace")
    try:
        return words.decode(codec(charset or "") or encoding_of(words), "replace")
    except (LookupError, ValueError):
        return words.decode("utf-8", "replace")


def _writer(message: Message) -> str:
    """The name of who wrote it, or else the address. A name that is encoded may hold the signs that part addresses."""
    written = " ".join(next(_written(message, "From"), "").split())
    name, address = parseaddr(written if "=?" in written else header(message, "From"))
    return text(name).strip("'\"") or address


def _day(message: Message, received: str) -> tuple[str, str]:
    """The day on which a mail was sent and where it stands: its own, or else that of a server that passed it on."""
    for written in _written(message, "Date"):
        if value := sent(text(written)):
            return value, "mail header Date"
    for written in reversed([*_written(message, "Received")]):  # the lowest is of the first server
        if value := sent(" ".join(written.rpartition(";")[2].split())):
            return value, "mail header Received"
    return sent(received), "line above the mail in its mailbox"


def sent(written: str) -> str:
    """A date as it is written, or in ISO 8601 where its year is short; "" where it is none or its year a guess.

    Two digits are of 1950 to 2049 and three are counted from 1900 (RFC 5322, section 4.3).
    """
    found = _SENT.match(written) or _ASCTIME.match(written)
    if not found:
        return written if _FULL_YEAR.search(written) else ""
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 50 else 1900
    elif len(found["year"]) == 3:
        year += 1900
    moment = _moment(found, year)
    if moment is None or not 1900 <= year < 2100:
        return ""
    return written if len(found["year"]) == 4 else moment


def _moment(found: re.Match[str], year: int) -> str | None:
    """The moment in ISO 8601, None where there is no such day or hour."""
    month = _MONTHS[found["month"].lower()]
    clock = [int(found[part] or 0) for part in ("hour", "minute", "second")]
    try:
        moment = datetime(year, month, int(found["day"]), clock[0], clock[1], min(clock[2], 59))
    except ValueError:
        return None
    if not found["hour"]:
        return moment.date().isoformat()
    offset = _offset(found["zone"] or "")
    return (moment if offset is None else moment.replace(tzinfo=timezone(offset))).isoformat()


def _offset(zone: str) -> timedelta | None:
    """What a zone is from universal time, None where it is not known: -0000 says so itself."""
    if zone.lower() in _HOURS:
        return timedelta(hours=_HOURS[zone.lower()])
    if zone[:1] not in ("+", "-") or zone == "-0000" or int(zone[1:3]) > 23 or int(zone[3:]) > 59:
        return None
    minutes = int(zone[1:3]) * 60 + int(zone[3:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)
